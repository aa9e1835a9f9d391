"""Accounts that differ: by who denies what, by figures of one day; what is only newer; what is not."""

from __future__ import annotations

import pytest

from chatbot.disputes import Differences, differences
from tests.evidence import evidence

ANSWERS = 0.75


def compared(
    question: str, *texts: str | tuple[str, str | None], score: float = 0.9
) -> Differences:
    found = evidence(*texts, score=score)
    return differences(question, found.read, found.scores, found.claims, ANSWERS)


def parties(found: Differences) -> list[tuple[str | None, str | None]]:
    return [
        (one.claim.speaker if one.claim else None, one.claim.stance if one.claim else None)
        for one in found.sides
    ]


def test_one_denies_what_another_confirms_in_the_same_sentence() -> None:
    found = compared(
        "Did Norland shell the port of Vastra?",
        "Norland denied shelling the port of Vastra, but rebels in the hills confirmed the attack.",
    )
    assert parties(found) == [("Norland", "denies"), ("rebels in the hills", "confirms")]


def test_one_denies_what_another_article_says_that_a_party_asserts() -> None:
    found = compared(
        "Did the mayor take money from the builder?",
        "The mayor denied taking money from the builder.",
        "Prosecutors said the mayor had taken money from the builder.",
    )
    assert parties(found) == [("The mayor", "denies"), ("Prosecutors", "asserts")]


def test_the_articles_own_voice_is_a_side() -> None:
    found = compared(
        "Did the plant leak acid into the river?",
        "The company denied that the plant had leaked acid into the river.",
        "The plant leaked acid into the river for three days.",
    )
    assert parties(found) == [("The company", "denies"), (None, None)]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "Who denied the charge?",
            ["The mayor denied taking money.", "Nurses said their strike would go on."],
        ),
        (  # two deny it: nobody differs
            "Did the plant leak acid into the river?",
            [
                "The company denied that the plant had leaked acid into the river.",
                "The council denied that the plant had leaked acid into the river.",
            ],
        ),
        (  # the same party
            "Did the plant leak acid into the river?",
            [
                "The company denied the leak of acid. The company said the leak of acid was a rumour."
            ],
        ),
        (  # about something else than what is asked
            "When does the ferry to Borkholm leave?",
            ["Norland denied shelling the port, but rebels confirmed the attack."],
        ),
    ],
)
def test_what_does_not_differ_is_no_dispute(question: str, texts: list[str]) -> None:
    assert compared(question, *texts).sides == ()


def test_what_hardly_answers_is_not_compared() -> None:
    text = "Norland denied shelling the port, but rebels confirmed the attack."
    assert compared("Did Norland shell the port?", text, score=0.1) == Differences()


DAY, NEXT = "2024-05-07", "2024-05-09"


def test_figures_of_one_day_by_two_sources_differ() -> None:
    found = compared(
        "How many people were hurt?",
        ("Police said 12 people were hurt.", DAY),
        ("Hospitals said 40 people were hurt.", DAY),
    )
    assert [name for name, _ in parties(found)] == ["Police", "Hospitals"] and not found.updates


def test_a_figure_of_another_day_is_newer_and_no_dispute() -> None:
    found = compared(
        "How many people were hurt?",
        ("Police said 12 people were hurt.", DAY),
        ("Hospitals said 40 people were hurt.", NEXT),
    )
    assert not found.sides
    assert [one.day for one in found.updates] == [NEXT, DAY]


def test_a_later_figure_by_the_same_speaker_is_an_update() -> None:
    found = compared(
        "How many people were hurt?",
        ("Police said 12 people were hurt.", DAY),
        ("Police said 14 people were hurt. ", DAY),
    )
    assert not found.sides and len(found.updates) == 2


@pytest.mark.parametrize(
    "texts",
    [
        ["Police said at least 12 people were hurt.", "Hospitals said 40 people were hurt."],
        ["Police said 12 people were hurt.", "Hospitals said twelve people were hurt."],
        ["Police said about 500 people were hurt.", "Hospitals said 480 people were hurt."],
        ["Police said 12 people were hurt.", "Hospitals said 40% of beds were in use."],
    ],
)
def test_figures_that_can_both_be_right_do_not_differ(texts: list[str]) -> None:
    dated = [(text, DAY) for text in texts]
    assert compared("How many people were hurt?", *dated) == Differences()


def test_figures_are_compared_only_where_the_question_asks_for_one() -> None:
    found = compared(
        "Who was hurt?",
        ("Police said 12 people were hurt.", DAY),
        ("Hospitals said 40 people were hurt.", DAY),
    )
    assert found == Differences()


MILL = "The mill in Lowen was last worked for trade in {}, and its sails were taken down."


def test_the_same_sentence_with_another_number_is_another_account() -> None:
    question = "When was the mill last worked?"
    sides = compared(question, (MILL.format(1921), DAY), (MILL.format(1955), DAY)).sides
    assert [one.sentence.hit.article_id for one in sides] == ["a0", "a1"]
    later = compared(question, (MILL.format(1921), DAY), (MILL.format(1955), "2030-01-01"))
    assert not later.sides and [one.day for one in later.updates] == ["2030-01-01", DAY]
    assert compared(question, MILL.format(1921), MILL.format(1921)) == Differences()
