"""A collection large enough that the indexes write all of their files, made in a moment."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from tests.tiny import entry
from vectorstore import Article, ArticleStore, Passage

WIDTH = 32
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "st", "x")]
QUESTIONS = [" ".join(random.Random(n).sample(WORDS, 4)) for n in range(20)]


class RandomEmbedder(Embeddings):
    """For each text a direction of its own, always the same."""

    def __init__(self, identity: str = "random", width: int = WIDTH) -> None:
        self.identity = identity
        self.width = width
        self.embedded = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += len(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        seed = zlib.crc32(f"{self.identity} {text}".encode())
        vector = np.random.default_rng(seed).standard_normal(self.width)
        return [float(x) for x in vector / np.linalg.norm(vector)]


def story(n: int, version: int = 1, passages: int = 3) -> tuple[Article, list[Passage]]:
    """Article ``n``; each of its passages says which version of which article it is of."""
    pick = random.Random(f"{n} {version}")
    lines = [
        f"story{n} version{version} of {passages} {' '.join(pick.choices(WORDS, k=12))}"
        for _ in range(passages)
    ]
    return entry(f"story{n}", "\n".join(lines), publisher=f"Paper {n % 7}", published="2024-05-03")


def open_many(data: Path, *, create: bool = False, identity: str = "random") -> ArticleStore:
    return ArticleStore(data, RandomEmbedder(identity), create=create)
