"""What a sentence needs beside it to be understood: who "he" is, and who is speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vectorstore import Span

FURTHEST = 2
"""Sentences before or after that are brought along at most."""

_LEANS = re.compile(
    r"(?i)[\"'“‘«(]*(?:(?:and|but|yet|so|then|still),? )?"
    r"(?:(?:he|she|they|his|hers?|their|its|this|that|these|those|both|such|er|ils?|elles?)\b"
    # "It is feared that …" refers to nothing.
    r"|it\b(?! (?:is|was|has been|remains|remained|seems|seemed|appears|appeared)\b[^.]*\bthat\b))"
)


def quotes_around(text: str, spans: Sequence[Span], chosen: Sequence[Span]) -> list[Span]:
    """The chosen sentences with what they need, as spans of whole neighbouring sentences.

    ``spans`` are the sentences of ``text``; a span of the result never crosses a line break.
    """
    order = {span: place for place, span in enumerate(spans)}
    places: set[int] = set()
    for span in chosen:
        if span in order:
            places.update(_needed(text, spans, order[span]))
    picked = sorted({spans[place] for place in places} | set(chosen))
    quotes: list[Span] = []
    for start, end in picked:
        if quotes and _next_to(text, quotes[-1][1], start):
            quotes[-1] = (quotes[-1][0], end)
        else:
            quotes.append((start, end))
    return quotes


def _needed(text: str, spans: Sequence[Span], place: int) -> range:
    """The place of a sentence, and those around it without which it would mislead."""
    first = last = place
    while first > 0 and place - first < FURTHEST and _leans(text, spans[first], spans[last]):
        first -= 1
    while last + 1 < len(spans) and last - place < FURTHEST:
        if _open(text[spans[first][0] : spans[last][1]]) <= 0:
            break
        last += 1
    return range(first, last + 1)


def _leans(text: str, first: Span, last: Span) -> bool:
    return bool(_LEANS.match(text[slice(*first)])) or _open(text[first[0] : last[1]]) < 0


def _open(text: str) -> int:
    """Above 0 if speech begins in the text and does not end there, below 0 the other way round."""
    german = "„" in text
    depth = 0
    for place, char in enumerate(text):
        if char in "„«「" or (char == "“" and not german):
            depth += 1
        elif char in "”»」" or (char == "“" and german):
            depth -= 1
        elif char == '"':
            follows = text[place + 1 : place + 2]
            depth += 1 if depth <= 0 and follows.strip() and follows not in ".,;:!?)" else -1
    return depth


def _next_to(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return "\n" not in gap and not gap.strip()
