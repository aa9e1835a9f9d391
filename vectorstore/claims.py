"""Claims in the catalog: written with their version, and again when the rules change."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, and_, delete, insert, select, update

from vectorstore.articles import Article, Claim
from vectorstore.catalog import Catalog
from vectorstore.owner import Progress
from vectorstore.rows import to_article
from vectorstore.schema import claims, versions
from vectorstore.sentences import sentences

BATCH = 200
"""Versions whose claims are found anew at once; a run that was cut off goes on after the last."""

_WORD = re.compile(r"[^\W_]+")


def put_claims(connection: Connection, article: Article, found: Sequence[Claim]) -> None:
    """Write the claims of a version in the place of those it had."""
    mine = and_(claims.c.article_id == article.id, claims.c.version == article.version)
    connection.execute(delete(claims).where(mine))
    rows = [
        {
            **asdict(claim),
            "article_id": article.id,
            "version": article.version,
            "folded": "|".join(map(folded, (claim.speaker, claim.name, around))),
        }
        for claim, around in zip(found, _sentences_of(article, found), strict=True)
    ]
    if rows:
        connection.execute(insert(claims), rows)


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
                    article = to_article(row)
                    put_claims(connection, article, find(article))
                    connection.execute(update(versions).where(this).values(rules=rules))
        if progress:
            progress(len(todo), len(todo))
        return len(todo)
    finally:
        catalog.close()


def folded(text: str) -> str:
    """Its words between spaces, so that whole words can be looked for; never empty."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _sentences_of(article: Article, found: Sequence[Claim]) -> list[str]:
    """For each claim the whole sentences in which it is said."""
    spans = sentences(article.text, article.language) if found else []
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    around = []
    for claim in found:
        first, last = bisect_right(ends, claim.start), bisect_left(starts, claim.end) - 1
        around.append(article.text[starts[first] : ends[last]] if first <= last else "")
    return around
