"""The articles of a store in lists: ordered, limited, counted, and found by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.many import open_many, story
from tests.tiny import entry, open_tiny
from vectorstore import ArticleStore, Filters
from vectorstore.snapshot import Order

FERRY = "The ferries stopped.\nA storm came."


@pytest.fixture
def store(own_folder: Path) -> ArticleStore:
    store = open_tiny(own_folder / "data")
    store.add(
        [
            entry("a", FERRY, title="beta", publisher="Post", published="2020-01-01"),
            entry("b", "A cave.", title="Alpha", published="2021-01-01T10:00:00+01:00"),
            entry("c", "A mine.", title="Gamma", publisher="echo", language="de"),
            entry("d", "A vote.", publisher="Post", published="2021-01-01T12:00:00+01:00"),
        ]
    )
    return store


@pytest.mark.parametrize(
    ("order", "ids"),
    [("newest", "dbac"), ("oldest", "abdc"), ("title", "bacd"), ("publisher", "cdab")],
)
def test_articles_come_in_the_order_asked_for(store: ArticleStore, order: Order, ids: str) -> None:
    with store:
        assert "".join(one.id for one in store.articles(order=order)) == ids
        parts = [store.articles(order=order, limit=3, offset=n) for n in (0, 3)]
        assert "".join(one.id for part in parts for one in part) == ids


def test_a_filtered_list_is_counted(store: ArticleStore) -> None:
    with store:
        assert store.count() == 4
        post = Filters(publishers=("POST",))
        assert store.count(post) == 2 == len(store.articles(filters=post))
        assert store.count(Filters(languages=("de",))) == 1
        store.remove(["a"])
        assert store.count(post) == 1


def test_articles_are_found_by_all_of_the_words(store: ArticleStore) -> None:
    with store:
        assert store.holding("ferry") == store.holding("STORM beta post") == ["a"]
        assert store.holding("ferry storm") == []  # in two passages
        assert store.holding("ferry whale") == store.holding("") == store.holding("?!") == []
        assert set(store.holding("post")) == {"a", "d"}
        store.add([entry("e", "Another storm.")])
        store.remove(["a"])
        assert store.holding("storm") == ["e"]
        assert store.holding("\ud800") == []


def test_a_process_without_the_indexes_finds_the_same(own_folder: Path) -> None:
    with open_many(own_folder / "data", create=True) as store:
        store.add([story(n) for n in range(30)])
        assert store.catch_up()
        with open_many(own_folder / "data") as other:
            other.add([story(31)])
            for one in (store, other):
                assert one.holding("story7 version1") == ["story7"]
                assert one.holding("story31") == ["story31"]
