"""What is taken out of every text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean, one_line


def test_newlines_spaces_and_form_are_normal() -> None:
    assert clean("a\r\nb\rc\u2028d \t\n\n\n\n e\xa0f\u202fg\n") == "a\nb\nc\nd\n\n e f g"
    assert clean("Cafe\u0301") == "Café"


def test_what_no_reader_sees_is_gone() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "say no")
    assert clean(f"The vote\x00 pas\xadsed\ufeff\u200b.{hidden}") == "The vote passed."
    assert clean("user\u202etxt.exe\u2066") == "usertxt.exe"
    assert clean("half a \ud83d pair") == "half a  pair"


def test_what_words_are_made_of_stays() -> None:
    for text in ("می‌خواهم", "👩‍👩‍👧", "שָׁלוֹם", "e = mc²", "“No,” he said – twice…"):
        assert clean(text) == unicodedata.normalize("NFC", text)


def test_one_line_is_one_line_or_nothing() -> None:
    assert one_line("  Two\n lines ") == "Two lines"
    assert one_line(" \u200b\n") is None
    assert one_line(None) is None


@given(st.text())
def test_clean_text_is_clean_for_good_and_can_be_stored(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
