"""The words of a text: one form for what is written in many ways."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.tokens import LONGEST, tokens
from vectorstore.words import STEMMERS, _stems


@pytest.mark.parametrize(
    "text",
    [
        "330,000", "330 000", "330.000", "330\u00a0000", "330\u202f000", "330'000", "330’000",
        "330000", "0.33 million", "0,33 Millionen", "0.33m", "330k", "330 thousand", "33万",
        "0.33-million", "３３０，０００", "£330,000", "(330,000)", "330,000,", "330,000.",
    ],
)  # fmt: skip
def test_a_number_is_one_however_it_is_written(text: str) -> None:
    assert "330000" in tokens(f"about {text} people")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12\n345", ["12", "345"]),
        ("in 2020 100 people", ["in", "2020", "100", "people"]),
        ("04.10.2020", ["04", "10", "2020"]),
        ("2020-10-04", ["20201004", "2020", "10", "04"]),
        ("1.234.567,50", ["1234567.5"]),
        ("4.20", ["4.2"]),
        ("4,2", ["4.2"]),
        ("1.5 bn", ["1.5", "bn", "1500000000"]),
        ("the 3rd 1990s", ["the", "3rd", "1990s"]),
        ("9:30", ["9", "30"]),
        ("308分", ["308", "分"]),
    ],
)
def test_other_numbers(text: str, expected: list[str]) -> None:
    assert sorted(tokens(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e-mail", "email"), ("co-operate", "cooperate"), ("F-16", "F16"), ("U.S.", "US"),
        ("O'Neill", "ONeill"), ("O’Neill", "O'Neill"), ("al-Assad", "Assad"),
        ("Armenia's", "Armenia"), ("l’Arménie", "Arménie"), ("STRASSE", "strasse"),
        ("ﬁre", "fire"), ("ёлка", "елка"), ("القَاهِرَة", "القاهرة"), ("Cafe\u0301", "Café"),
        ("İzmir", "izmir"), ("snake_case", "case"), ("東京都", "東京"), ("한국어", "한국"),
    ],
)  # fmt: skip
def test_what_is_written_in_two_ways_has_a_word_in_common(one: str, other: str) -> None:
    assert set(tokens(one)) & set(tokens(other))


def test_scripts_without_spaces_come_in_pairs() -> None:
    assert tokens("黑豹队 NFL") == ["黑豹", "豹队", "nfl"]
    assert tokens("分") == ["分"]


@given(st.text(), st.sampled_from(sorted(set(STEMMERS.values()))))
def test_any_text_has_words_and_each_has_one_stem(text: str, stemmer: str) -> None:
    found = tokens(text)
    assert all(word and len(word) <= LONGEST and not word.isspace() for word in found)
    assert len(" ".join(found).split()) == len(found) == len(_stems(found, stemmer))


@pytest.mark.parametrize(
    "piece", ["1,000", "1 ", "a-", "u.", "' ", "1,", "a", "分", "1'", "ก", "-"]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    tokens(text)
    assert time.process_time() - started < 2.0
