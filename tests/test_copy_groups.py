from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.copies import overlap, read_words, signature
from ingest.copy_groups import CopyIndex

Row = tuple[str, str, bytes]


def prose(story: int, words: int = 120) -> str:
    """A text of its own: no two stories share four words in a row but by a rare chance."""
    random = Random(story)
    syllables = "ba do ke li mo nu pe ra si tu va ze".split()
    return " ".join("".join(random.choices(syllables, k=3)) for _ in range(words))


def part(text: str, start: float, end: float) -> str:
    words = text.split()
    return " ".join(words[int(start * len(words)) : int(end * len(words))])


class Catalog(dict[str, str]):
    """Texts by article id, and the index that follows them."""

    def __init__(self) -> None:
        self.index = CopyIndex([], self.__getitem__)
        self.groups: dict[str, str] = {}

    def put(self, **texts: str) -> dict[str, str]:
        changed = self.index.put(rows(texts))
        self.update(texts)
        self.groups |= changed
        return changed

    def drop(self, *article_ids: str) -> dict[str, str]:
        changed = self.index.remove(article_ids)
        for article_id in article_ids:
            del self[article_id], self.groups[article_id]
        self.groups |= changed
        return changed


def rows(texts: dict[str, str]) -> Iterator[Row]:
    for article_id, text in texts.items():
        yield article_id, text, signature(text)


STORY = prose(1)


def test_a_copy_joins_the_group_of_its_source() -> None:
    catalog = Catalog()
    assert catalog.put(b=STORY) == {"b": "b"}
    assert catalog.put(c=prose(2)) == {"c": "c"}
    assert catalog.put(d=part(STORY, 0, 0.5)) == {"d": "b"}
    assert catalog.index.group("b") == catalog.index.group("d") == ["b", "d"]
    assert catalog.index.group("c") == ["c"]


def test_the_smallest_id_names_the_group_whenever_it_comes() -> None:
    catalog = Catalog()
    catalog.put(b=STORY, c=STORY)
    assert catalog.put(a=part(STORY, 0, 0.7)) == {"a": "a", "b": "a", "c": "a"}
    assert catalog.put(d=STORY) == {"d": "a"}


def test_copies_in_one_batch_are_found_before_the_catalog_has_them() -> None:
    nothing: dict[str, str] = {}
    index = CopyIndex([], nothing.__getitem__)
    assert index.put(rows({"a": STORY, "b": prose(2), "c": STORY})) == {
        "a": "a",
        "b": "b",
        "c": "a",
    }


def test_a_chain_of_copies_is_one_group_and_falls_apart_without_its_middle() -> None:
    catalog = Catalog()
    catalog.put(a=part(STORY, 0, 0.5), b=part(STORY, 0.5, 1))
    assert catalog.groups == {"a": "a", "b": "b"}
    catalog.put(m=STORY)
    assert catalog.groups == {"a": "a", "b": "a", "m": "a"}
    assert catalog.drop("m") == {"a": "a", "b": "b"}


def test_when_the_first_goes_the_next_names_the_group() -> None:
    catalog = Catalog()
    catalog.put(a=STORY, b=STORY, c=STORY, x=prose(2))
    assert catalog.drop("a") == {"b": "b", "c": "b"}
    assert catalog.drop("b", "c") == {}
    assert catalog.index.query(STORY) == []


def test_a_new_text_leaves_the_old_group_and_joins_another() -> None:
    catalog = Catalog()
    catalog.put(a=STORY, b=STORY, x=prose(2))
    assert catalog.put(a=prose(2)) == {"a": "a", "b": "b", "x": "a"}
    assert catalog.put(a=prose(3)) == {"a": "a", "x": "x"}
    assert catalog.index.query(prose(2)) == ["x"]


def test_putting_the_same_again_changes_no_group() -> None:
    catalog = Catalog()
    catalog.put(a=STORY, b=STORY)
    before = dict(catalog.groups)
    catalog.put(b=STORY)
    assert catalog.groups == before


def test_a_query_names_one_article_of_each_group_and_stores_nothing() -> None:
    catalog = Catalog()
    catalog.put(a=part(STORY, 0, 0.5), b=part(STORY, 0.5, 1), c=part(STORY, 0, 0.5))
    assert sorted(catalog.index.query(STORY)) in (["a", "b"], ["b", "c"])
    assert catalog.index.query(prose(9)) == []
    assert catalog.index.query("") == []
    with pytest.raises(KeyError):
        catalog.index.group("z")


def test_an_index_from_stored_rows_goes_on_where_it_was() -> None:
    catalog = Catalog()
    catalog.put(a=STORY, b=part(STORY, 0, 0.6), x=prose(2))
    stored = [(one, signature(text), catalog.groups[one]) for one, text in catalog.items()]
    catalog.index = CopyIndex(stored, catalog.__getitem__)
    assert catalog.index.group("b") == ["a", "b"]
    assert catalog.put(c=STORY, y=prose(2)) == {"c": "a", "y": "x"}
    assert catalog.drop("a") == {"b": "b", "c": "b"}


def test_an_article_that_left_its_group_unnoticed_does_not_come_back_to_it() -> None:
    texts = {"b": STORY, "c": STORY, "x": prose(2)}
    groups = {"b": "a", "c": "a", "x": "x"}
    stored = [(one, signature(text), groups[one]) for one, text in texts.items()]
    index = CopyIndex(stored, texts.__getitem__)
    assert index.put(rows({"a": prose(2)})) == {"a": "a", "b": "b", "c": "b", "x": "a"}


def test_texts_are_read_only_where_signatures_agree() -> None:
    asked: list[str] = []
    texts = {f"{story:03}": prose(story) for story in range(200)}

    def text_of(article_id: str) -> str:
        asked.append(article_id)
        return texts[article_id]

    index = CopyIndex(((one, signature(text), one) for one, text in texts.items()), text_of)
    assert index.query(part(texts["042"], 0, 0.5)) == ["042"]
    assert asked == ["042"]
    assert index.query(prose(1000)) == []
    assert asked == ["042"]


def test_half_a_text_is_found_among_thousands() -> None:
    texts = {f"{story:04}": prose(story, words=60) for story in range(2500)}
    index = CopyIndex([], texts.__getitem__)
    index.put(rows(texts))
    assert all(len(index.group(one)) == 1 for one in texts)
    asked = range(0, 2500, 50)
    assert [index.query(part(texts[f"{one:04}"], 0, 0.6)) for one in asked] == [
        [f"{one:04}"] for one in asked
    ]


PIECES = [prose(story, words=50) for story in range(5)]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.lists(st.sampled_from(PIECES), max_size=3, unique=True).map(" ".join),
    ),
    max_size=12,
)


@given(CHANGES)
def test_groups_are_the_chains_of_copies_whatever_came_before(
    changes: list[tuple[str, str]],
) -> None:
    """An empty text takes the article away; any other is its new version."""
    catalog = Catalog()
    for article_id, text in changes:
        if text:
            catalog.put(**{article_id: text})
        elif article_id in catalog:
            catalog.drop(article_id)
    assert catalog.groups == chains(catalog)
    assert {one: catalog.index.group(one)[0] for one in catalog} == catalog.groups


def chains(texts: dict[str, str]) -> dict[str, str]:
    """The smallest id that each text reaches by copies of copies, found the slow way."""
    groups = {one: one for one in texts}
    words = {one: read_words(text) for one, text in texts.items()}
    for _ in texts:
        for one in texts:
            for other in texts:
                if overlap(words[one], words[other]).is_copy:
                    groups[one] = min(groups[one], groups[other])
    return groups
