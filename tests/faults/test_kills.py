"""Twenty kills; ``python -m tests.faults.kills --count N`` makes any number."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kills import POINTS, Kill, at_point, run

COUNT = 20


def test_whatever_the_moment_the_collection_is_whole(own_folder: Path) -> None:
    done: list[Kill] = []
    run(COUNT, None, own_folder, done.append)
    assert [one for one in done if one.verdict != "whole"] == []
    missed = [one for one in done if one.reached == "never killed"]
    assert len(done) == COUNT and len(missed) <= 1, missed


def test_half_of_them_go_through_the_named_points() -> None:
    import random

    named = [at_point(n, None, random.Random(0)).partition(":")[0] for n in range(2 * len(POINTS))]
    assert set(named) == {"random", *POINTS} and named.count("random") == len(POINTS)
