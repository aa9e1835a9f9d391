"""A vector index and a word index side by side, and how far they have followed the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from vectorstore.exact import ExactVectors
from vectorstore.rows import Row, Vector
from vectorstore.words import Words

BATCH = 1000
"""Passages handed to the indexes at once; bounds memory while they catch up."""

Scored = list[tuple[str, float]]


class Vectors(Protocol):
    def upsert(self, rows: Sequence[Row]) -> None: ...
    def delete(self, ids: Iterable[str]) -> None: ...
    def search(self, vector: Vector, limit: int) -> Scored: ...
    def count(self) -> int: ...
    def close(self) -> None: ...


class Indexes:
    """Both indexes over the same passages; ``applied`` is the last change they know of.

    They may hold too much, never too little: what is new comes in before what is old goes out.
    ``catalog`` is the id of the catalog that they follow; ``folder`` is None in memory.
    """

    def __init__(
        self, vectors: Vectors, words: Words, catalog: str, folder: Path | None = None
    ) -> None:
        self.vectors = vectors
        self.words = words
        self.catalog = catalog
        self.folder = folder
        self.applied = 0

    def apply(self, upto: int, rows: Iterable[Row], gone: Sequence[str]) -> None:
        """Follow the log up to change number ``upto``; doing it again changes nothing."""
        self.words.apply(self._upserted(rows), gone)
        self.vectors.delete(gone)
        self.applied = upto

    def _upserted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows again, each once its vector is in; so the words are committed but once."""
        for batch in _batches(rows):
            self.vectors.upsert(batch)
            yield from batch

    def count(self) -> int | None:
        """How many passages they hold; None when the two disagree."""
        vectors, words = self.vectors.count(), self.words.count()
        return vectors if vectors == words else None


@dataclass(frozen=True, slots=True)
class Known:
    """Indexes that together know every change to a catalog up to number ``upto``."""

    catalog: str
    upto: int
    indexes: tuple[Indexes, ...]


def in_memory(catalog: str) -> Indexes:
    return Indexes(ExactVectors(), Words(None), catalog)


def on_disk(folder: Path, catalog: str) -> Indexes:
    """Open the indexes of a folder, making them where there are none."""
    from vectorstore.vectors import ChromaVectors  # a second to import; not needed for exact search

    words = Words(folder / "words")
    return Indexes(ChromaVectors(folder / "chroma"), words, catalog, folder)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
