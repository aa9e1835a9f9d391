"""What a reader sees of the catalog: every read of one Snapshot sees the same state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_

from vectorstore.articles import EVERYTHING, Article, Filters, Passage, Source
from vectorstore.filtering import condition, iso_day
from vectorstore.rows import (
    Backlog,
    Row,
    Summary,
    Vector,
    article_of,
    parts_of,
    passage_id,
    to_article,
    to_passage,
)
from vectorstore.schema import articles, changes, facts, passages, sources, versions

PAGE = 500
"""Ids named in one SQL statement; SQLite allows 32,766."""

LIVE = and_(articles.c.id == versions.c.article_id, articles.c.live == versions.c.version)

Order = Literal["newest", "oldest", "title", "publisher"]

_NEWEST = (versions.c.day.desc().nulls_last(), versions.c.published.desc(), versions.c.article_id)
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "newest": _NEWEST,
    "oldest": (versions.c.day.nulls_last(), versions.c.published, versions.c.article_id),
    "title": (func.lower(versions.c.title).nulls_last(), *_NEWEST),
    "publisher": (func.lower(versions.c.publisher).nulls_last(), *_NEWEST),
}

_ID = (passages.c.article_id, passages.c.version, passages.c.position)


def pages(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists short enough for one SQL statement."""
    page: list[str] = []
    for one in ids:
        page.append(one)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _named(passage_ids: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a passage is one of these."""
    named = [parts_of(one) for one in passage_ids]
    # SQLite looks up only the articles by the index; the rest then saves handing on other rows.
    ours = passages.c.article_id.in_({article_id for article_id, _, _ in named})
    return and_(ours, tuple_(*_ID).in_(named))


class Snapshot:
    """Reads within one transaction; made by ``Catalog.reading``."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._run = connection.execute

    def generation(self) -> int:
        """The number of the last change."""
        last = select(func.coalesce(func.max(changes.c.seq), 0))
        return int(self._run(last).scalar_one())

    def state(self) -> tuple[str | int | None, ...]:
        """What a search depends on: as long as this stays the same, it finds the same."""
        return *map(self.fact, ("id", "stamp", "groups")), self.generation()

    def fact(self, key: str) -> str | None:
        return self._run(select(facts.c.value).where(facts.c.key == key)).scalar_one_or_none()

    def article(self, article_id: str, version: int | None) -> Article | None:
        """One version, or the live one when ``version`` is None."""
        query = select(versions).where(versions.c.article_id == article_id)
        if version is None:
            query = query.join(articles, LIVE)
        else:
            query = query.where(versions.c.version == version)
        row = self._run(query).mappings().one_or_none()
        return to_article(row) if row else None

    def versions(self, article_id: str) -> list[int]:
        query = select(versions.c.version).where(versions.c.article_id == article_id)
        return sorted(self._run(query).scalars())

    def live(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """The live versions among these ids."""
        found = {}
        for page in pages(article_ids):
            query = select(versions).join(articles, LIVE).where(articles.c.id.in_(page))
            found.update(
                {row["article_id"]: to_article(row) for row in self._run(query).mappings()}
            )
        return found

    def listed(
        self, filters: Filters, limit: int | None, offset: int, order: Order = "newest"
    ) -> list[Article]:
        """Live articles in an order; what has no date, title or publisher comes last."""
        passing = condition(filters, self.spelled)
        query = select(articles.c.id).join(versions, LIVE).where(passing).order_by(*_ORDERS[order])
        ids = list(self._run(query.limit(limit).offset(offset)).scalars())
        found = self.live(ids)  # apart, so that only the texts of these are read
        return [found[one] for one in ids]

    def count(self, filters: Filters) -> int:
        query = select(func.count()).select_from(articles).join(versions, LIVE)
        return int(self._run(query.where(condition(filters, self.spelled))).scalar_one())

    def summary(self) -> Summary:
        v = versions.c
        live = select(func.count(), func.max(v.day), func.min(v.day)).join_from(
            articles, versions, LIVE
        )
        count, newest, oldest = self._run(live).one()
        return Summary(
            articles=count,
            passages=self.passage_count(),
            newest=iso_day(newest),
            oldest=iso_day(oldest),
            publishers=tuple(self._distinct(v.publisher)),
            languages=tuple(self._distinct(v.language)),
        )

    def _distinct(self, column: ColumnElement[Any]) -> list[str]:
        query = select(column).join_from(articles, versions, LIVE).where(column.is_not(None))
        return sorted(self._run(query.distinct()).scalars())

    def spelled(self, names: Iterable[str]) -> list[str]:
        """Publishers as the catalog writes them, whatever their capitals in ``names``."""
        folded = {name.casefold() for name in names}
        known = self._run(select(versions.c.publisher).distinct()).scalars()
        return [name for name in known if name and name.casefold() in folded]

    def passage_count(self) -> int:
        return int(self._run(select(func.count()).select_from(passages)).scalar_one())

    def matching_ids(
        self,
        filters: Filters = EVERYTHING,
        among: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[str]:
        """The ids of live articles that pass the filters, of all or among some."""
        query = select(articles.c.id).join(versions, LIVE).where(condition(filters, self.spelled))
        if among is None:
            return list(self._run(query.limit(limit)).scalars())
        found = (self._run(query.where(articles.c.id.in_(page))) for page in pages(among))
        return [one for page in found for one in page.scalars()]

    def passage_counts(self, article_ids: Iterable[str]) -> int:
        """How many passages these articles have together."""
        total = 0
        for page in pages(article_ids):
            query = select(func.count()).where(passages.c.article_id.in_(page))
            total += int(self._run(query).scalar_one())
        return total

    def rows(self, article_ids: Iterable[str]) -> Iterator[Row]:
        """The live passages of these articles."""
        for page in pages(article_ids):
            yield from self._rows(passages.c.article_id.in_(page))

    def sample(self, count: int) -> list[Row]:
        """Up to ``count`` live passages spread evenly over the collection."""
        key = passages.c.key
        first, last = self._run(select(func.min(key), func.max(key))).one()
        if first is None:
            return []
        near = (first + n * (last + 1 - first) // count for n in range(count))
        nexts = (self._run(select(func.min(key)).where(key >= at)).scalar_one() for at in near)
        return list(self._rows(key.in_(set(nexts))))

    def _rows(self, wanted: ColumnElement[bool]) -> Iterator[Row]:
        found = self._run(select(passages).where(wanted).order_by(passages.c.key)).mappings().all()
        owners = self.live({row["article_id"] for row in found})
        for row in found:
            owner = owners[row["article_id"]]
            yield Row(to_passage(row, owner), np.frombuffer(row["vector"], "<f4"), owner)

    def vectors(self, article_ids: Iterable[str]) -> Iterator[tuple[list[str], Vector]]:
        """The ids and vectors (n, dim) of the live passages of these articles, page by page."""
        for page in pages(article_ids):
            query = select(*_ID, passages.c.vector).where(passages.c.article_id.in_(page))
            found = self._run(query).all()
            if found:
                names = [passage_id(*row[:3]) for row in found]
                yield (
                    names,
                    np.frombuffer(b"".join(row[3] for row in found), "<f4").reshape(len(found), -1),
                )

    def existing(self, passage_ids: Iterable[str]) -> set[str]:
        """Those of the passages that are live."""
        found = set[str]()
        for page in pages(set(passage_ids)):
            query = select(*_ID).where(_named(page))
            found.update(passage_id(*row) for row in self._run(query))
        return found

    def hydrated(self, passage_ids: Iterable[str]) -> dict[str, tuple[Passage, Article]]:
        """Those of the passages that are live, with their articles."""
        columns = [column for column in passages.c if column.name != "vector"]
        found: dict[str, tuple[Passage, Article]] = {}
        for page in pages(set(passage_ids)):
            owners = self.live({article_of(one) for one in page})
            for row in self._run(select(*columns).where(_named(page))).mappings():
                passage = to_passage(row, owners[row["article_id"]])
                found[passage.id] = (passage, owners[row["article_id"]])
        return found

    def sources(self) -> dict[str, Source]:
        """What was read so far, by key."""
        given: dict[str, list[str]] = {}
        query = select(articles.c.source, articles.c.id).where(articles.c.live.is_not(None))
        for key, article_id in self._run(query.where(articles.c.source.is_not(None))):
            given.setdefault(key, []).append(article_id)
        return {
            row["key"]: Source(**row, article_ids=tuple(given.get(row["key"], ())))
            for row in self._run(select(sources)).mappings()
        }

    def signatures(self) -> list[tuple[str, bytes | None, str | None]]:
        """Id, signature and copy group of every live article."""
        columns = (articles.c.id, articles.c.signature, articles.c.copy_group)
        query = select(*columns).where(articles.c.live.is_not(None))
        return [(one, mark, group) for one, mark, group in self._run(query)]

    def groups(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The copy group of each of these; an article without copies is a group by itself."""
        found = {}
        for page in pages(article_ids):
            query = select(articles.c.id, articles.c.copy_group).where(articles.c.id.in_(page))
            found.update({one: group or one for one, group in self._run(query)})
        return found

    def members(self, group: str) -> list[str]:
        """The live articles of a copy group."""
        there = (articles.c.copy_group == group) & articles.c.live.is_not(None)
        return list(self._run(select(articles.c.id).where(there)).scalars())

    def backlog(self, after: int, limit: int | None = None) -> Backlog:
        """What has changed since number ``after``, at most ``limit`` changes of it."""
        query = select(changes).where(changes.c.seq > after).order_by(changes.c.seq)
        upto, gone, touched = after, list[str](), dict[str, None]()
        for row in self._run(query.limit(limit)).mappings():
            upto = row["seq"]
            touched[row["article_id"]] = None
            prefix = f"{row['article_id']}:{row['version']}"
            gone += [f"{prefix}:{position}" for position in range(row["retired"])]
        return Backlog(upto, gone, list(touched))
