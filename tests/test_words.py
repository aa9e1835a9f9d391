"""The word index: BM25, any text is a question, and no query language leaks through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tiny import article, cut
from vectorstore import words as module
from vectorstore.rows import Row
from vectorstore.words import Words

TEXTS = {
    "ship": "The ship left Karachi in the morning.\nTwo ships were late.",
    "fire": "A fire broke out; the fire brigade came from Łódź and São Paulo.",
    "ops": "NOT every AND is an OR, said body:ship to id:fire.",
    "日本": "東京で 火事 がありました。",
    "smile": "They sent 🙂 and 🚢 by e-mail on 4 October 2020.",
}


def rows(texts: dict[str, str], **facts: str) -> list[Row]:
    made = []
    for name, text in texts.items():
        owner = article(name, text, **facts)
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


@pytest.fixture
def languages() -> Words:
    index = Words(None)
    index.apply(rows({"en": "The ministries were voting on it."}, language="en"), [])
    index.apply(rows({"de": "Die Häfen wurden geschlossen."}, language="de"), [])
    index.apply(rows({"es": "Las elecciones fueron anuladas."}, language="es"), [])
    index.apply(rows({"ru": "Министры подписали договоры."}, language="ru"), [])
    index.apply(rows({"ar": "أغلقت السلطات المَدارس"}, language="ar"), [])
    index.apply(rows({"zh": "黑豹队的防守只丢了308分。"}, language="zh"), [])
    index.apply(rows({"th": "นายกรัฐมนตรีลาออก"}, language="th"), [])
    return index


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which ministry votes?", "en"),
        ("Welcher Hafen ist zu?", "de"),
        ("la elección anulada", "es"),
        ("la eleccion anulada", "es"),
        ("министр и договор", "ru"),
        ("المدارس", "ar"),
        ("黑豹队丢了多少分", "zh"),
        ("รัฐมนตรี", "th"),
    ],
)
def test_a_question_finds_other_forms_in_each_language(
    languages: Words, question: str, found: str
) -> None:
    assert names(languages.search(question, 1)) == [f"{found}:0:0"]


def test_the_languages_are_known_again_when_the_index_is_opened(own_folder: Path) -> None:
    index = Words(own_folder / "words")
    index.apply(rows({"de": "Die Häfen wurden geschlossen."}, language="de"), [])
    again = Words(own_folder / "words")
    assert names(again.search("hafen", 1)) == ["de:0:0"]


def test_title_publisher_author_and_day_are_words_of_each_passage() -> None:
    index = Words(None)
    facts = {
        "title": "A crash at dawn",
        "publisher": "Valley Post",
        "author": "Ada Holm",
        "published": "2024-05-07T08:00:00+02:00",
    }
    index.apply(rows({"a": "One paragraph.\nAnother one."}, **facts), [])
    index.apply(rows({"b": "One paragraph.\nAnother one."}), [])
    for question in ("crash", "valley post", "by Holm", "on May 7", "May 7, 2024"):
        assert set(names(index.search(question, 9))) == {"a:0:0", "a:0:1"}, question


@pytest.mark.parametrize(
    "published", ["2024", "2024-05", "2024-13-45", "soon", "", "２０２４-05-07"]
)
def test_an_odd_day_is_no_words(published: str) -> None:
    index = Words(None)
    index.apply(rows({"a": "One paragraph."}, published=published), [])
    assert names(index.search("paragraph", 1)) == ["a:0:0"]


@pytest.mark.parametrize(
    "query", ["Karachy", "karahci", "KARACH", "where is Karacchi", "brigadde", "brigdae"]
)
def test_a_word_that_is_nowhere_finds_the_one_that_was_meant(words: Words, query: str) -> None:
    assert names(words.search(query, 1)) in (["ship:0:0"], ["fire:0:0"])


def test_the_right_word_counts_more_than_one_like_it() -> None:
    index = Words(None)
    index.apply(
        rows({"a": "Olga Varga spoke.", "b": "Olga Vargas spoke.", "c": "Nobody came."}), []
    )
    assert names(index.search("Warga Olga", 3))[:2] == ["a:0:0", "b:0:0"]
    exact = dict(index.search("Varga", 3))
    assert max(exact, key=lambda name: exact[name]) == "a:0:0"


def test_short_words_numbers_and_other_languages_are_not_taken_for_typos(words: Words) -> None:
    assert words.search("fir", 5) == words.search("2021", 5) == []
    assert words.search("fyre shyp karacchi brigadde", 5) == []


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


def test_an_index_of_other_terms_is_refused_and_so_built_anew(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(module, "TERMS", "byline-terms-0")
        Words(own_folder / "words").apply(rows(TEXTS), [])
    with pytest.raises(ValueError, match="schema"):
        Words(own_folder / "words")
