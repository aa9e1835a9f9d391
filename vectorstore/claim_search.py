"""Claims found: of an article, of a speaker, about a subject, of some days; and counted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from vectorstore.articles import EVERYTHING, UNCLEAR, Claim, Filters, Stance
from vectorstore.claims import folded
from vectorstore.filtering import condition, iso_day
from vectorstore.rows import ClaimCounts
from vectorstore.schema import articles, claims, versions
from vectorstore.snapshot import Snapshot

MOST_SPEAKERS = 200
"""Speakers that are named with the number of their claims, the most frequent first."""

_FIELDS = [claims.c[one.name] for one in fields(Claim)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims: those for which all that is given holds.

    ``speaker`` is whole words of a name, ``about`` words or their beginnings, each of which is in
    the claim's sentences; whatever their capitals.
    """

    article_id: str | None = None
    version: int | None = None
    """None: live versions only."""
    speaker: str | None = None
    about: str | None = None
    stance: Stance | None = None
    filters: Filters = EVERYTHING


def find_claims(
    snapshot: Snapshot, wanted: Wanted, limit: int | None, offset: int, by_speaker: bool
) -> list[Claim]:
    """Newest article first, undated ones last, each in the order of its text.

    ``by_speaker``: by their names before that, the unclear last.
    """
    order = [
        versions.c.day.desc().nulls_last(),
        versions.c.published.desc(),
        claims.c.article_id,
        claims.c.start,
        claims.c.end,
        claims.c.key,
    ]
    if by_speaker:
        names = claims.c.speaker == UNCLEAR, func.lower(claims.c.name), claims.c.name
        order = [*names, *order]
    query = _where(select(*_FIELDS), snapshot, wanted).order_by(*order)
    found = snapshot.connection.execute(query.limit(limit).offset(offset))
    return [Claim(**row) for row in found.mappings()]


def count_claims(snapshot: Snapshot, wanted: Wanted) -> ClaimCounts:
    """How many there are, of each day and stance, and of each speaker."""
    number = func.count()
    kinds = _where(select(versions.c.day, claims.c.stance, number), snapshot, wanted)
    kinds = kinds.group_by(versions.c.day, claims.c.stance).order_by(versions.c.day)
    names = _where(select(claims.c.name, number), snapshot, wanted)
    names = names.where(claims.c.speaker != UNCLEAR).group_by(claims.c.name)
    names = names.order_by(number.desc(), claims.c.name).limit(MOST_SPEAKERS)
    days = tuple(
        (iso_day(day), stance, count)
        for day, stance, count in snapshot.connection.execute(kinds).all()
    )
    speakers = tuple((name, count) for name, count in snapshot.connection.execute(names).all())
    return ClaimCounts(sum(count for *_, count in days), days, speakers)


def _where(query: Select[Any], snapshot: Snapshot, wanted: Wanted) -> Select[Any]:
    this = and_(
        versions.c.article_id == claims.c.article_id, versions.c.version == claims.c.version
    )
    query = query.select_from(claims).join(versions, this)
    conditions = [condition(wanted.filters, snapshot.spelled)]
    if wanted.article_id is not None:
        conditions.append(claims.c.article_id == wanted.article_id)
    if wanted.version is not None:
        conditions.append(claims.c.version == wanted.version)
    else:
        query = query.join(articles, articles.c.id == claims.c.article_id)
        conditions.append(articles.c.live == claims.c.version)
    if wanted.stance is not None:
        conditions.append(claims.c.stance == wanted.stance)
    if wanted.speaker is not None:
        conditions.append(_speaks(wanted.speaker))
    for word in folded(wanted.about or "").split():
        conditions.append(claims.c.folded.like(f"%|%|% {word}%"))
    return query.where(*conditions)


def _speaks(name: str) -> ColumnElement[bool]:
    """Whether the name is in the first two of the parts of ``folded``."""
    found = folded(name)
    older = and_(claims.c.folded.not_like("%|%|%"), claims.c.folded.like(f"%{found}%"))
    return or_(claims.c.folded.like(f"%{found}%|%"), older)
