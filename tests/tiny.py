"""A tiny embedding model that can be worked out by hand, and articles made with it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore import Article, ArticleStore, Passage

TOPICS = ("ship", "fire", "cave", "mine", "vote", "storm", "bank", "train")


class TinyEmbedder(Embeddings):
    """One dimension a topic word, counted; plus one that every text has a little of."""

    def __init__(self, identity: str = "tiny") -> None:
        self.identity = identity
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        words = re.findall(r"[a-z]+", text.lower())
        counts = [0.1] + [float(sum(w.startswith(topic) for w in words)) for topic in TOPICS]
        vector = np.array(counts, np.float32)
        return [float(x) for x in vector / np.linalg.norm(vector)]


def article(id: str, text: str, **facts: str | None) -> Article:
    return Article(id=id, text=text, **facts)  # type: ignore[arg-type]


def cut(made: Article) -> list[Passage]:
    """One passage a paragraph, one sentence a passage."""
    spans = [m.span() for m in re.finditer(r"[^\n]+", made.text)]
    return [
        Passage(
            article_id=made.id, version=made.version, position=n, start=start, end=end,
            text=made.text[start:end], sentences=((start, end),),
        )
        for n, (start, end) in enumerate(spans)
    ]  # fmt: skip


def entry(id: str, text: str, **facts: str | None) -> tuple[Article, list[Passage]]:
    made = article(id, text, **facts)
    return made, cut(made)


def open_tiny(data: Path, **options: object) -> ArticleStore:
    embedder = options.pop("embedder", None) or TinyEmbedder()
    return ArticleStore(data, embedder, create=True, **options)  # type: ignore[arg-type]
