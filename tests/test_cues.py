"""What a question asks for, and whether a sentence holds it."""

from __future__ import annotations

import pytest

from chatbot.cues import Kind, asked_for, holds
from chatbot.terms import words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who denied the attack?", "who"),
        ("By whom was it signed?", "who"),
        ("Wer hat das gesagt?", "who"),
        ("谁否认了袭击？", "who"),
        ("When did the ceasefire begin?", "when"),
        ("In what year was it signed?", "when"),
        ("¿Cuándo empezó?", "when"),
        ("Where is the bridge?", "where"),
        ("Which country won?", "where"),
        ("Où est le pont?", "where"),
        ("How many ships are waiting?", "amount"),
        ("How long did it last?", "amount"),
        ("Wie viele Schiffe warten?", "amount"),
        ("Why was it closed?", "why"),
        ("Pourquoi le pont est-il fermé?", "why"),
        ("What happened to the bridge?", "other"),
        ("", "other"),
        ("Who said when it would open?", "who"),
    ],
)
def test_the_kind_of_a_question(question: str, kind: Kind) -> None:
    assert asked_for(question) == kind


@pytest.mark.parametrize(
    ("kind", "sentence", "held"),
    [
        ("who", "The attack was denied by Ada Brunner.", 1.0),
        ("who", "Ada Brunner denied it.", 1.0),
        ("who", "The attack was denied.", 0.0),
        ("when", "It began on 3 May.", 1.0),
        ("when", "It began last week.", 1.0),
        ("when", "It began quietly.", 0.0),
        ("amount", "Some 300 ships wait.", 1.0),
        ("amount", "A dozen ships wait.", 1.0),
        ("amount", "Ships wait.", 0.0),
        ("where", "It stands in Lowen.", 1.0),
        ("where", "It stands firm.", 0.0),
        ("why", "It shut because of cracks.", 1.0),
        ("why", "It shut.", 0.0),
        ("other", "It shut.", 0.5),
        ("who", "市长否认了。", 0.5),
    ],
)
def test_what_an_answer_must_hold(kind: Kind, sentence: str, held: float) -> None:
    assert holds(kind, sentence, frozenset()) == held


def test_what_the_question_said_itself_is_no_answer() -> None:
    asked = frozenset(words("How many of the 300 ships left?"))
    assert holds("amount", "All the 300 ships left.", asked) == 0.0
    assert holds("amount", "Of the 300 ships 12 left.", asked) == 1.0
