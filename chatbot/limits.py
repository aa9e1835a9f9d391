"""The filters of an answer in words, one by one, each with what is left without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chatbot.answers import MONTHS, written_date
from vectorstore import Filters


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that a search is limited to, in words, and the filters without it."""

    words: str
    without: Filters


def limits(filters: Filters) -> list[Limit]:
    """What the filters limit a search to, each as one thing that can be taken away."""
    return list(_each(filters))


def nothing_within(filters: Filters) -> str:
    """What is said where the filters that a question named left nothing that answers it."""
    named = ", ".join(limit.words for limit in limits(filters))
    return (
        f"Nothing within what the question named ({named}) answers it, so all articles were read."
    )


def _each(filters: Filters) -> Iterator[Limit]:
    first, last = filters.published_from, filters.published_to
    if first or last:
        yield Limit(_period(first, last), replace(filters, published_from=None, published_to=None))
    for field, words in (
        ("publishers", "{}"),
        ("not_publishers", "not {}"),
        ("languages", "in {}"),
        ("article_ids", "article {}"),
    ):
        values: tuple[str, ...] = getattr(filters, field)
        for value in values:
            rest: dict[str, Any] = {field: tuple(one for one in values if one != value)}
            yield Limit(words.format(" ".join(value.split())), replace(filters, **rest))


def _period(first: str | None, last: str | None) -> str:
    """Days as people write them, a whole month or year by its name."""
    if not (first and last):
        return f"since {written_date(first)}" if first else f"until {written_date(last)}"
    if first == last:
        return written_date(first)
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        whole = begin.day == 1 and (end.month, end.year) != ((end + timedelta(1)).month, end.year)
    except (ValueError, OverflowError):
        whole = False
    if not whole:
        return f"{written_date(first)} – {written_date(last)}"
    if (begin.month, end.month) == (1, 12):
        return str(begin.year) if begin.year == end.year else f"{begin.year} – {end.year}"
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in (begin, end)]
    return " – ".join(dict.fromkeys(months))
