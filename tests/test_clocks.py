"""Times of day: in digits and in words."""

from __future__ import annotations

import pytest

from chatbot.clocks import timed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The train left at 4:20 p.m.", {980}),
        ("The train left at 16:20.", {980}),
        ("They met at twenty past four on Friday afternoon.", {980}),
        ("They rose at five in the morning.", {300}),
        ("The bells rang at a quarter to nine in the evening.", {1245}),
        ("It began at half past six.", {390, 1110}),
        ("It began at eight o'clock.", {480, 1200}),
        ("The market closes at noon.", {720}),
    ],
)
def test_a_time_of_day(text: str, minutes: set[int]) -> None:
    assert [one for one, _, _ in timed(text)] == [minutes]


@pytest.mark.parametrize(
    "text",
    [
        "Four to ten people came.",
        "It takes two to three days.",
        "On 3 May they left in the morning.",
        "Nine boats lay in the harbour.",
    ],
)
def test_no_time_of_day(text: str) -> None:
    assert timed(text) == []
