"""Sentence boundaries: by example on tricky news text, and by property on any string."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.sentences import LONGEST, sentences

EXAMPLES = Path(__file__).with_name("sentences.tsv")
"""One a line: language, kind, text with ¦ before each new sentence and \\n for a line break."""
KNOWN_MISS = "known miss"


def examples() -> list[tuple[str, str, str, list[str]]]:
    rows = []
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        language, kind, marked = line.split("\t")
        marked = marked.replace("\\n", "\n")
        pieces = [piece.strip() for piece in marked.split("¦")]
        rows.append((language, kind, marked.replace("¦", ""), pieces))
    return rows


def found(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


RIGHT = [example for example in examples() if example[1] != KNOWN_MISS]


@pytest.mark.parametrize(("language", "kind", "text", "expected"), RIGHT)
def test_news(language: str, kind: str, text: str, expected: list[str]) -> None:
    assert found(text, language) == expected


def test_enough_examples() -> None:
    assert len(RIGHT) >= 180
    assert len(examples()) - len(RIGHT) <= 2, "a known miss must not become a habit"


def test_known_misses_are_still_missed() -> None:
    for language, kind, text, expected in examples():
        if kind == KNOWN_MISS:
            assert found(text, language) != expected, "mended: give it its real kind"


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\r\n", "\u2028\x85\xa0"])
def test_nothing_but_whitespace(text: str) -> None:
    assert sentences(text) == []


def test_unknown_language_is_read_like_english() -> None:
    text = "Dr. Weiss left. Mr. Olu stayed."
    assert found(text, "tlh") == found(text) == ["Dr. Weiss left.", "Mr. Olu stayed."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\n \t\n"])
def test_every_kind_of_line_break_ends_a_paragraph(newline: str) -> None:
    assert found(f"Flood closes road{newline}The road was closed") == [
        "Flood closes road",
        "The road was closed",
    ]


def test_a_long_sentence_is_cut_at_clauses() -> None:
    clause = "the committee heard that the wall had been inspected in the spring of that year"
    text = "; ".join([clause] * 40) + "."
    pieces = found(text)
    assert len(pieces) > 2
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith(";") for piece in pieces[:-1])
    assert all(piece.startswith("the committee") for piece in pieces)


def test_a_long_sentence_without_clauses_is_cut_at_a_space() -> None:
    pieces = found("word " * 1000)
    assert all(set(piece.split()) == {"word"} for piece in pieces)
    assert sum(len(piece.split()) for piece in pieces) == 1000


def test_a_string_without_any_space_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in found("x" * 2500)] == [1000, 1000, 500]


def test_a_very_long_paragraph_takes_time_in_proportion() -> None:
    """Asked for all of it at once, sentencex would need minutes for this."""
    assert len(sentences("好。" * 50_000, "zh")) == 50_000


TEXTS = st.one_of(
    st.text(
        st.one_of(
            st.sampled_from(
                "abAB .!?\n\r\t\"'“”«»()[]129,;:-—…。？！「」\u3000\u2028\x85\x1c\ud800ß"
            ),
            st.characters(),
        ),
        max_size=120,
    ),
    st.lists(
        st.sampled_from(
            "Mr. U.S. . ? ! said Brandt 1. a) http://x.y/z [1] e.g. ( ) ... p.m. 好。 * - ” “ \" '"
            " 」 と » « am 3. Oktober etc. ii. @b.com <b>".split()
            + [" ", "  ", "\n", "\n\n", "\r\n", "\xa0", "x" * 600]
        ),
        max_size=40,
    ).map("".join),
)


@given(TEXTS, st.sampled_from([None, "en", "de", "fr", "zh", "ja", "ru", "ar", "es", "xx"]))
def test_any_string(text: str, language: str | None) -> None:
    reached = 0
    for start, end in sentences(text, language):
        assert reached <= start < end <= len(text)
        assert end - start <= LONGEST
        assert text[start:end].strip() == text[start:end]
        assert not text[reached:start].strip()
        reached = end
    assert not text[reached:].strip()
