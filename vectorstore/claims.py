"""Claims in the catalog: written with their version, found by article or by speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from sqlalchemy import Connection, and_, delete, insert, select, update

from vectorstore.articles import Article, Claim
from vectorstore.catalog import Catalog
from vectorstore.owner import Progress
from vectorstore.rows import to_article
from vectorstore.schema import articles, claims, versions

BATCH = 200
"""Versions whose claims are found anew at once; a run that was cut off goes on after the last."""

_WORD = re.compile(r"[^\W_]+")
_FIELDS = [claims.c[one.name] for one in fields(Claim)]


def put_claims(
    connection: Connection, article_id: str, version: int, found: Iterable[Claim]
) -> None:
    """Write the claims of a version in the place of those it had."""
    mine = and_(claims.c.article_id == article_id, claims.c.version == version)
    connection.execute(delete(claims).where(mine))
    rows = [
        {
            **asdict(claim),
            "article_id": article_id,
            "version": version,
            "folded": f"{_folded(claim.speaker)}|{_folded(claim.name)}",
        }
        for claim in found
    ]
    if rows:
        connection.execute(insert(claims), rows)


def find_claims(
    connection: Connection, article_id: str | None, version: int | None, speaker: str | None
) -> list[Claim]:
    """Claims of an article, of a speaker, or of both; of live versions unless one is named.

    Newest article first, undated ones last, each in the order of its text.
    """
    query = select(*_FIELDS).join(
        versions,
        and_(versions.c.article_id == claims.c.article_id, versions.c.version == claims.c.version),
    )
    if article_id is not None:
        query = query.where(claims.c.article_id == article_id)
    if version is not None:
        query = query.where(claims.c.version == version)
    else:
        query = query.join(articles, articles.c.id == claims.c.article_id)
        query = query.where(articles.c.live == claims.c.version)
    if speaker is not None:
        query = query.where(claims.c.folded.contains(_folded(speaker), autoescape=True))
    order = (
        versions.c.day.desc().nulls_last(),
        versions.c.published.desc(),
        claims.c.article_id,
        claims.c.start,
        claims.c.end,
        claims.c.key,
    )
    return [Claim(**row) for row in connection.execute(query.order_by(*order)).mappings()]


def renew_claims(
    data: Path,
    rules: int,
    find: Callable[[Article], Sequence[Claim]],
    progress: Progress | None = None,
) -> int:
    """Find the claims anew of every version whose claims other rules have found.

    Nothing is embedded, and readers go on meanwhile. Returns the number of versions. Raises
    NoStore, StoreLocked, StoreFull.
    """
    catalog = Catalog(data)
    older = versions.c.rules != rules
    key = (versions.c.article_id, versions.c.version)
    try:
        with catalog.writing() as connection:
            todo = [(row[0], row[1]) for row in connection.execute(select(*key).where(older))]
        for at in range(0, len(todo), BATCH):
            if progress:
                progress(at, len(todo))
            with catalog.writing() as connection:
                for article_id, version in todo[at : at + BATCH]:
                    this = and_(key[0] == article_id, key[1] == version)
                    row = connection.execute(select(versions).where(this)).mappings().one()
                    put_claims(connection, article_id, version, find(to_article(row)))
                    connection.execute(update(versions).where(this).values(rules=rules))
        if progress:
            progress(len(todo), len(todo))
        return len(todo)
    finally:
        catalog.close()


def _folded(text: str) -> str:
    """Its words between spaces, so that whole words can be looked for; never empty."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
