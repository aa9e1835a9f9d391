"""Slips that small language models make, which the check sees through, and their true neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.support import Support, check
from tests.test_support import checked, source

COLLEGE = (
    "Egon Rill (3 May 1841 – 9 June 1902) was a surveyor who drew the first map of Oster. "
    "In the spring of 2012 students from abroad comprised almost 19% of the college. "
    "In 1749 the crown gave land to the Oster Company. "
    "Three pupils had a mild cough, the nurse said, and 20 pupils were sent home. "
    "The dean, who was in Brim, was travelling to Kell. "
    "The lectures will be continued in the hall. The audit contradicted the report of the bursar."
)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Egon Rill began to draw maps in 1841.", "year of a life"),
        ("In the spring of 2012 women made up almost 19% of the college.", "something else"),
        ("In 1749 the crown took land from the Oster Company.", "to whom"),
        ("All the pupils had a mild cough, the nurse said.", "all"),
        ("The dean was travelling from Kell to Brim.", "Kell"),
        ("The lectures in the hall were stopped.", "continued"),
        ("The audit confirmed the report of the bursar.", "contradicted"),
    ],
)
def test_slips_of_small_models_are_refused(sentence: str, reason: str) -> None:
    found = checked(sentence, COLLEGE)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Egon Rill was born on 3 May 1841 and drew the first map of Oster.",
        "In the spring of 2012 almost 19% of the college were students from abroad.",
        "Students from abroad made up almost 19% of the college in the spring of 2012.",
        "The crown gave land to the Oster Company in 1749.",
        "Three of the pupils had a mild cough, the nurse said.",
        "The dean was travelling from Brim to Kell.",
    ],
)
def test_their_true_neighbours_are_not(sentence: str) -> None:
    found = checked(sentence, COLLEGE)
    assert found.level != "unsupported", found.reasons


QUARRY = (
    "“They sealed the shaft today, but I can't seal it,” said Ole Berg, who keeps a small inn in Oster. "
    "Lawyers for the Norla Company told a court in Brim that the council was at fault. "
    "The head of Norla told a reporter that he could not rule out that the works would take years. "
    "Both towns had promised to keep the price secret, the clerk of the council said last month. "
    "Two inns had already ordered lamp oil for a month. "
    "Representatives of the Norla Company and of its bank gave no details. "
    "The probe will wake when the comet comes closer to the sun. The probe Alba is 4 metres long. "
    "The drill was on its way for 30 days, over 200 kilometres."
)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Ole Berg said that he could seal the shaft.", "not"),
        (
            "Lawyers for the insurers told a court in Brim that the council was at fault.",
            "insurers",
        ),
        ("The probe will wake when the comet moves away from the sun.", "closer"),
    ],
)
def test_turns_of_the_quarry_are_refused(sentence: str, reason: str) -> None:
    found = checked(sentence, QUARRY)
    assert found.level == "unsupported"
    assert any(reason in one for one in found.reasons), found.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Ole Berg keeps a small inn in Oster.",
        "The head of Norla told a reporter he could not rule out that the works would take years.",
        "The towns had promised to keep the price secret, the clerk of the council said last month.",
        "Lamp oil for a month had already been ordered by two inns.",
        "Neither the representatives of the Norla Company nor those of its bank gave any details.",
        "Alba will wake when the comet comes nearer to the sun.",
        "The probe Alba has a length of 4 metres.",
        "The drill was under way for 30 days.",
    ],
)
def test_what_is_so_in_the_quarry_is_not_refused(sentence: str) -> None:
    found = checked(sentence, QUARRY)
    assert found.level != "unsupported", found.reasons


def _checked_in(language: str, sentence: str, text: str) -> Support:
    """The same for an article in this language."""
    given = source(text)
    return check(sentence, [replace(given, hit=replace(given.hit, language=language))], None)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("La cola dejó de crecer, según el puerto.", False),
        ("La cola no deja de crecer, según el puerto.", True),
        ("Piden más, advierte un panadero de Brim.", True),
    ],
)
def test_in_spanish(sentence: str, said: bool) -> None:
    text = "La cola no deja de crecer, según el puerto. Un panadero de Brim advierte que piden más."
    assert (_checked_in("es", sentence, text).level != "unsupported") == said


def test_a_year_in_a_german_day_counts_nothing() -> None:
    text = "Am 9. Februar 2019 rammte das Schiff die Fähre „Alba“ vor der Küste."
    sentence = "Vor der Küste rammte das Schiff am 9. Februar 2019 die Fähre „Alba“."
    found = _checked_in("de", sentence, text)
    assert not any("2019" in one for one in found.reasons)


HARBOUR = (
    "At Brim station, travellers had other worries. “I slept on my coat,” said Udo Lenz, a tailor. "
    "“The coat is thin. The rain is not. They blame the wind. The wind blames them. Nobody says when.” "
    "By noon 40 boats had passed, according to the Oster Harbour Authority. "
    "Its chairman said that the queue would be gone by Friday. "
    "The task of the probe is to look for traces of ice. "
    "Neither the owner nor the bank disclosed the price. "
    "“They tell us nothing,” said the cook of a coaster, who asked not to be named."
)


def test_its_chairman_may_be_called_by_whose_he_is() -> None:
    sentence = (
        "The chairman of the Oster Harbour Authority said that the queue would be gone by Friday."
    )
    assert checked(sentence, HARBOUR).level == "supported"


def test_a_place_that_only_the_passage_names_leaves_a_sentence_weak() -> None:
    found = checked("“Nobody says when,” he said at Brim station.", HARBOUR)
    assert found.level == "weak", found.reasons
    found = checked("“Nobody says when,” he said at Kell station.", HARBOUR)
    assert found.level == "unsupported"


def test_who_is_not_named_and_who_discloses_nothing() -> None:
    cook = "The cook of a coaster, who did not want to be named, said: “They tell us nothing.”"
    for sentence in (cook, "Neither the owner nor the bank disclosed the price."):
        assert checked(sentence, HARBOUR).level != "unsupported"


def test_what_is_looked_for_is_not_found_by_being_quoted() -> None:
    found = checked("The probe has found “traces of ice”.", HARBOUR)
    assert found.level == "unsupported"


def test_how_long_something_else_went_on_leaves_a_sentence_weak() -> None:
    text = "Egon Rill bought the house in 1880. His family had a mill that ran for over 100 years."
    lived = checked("Egon Rill lived in the house for over 100 years.", text)
    assert "The quote says “100 years” of something else." in lived.reasons
    ran = checked("The mill of his family ran for over 100 years.", text)
    assert ran.level == "supported", ran.reasons


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("The Dutch were defeated at Kell.", False),
        ("The Dutch defeated the garrison at Kell.", True),
        ("The garrison was defeated at Kell.", True),
    ],
)
def test_who_is_defeated(sentence: str, so: bool) -> None:
    text = (
        "The siege ended at Kell, where 300 Dutchmen quickly and decisively defeated the garrison."
    )
    assert (checked(sentence, text).level != "unsupported") == so


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The war of the mills began in 1841.", "weak"),  # the years may be of a life
        ("Egon Rill opened a shop in 1875.", "supported"),
    ],
)
def test_years_that_are_those_of_no_life(sentence: str, level: str) -> None:
    text = "The war of the mills (1841 – 1845) was long. "
    text += "Egon Rill was born in Oster. He opened a shop in 1875."
    found = checked(sentence, text)
    assert found.level != "unsupported", found.reasons
    assert any("year of a life" in one for one in found.reasons) == (level == "weak")


def test_the_treaty_is_the_one_named_before() -> None:
    text = (
        "The war of the mills formally ended in 1748 with the signing of the Treaty of Kell. "
        "The treaty was primarily focused on resolving quarrels in Oster."
    )
    found = checked(
        "The Treaty of Kell was primarily focused on resolving quarrels in Oster.", text
    )
    assert found.level == "supported", found.reasons
