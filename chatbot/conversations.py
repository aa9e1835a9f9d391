"""A conversation as plain data: questions, and what came of each."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from chatbot.answers import Answer, Turn
from vectorstore import EVERYTHING, Filters

Verdict = Literal["up", "down"]


def new_id() -> str:
    """Not to be guessed: 128 random bits."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: nothing yet, an answer so far, the reason there is none."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    stopped: bool = False
    filters: Filters = EVERYTHING
    """What the user limits the search to."""
    read_filters: bool = True
    """Whether what the question itself names limits it too."""
    verdict: Verdict | None = None
    """What the user thought of the answer."""
    id: str = field(default_factory=new_id)

    @property
    def ended(self) -> bool:
        done = self.answer is not None and self.answer.done
        return done or self.stopped or self.problem is not None


Conversation = tuple[Exchange, ...]


def turns(conversation: Sequence[Exchange]) -> list[Turn]:
    """What the chatbot is told of it: only what was answered to the end."""
    return [
        Turn(exchange.question, exchange.answer.text)
        for exchange in conversation
        if exchange.answer is not None and exchange.answer.done
    ]
