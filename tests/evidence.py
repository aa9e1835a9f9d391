"""Sentences of articles as evidence, with the claims that the real rules find in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.scoring import Scores, Sentence
from ingest.claims import claims
from vectorstore import Article, Claim, Hit
from vectorstore.sentences import sentences


@dataclass
class Evidence:
    """Every sentence of some articles, in order, with a score."""

    read: list[Sentence]
    scores: Scores
    articles: dict[str, Article]

    def claims(self, article_id: str, version: int) -> Sequence[Claim]:
        return claims(self.articles[article_id])


def evidence(*texts: str | tuple[str, str | None], score: float = 0.9) -> Evidence:
    """One article a text, or a text and the day it was published; all score the same."""
    articles: dict[str, Article] = {}
    read: list[Sentence] = []
    for n, given in enumerate(texts):
        text, day = given if isinstance(given, tuple) else (given, None)
        article = Article(
            id=f"a{n}", text=text, version=1, language="en", publisher=f"Paper {n}", published=day
        )
        articles[article.id] = article
        spans = tuple(sentences(text, "en"))
        hit = Hit(
            article_id=article.id, version=1, position=0, start=0, end=len(text), text=text,
            sentences=spans, title=None, publisher=article.publisher, author=None, published=day,
            language="en", url=None, group=article.id, score=1.0,
        )  # fmt: skip
        read += [Sentence(hit, start, end, "") for start, end in spans]
    return Evidence(read, np.full(len(read), score, np.float32), articles)
