"""Filters in words, each of which can be taken away."""

from __future__ import annotations

import pytest

from chatbot.limits import limits, nothing_within
from vectorstore import Filters


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-10-01", "2020-10-31", "October 2020"),
        ("2020-03-01", "2020-05-31", "March 2020 – May 2020"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2017-01-01", "2019-12-31", "2017 – 2019"),
        ("2020-10-04", "2020-10-04", "4 October 2020"),
        ("2020-10-04", "2020-10-05", "4 October 2020 – 5 October 2020"),
        ("2020-10-04", None, "since 4 October 2020"),
        (None, "2014-12-31", "until 31 December 2014"),
        ("spring", "2020-31-31", "spring – 2020-31-31"),
        ("9999-12-01", "9999-12-31", "1 December 9999 – 31 December 9999"),
    ],
)
def test_days_as_people_write_them(first: str | None, last: str | None, words: str) -> None:
    (one,) = limits(Filters(published_from=first, published_to=last))
    assert (one.words, one.without) == (words, Filters())


def test_each_limit_can_be_taken_away() -> None:
    filters = Filters(
        published_from="2020-01-01", publishers=("A\nB", "C"), not_publishers=("D",),
        languages=("de",), article_ids=("x",),
    )  # fmt: skip
    found = limits(filters)
    assert [one.words for one in found] == [
        "since 1 January 2020", "A B", "C", "not D", "in de", "article x",
    ]  # fmt: skip
    assert found[1].without.publishers == ("C",) and found[1].without.languages == ("de",)
    assert all(len(limits(one.without)) == len(found) - 1 for one in found)
    assert limits(Filters()) == []


def test_that_nothing_was_left_is_said_by_name() -> None:
    said = nothing_within(Filters(publishers=("Reuters",), published_from="2020-10-04"))
    assert "since 4 October 2020, Reuters" in said
