"""From a question to hits: both indexes fused, copies folded, reranked by best sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.alike import alike, contradict
from chatbot.reader import Reader
from chatbot.scoring import Scores, Sentence, log_odds, score, sentences
from vectorstore import ArticleStore, Filters, Hit

POOL = 20
"""Hits reranked for a question."""

PER_ARTICLE = 3
"""Hits of one article that come before those of others."""

ODDS, ODDS_READ = 0.2, 0.1
"""What one unit of a hit's best sentence's log-odds adds to its score, by similarity and by the
reader, whose odds lie further apart (docs/evaluation.md)."""
UNREAD = -10.0
"""Log-odds of a hit whose sentences were not compared with the question."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: hits, best first, and their sentences with scores."""

    hits: list[Hit]
    sentences: list[Sentence]
    scores: Scores
    """The probability, for each sentence, that it answers."""
    known: float
    """The log-odds that any of them does."""


NOTHING = Evidence([], [], np.empty(0, np.float32), -math.inf)


def find(
    store: ArticleStore,
    question: str,
    filters: Filters,
    limit: int = POOL,
    reader: Reader | None = None,
) -> Evidence:
    """The best hits for a question, and how well each of their sentences answers it."""
    found = folded(store.search(question, max(limit, POOL), filters))
    read = sentences(found)
    scores, known = score(question, read, store.embedder, reader)
    hits = spread(reranked(found, read, scores, ODDS_READ if reader else ODDS))[:limit]
    return Evidence(hits, read, scores, known)


def folded(hits: Sequence[Hit]) -> list[Hit]:
    """Of the copies of one text only the one published first, where the best hit is in it too.

    A copy's passage stays where it has another name or number in the place of the kept one's: that
    is another account, and not to be hidden.
    """
    best: dict[str, Hit] = {}
    for hit in hits:
        kept = best.setdefault(hit.group, hit)
        if hit.text == kept.text and _age(hit) < _age(kept):
            best[hit.group] = hit
    accounts: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.article_id == best[hit.group].article_id:
            accounts.setdefault(hit.group, []).append(hit)
    for hit in hits:
        if hit not in accounts[hit.group]:
            same = [one for one in accounts[hit.group] if alike(hit.text, one.text)]
            if same and all(contradict(hit.text, one.text) for one in same):
                accounts[hit.group].append(hit)
    return [hit for hit in hits if hit in accounts[hit.group]]


def _age(hit: Hit) -> tuple[str, str]:
    return hit.published or "9999", hit.article_id


def reranked(
    hits: list[Hit], read: Sequence[Sentence], scores: Scores, weight: float = ODDS
) -> list[Hit]:
    """Hits by the score that the search gave them and the log-odds of their best sentence."""
    best: dict[tuple[str, int], float] = {}
    for sentence, odds in zip(read, log_odds(scores), strict=True):
        key = sentence.hit.article_id, sentence.hit.position
        best[key] = max(best.get(key, UNREAD), float(odds))
    value = [hit.score + weight * best.get((hit.article_id, hit.position), UNREAD) for hit in hits]
    return [hits[place] for place in np.argsort(-np.asarray(value), kind="stable")]


def spread(hits: list[Hit]) -> list[Hit]:
    """No article's further passages before the best of the others'."""
    seen: Counter[str] = Counter()
    early, late = list[Hit](), list[Hit]()
    for hit in hits:
        seen[hit.article_id] += 1
        (early if seen[hit.article_id] <= PER_ARTICLE else late).append(hit)
    return early + late
