"""Whether two texts are one, but for some words, and whether those words change what is told."""

from __future__ import annotations

from chatbot.terms import content_terms, words

ALIKE = 0.6
"""The share of their words that two texts have in common where they tell of the same."""


def alike(one: str, other: str, share: float = ALIKE) -> bool:
    """Whether two texts are one text, but for some words."""
    left, right = set(words(one)), set(words(other))
    return bool(left) and len(left & right) >= share * len(left | right)


def contradict(one: str, other: str) -> bool:
    """Whether each of two texts that are alike has a name or a number that the other has not."""
    left, right = facts(one), facts(other)
    return bool(left - right) and bool(right - left)


def facts(text: str) -> set[str]:
    """The comparable words of the names and numbers in a text."""
    told = (term for term in content_terms(text) if term[0].isupper() or term[0].isdecimal())
    return {word for term in told for word in words(term)}
