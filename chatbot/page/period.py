"""A period typed into two fields: days, months or years as ISO writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from chatbot.page import wording


def period(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """The first day of the one and the last day of the other; None where a field is empty.

    Raises ValueError with a sentence for the user.
    """
    begin, end = _days(first), _days(last)
    return begin and begin[0], end and end[1]


def _days(typed: str | None) -> tuple[str, str] | None:
    """The first and the last day of what was typed."""
    text = (typed or "").strip()
    if not text:
        return None
    try:
        year, *rest = (int(part) for part in text.split("-", 2))
        month, day = (*rest, None, None)[:2]
        begin = date(year, month or 1, day or 1)
        until = month or 12
        end = date(year, until, day or monthrange(year, until)[1])
    except (ValueError, OverflowError):
        raise ValueError(wording.not_a_day(text[:40])) from None
    return begin.isoformat(), end.isoformat()
