"""Figures: what is one, of what kind, how exactly it is meant, and when two cannot both be right."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.figures import differ, figures


@pytest.mark.parametrize(
    ("text", "kind", "value", "low", "high", "of"),
    [
        ("They counted 422 boats.", "count", 422, 422, 422, "boat"),
        ("At least 150 boats waited.", "count", 150, 150, math.inf, "boat"),
        ("Up to 150 boats waited.", "count", 150, 0, 150, "boat"),
        ("Nearly 300 boats waited.", "count", 300, 270, 300, "boat"),
        ("About 500 boats waited.", "count", 500, 450, 550, "boat"),
        ("Rund 200 Schiffe warteten.", "count", 200, 180, 220, "schif"),
        ("a town of 330,000 people", "count", 330_000, 330_000, 330_000, "peopl"),
        ("a town of 330 000 people", "count", 330_000, 330_000, 330_000, "peopl"),
        ("0.33 million people", "count", 330_000, 330_000, 330_000, "peopl"),
        ("forty-two sailors", "count", 42, 42, 42, "sailo"),
        ("goods worth $9.6 billion", "money", 9.6e9, 9.6e9, 9.6e9, None),
        ("it cost 1.5 million euros", "money", 1.5e6, 1.5e6, 1.5e6, None),
        ("five per cent", "percent", 5, 5, 5, None),
        ("it rose by 2.5%", "percent", 2.5, 2.5, 2.5, None),
        ("after 23 days", "time", 23, 23, 23, None),
        ("30,000 cubic metres of sand", "measure", 30_000, 30_000, 30_000, None),
        ("2000 people came", "count", 2000, 2000, 2000, "peopl"),
    ],
)
def test_a_figure_is_read_as_it_is_meant(
    text: str, kind: str, value: float, low: float, high: float, of: str | None
) -> None:
    (found,) = figures(text)
    assert (found.kind, found.value, found.of) == (kind, value, of)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    [
        "It was signed in 1994.", "on 4 October 2020", "October 4, 2020", "at 3:05 p.m.",
        "the 2nd of May", "COVID-19", "one of them", "04.10.2020", "no figure at all", "",
    ],
)  # fmt: skip
def test_dates_times_and_ordinals_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("12 boats", "40 boats", True),
        ("12 boats", "12 boats", False),
        ("at least 150 boats", "200 boats", False),
        ("at least 150 boats", "90 boats", True),
        ("about 500 boats", "470 boats", False),
        ("about 500 boats", "900 boats", True),
        ("0.33 million people", "330,000 people", False),
        ("12 boats", "$40", False),
        ("12 days", "40 boats", False),
    ],
)
def test_two_figures_differ_where_both_cannot_be_right(one: str, other: str, apart: bool) -> None:
    (first,), (second,) = figures(one), figures(other)
    assert differ(first, second) is differ(second, first) is apart


@given(st.text(alphabet=st.sampled_from("0123456789.,%$€ -amillionpercent\n年"), max_size=60))
def test_whatever_the_text_a_figure_lies_in_it(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low <= figure.value <= figure.high
        assert any(char.isalnum() for char in text[figure.start : figure.end])
