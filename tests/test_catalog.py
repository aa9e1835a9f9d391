"""The record of truth: made whole, refused when it is not, backed up and put back."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.many import QUESTIONS, open_many, story
from tests.tiny import entry, open_tiny
from vectorstore import (
    NoStore,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMismatch,
)
from vectorstore import catalog as module
from vectorstore.catalog import Catalog, restore
from vectorstore.locks import held


@pytest.fixture
def data(own_folder: Path) -> Path:
    """A closed data folder with two articles."""
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", "A ship.\nA fire."), entry("b", "A cave.")])
    return own_folder / "data"


def test_nothing_there_names_the_command_that_adds_something(own_folder: Path) -> None:
    with pytest.raises(NoStore, match=r"python -m ingest --data \S*nowhere SOURCE"):
        Catalog(own_folder / "nowhere")
    assert not (own_folder / "nowhere").exists()


def test_a_folder_that_is_a_file_is_a_named_error(own_folder: Path) -> None:
    (own_folder / "file").write_text("")
    with pytest.raises(NoStore):
        Catalog(own_folder / "file")
    with pytest.raises(StoreFull, match="Cannot read and write"):
        Catalog(own_folder / "file", create=True)


@pytest.mark.parametrize("name", ["with space", "100%", "a?b=c", "a#b", "ünï", "a'b", "a;b&c"])
def test_a_folder_may_have_any_name(own_folder: Path, name: str) -> None:
    with open_tiny(own_folder / name) as store:
        store.add([entry("a", "A ship.")])
    with open_tiny(own_folder / name) as store:
        assert store.article("a").text == "A ship."
    assert (own_folder / name / "catalog.sqlite3").stat().st_size > 0
    assert [path.name for path in own_folder.iterdir()] == [name]


def test_it_is_durable_and_open_to_readers_while_written(data: Path) -> None:
    catalog = Catalog(data)
    with catalog.reading() as snapshot, catalog.writing() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
        assert snapshot.generation() == 2
        connection.exec_driver_sql("DELETE FROM changes")
        assert snapshot.generation() == 2
    catalog.close()


def test_an_error_in_a_transaction_leaves_nothing_of_it(data: Path) -> None:
    catalog = Catalog(data)
    with pytest.raises(ZeroDivisionError), catalog.writing() as connection:
        connection.exec_driver_sql("DELETE FROM passages")
        1 / 0  # noqa: B018
    with catalog.reading() as snapshot:
        assert snapshot.passage_count() == 3
    catalog.close()


def test_a_writer_waits_and_then_says_who_holds_the_lock(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRITER_WAIT", 0.1)
    catalog = Catalog(data)
    with (
        held(data / "writer.lock", wait=0),
        pytest.raises(StoreLocked, match=f"process {os.getpid()} on"),
        catalog.writing(),
    ):
        pass
    catalog.close()


def test_many_readers_at_once(data: Path) -> None:
    """More than a pool of connections holds by default; none waits for another."""
    catalog = Catalog(data)
    together = threading.Barrier(40, timeout=20)
    seen = []

    def read() -> None:
        with catalog.reading() as snapshot:
            seen.append(snapshot.passage_count())
            together.wait()

    readers = [threading.Thread(target=read) for _ in range(40)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert seen == [3] * 40
    catalog.close()


# -- made by another, or damaged -----------------------------------------------------------------


def test_another_versions_storage_is_refused(data: Path) -> None:
    with closing(sqlite3.connect(data / "catalog.sqlite3")) as file:
        file.execute("UPDATE facts SET value = '99' WHERE key = 'schema'")
        file.commit()
    with pytest.raises(StoreMismatch, match=r"storage 99.*python -m ingest --data NEW_FOLDER"):
        Catalog(data)


def damage(path: Path, how: str) -> None:
    whole = path.read_bytes()
    noise = random.Random(7).randbytes
    half = len(whole) // 2
    path.write_bytes(
        {
            "zero bytes": b"",
            "header cut": whole[:50],
            "page cut": whole[:5000],
            "zeroed": bytes(len(whole)),
            "random": noise(len(whole)),
            "random header": noise(100) + whole[100:],
            "text": b"This is no database.\n" * 100,
            "random tables": whole[:100] + noise(len(whole) - 100),
            "half": whole[:half],
        }[how]
    )


@pytest.mark.parametrize(
    "how",
    [
        "zero bytes", "header cut", "page cut", "zeroed", "random", "random header", "text",
        "random tables", "half",
    ],
)  # fmt: skip
def test_a_damaged_catalog_says_so_and_names_the_way_back(data: Path, how: str) -> None:
    with open_tiny(data) as store:
        store.backup(data.parent / "backup")
    damage(data / "catalog.sqlite3", how)
    with pytest.raises(StoreDamaged, match=rf"python -m vectorstore restore BACKUP --data {data}"):
        with open_tiny(data) as store:
            store.search("fire")
    restore(data.parent / "backup", data)
    with open_tiny(data) as store:
        assert store.search("fire")[0].text == "A fire."


def test_a_missing_table_is_damage(data: Path) -> None:
    with closing(sqlite3.connect(data / "catalog.sqlite3")) as file:
        file.execute("DROP TABLE facts")
    with pytest.raises(StoreDamaged, match="no such table"):
        Catalog(data)


def test_our_own_mistakes_are_not_called_damage(data: Path) -> None:
    catalog = Catalog(data)
    with pytest.raises(Exception, match="UNIQUE") as mistake, catalog.writing() as connection:
        connection.exec_driver_sql("INSERT INTO facts VALUES ('id', 'twice')")
    assert not isinstance(mistake.value, StoreError)
    catalog.close()


def test_a_catalog_that_goes_away_is_not_made_anew(data: Path) -> None:
    catalog = Catalog(data)
    (data / "catalog.sqlite3").unlink()
    with pytest.raises(NoStore, match="is gone"), catalog.reading():
        pass
    assert not (data / "catalog.sqlite3").exists()
    catalog.close()


def test_what_a_killed_creation_left_does_no_harm(data: Path, own_folder: Path) -> None:
    """A log beside a new file would be taken for its own."""
    with open_tiny(data) as store:
        store.backup(own_folder / "backup")
        store.add([entry("c", "A vote.")])
        leftovers = {part: (data / f"catalog.sqlite3{part}").read_bytes() for part in ("", "-wal")}
    for make in (
        lambda place: restore(own_folder / "backup", place),
        lambda place: Catalog(place, create=True).close(),
    ):
        place = own_folder / f"new{len(list(own_folder.iterdir()))}"
        place.mkdir()
        for part, content in leftovers.items():
            (place / f"catalog.new{part}").write_bytes(content)
        make(place)
        with open_tiny(place) as store:
            assert "c" not in {article.id for article in store.articles()}
        assert not list(place.glob("catalog.new*"))


# -- backup and restore --------------------------------------------------------------------------


def test_backup_while_writing_restores_elsewhere_with_the_same_answers(own_folder: Path) -> None:
    done = threading.Event()
    with open_many(own_folder / "data", create=True) as store:
        store.add([story(n) for n in range(40)])

        def write() -> None:
            version = 2
            while not done.is_set():
                store.add([story(n, version) for n in range(40)])
                version += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for n in range(4):
                store.backup(own_folder / "backups" / str(n))
        finally:
            done.set()
            writer.join()
        store.backup(own_folder / "last")
        before = [[hit.text for hit in store.search(question, 5)] for question in QUESTIONS]
    for n in range(4):
        place = own_folder / f"restored{n}"
        restore(own_folder / "backups" / str(n), place)
        with open_many(place) as store:
            articles = store.articles()
            assert len(articles) == 40 and store.summary().passages == 120
            # All of one transaction, or nothing of it.
            assert len({article.text.split()[1] for article in articles}) == 1
    restore(own_folder / "last", own_folder / "elsewhere")
    with open_many(own_folder / "elsewhere") as store:
        store.catch_up()
        again = [[hit.text for hit in store.search(question, 5)] for question in QUESTIONS]
    assert again == before
    assert sorted(p.name for p in (own_folder / "backups").iterdir()) == ["0", "1", "2", "3"]


def test_backup_does_not_overwrite(data: Path, own_folder: Path) -> None:
    (own_folder / "there").write_text("mine")
    with open_tiny(data) as store, pytest.raises(StoreError, match="exists already"):
        store.backup(own_folder / "there")
    assert (own_folder / "there").read_text() == "mine"


def test_restore_in_place_of_another_catalog(data: Path, own_folder: Path) -> None:
    with open_tiny(data) as store:
        store.backup(own_folder / "backup")
        store.add([entry("c", "A vote."), entry("a", "A train.")])
        store.remove(["b"])
        store.catch_up()
    restore(own_folder / "backup", data)
    with open_tiny(data) as store:
        store.catch_up()
        assert {hit.text for hit in store.search("cave ship fire vote", 9)} == {
            "A ship.", "A fire.", "A cave.",
        }  # fmt: skip


def test_a_running_reader_follows_a_restore(data: Path, own_folder: Path) -> None:
    with open_tiny(data) as store:
        store.backup(own_folder / "backup")
        store.add([entry("c", "A vote."), entry("a", "A train.")])
        store.catch_up()
        assert store.search("vote")[0].text == "A vote."
        restore(own_folder / "backup", data)
        assert {hit.text for hit in store.search("vote train ship", 9)} == {
            "A ship.", "A fire.", "A cave.",
        }  # fmt: skip
        store.add([entry("d", "A bank.")])
        assert store.search("bank")[0].article_id == "d"
        assert store.catch_up()
        assert store.search("bank")[0].article_id == "d"


@pytest.mark.parametrize("how", ["zero bytes", "page cut", "random", "text", "random tables"])
def test_a_backup_that_is_not_whole_is_refused(data: Path, own_folder: Path, how: str) -> None:
    with open_tiny(data) as store:
        store.backup(own_folder / "backup")
    damage(own_folder / "backup", how)
    with pytest.raises(StoreDamaged, match="backup"):
        restore(own_folder / "backup", data)
    with open_tiny(data) as store:
        assert len(store.articles()) == 2
    assert not list(data.glob("catalog.new*"))


def test_a_backup_of_something_else_is_refused(data: Path, own_folder: Path) -> None:
    with closing(sqlite3.connect(own_folder / "other")) as file:
        file.execute("CREATE TABLE articles (id)")
    with pytest.raises(StoreDamaged):
        restore(own_folder / "other", data)
    with pytest.raises(StoreError, match="no backup at"):
        restore(own_folder / "nowhere", data)
    with closing(sqlite3.connect(own_folder / "old")) as file:
        file.execute("CREATE TABLE facts (key, value)")
        file.execute("INSERT INTO facts VALUES ('schema', '0')")
        file.commit()
    with pytest.raises(StoreMismatch, match="storage 0"):
        restore(own_folder / "old", data)
    with open_tiny(data) as store:
        assert len(store.articles()) == 2
