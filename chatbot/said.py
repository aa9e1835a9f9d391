"""A model's text taken apart while it comes: its finished sentences, and the sources each names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vectorstore import Span
from vectorstore.sentences import sentences

_MARKER = r"\[(?:source )?\d+(?:(?:,| and)? ?\d+)*\]"
_MARKERS = re.compile(rf"\s*{_MARKER}", re.IGNORECASE)
_AFTER = re.compile(rf"([.!?…。！？][\"'”’»)]*)((?:\s*{_MARKER})+)", re.IGNORECASE)
"""Markers after the end of the sentence that they belong to."""
_BULLET = re.compile(r"\s*(?:[-*•–—>#]+|\d{1,2}[.)])\s+")
_ROUND = re.compile(r"(?:\((?:\d{1,2}|\.+|…)\)[.\s]*)+(?:\d{1,2}[.)])?")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the numbers that stood in it as markers, each once."""

    text: str
    numbers: tuple[int, ...]


def heard(pieces: Iterable[str], language: str | None = None) -> Iterator[Said | None]:
    """The sentences of a text that comes in pieces, each as it is finished.

    None for an empty piece: nothing has come for a while.
    """
    text = ""
    for piece in pieces:
        if not piece:
            yield None
            continue
        text += piece
        finished, text = _finished(text, language)
        yield from finished
    text = _AFTER.sub(r"\2\1", _THOUGHT.sub("", text))
    yield from _each(text, sentences(text, language))


def _finished(text: str, language: str | None) -> tuple[list[Said], str]:
    """The sentences that are finished, and the text that is left."""
    if text.count("<think>") > text.count("</think>"):
        return [], text
    text = _AFTER.sub(r"\2\1", _THOUGHT.sub("", text))
    spans = sentences(text, language)
    # A sentence is finished when another has begun: what follows it may be its marker.
    while spans and text[spans[-1][0]] == "[":
        spans.pop()
    whole = spans[:-1]
    return _each(text, whole), text[whole[-1][1] :] if whole else text


def _each(text: str, spans: Iterable[Span]) -> list[Said]:
    return [one for start, end in spans if (one := _said(text[start:end]))]


def _said(sentence: str) -> Said | None:
    """A sentence without its markers; None where nothing is left, or only the number of a list or
    of a source in round brackets.
    """
    numbers = [int(n) for found in _MARKERS.findall(sentence) for n in re.findall(r"\d+", found)]
    text = " ".join(_BULLET.sub("", _MARKERS.sub("", sentence), count=1).split())
    if not re.search(r"\w", text) or _ROUND.fullmatch(text):
        return None
    if not numbers and _BULLET.fullmatch(f"{text} "):
        return None
    return Said(text, tuple(dict.fromkeys(numbers)))
