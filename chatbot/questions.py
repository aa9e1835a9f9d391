"""A question made ready to search with: within the limit, and standing alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answers import Turn
from chatbot.terms import content_terms
from vectorstore import QuestionError

LONGEST = 2000
"""Characters of a question that are read; what comes after them is left out."""
TURNS = 10
"""Earlier questions that a follow-up may refer to."""
ENOUGH = 2
"""Words of its own from which a follow-up only lacks the names of what it is about."""
ALONE = 3
"""Words of its own from which a question with a pronoun is taken to stand alone."""

_FOLLOWS = re.compile(
    r"(and|but|so|or|then|also|what about|how about|he|she|it|they|that|this|those|these|his|her"
    r"|its|their|und|aber|oder|er|sie|es|y|pero|et|mais|il|elle|ils|elles)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(he|him|his|she|hers?|they|them|theirs?|it|its|there|then|that|this|those|these)\b",
    re.IGNORECASE,
)


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


def standing_alone(question: str, history: Sequence[Turn]) -> str:
    """The question, and if it is a follow-up also the words of those before that it needs."""
    complete = ""
    for asked in [*(turn.question[:LONGEST] for turn in history[-TURNS:]), question]:
        missing = _missing(asked, complete) if follows(asked) else []
        complete = " ".join([asked, *missing])
    return complete[:LONGEST]


def _missing(question: str, earlier: str) -> list[str]:
    """The words of an earlier question that this one lacks: its names, if it says what about them,
    else all that carry its subject."""
    own = content_terms(question)
    terms = [term for term in dict.fromkeys(content_terms(earlier)) if term not in own]
    names = [term for term in terms if term[0].isupper() or term[0].isdigit()]
    return names if names and len(own) >= ENOUGH else terms


def follows(question: str) -> bool:
    """Whether a question seems to refer to one before it."""
    own = len(content_terms(question))
    if own == 0 or _FOLLOWS.match(question.strip()):
        return True
    return own < ALONE and _PRONOUN.search(question) is not None
