"""Line breaks: which end a paragraph, and which only wrap a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.lines import unwrap

WRAPPED = (
    "The council met on Tuesday to discuss the plan for the new harbour wall,\n"
    "which has been delayed twice and will now cost far more than the mayor\n"
    "said in spring."
)


def test_wrapped_lines_become_one() -> None:
    assert unwrap(WRAPPED) == WRAPPED.replace("\n", " ")


def test_a_short_line_ends_its_paragraph() -> None:
    assert unwrap(f"{WRAPPED}\nNobody voted.") == f"{unwrap(WRAPPED)}\nNobody voted."


def test_each_block_for_itself() -> None:
    text = f"{WRAPPED}\n\nFlood\nRain\nWind\n\n\n{WRAPPED}"
    assert unwrap(text) == f"{unwrap(WRAPPED)}\n\nFlood\nRain\nWind\n\n\n{unwrap(WRAPPED)}"


@pytest.mark.parametrize(
    "text",
    [
        "Flood closes road\nThe road was closed on Monday.",
        "higher pay\nshorter shifts\na new roof",  # lower case, but far too narrow
        WRAPPED.replace(",\nwhich", ",\n- which").replace("mayor\nsaid", "mayor\n* said"),
        "\n".join(["one paragraph a line " * 10, "and the next in lower case " * 10]),
    ],
)
def test_these_are_paragraphs(text: str) -> None:
    assert unwrap(text) == text


@pytest.mark.parametrize("newline", ["\r", "\x85", "\u2028", "\u2029", "\v", "\f", "\x1e"])
def test_all_line_breaks_are_one_kind(newline: str) -> None:
    assert unwrap(f"Rain{newline}Wind") == "Rain\nWind"
    assert unwrap("Rain\r\nWind") == "Rain\n\nWind"


@given(st.lists(st.sampled_from([*"abA. -*1\n\r\t\u2028", "\r\n", "word " * 9, "x" * 45])))
def test_every_character_keeps_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    flat = unwrap(text)
    assert len(flat) == len(text)
    assert all(
        new == old or (old.isspace() and new in " \n") for new, old in zip(flat, text, strict=True)
    )
