"""What form an answer must take, and the sentences that are chosen for it."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot.choosing import choose
from chatbot.forms import Form, form_of
from tests.evidence import evidence


@pytest.mark.parametrize(
    "question",
    [
        "Who were the victims?",
        "Which countries denied the attack?",
        "What were the causes of the fire?",
        "What are the main demands of the drivers?",
        "List the ships that were waiting.",
        "Nenne die betroffenen Städte.",
        "Which parts of the cathedral were lost?",
    ],
)
def test_an_answer_with_many_parts(question: str) -> None:
    assert form_of(question).listed


@pytest.mark.parametrize(
    "question",
    ["Which city was hit?", "Which bus was late?", "What happens next?", "Who owns the ship?", "What was the cause of the fires?", "Which minister resigned?"],
)  # fmt: skip
def test_one_thing_is_no_list(question: str) -> None:
    assert not form_of(question).listed


@pytest.mark.parametrize(
    ("question", "compared"),
    [
        ("Did more people die in Lowen or in Marn?", ("Lowen", "Marn")),
        ("How do the accounts of Lowen and Marn differ?", ("Lowen", "Marn")),
        ("Compare the losses of Lowen with those of Marn.", ("Lowen", "Marn")),
        ("Was the fire in Lowen larger than the one in Marn?", ("Lowen", "Marn")),
        ("Was 2019 wetter than 2020?", ("2019", "2020")),
        ("What is the population of Lowen and Marn?", None),
        ("Who is the president of the Republic of Marn?", None),
        ("Armenia or not?", None),
    ],
)
def test_things_that_are_compared(question: str, compared: tuple[str, str] | None) -> None:
    assert form_of(question).compared == compared


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Rosa Lind say about the bridge?", "Rosa Lind"),
        ("How did the owner of the ship respond?", "the owner of the ship"),
        ("What Rosa Lind said about it?", "Rosa Lind"),
        ("What was said about it?", None),
        ("Who is the president of the United States?", None),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str | None) -> None:
    assert form_of(question).speaker == speaker


def chosen(form: Form, scores: list[float], *texts: str) -> list[str]:
    found = evidence(*texts)
    given = np.array(scores, np.float32)
    return [one.text for one in choose(found.read, given, form, found.claims)]


def test_of_two_things_compared_there_is_a_sentence_about_each() -> None:
    texts = ("The fire in Lowen took nine houses.", "It took nine houses.", "In Marn two burnt.")
    form = Form(compared=("Lowen", "Marn"))
    assert chosen(form, [0.9, 0.9, 0.2], *texts) == [texts[0], texts[2]]
    assert chosen(Form(compared=("Lowen", "Ulm")), [0.9, 0.1, 0.2], *texts) == [texts[0]]


def test_what_somebody_says_comes_before_what_others_say() -> None:
    texts = ("Tom Berg said the bridge was safe.", "Rosa Lind said the bridge was rotten.")
    assert chosen(Form(speaker="Rosa Lind"), [0.9, 0.8], *texts) == [texts[1]]
    assert chosen(Form(speaker="Ada Brunner"), [0.9, 0.3], *texts) == [texts[0]]
