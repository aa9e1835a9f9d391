"""The training rows on disk, and which of them are held back: whole articles, never single rows."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

HELD_BACK = 0.05
"""Share of each source's rows that is never trained on."""


def read(path: Path) -> list[Row]:
    """The rows that share nothing with the development sets."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [row for row in rows if not row["in_dev"]]


def held_back(rows: list[Row], keys: tuple[str, str], rng: random.Random) -> set[int]:
    """Numbers of the rows kept for measuring.

    Rows that share a text or a question belong together, and so in turn do those that share with
    them: in most sources such a cluster is all that was asked about one article. A cluster is held
    back whole or not at all.
    """
    clusters: dict[str, list[list[int]]] = defaultdict(list)
    for cluster in _clusters([[row[key] for key in keys] for row in rows]):
        clusters[rows[cluster[0]]["src"]].append(cluster)
    kept: set[int] = set()
    for _, of_source in sorted(clusters.items()):
        wanted = HELD_BACK * sum(map(len, of_source))
        rng.shuffle(of_source)
        count = 0
        for cluster in of_source:
            if count + len(cluster) <= 1.5 * wanted:
                kept.update(cluster)
                count += len(cluster)
            if count >= wanted:
                break
    return kept


def _clusters(keys: list[list[Hashable]]) -> Iterable[list[int]]:
    """Numbers of the rows connected by equal keys (union by path halving, Tarjan 1975)."""
    parent = list(range(len(keys)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    first: dict[Hashable, int] = {}
    for number, row in enumerate(keys):
        for key in row:
            parent[root(number)] = root(first.setdefault(key, number))
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(keys)):
        found[root(number)].append(number)
    return found.values()
