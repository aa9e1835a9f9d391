"""Follow-ups completed from the questions before them and what was quoted in answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import Turn
from chatbot.followups import standing_alone
from chatbot.questions import LONGEST

BRIDGE = "Why was the Lowen bridge closed?"
MAYOR = (
    "Valley Post reports:\n\n"
    "> “Mayor Ada Brunner said that the repairs would cost 4.2 million crowns.” [1] "
    "— Valley Post, 7 May 2024"
)


def after(*questions: str) -> list[Turn]:
    return [Turn(question, "…") for question in questions]


@pytest.mark.parametrize(
    "question",
    [
        "Did Armenia attack Ganja?",
        "How many people died in the cave rescue?",
        "What caused the fire at Notre-Dame?",
        "Who won the chess championship?",
        "Why did the nurses strike?",
        "Is there a ferry to Borkholm?",
        "When did Ada Brunner say that she would resign?",
        "Did Per Holm win his seat?",
        "What is inflation?",
        "What about the cave rescue?",
        "And who was the first keeper of the Skerrow lighthouse?",
        "Wie viele Passagiere warten im Hafen?",
        "¿Cuántos pasajeros esperan en Borkholm?",
        "Combien de passagers attendent au port ?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert standing_alone(question, [Turn(BRIDGE, MAYOR)]) == question
    assert standing_alone(question, []) == question


@pytest.mark.parametrize(
    ("question", "earlier", "needed"),
    [
        ("And who confirmed it?", "Did Armenia attack Ganja?", {"Armenia", "attack", "Ganja"}),
        ("When?", "Who shut the Lowen bridge?", {"shut", "Lowen", "bridge"}),
        ("How many?", "Who died in the Thai cave?", {"died", "Thai", "cave"}),
        ("Why was it closed?", "Where is the Lowen bridge?", {"Lowen", "bridge"}),
        ("What did engineers say about it at first?", "Where is the Lowen bridge?", {"Lowen"}),
        ("and the other side?", "Did Armenia attack Ganja?", {"Armenia", "attack", "Ganja"}),
        ("What about 1994?", "Was there a ceasefire in Karabakh?", {"ceasefire", "Karabakh"}),
        ("Other reasons?", "Why did the nurses strike?", {"nurses", "strike"}),
        ("Und warum?", "Wer hat die Brücke gesperrt?", {"Brücke", "gesperrt"}),
        ("Wer hat sie gesperrt?", "Wo ist die Brücke von Lowen?", {"Brücke", "Lowen"}),
        ("¿Y por qué?", "¿Quién cerró el puente?", {"cerró", "puente"}),
        ("Et pourquoi ?", "Qui a fermé le pont ?", {"fermé", "pont"}),
    ],
)
def test_a_follow_up_gets_the_words_it_lacks(question: str, earlier: str, needed: set[str]) -> None:
    complete = standing_alone(question, after(earlier))
    assert complete.startswith(question)
    assert needed <= set(complete.split())


@pytest.mark.parametrize(
    ("question", "earlier", "complete"),
    [
        (
            "What about 1994?",
            "Who led the strike in Lowen in 1988?",
            "Who led the strike in Lowen in 1994?",
        ),
        ("And in May 2021?", "What burned in October 2020?", "What burned in May 2021?"),
        ("And Stepanakert?", "Who shelled Ganja?", "Who shelled Stepanakert?"),
        (
            "What about Reuters?",
            "What does the BBC say about Ganja?",
            "What does the Reuters say about Ganja?",
        ),
        ("How about Azerbaijan?", "Did Armenia attack Ganja?", "Did Azerbaijan attack Ganja?"),
        ("Und Bergen?", "Wer hat Lowen gewarnt?", "Wer hat Bergen gewarnt?"),
    ],
)
def test_another_of_its_kind_takes_the_place(question: str, earlier: str, complete: str) -> None:
    assert standing_alone(question, after(earlier)) == complete


def test_what_could_stand_in_several_places_is_added() -> None:
    complete = standing_alone("And Sotk?", after("Who moved from Ganja to Barda?"))
    assert complete.startswith("And Sotk?") and {"Ganja", "Barda"} <= set(complete.split())


def test_a_pronoun_is_a_name_that_was_quoted() -> None:
    complete = standing_alone(
        "Did she resign?", [Turn("Who spoke about what the repairs cost?", MAYOR)]
    )
    assert {"Ada", "Brunner"} <= set(complete.split())
    assert "Valley" not in complete  # who reported it is not what was quoted


def test_names_in_the_question_come_before_names_quoted() -> None:
    complete = standing_alone("When was it opened again?", [Turn(BRIDGE, MAYOR)])
    assert complete == "When was it opened again? Lowen bridge closed"


def test_the_thing_before_is_meant_by_what_it_is() -> None:
    asked = "How many ships were waiting at the Suez Canal?"
    complete = standing_alone("How long was the ship stuck in all?", after(asked))
    assert complete == "How long was the ship stuck in all? Suez Canal"
    quoted = standing_alone("When did the mayor resign in the end?", [Turn(BRIDGE, MAYOR)])
    assert "Lowen" in quoted
    other = "How long was the train delayed in the end?"
    assert standing_alone(other, after(asked)) == other


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = after("Did Armenia attack Ganja?", "And who confirmed it?")
    assert "Ganja" in standing_alone("When?", history)


def test_a_new_subject_ends_the_chain() -> None:
    history = after("Did Armenia attack Ganja?", "What caused the fire at Notre-Dame?")
    assert "Ganja" not in standing_alone("When?", history)


@given(st.text(max_size=300), st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300))))
def test_any_history_is_bearable(question: str, earlier: list[tuple[str, str]]) -> None:
    complete = standing_alone(question, [Turn(*one) for one in earlier])
    assert len(complete) <= LONGEST
    assert standing_alone(question, []) == question[:LONGEST]


def test_a_huge_history_is_bearable() -> None:
    huge = "Who said Ada said that it did? " * 10_000
    begun = time.process_time()
    assert len(standing_alone("And it?" + " it" * 600, [Turn(huge, huge)] * 50)) <= LONGEST
    assert time.process_time() - begun < 2
