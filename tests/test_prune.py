"""What is removed because its source no longer has it, and what is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.ingesting import (
    FERRY,
    FIRE,
    STORM,
    NoEmbedder,
    counts,
    opened,
    reasons,
    run,
    stored,
    write,
)

NEWS = Path("news")


def write_many(count: int, folder: Path = NEWS) -> list[Path]:
    return [write(folder / f"{n}.txt", f"{FERRY} Number {n}.") for n in range(count)]


def write_lines(path: Path, *ids: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    rows = [{"id": f"n{n}", "text": f"{FERRY} Number {n}."} for n in ids]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_without_prune_nothing_that_vanished_is_removed() -> None:
    paths = write_many(5)
    run(NEWS)
    paths[0].unlink()
    assert counts(run(NEWS)) == {"unchanged": 4}
    assert len(stored()) == 5


def test_prune_says_how_many_and_removes_them() -> None:
    paths = write_many(10)
    run(NEWS)
    paths[3].unlink()
    paths[7].unlink()
    told: list[tuple[int, int | None, int]] = []

    def tell(stage: str, done: int, total: int | None) -> None:
        if stage == "prune":
            told.append((done, total, len(stored())))

    assert counts(run(NEWS, prune=True, progress=tell)) == {"unchanged": 8, "removed": 2}
    assert told == [(0, 2, 10), (2, 2, 8)]
    with opened() as store:
        assert str(paths[3].resolve()) not in store.sources()
        assert store.article("3.txt", 1).text == f"{FERRY} Number 3."
        assert all(hit.article_id != "3.txt" for hit in store.search("Number 3", limit=20))
    assert counts(run(NEWS, prune=True, embedder=NoEmbedder())) == {"unchanged": 8}


def test_more_than_a_fifth_is_refused_until_it_is_meant() -> None:
    paths = write_many(10)
    run(NEWS)
    for path in paths[:3]:
        path.unlink()
    report = run(NEWS, prune=True)
    assert counts(report) == {"unchanged": 7, "failed": 1}
    assert reasons(report) == {
        "news": "3 of its 10 articles are gone; none was removed. "
        "If that is meant, run again with --prune --force"
    }
    assert len(stored()) == 10
    assert counts(run(NEWS, prune=True, force=True)) == {"unchanged": 7, "removed": 3}
    assert len(stored()) == 7


def test_an_empty_or_missing_folder_removes_nothing() -> None:
    write_many(5)
    run(NEWS)
    shutil.rmtree(NEWS)
    assert counts(run(NEWS, prune=True)) == {"failed": 1}
    assert counts(run(NEWS, prune=True, force=True)) == {"failed": 1}
    NEWS.mkdir()
    assert counts(run(NEWS, prune=True)) == {"failed": 1}
    assert len(stored()) == 5


def test_only_the_folders_named_are_pruned() -> None:
    write_many(5, Path("east"))
    paths = [write(Path("west") / f"{n}.txt", f"{STORM} Number {n}.") for n in range(5)]
    run("east", "west")
    paths[0].unlink()
    Path("east/0.txt").unlink()
    assert counts(run("east", prune=True)) == {"unchanged": 4, "removed": 1}
    assert len(stored()) == 9


def test_a_folder_inside_may_be_pruned_alone() -> None:
    write_many(5)
    inside = write_many(5, NEWS / "inside")
    run(NEWS)
    Path("news/0.txt").unlink()
    inside[0].unlink()
    assert counts(run(NEWS / "inside", prune=True)) == {"unchanged": 4, "removed": 1}
    assert counts(run(NEWS / "inside", NEWS, prune=True)) == {"unchanged": 8, "removed": 1}


def test_a_neighbour_whose_name_begins_alike_is_left_alone() -> None:
    write_many(5, Path("news"))
    other = [write(Path("news2") / f"{n}.txt", f"{STORM} Number {n}.") for n in range(5)]
    run("news", "news2")
    other[0].unlink()
    assert counts(run("news", prune=True)) == {"unchanged": 5}


def test_a_file_that_was_named_itself_is_not_missing_from_its_folder() -> None:
    write_many(5)
    notes = write(NEWS / "README.md", STORM)
    run(NEWS, notes)
    assert counts(run(NEWS, prune=True)) == {"unchanged": 5}
    assert len(stored()) == 6


def test_a_file_that_cannot_be_read_any_more_is_not_gone() -> None:
    paths = write_many(5)
    run(NEWS)
    paths[0].write_bytes(b"")
    assert counts(run(NEWS, prune=True)) == {"unchanged": 4, "failed": 1}
    assert len(stored()) == 5


def test_a_file_that_moved_keeps_its_article_by_its_url() -> None:
    path = write(NEWS / "a.txt", FERRY, url="https://post.example/1")
    write_many(6)
    run(NEWS)
    path.rename(NEWS / "b.txt")
    assert counts(run(NEWS, prune=True, embedder=NoEmbedder())) == {"unchanged": 7}


def test_a_stopped_run_prunes_nothing() -> None:
    from threading import Event

    paths = write_many(10)
    run(NEWS)
    paths[0].unlink()
    stop = Event()
    stop.set()
    assert run(NEWS, prune=True, stop=stop).interrupted
    assert len(stored()) == 10


# -- files of many articles -------------------------------------------------------------------


def test_lines_that_vanished_are_removed_by_prune_alone() -> None:
    path = write_lines(NEWS / "corpus.jsonl", *range(10))
    run(NEWS)
    write_lines(path, *range(1, 10))
    assert counts(run(NEWS)) == {"unchanged": 9}
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 10}  # nobody asked
    assert counts(run(NEWS, prune=True, embedder=NoEmbedder())) == {"unchanged": 9, "removed": 1}
    assert "n0" not in stored()
    assert counts(run(NEWS, prune=True, embedder=NoEmbedder())) == {"unchanged": 9}


@pytest.mark.parametrize("named", ["news", "news/corpus.jsonl"])
def test_a_file_that_is_suddenly_much_smaller_removes_nothing(named: str) -> None:
    path = write_lines(NEWS / "corpus.jsonl", *range(10))
    run(named)
    write_lines(path, 0, 1)
    report = run(named, prune=True)
    assert counts(report) == {"unchanged": 2, "failed": 1}
    assert reasons(report)["corpus.jsonl"].startswith("8 of its 10 articles are gone; none")
    assert counts(run(named, prune=True)) == {"unchanged": 2, "failed": 1}
    assert counts(run(named, prune=True, force=True)) == {"unchanged": 2, "removed": 8}
    assert sorted(stored()) == ["n0", "n1"]


def test_a_file_with_bad_lines_loses_nothing() -> None:
    path = write_lines(NEWS / "corpus.jsonl", *range(10))
    run(NEWS)
    write_lines(path, *range(1, 10))
    with path.open("a") as file:
        file.write("{broken\n")
    assert counts(run(NEWS, prune=True, force=True)) == {"unchanged": 9, "failed": 1}
    assert len(stored()) == 10


def test_an_emptied_file_of_many_loses_nothing() -> None:
    path = write_lines(NEWS / "corpus.jsonl", *range(10))
    run(NEWS)
    path.write_bytes(b"")
    assert counts(run(NEWS, prune=True, force=True)) == {"failed": 1}
    assert len(stored()) == 10


def test_a_removed_article_may_come_back() -> None:
    paths = write_many(6)
    text = paths[0].read_text()
    run(NEWS)
    paths[0].unlink()
    run(NEWS, prune=True)
    paths[0].write_text(text)
    assert counts(run(NEWS))["added"] == 1
    with opened() as store:
        assert store.article("0.txt").version == 2


def test_the_rest_of_a_group_of_copies_is_grouped_anew() -> None:
    long = " ".join(f"{FERRY} {FIRE} {STORM}" for _ in range(3))
    for name in ("a", "b", "c"):
        write(NEWS / f"{name}.txt", f"{long} Ends here, says {name}.")
    for n in range(12):
        write(NEWS / f"{n}.txt", f"{FIRE} {n}")
    run(NEWS)
    (NEWS / "a.txt").unlink()
    run(NEWS, prune=True)
    with opened() as store:
        groups = {one: group for one, _, group in store.signatures()}
    assert "a.txt" not in groups
    assert groups["b.txt"] == groups["c.txt"] == "b.txt"
