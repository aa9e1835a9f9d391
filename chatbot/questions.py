"""A question made ready to search with: within the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answers import Turn
from vectorstore import QuestionError

LONGEST = 2000
"""Characters of a question that are read; what comes after them is left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the forms that it is used in."""

    put: str
    """As it was asked, all of it."""
    complete: str
    """What is searched for: standing alone."""
    words: str
    """What a language model is asked."""
    history: Sequence[Turn] = ()
    """The earlier turns that these words refer to, if they do."""


def readable(question: str) -> tuple[str, str | None]:
    """The question as it is read, and a notice if that is not all of it.

    Raises QuestionError when there is none.
    """
    asked = " ".join(question.split())
    if not asked:
        raise QuestionError("Ask a question: there is nothing in this one.")
    if len(asked) <= LONGEST:
        return asked, None
    return asked[:LONGEST], f"Only the first {LONGEST:,} characters of the question were read."
