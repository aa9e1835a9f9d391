"""What is suggested to ask next is made of the articles, and each is answered by them."""

from __future__ import annotations

import pytest

from chatbot import Chatbot, Turn
from chatbot.suggestions import MOST, suggestions

QUESTIONS = (
    "Why was the Lowen bridge closed?",
    "Who led the nurses' strike?",
    "Did the city receive the report about the bridge?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_is_answered_with_something_new(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    history = [Turn(question, answer.text)]
    quoted = {citation.quote for citation in answer.citations}
    found = suggestions(bot, answer, history)
    assert len(found) <= MOST and question not in found
    for one in found:
        other = bot.ask(one, history)
        assert other.status != "unknown"
        assert {citation.quote for citation in other.citations} - quoted


def test_who_else_speaks_is_suggested(bot: Chatbot) -> None:
    answer = bot.ask("How many cars cross the Lowen bridge?")
    assert "What did Mayor Ada Brunner say?" in suggestions(bot, answer)


def test_nothing_is_suggested_where_nothing_was_found(bot: Chatbot) -> None:
    answer = bot.ask("Who won the chess championship of Ruritania?")
    if not answer.citations:
        assert suggestions(bot, answer) == []
    assert suggestions(bot, bot.ask("Wann fährt die Fähre?")) == []
