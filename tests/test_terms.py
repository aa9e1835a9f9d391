"""Words made comparable, and those that carry a question's subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.terms import content_terms, content_words, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attacked", "attacks"),
        ("died", "dies"),
        ("Armenia's", "Armenian"),
        ("l’Arménie", "ARMENIE"),
        ("330,000", "330 000"),
        ("330.000", "330000"),
        ("Brücken", "Brücke"),
        ("São", "Sao"),
        ("cafe\u0301", "café"),
    ],
)
def test_forms_of_a_word_are_the_same(one: str, other: str) -> None:
    assert words(one.replace(" ", "\u202f")) == words(other.replace(" ", "\u202f"))


@pytest.mark.parametrize(
    ("one", "other"), [("bridge", "bridal"), ("1994", "1995"), ("12.5", "125"), ("war", "was")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_unspaced_writing_is_compared_in_pairs() -> None:
    assert words("停火协议") == ("停火", "火协", "协议")


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Did Armenia attack Ganja?", ["Armenia", "attack", "Ganja"]),
        ("What did he say about it?", []),
        ("How many people have died in 2020?", ["people", "died", "2020"]),
        ("Wie viele Menschen sind gestorben?", ["Menschen", "gestorben"]),
        ("¿Cuántos barcos esperan?", ["barcos", "esperan"]),
        ("?!… —", []),
        ("It was flooded in May.", ["flooded", "May"]),
        ("May I ask who did it?", ["ask"]),
        ("What did the WHO say?", ["WHO"]),
        ("WHO SAID IT?", []),
    ],
)
def test_only_words_that_carry_the_subject_are_kept(question: str, subject: list[str]) -> None:
    assert content_terms(question) == subject
    assert content_words(question) == list(words(" ".join(subject)))


@given(st.text())
def test_any_text_has_words_or_none(text: str) -> None:
    assert all(words(text))
    assert set(content_words(text)) <= set(words(text))
