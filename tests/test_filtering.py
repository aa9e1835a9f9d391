"""Dates as numbers, and back."""

from __future__ import annotations

import pytest

from vectorstore.filtering import day_of, iso_day


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2020-10-04", 20201004),
        ("2020-10-04T23:59:00-11:00", 20201004),  # the day in the article's own zone
        ("0999-01-01", 9990101),
        (None, None),
        ("", None),
        ("2020-10", None),  # no full date: not known to the day
        ("2020", None),
        ("yesterday", None),
        ("04.10.2020", None),
    ],
)
def test_day_of(published: str | None, day: int | None) -> None:
    assert day_of(published) == day
    assert iso_day(day) == (published[:10] if day and published else None)
