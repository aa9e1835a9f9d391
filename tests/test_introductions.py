"""Who somebody is, told in passing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import Chatbot
from chatbot.introductions import introduces, whom


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Brunner?", "Brunner"),
        ("And who was Jan van der Berg?", "Jan van der Berg"),
        ("Who’s Ada Brunner", "Ada Brunner"),
        ("Who is the mayor?", None),
        ("Who said that Brunner left?", None),
        ("What is Lowen?", None),
        ("", None),
    ],
)
def test_it_is_asked_of_a_name(question: str, name: str | None) -> None:
    assert whom(question) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "“No,” rebel leader Ada Brunner said.",
        "Norlandic Prime Minister Ada Brunner spoke.",
        "They met Ada Brunner, a retired pilot, in Lowen.",
        "It was Brunner, head of the union, who called.",
        "Ada Brunner (34), the keeper, was there.",
        "Ada Brunner, who is a nurse in Lowen, waited.",
    ],
)
def test_a_role_or_an_apposition_tells_it(sentence: str) -> None:
    assert introduces("Ada Brunner", sentence) and introduces("Brunner", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Brunner said no.",
        "After Ada Brunner left, it rained.",
        "It rained, and however Brunner tried, it went on.",
        "The mayor met Brunner.",
        "The leader Per Holm met Ada Brunner.",
        "They sent Ada Brunner home and went to meet Ada Brunner.",
        "After meeting Ada Brunner, the council voted.",
        "It was Ada Brunner, the mayor said.",
        "Without Ada Brunner, the team and its new coach lost.",
        "",
    ],
)
def test_a_name_alone_tells_nothing(sentence: str) -> None:
    assert not introduces("Ada Brunner", sentence)


@given(st.text(), st.text())
def test_any_text_may_come(name: str, sentence: str) -> None:
    introduces(name, sentence)
    whom(name)


def test_it_answers(bot: Chatbot) -> None:
    answer = bot.ask("Who is Ada Brunner?")
    assert answer.status == "answered" and "Mayor Ada Brunner" in answer.citations[0].quote
