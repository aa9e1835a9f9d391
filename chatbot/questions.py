"""A question made ready to search with: within the limit."""

from __future__ import annotations

from vectorstore import QuestionError

LONGEST = 2000
"""Characters of a question that are read; what comes after them is left out."""


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
