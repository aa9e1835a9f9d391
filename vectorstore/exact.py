"""Exact search over vectors in memory: the fallback, the backlog, the yardstick of recall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import RLock

import numpy as np

from vectorstore.rows import Row, Vector


def nearest(
    ids: Sequence[str], vectors: Vector, vector: Vector, limit: int
) -> list[tuple[str, float]]:
    """The ids of the nearest of some ``vectors`` (n, dim) with their cosines, best first."""
    scores = vectors @ vector
    limit = min(limit, len(scores))
    best = np.argpartition(-scores, limit - 1)[:limit]
    best = best[np.argsort(-scores[best], kind="stable")]
    return [(ids[place], float(scores[place])) for place in best]


class ExactVectors:
    """All vectors in one float32 matrix, compared with the question's in one product."""

    def __init__(self) -> None:
        self._matrix: Vector = np.empty((0, 0), np.float32)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._lock = RLock()

    def upsert(self, rows: Sequence[Row]) -> None:
        with self._lock:
            for row in rows:
                place = self._places.setdefault(row.passage.id, len(self._ids))
                if place == len(self._ids):
                    self._ids.append(row.passage.id)
                    self._reserve(len(self._ids), len(row.vector))
                self._matrix[place] = row.vector

    def _reserve(self, rows: int, width: int) -> None:
        if rows > len(self._matrix):
            size = (max(256, rows + rows // 4), width)
            if len(self._matrix):
                self._matrix.resize(size, refcheck=False)  # in place where the system can
            else:
                self._matrix = np.zeros(size, np.float32)

    def delete(self, ids: Iterable[str]) -> None:
        with self._lock:
            for one in ids:
                place = self._places.pop(one, None)
                if place is None:
                    continue
                last = self._ids.pop()
                if last != one:  # the last row fills the gap
                    self._ids[place] = last
                    self._places[last] = place
                    self._matrix[place] = self._matrix[len(self._ids)]

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The ids of the nearest passages with their cosines, best first."""
        with self._lock:
            if not self._ids:
                return []
            return nearest(self._ids, self._matrix[: len(self._ids)], vector, limit)

    def count(self) -> int:
        return len(self._ids)

    def close(self) -> None:
        """Nothing to release; an index on disk has."""
