"""A full disk and one that may not be written: typed errors, answers go on, one run mends it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import SmallDisk
from tests.faults.kills import consistent
from tests.faults.other import ROOT
from tests.many import QUESTIONS, open_many, story
from vectorstore import ArticleStore, StoreError, StoreFull

STORIES = 60
LARGE = 40  # passages


@pytest.fixture(params=["a disk of its own", "a limit on files"])
def disk(request: pytest.FixtureRequest, own_folder: Path) -> Iterator[SmallDisk]:
    own = request.param == "a disk of its own"
    with SmallDisk(own_folder / "disk", own=own) as made:
        yield made


def answers(store: ArticleStore) -> list[list[str]]:
    return [[hit.text for hit in store.search(question, 5)] for question in QUESTIONS]


def fill(store: ArticleStore) -> int:
    """Add until it is refused; how many were taken."""
    for n in range(STORIES, 100_000):
        try:
            store.add([story(n, passages=LARGE)])
        except StoreFull as full:
            assert "Free some space" in str(full) and "run the same command again" in str(full)
            return n
    raise AssertionError("it was never full")


def first(store: ArticleStore, n: int, passages: int = 3) -> bool:
    text = story(n, passages=passages)[1][-1].text
    return store.search(text, 1)[0].text == text


def test_full_in_the_middle_and_after_it(disk: SmallDisk) -> None:
    with open_many(disk.path / "data", create=True) as store:
        store.add([story(n) for n in range(STORIES)])
        store.catch_up()
        before = answers(store)
        disk.fill()
        assert answers(store) == before
        taken = fill(store)
        assert first(store, 3) and (taken == STORIES or first(store, taken - 1, LARGE))
        count = store.summary().articles
        assert count == taken
        consistent_on_full_disk(store)
    with open_many(disk.path / "data") as store:  # opened while it is full
        assert first(store, 3) and store.summary().articles == count
        with pytest.raises(StoreFull):
            store.add([story(n, 2, LARGE) for n in range(STORIES)])
        assert first(store, 3)
    disk.free()
    with open_many(disk.path / "data") as store:  # one more run of the same
        store.add([story(n) for n in range(STORIES)])
        store.add([story(n, passages=LARGE) for n in range(STORIES, taken + 1)])
        assert store.catch_up()
        expected = {f"story{n}": 1 for n in range(taken + 1)}
        assert {one.id: one.version for one in store.articles()} == expected
        passages = STORIES * 3 + (taken + 1 - STORIES) * LARGE
        assert store.summary().passages == passages
        consistent(store)
        assert first(store, taken, LARGE)
        assert store.rebuild() and first(store, taken, LARGE)
        folder = store._upkeep._owner.indexes.folder
        assert list((disk.path / "data" / "index").glob("build-*")) == [folder]


def consistent_on_full_disk(store: ArticleStore) -> None:
    with store.catalog.reading() as snapshot:
        rows = list(snapshot.rows(snapshot.matching_ids()))
        assert len(rows) == snapshot.passage_count()


def test_full_when_the_indexes_are_to_follow(
    disk: SmallDisk, caplog: pytest.LogCaptureFixture
) -> None:
    """The articles got in and the indexes did not: nobody notices, and nothing piles up."""
    data = disk.path / "data"
    with open_many(data, create=True) as store:
        store.add([story(n, passages=LARGE) for n in range(STORIES)])
        store.catch_up()
        with open_many(data) as writer:
            writer.add([story(n, passages=LARGE) for n in range(STORIES, 2 * STORIES)])
            writer.remove(["story1"])
        disk.fill()
        for _ in range(3):
            assert first(store, STORIES + 7, LARGE) and first(store, 2, LARGE)
            assert not [text for found in answers(store) for text in found if "story1 " in text]
        if disk.own:  # a limit on files may leave the indexes room
            with pytest.raises(StoreError, match="exact search meanwhile.*vectorstore rebuild"):
                store.rebuild()
        assert first(store, STORIES + 7, LARGE)
        assert len(list((data / "index").glob("build-*"))) <= 1
        disk.free()
        assert store.rebuild()
        assert store._upkeep._owner.indexes.count() == store.summary().passages
        assert first(store, STORIES + 7, LARGE)


def test_a_backup_that_does_not_fit_leaves_nothing(disk: SmallDisk) -> None:
    with open_many(disk.path / "data", create=True) as store:
        store.add([story(n, passages=LARGE) for n in range(STORIES)])
        disk.fill()
        with pytest.raises(StoreFull):
            store.backup(disk.path / "backup")
        disk.free()
        assert not list(disk.path.glob("backup*"))
        store.backup(disk.path / "backup")


# -- read only -----------------------------------------------------------------------------------

READ = """
import os, sys
from pathlib import Path
from tests.faults.test_disk import QUESTIONS, answers
from tests.many import open_many, story
from vectorstore import StoreFull
if sys.argv[2]:
    os.setuid(int(sys.argv[2]))
with open_many(Path(sys.argv[1])) as store:
    print(answers(store))
    for change in (lambda: store.add([story(900)]), lambda: store.remove(["story1"])):
        try:
            change()
            print("written")
        except StoreFull as error:
            print(error)
    print(store.rebuild(), answers(store))
"""


def reading(data: Path, user: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(data), user], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize("left", ["closed", "killed"])
@pytest.mark.parametrize("how", ["mounted", "permissions"])
def test_a_folder_that_may_only_be_read(how: str, left: str) -> None:
    with tempfile.TemporaryDirectory() as folder, SmallDisk(Path(folder, "disk")) as disk:
        data = disk.path / "data"
        with open_many(data, create=True) as store:
            store.add([story(n) for n in range(STORIES)])
            expected = str(answers(store))
            if left == "killed":  # what stands in the log is not yet in the file
                copy = disk.path / "copy"
                copy.mkdir()
                for path in data.glob("catalog.sqlite3*"):
                    (copy / path.name).write_bytes(path.read_bytes())
                data = copy
        user = ""
        if how == "permissions" or not disk.read_only():
            for path in [*data.rglob("*"), data]:
                path.chmod(0o555 if path.is_dir() else 0o444)
            os.chmod(folder, 0o755)
            user = "65534" if os.getuid() == 0 else ""
        before, added, removed, after = reading(data, user)
        assert before == expected and after == f"False {expected}"
        for refused in (added, removed):
            assert refused.startswith(f"Cannot write in {data}")
        data.chmod(0o755) if how == "permissions" else None
