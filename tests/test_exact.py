"""Exact search, worked out by hand and against a plain product of matrices."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import article
from vectorstore import Passage
from vectorstore.exact import ExactVectors, nearest
from vectorstore.rows import Row

EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def row(name: str, vector: np.ndarray) -> Row:
    owner = article(name, "x")
    passage = Passage(
        article_id=name, version=1, position=0, start=0, end=1, text="x", sentences=()
    )
    return Row(passage, vector.astype(np.float32), owner)


def test_nearest_first_with_cosines() -> None:
    exact = ExactVectors()
    exact.upsert([row("n", NORTH), row("e", EAST), row("ne", (EAST + NORTH) / np.sqrt(2))])
    found = exact.search(EAST, 3)
    assert [name for name, _ in found] == ["e:1:0", "ne:1:0", "n:1:0"]
    assert np.allclose([score for _, score in found], [1, np.sqrt(0.5), 0])


def test_more_wanted_than_there_are() -> None:
    exact = ExactVectors()
    assert exact.search(EAST, 5) == []
    exact.upsert([row("e", EAST)])
    assert exact.search(EAST, 5) == [("e:1:0", 1.0)]
    assert nearest(["a"], EAST[np.newaxis], EAST, 9) == [("a", 1.0)]


def test_upsert_replaces_and_delete_takes_out() -> None:
    exact = ExactVectors()
    exact.upsert([row("a", EAST), row("b", NORTH)])
    exact.upsert([row("a", NORTH)])
    exact.delete(["b:1:0", "never:1:0"])
    assert exact.count() == 1
    assert exact.search(NORTH, 5) == [("a:1:0", 1.0)]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=120))
def test_any_order_of_changes_leaves_what_a_dictionary_would(
    changes: list[tuple[int, bool]],
) -> None:
    exact, plain = ExactVectors(), dict[str, np.ndarray]()
    pick = np.random.default_rng(0)
    for number, comes in changes:
        if comes:
            vector = pick.standard_normal(3).astype(np.float32)
            exact.upsert([row(str(number), vector)])
            plain[f"{number}:1:0"] = vector
        else:
            exact.delete([f"{number}:1:0"])
            plain.pop(f"{number}:1:0", None)
    question = pick.standard_normal(3).astype(np.float32)
    expected = {name: float(vector @ question) for name, vector in plain.items()}
    found = dict(exact.search(question, 1000))
    assert found.keys() == expected.keys()
    assert all(abs(found[name] - expected[name]) < 1e-5 for name in found)
