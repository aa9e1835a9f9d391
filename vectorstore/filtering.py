"""What a search is limited to, as a condition on the catalog's versions; and dates as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, and_, or_

from vectorstore.articles import Filters
from vectorstore.schema import versions


def day_of(published: str | None) -> int | None:
    """A published date as yyyymmdd, in the article's own zone; None when there is no full date."""
    digits = (published or "")[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isdecimal() else None


def iso_day(day: int | None) -> str | None:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else None


def condition(
    filters: Filters, spelled: Callable[[Iterable[str]], list[str]]
) -> ColumnElement[bool]:
    """The condition on versions that the filters stand for.

    ``spelled`` gives publishers as the catalog writes them.
    """
    v = versions.c
    wanted: list[ColumnElement[bool]] = []
    if filters.published_from:
        wanted.append(v.day >= (day_of(filters.published_from) or 0))
    if filters.published_to:
        wanted.append(v.day <= (day_of(filters.published_to) or 0))
    if filters.publishers:
        wanted.append(v.publisher.in_(spelled(filters.publishers)))
    if filters.not_publishers:
        refused = spelled(filters.not_publishers)
        wanted.append(or_(v.publisher.is_(None), v.publisher.not_in(refused)))
    if filters.languages:
        wanted.append(v.language.in_([code.lower() for code in filters.languages]))
    if filters.article_ids:
        wanted.append(v.article_id.in_(filters.article_ids))
    return and_(True, *wanted)
