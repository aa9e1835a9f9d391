"""Collections of any size for speed: words as frequent as in a language, and made-up vectors.

Embedding a million passages takes hours and tells nothing about search, so the vectors lie around
the real ones of the sample articles' sentences; words, rows and indexes are what they always are.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.corpus import bodies, lines
from ingest.passages import LIMITS
from vectorstore import Article, ArticleStore, Embedder, Passage

WORDS = 300_000
"""Different words; the n-th is 1 / n as frequent as the first (Zipf)."""
PER_ARTICLE = 8
"""Passages an article, of some 600 characters: a news report of 800 words."""
SENTENCES, LENGTH = 5, 17
"""Sentences a passage, words a sentence."""
SPREAD = 1.0
"""How far a vector lies from the middle of two real ones, in lengths of theirs."""
PUBLISHERS = 50
BATCH = 500
"""Articles stored at once."""


class MadeUp:
    """Stands in for the embedding model: real vectors for questions, made-up ones for passages."""

    def __init__(self, embedder: Embedder) -> None:
        self.identity = embedder.identity
        self.embed_query = embedder.embed_query
        self._real = embedder.encode_documents([one for body in bodies() for one in lines(body)])
        self._rng = np.random.default_rng(5)

    def embed_documents(self, texts: list[str]) -> np.ndarray:
        pairs = self._rng.integers(len(self._real), size=(2, len(texts)))
        noise = self._rng.standard_normal((len(texts), self._real.shape[1]), np.float32)
        noise *= SPREAD / np.linalg.norm(noise, axis=1, keepdims=True)
        vectors = self._real[pairs[0]] + 0.5 * self._real[pairs[1]] + noise
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def questions(count: int, seed: int = 3) -> list[str]:
    """Questions about what the samples say, in their words."""
    rng = random.Random(seed)
    asked = ("Who said that", "When was it known that", "Is it true that", "How did it come that")
    said = [one.rstrip(".!?").split() for body in bodies() for one in lines(body)]
    return [f"{rng.choice(asked)} {' '.join(rng.choice(said)[:10])}?" for _ in range(count)]


def make(data: Path, passages: int, model: MadeUp) -> None:
    """Store that many passages in ``data``, in the catalog only."""
    with ArticleStore(data, model, limits=LIMITS, create=True) as store:
        made = stories(passages)
        while batch := list(itertools.islice(made, BATCH)):
            store.add(batch)


def stories(passages: int) -> Iterator[tuple[Article, list[Passage]]]:
    words = np.array(vocabulary(), dtype=object)
    rng = np.random.default_rng(7)
    chances = 1.0 / np.arange(1, len(words) + 1)
    limits = np.cumsum(chances / chances.sum())
    size = PER_ARTICLE * SENTENCES
    for n, first in enumerate(range(0, passages, PER_ARTICLE)):
        drawn = words[np.searchsorted(limits, rng.random((size, LENGTH))).clip(max=len(words) - 1)]
        said = [" ".join(row).capitalize() + "." for row in drawn.tolist()]
        yield story(n, said, min(PER_ARTICLE, passages - first))


def story(n: int, said: list[str], passages: int) -> tuple[Article, list[Passage]]:
    """Article ``n`` of these sentences, so many of them a passage."""
    found, at = [], 0
    for position in range(passages):
        spans = []
        for sentence in said[position * SENTENCES : (position + 1) * SENTENCES]:
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
        found.append((position, tuple(spans)))
    text = " ".join(said[: passages * SENTENCES])
    article = Article(
        id=f"story/{n}",
        text=text,
        title=" ".join(said[0].split()[:8]),
        publisher=f"Paper {n % PUBLISHERS}",
        published=f"{2015 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}",
        language="en",
        url=f"https://paper{n % PUBLISHERS}.example/{n}",
    )
    return article, [
        Passage(
            article_id=article.id,
            version=0,
            position=position,
            start=spans[0][0],
            end=spans[-1][1],
            text=text[spans[0][0] : spans[-1][1]],
            sentences=spans,
        )
        for position, spans in found
    ]


def vocabulary() -> list[str]:
    """Words by falling frequency: those of the samples, then invented ones."""
    seen = Counter(word for body in bodies() for word in re.findall(r"[^\W\d_]+", body.lower()))
    known = [word for word, _ in seen.most_common()]
    starts = [f"{a}{b}" for a in "bdfghklmnprstvw" for b in "aeiou"]
    ends = ("", "n", "r", "st", "x", "nd", "l", "ck")
    made = (f"{a}{b}{c}{end}" for a, b, c in itertools.product(starts, repeat=3) for end in ends)
    return known + list(itertools.islice(made, WORDS - len(known)))
