"""The reader: does this sentence answer? does this quote support, contradict, leave open?"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from vectorstore.errors import ModelError
from vectorstore.packaged import Logits

PACKAGED = Path(__file__).parent / "weights"
NONE = "none"
MOST = 10
"""Sentences read for a question, the most promising first: each costs some milliseconds."""

Chances = np.ndarray[Any, np.dtype[np.float32]]


class Readable(Protocol):
    """A sentence, and what its reader knows already: the title and the sentence before it."""

    @property
    def before(self) -> str: ...
    @property
    def text(self) -> str: ...


class Reader(Protocol):
    """Anything that tells sentences that answer from those that do not."""

    def answers(self, question: str, sentences: Sequence[Readable]) -> Chances:
        """The probability of each sentence to answer the question: float32 (sentences,)."""
        ...


class OwnReader:
    """The reader that comes with Byline; nothing is loaded before its first use.

    Safe to use from many threads. Each method may raise ModelError.
    """

    def __init__(self, folder: Path = PACKAGED) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: Logits | None = None

    def answers(self, question: str, sentences: Sequence[Readable]) -> Chances:
        """The probability of each sentence to answer the question: float32 (sentences,)."""
        logits = self._logits()
        scale, shift = logits.notes.answers
        found = logits([(question, one.before, one.text) for one in sentences])[:, 0]
        return np.asarray(1.0 / (1.0 + np.exp(-(scale * found + shift))), np.float32)

    def supports(self, quotes: Sequence[str], sentences: Sequence[str]) -> Chances:
        """Of each quote, whether it supports, contradicts or leaves open the sentence beside it.

        float32 (quotes, 3), each row adding up to one.
        """
        logits = self._logits()
        scale, *shifts = logits.notes.supports
        pairs = [(sentence, "", quote) for quote, sentence in zip(quotes, sentences, strict=True)]
        odds = np.exp(scale * logits(pairs)[:, 1:] + np.asarray(shifts, np.float32))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)

    def _logits(self) -> Logits:
        with self._lock:
            if self._loaded is None:
                self._loaded = Logits(self._folder)
            return self._loaded


def open_reader(setting: str) -> Reader | None:
    """The reader that BYLINE_READER names: empty for our own, "none" for none at all.

    It is loaded in the background; a question that comes before that waits for it.
    """
    name = setting.strip()
    if name.lower() == NONE:
        return None
    if name:
        from chatbot.crossencoder import CrossEncoderReader  # imports torch: seconds

        return CrossEncoderReader(name)
    reader = OwnReader()
    # Not a daemon: a process that ends in the middle of native code may crash.
    threading.Thread(target=_warm, args=(reader,), name="byline-reader").start()
    return reader


def _warm(reader: Reader) -> None:
    """What goes wrong here goes wrong again at the first question, and is told there."""
    with suppress(ModelError):
        reader.answers("Who?", [_Sentence("", "Nobody."), _Sentence("", "Somebody.")])


@dataclass(frozen=True, slots=True)
class _Sentence:
    before: str
    text: str
