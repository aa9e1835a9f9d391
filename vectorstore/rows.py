"""Plain data made of the catalog's rows, and the names of passages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from vectorstore.articles import Article, Passage, Stance

Vector = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Row:
    """A live passage as an index needs it: with its vector (float32, unit length) and article."""

    passage: Passage
    vector: Vector
    article: Article


@dataclass(frozen=True, slots=True)
class Backlog:
    """What an index that followed the log has still to do, and up to where that brings it."""

    upto: int
    gone: list[str]
    article_ids: list[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a collection; ``newest`` and ``oldest`` are days, None if no article has one."""

    articles: int
    passages: int
    newest: str | None
    oldest: str | None
    publishers: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims there are."""

    total: int
    days: tuple[tuple[str | None, Stance, int], ...]
    """Of each day and stance, by day; None where the article has no date."""
    speakers: tuple[tuple[str, int], ...]
    """Of each speaker who is named, those with most claims first."""


def article_of(passage_id: str) -> str:
    """The id of a passage's article."""
    return passage_id.rsplit(":", 2)[0]


def parts_of(passage_id: str) -> tuple[str, int, int]:
    """Article, version and position of a passage."""
    article_id, version, position = passage_id.rsplit(":", 2)
    return article_id, int(version), int(position)


def passage_id(article_id: str, version: int, position: int) -> str:
    return f"{article_id}:{version}:{position}"


def to_article(row: Mapping[Any, Any]) -> Article:
    return Article(
        id=row["article_id"],
        **{
            name: row[name]
            for name in (
                "version",
                "title",
                "publisher",
                "author",
                "published",
                "updated",
                "language",
                "url",
                "text",
            )
        },
    )


def to_passage(row: Mapping[Any, Any], owner: Article) -> Passage:
    return Passage(
        article_id=row["article_id"],
        version=row["version"],
        position=row["position"],
        start=row["start"],
        end=row["end"],
        text=owner.text[row["start"] : row["end"]],
        sentences=tuple((start, end) for start, end in json.loads(row["sentences"])),
    )
