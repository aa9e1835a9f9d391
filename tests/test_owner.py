"""What the owner of the indexes does with their folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.many import story
from tests.tiny import entry, open_tiny
from vectorstore import ArticleStore, home
from vectorstore.owner import CHANGES, Owner


@pytest.fixture
def store(own_folder: Path) -> Iterator[ArticleStore]:
    with open_tiny(own_folder / "data") as made:
        made.add([entry("a", "A ship.\nA fire."), entry("b", "A cave.")])
        yield made


@pytest.fixture
def stop() -> Event:
    return Event()


@pytest.fixture
def owner(store: ArticleStore, own_folder: Path, stop: Event) -> Iterator[Owner]:
    made = Owner(store.catalog, own_folder / "index", stop)
    yield made
    made.close()


def builds(own_folder: Path) -> list[Path]:
    return list((own_folder / "index").glob("build-*"))


def holds(owner: Owner, store: ArticleStore) -> bool:
    indexes = owner.indexes
    assert indexes is not None
    return (indexes.count(), indexes.applied) == (store.summary().passages, store.generation())


def test_made_followed_and_opened_again(
    owner: Owner, store: ArticleStore, own_folder: Path
) -> None:
    owner.ready()
    assert holds(owner, store)
    store.add([entry("a", "A vote."), entry("c", "A bank.")])
    store.remove(["b"])
    owner.ready()
    assert holds(owner, store)
    folder = owner.indexes.folder
    owner.close()
    again = Owner(store.catalog, own_folder / "index", Event())
    again.ready()
    assert holds(again, store) and again.indexes.folder == folder, "it was rebuilt for nothing"
    again.close()


def test_a_long_log_is_followed_in_parts(owner: Owner, store: ArticleStore) -> None:
    owner.ready()
    store.add([story(n, passages=1) for n in range(CHANGES + 10)])
    told: list[tuple[int, int]] = []
    owner.ready(lambda done, of: told.append((done, of)))
    assert told == [(CHANGES, CHANGES + 10), (CHANGES + 10, CHANGES + 10)]
    assert holds(owner, store)


def test_settled_only_after_a_quiet_while(owner: Owner, store: ArticleStore) -> None:
    owner.ready()
    assert owner.settle(), "what was just made is noted as whole"
    store.add([entry("c", "A bank.")])
    owner.ready()
    folder = owner.indexes.folder
    assert not owner.settle(after=3_600) and home.current(folder.parent)[1].files is None
    assert owner.settle() and home.current(folder.parent)[1].files == home.checksums(folder)


def test_a_rebuild_that_fails_leaves_the_old_and_no_rest(
    owner: Owner, store: ArticleStore, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.ready()
    before = owner.indexes

    class Full(Exception):
        pass

    def fail(*_: object) -> None:
        raise Full

    with pytest.raises(Full):
        owner.rebuild(fail)
    assert owner.indexes is before and builds(own_folder) == [before.folder]
    assert holds(owner, store)


def test_asked_to_stop_it_leaves_no_rest(
    owner: Owner, store: ArticleStore, own_folder: Path, stop: Event
) -> None:
    stop.set()
    owner.ready()
    assert owner.indexes is None and builds(own_folder) == []


def test_rests_of_dead_rebuilds_are_swept(owner: Owner, own_folder: Path) -> None:
    (own_folder / "index" / "build-dead" / "chroma").mkdir(parents=True)
    owner.ready()
    assert builds(own_folder) == [owner.indexes.folder]
    (own_folder / "index" / "build-dead").mkdir()
    owner.close()
    owner.ready()
    assert builds(own_folder) == [owner.indexes.folder]


def test_passages_that_are_missing_are_noticed(owner: Owner, store: ArticleStore) -> None:
    owner.ready()
    indexes = owner.indexes
    indexes.vectors.delete(["b:1:0"])
    indexes.words.apply([], ["b:1:0"])
    owner._changed_at = 0.0
    owner.close()  # noted as whole, and yet it is not
    owner.ready()
    assert holds(owner, store) and owner.indexes.folder != indexes.folder


def test_dropped_once_and_for_good(owner: Owner, store: ArticleStore) -> None:
    owner.ready()
    first = owner.indexes
    owner.drop(first)
    assert owner.indexes is None
    owner.ready()
    second = owner.indexes
    owner.drop(first)  # somebody was still searching in it
    assert owner.indexes is second and second.folder != first.folder and holds(owner, store)


def test_indexes_of_another_catalog_are_not_taken(
    owner: Owner, own_folder: Path, store: ArticleStore
) -> None:
    owner.ready()
    first = owner.indexes
    owner.close()
    with open_tiny(own_folder / "other") as other:
        other.add([entry("a", "A storm.\nA train."), entry("b", "A mine.")])
        stranger = Owner(other.catalog, own_folder / "index", Event())
        stranger.ready()
        assert stranger.indexes.folder != first.folder
        assert stranger.indexes.words.search("ship", 5) == []
        stranger.close()
