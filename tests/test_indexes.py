"""Both indexes side by side: what is new comes in before what is old goes out."""

from __future__ import annotations

import numpy as np

from tests.tiny import article, cut
from vectorstore.indexes import BATCH, in_memory
from vectorstore.rows import Row


def rows(name: str, count: int, version: int = 1) -> list[Row]:
    owner = article(name, "\n".join(f"ship {n}" for n in range(count)))
    owner = type(owner)(id=name, text=owner.text, version=version)
    return [Row(passage, np.ones(2, np.float32), owner) for passage in cut(owner)]


def test_apply_brings_in_takes_out_and_may_be_repeated() -> None:
    indexes = in_memory("catalog")
    for _ in range(2):
        indexes.apply(3, rows("a", 5), ["gone:1:0"])
        assert (indexes.count(), indexes.applied) == (5, 3)
    indexes.apply(5, rows("a", 2, version=2), [f"a:1:{n}" for n in range(5)])
    assert indexes.count() == 2 and indexes.words.has("a:2:1") and not indexes.words.has("a:1:1")


def test_more_than_one_batch() -> None:
    indexes = in_memory("catalog")
    indexes.apply(1, rows("a", 9), [])
    gone = [row.passage.id for row in rows("a", 9)]
    indexes.apply(2, iter(rows("a", 2 * BATCH + 1, version=2)), gone)
    assert indexes.count() == 2 * BATCH + 1


def test_counts_that_disagree_are_no_count() -> None:
    indexes = in_memory("catalog")
    indexes.apply(1, rows("a", 2), [])
    indexes.words.apply([], ["a:1:0"])
    assert indexes.count() is None
