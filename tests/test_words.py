"""The word index: BM25, any text is a question, and no query language leaks through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tiny import article, cut
from vectorstore.rows import Row
from vectorstore.words import Words

TEXTS = {
    "ship": "The ship left Karachi in the morning.\nTwo ships were late.",
    "fire": "A fire broke out; the fire brigade came from Łódź and São Paulo.",
    "ops": "NOT every AND is an OR, said body:ship to id:fire.",
    "日本": "東京で 火事 がありました。",
    "smile": "They sent 🙂 and 🚢 by e-mail on 4 October 2020.",
}


def rows(texts: dict[str, str], version: int = 1) -> list[Row]:
    made = []
    for name, text in texts.items():
        owner = article(name, text)
        made += [Row(passage, np.ones(2, np.float32), owner) for passage in cut(owner)]
    return made


@pytest.fixture
def words() -> Words:
    index = Words(None)
    index.apply(rows(TEXTS), [])
    return index


def names(found: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in found]


def test_rare_words_and_repeated_ones_count_more(words: Words) -> None:
    assert names(words.search("fire", 5))[0] == "fire:0:0"
    scores = dict(words.search("ship", 5))
    assert scores["ship:0:1"] > scores["ship:0:0"] > 0  # the same word in a shorter passage


def test_endings_accents_and_capitals_do_not_matter(words: Words) -> None:
    assert set(names(words.search("SHIPS", 5))) >= {"ship:0:0", "ship:0:1"}
    assert names(words.search("lodz", 5)) == names(words.search("ŁÓDŹ", 5)) == ["fire:0:0"]
    assert names(words.search("sao paulo", 5)) == ["fire:0:0"]


def test_numbers_and_other_scripts_are_words(words: Words) -> None:
    assert names(words.search("2020", 5)) == ["smile:0:0"]
    assert names(words.search("火事", 5)) == ["日本:0:0"]


@pytest.mark.parametrize(
    "query",
    [
        "NOT ship", "-ship", "+ship", "ship AND zzz", 'body:"ship"', "id:ship", "ship~2", "ship^9",
        "(ship", "[ship TO zzz]", "ship*", "/ship/", '"ship zzz"', "ship\\", "{ship}", "ship:",
    ],
)  # fmt: skip
def test_operators_are_only_punctuation(words: Words, query: str) -> None:
    """Every one of these holds the word ship, and finds the passages with it."""
    assert {"ship:0:0", "ship:0:1"} <= set(names(words.search(query, 5)))


@pytest.mark.parametrize("query", ["", " \n", "🙂🙂", '"""', "::", "\x00", "*"])
def test_a_question_without_words_finds_nothing(words: Words, query: str) -> None:
    assert words.search(query, 5) == []


def test_a_hundred_thousand_characters(words: Words) -> None:
    assert "ship:0:0" in names(words.search("ship " + "x" * 100_000, 5))
    assert words.search(" ".join(f"w{n}" for n in range(20_000)), 5) == []


@given(st.text())
@example("a" * 70_000)
@example("'; DROP TABLE passages; --")
def test_any_text_is_a_question(text: str) -> None:
    index = Words(None)
    index.apply(rows({"a": text or "x"}), [])
    for name, score in index.search(text, 5):
        assert name.startswith("a:") and score > 0


def test_only_the_articles_asked_for(words: Words) -> None:
    assert names(words.search("ship fire", 5, ["fire", "ops"])) == ["ops:0:0", "fire:0:0"]
    assert words.search("ship", 5, []) == []
    alone = dict(words.search("fire", 5))["fire:0:0"]
    assert dict(words.search("fire", 5, ["fire"]))["fire:0:0"] == pytest.approx(alone)


def test_ids_with_anything_in_them_are_ids() -> None:
    index = Words(None)
    odd = ["http://a.b/c?d=e:f&g", 'a "quoted" id', "new\nline", "a:1:0", "ünïcode:9", "NOT x", ""]
    index.apply(rows(dict.fromkeys(odd, "the same words")), [])
    assert index.count() == len(odd)
    for name in odd:
        assert names(index.search("words", 9, [name])) == [f"{name}:0:0"]
        assert index.has(f"{name}:0:0") and not index.has(f"{name}:0:1")


def test_applying_twice_changes_nothing_and_gone_is_gone(own_folder: Path) -> None:
    index = Words(own_folder / "words")
    for _ in range(2):
        index.apply(rows(TEXTS), [])
    assert index.count() == 6
    index.apply([], ["fire:0:0", "never:0:0"])
    assert index.count() == 5 and index.search("brigade", 5) == []
    index.apply(rows({"ship": "Only a boat now."}), [])
    assert names(index.search("boat", 5)) == ["ship:0:0"]
    assert names(index.search("Karachi", 5)) == []
    again = Words(own_folder / "words")
    assert again.count() == 5 and names(again.search("boat", 5)) == ["ship:0:0"]
