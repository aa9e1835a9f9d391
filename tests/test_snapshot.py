"""Reads of one state, and the sample that stands for all of it."""

from __future__ import annotations

from pathlib import Path

from tests.many import RandomEmbedder, story
from tests.tiny import entry, open_tiny
from vectorstore import ArticleStore


def test_one_snapshot_sees_one_state(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", "A ship.\nA fire.")])
        with store.catalog.reading() as snapshot:
            before = list(snapshot.rows(["a"]))
            store.add([entry("a", "A vote."), entry("b", "A cave.")])
            store.remove(["b"])
            assert list(snapshot.rows(["a"]))[0].passage == before[0].passage
            assert snapshot.generation() == 1 and snapshot.passage_count() == 2
            assert snapshot.matching_ids() == ["a"]
        with store.catalog.reading() as snapshot:
            assert [row.passage.text for row in snapshot.rows(["a", "b"])] == ["A vote."]


def test_the_log_names_what_came_and_what_went(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a:b", "A ship.\nA fire."), entry("c", "A cave.")])
        store.add([entry("a:b", "A vote.")])
        store.remove(["c"])
        with store.catalog.reading() as snapshot:
            whole = snapshot.backlog(0)
            assert (whole.upto, whole.article_ids) == (5, ["a:b", "c"])
            assert whole.gone == ["a:b:1:0", "a:b:1:1", "c:1:0"]
            assert snapshot.backlog(5).upto == 5 and not snapshot.backlog(5).article_ids
            first = snapshot.backlog(0, limit=2)
            assert (first.upto, first.gone) == (2, [])
            rest = snapshot.backlog(first.upto)
            assert (rest.upto, rest.gone) == (whole.upto, whole.gone)


def test_the_sample_is_spread_evenly_over_what_is_live(own_folder: Path) -> None:
    with ArticleStore(own_folder / "data", RandomEmbedder(), create=True) as store:
        with store.catalog.reading() as snapshot:
            assert snapshot.sample(50) == []
        for version in range(1, 4):  # replacing leaves gaps behind
            store.add([story(n, version) for n in range(200)])
        with store.catalog.reading() as snapshot:
            sample = snapshot.sample(50)
            numbers = sorted(int(row.article.id.removeprefix("story")) for row in sample)
            assert len(sample) == 50 and all(row.article.version == 3 for row in sample)
            gaps = [b - a for a, b in zip([0, *numbers], [*numbers, 199], strict=True)]
            assert max(gaps) <= 8
            assert len(snapshot.sample(10_000)) == 600


def test_existing_and_hydrated_know_only_what_is_live(own_folder: Path) -> None:
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", "A ship.\nA fire."), entry("b:1", "A cave.")])
        store.add([entry("a", "A vote.")])
        names = {"a:1:0", "a:1:1", "a:2:0", "a:2:1", "b:1:1:0", "none:1:0", "b:1:0"}
        with store.catalog.reading() as snapshot:
            assert snapshot.existing(names) == {"a:2:0", "b:1:1:0"}
            known = snapshot.hydrated(names)
        assert {name: passage.text for name, (passage, _) in known.items()} == {
            "a:2:0": "A vote.", "b:1:1:0": "A cave.",
        }  # fmt: skip
        assert known["b:1:1:0"][1] == store.article("b:1")
