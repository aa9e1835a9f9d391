"""Questions within the limit, and follow-ups completed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import Turn
from chatbot.questions import LONGEST, readable, standing_alone
from vectorstore import QuestionError


def after(*questions: str) -> list[Turn]:
    return [Turn(question, "…") for question in questions]


def test_a_question_is_read_up_to_the_limit() -> None:
    assert readable("  Who \n denied it? ") == ("Who denied it?", None)
    asked, notice = readable("x" * 100_000)
    assert len(asked) == LONGEST and notice is not None


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\u3000"])
def test_nothing_is_no_question(nothing: str) -> None:
    with pytest.raises(QuestionError):
        readable(nothing)


@pytest.mark.parametrize(
    "question",
    [
        "Did Armenia attack Ganja?",
        "How many people died in the cave rescue?",
        "What caused the fire at Notre-Dame?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert standing_alone(question, after("Why was the Lowen bridge closed?")) == question
    assert standing_alone(question, []) == question


@pytest.mark.parametrize(
    ("question", "earlier", "needed"),
    [
        ("And who confirmed it?", "Did Armenia attack Ganja?", {"Armenia", "attack", "Ganja"}),
        ("When?", "Who shut the Lowen bridge?", {"shut", "Lowen", "bridge"}),
        ("Why was it closed?", "Where is the Lowen bridge?", {"Lowen", "bridge"}),
        ("What about 1994?", "Was there a ceasefire in Karabakh?", {"ceasefire", "Karabakh"}),
        ("Und warum?", "Wer hat die Brücke gesperrt?", {"Brücke", "gesperrt"}),
    ],
)
def test_a_follow_up_gets_the_words_it_lacks(question: str, earlier: str, needed: set[str]) -> None:
    complete = standing_alone(question, after(earlier))
    assert complete.startswith(question)
    assert needed <= set(complete.split())


def test_a_follow_up_that_says_what_gets_only_the_names() -> None:
    complete = standing_alone(
        "And who owned the ship?", after("How many vessels waited at the Suez Canal?")
    )
    assert complete == "And who owned the ship? Suez Canal"


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = after("Did Armenia attack Ganja?", "And who confirmed it?")
    assert "Ganja" in standing_alone("When?", history)


def test_a_new_subject_ends_the_chain() -> None:
    history = after("Did Armenia attack Ganja?", "What caused the fire at Notre-Dame?")
    assert "Ganja" not in standing_alone("When?", history)


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=12))
def test_any_history_is_bearable(question: str, earlier: list[str]) -> None:
    complete = standing_alone(question, after(*earlier))
    assert complete.startswith(question[:LONGEST]) and len(complete) <= LONGEST
