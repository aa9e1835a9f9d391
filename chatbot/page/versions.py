"""What changed between two versions of an article, sentence by sentence."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, TypedDict

from vectorstore import Article, ArticleStore
from vectorstore.sentences import sentences

MOST = 2_000
"""Sentences of a version that are compared; beyond that it takes too long."""


class Piece(TypedDict):
    """A stretch of text that both versions have, or only the older or the newer one."""

    kind: Literal["same", "gone", "new"]
    text: str


def neighbours(store: ArticleStore, shown: Article) -> tuple[Article, Article] | None:
    """The version shown and the latest after it; if it is the latest, the one before it and it."""
    numbers = store.versions(shown.id)
    if numbers[-1] > shown.version:
        return shown, store.article(shown.id, numbers[-1])
    before = [number for number in numbers if number < shown.version]
    return (store.article(shown.id, before[-1]), shown) if before else None


def difference(before: Article, after: Article) -> list[Piece]:
    """Every sentence of both texts, in order, those that went before those that came instead."""
    old, new = _parts(before), _parts(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(
        a=[p.strip() for p in old], b=[p.strip() for p in new], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append({"kind": "same", "text": "".join(new[j1:j2])})
            continue
        if i1 < i2:
            pieces.append({"kind": "gone", "text": "".join(old[i1:i2])})
        if j1 < j2:
            pieces.append({"kind": "new", "text": "".join(new[j1:j2])})
    return pieces


def _parts(article: Article) -> list[str]:
    """The text cut before each of its sentences; together they are the text."""
    starts = [start for start, _ in sentences(article.text, article.language)][1:MOST]
    return [article.text[a:b] for a, b in pairwise([0, *starts, len(article.text)])]
