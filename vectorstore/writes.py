"""Changes to the catalog, each to be run inside one ``Catalog.writing`` transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from sqlalchemy import Connection, Table, and_, delete, func, insert, select, update

from vectorstore.articles import Article, Entry, Passage, Source
from vectorstore.claims import put_claims
from vectorstore.filtering import day_of
from vectorstore.schema import articles, changes, facts, passages, sources, staged, versions
from vectorstore.snapshot import Snapshot, pages

Stored = Literal["added", "updated", "relabelled", "unchanged"]
"""A new article, a new version, the same text under new facts, or nothing new."""

FACTS = ("title", "publisher", "author", "published", "language", "url")
"""What an article says of itself. A new time of change alone is nothing new: sites set it often."""


def same_facts(stored: Article, article: Article) -> bool:
    return all(getattr(stored, name) == getattr(article, name) for name in FACTS)


def put(
    connection: Connection,
    entry: Entry,
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]] | None,
) -> Stored:
    """Store an article: a new one, a new version where its text changed, or only its facts.

    ``vectors`` (one row a passage) may be None where the text is the stored one.
    """
    article = entry.article
    stored = Snapshot(connection).article(article.id, None)
    row = {name: getattr(article, name) for name in (*FACTS, "updated", "text")}
    row["day"] = day_of(article.published)
    if stored is not None and stored.text == article.text:
        if same_facts(stored, article):
            return "unchanged"
        this = (versions.c.article_id == article.id) & (versions.c.version == stored.version)
        connection.execute(update(versions).where(this).values(**row))
        if stored.language != article.language:  # what is said is found by the rules of a language
            connection.execute(update(versions).where(this).values(rules=entry.rules))
            put_claims(connection, replace(article, version=stored.version), entry.claims)
        _log(connection, article.id, stored.version, retired=0)
        return "relabelled"
    assert vectors is not None and len(vectors) == len(entry.passages)
    row["rules"] = entry.rules
    last = select(func.max(versions.c.version)).where(versions.c.article_id == article.id)
    version = (connection.execute(last).scalar_one_or_none() or 0) + 1
    if stored is not None:
        _retire(connection, stored)
    connection.execute(insert(versions).values(article_id=article.id, version=version, **row))
    _upsert(connection, articles, {"id": article.id}, {"live": version})
    mine = [replace(p, article_id=article.id, version=version) for p in entry.passages]
    put_passages(connection, passages, mine, vectors)
    put_claims(connection, replace(article, version=version), entry.claims)
    _log(connection, article.id, version, retired=0)
    return "added" if stored is None else "updated"


def remove(connection: Connection, article_ids: Iterable[str]) -> int:
    """Take articles out of what is searched and listed; their versions stay readable."""
    count = 0
    for page in pages(article_ids):
        for stored in Snapshot(connection).live(page).values():
            _retire(connection, stored)
            gone = update(articles).where(articles.c.id == stored.id)
            connection.execute(gone.values(live=None, source=None))
            count += 1
    return count


def set_groups(
    connection: Connection, groups: Mapping[str, str], signatures: Mapping[str, bytes]
) -> None:
    """Note which articles are copies of one another, and the signatures that tell."""
    if groups:  # from now on a search folds other hits
        set_fact(connection, "groups", uuid.uuid4().hex)
    for one in groups.keys() | signatures.keys():
        values: dict[str, Any] = {}
        if one in groups:
            values["copy_group"] = groups[one]
        if one in signatures:
            values["signature"] = signatures[one]
        connection.execute(update(articles).where(articles.c.id == one).values(**values))


def note_source(connection: Connection, source: Source) -> None:
    """Remember what was read, and which articles came from it."""
    facts_of = {name: getattr(source, name) for name in ("fingerprint", "etag", "last_modified")}
    _upsert(connection, sources, {"key": source.key}, {"origin": source.origin, **facts_of})
    for page in pages(source.article_ids):
        mine = update(articles).where(articles.c.id.in_(page))
        connection.execute(mine.values(source=source.key))


def forget_sources(connection: Connection, keys: Iterable[str]) -> None:
    """Forget that these were read."""
    for page in pages(keys):
        connection.execute(delete(sources).where(sources.c.key.in_(page)))


def _retire(connection: Connection, stored: Article) -> None:
    # It may have been what held its group of copies together: all of them are looked at again.
    here = articles.c.id == stored.id
    group = connection.execute(select(articles.c.copy_group).where(here)).scalar_one()
    loose = update(articles).where(here | (articles.c.copy_group == group))
    connection.execute(loose.values(signature=None, copy_group=None))
    mine = passages.c.article_id == stored.id
    retired = connection.execute(delete(passages).where(mine)).rowcount
    _log(connection, stored.id, stored.version, retired=retired)


def _log(connection: Connection, article_id: str, version: int, retired: int) -> None:
    row = {"article_id": article_id, "version": version, "retired": retired}
    connection.execute(insert(changes).values(**row))


def put_passages(
    connection: Connection,
    table: Table,
    found: Sequence[Passage],
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    """Write passages with their vectors into ``passages`` or ``staged``."""
    rows = [
        {
            "article_id": passage.article_id,
            "version": passage.version,
            "position": passage.position,
            "start": passage.start,
            "end": passage.end,
            "sentences": json.dumps(passage.sentences, separators=(",", ":")),
            "vector": np.ascontiguousarray(vector, "<f4").tobytes(),
        }
        for passage, vector in zip(found, vectors, strict=True)
    ]
    if rows:
        connection.execute(insert(table), rows)


def set_fact(connection: Connection, key: str, value: str) -> None:
    _upsert(connection, facts, {"key": key}, {"value": value})


def _upsert(
    connection: Connection, table: Table, key: dict[str, str], values: dict[str, Any]
) -> None:
    ((name, value),) = key.items()
    # Portable where INSERT … ON CONFLICT is not; nobody else writes inside our transaction.
    changed = connection.execute(update(table).where(table.c[name] == value).values(**values))
    if changed.rowcount == 0:
        connection.execute(insert(table).values(**key, **values))


def flip_staged(connection: Connection, stamp: str, catalog_id: str) -> None:
    """Make the staged passages the live ones, under a new stamp.

    The catalog gets a new id: indexes made from the old vectors must be made anew.
    """
    columns = [column.name for column in staged.c if column.name != "key"]
    # What was removed or replaced since it was staged stays behind.
    live = and_(articles.c.id == staged.c.article_id, articles.c.live == staged.c.version)
    chosen = select(*(staged.c[name] for name in columns)).join(articles, live)
    connection.execute(delete(passages))
    connection.execute(insert(passages).from_select(columns, chosen.order_by(staged.c.key)))
    connection.execute(delete(staged))
    set_fact(connection, "stamp", stamp)
    set_fact(connection, "id", catalog_id)


def new_texts(snapshot: Snapshot, entries: Sequence[Entry]) -> set[int]:
    """Which of the entries bring a text that is not the stored one."""
    live = snapshot.live(entry.article.id for entry in entries)
    stored = {article_id: article.text for article_id, article in live.items()}
    new = set[int]()
    for n, (article, *_) in enumerate(entries):
        if stored.get(article.id) != article.text:
            new.add(n)
            stored[article.id] = article.text  # the same one may come twice
    return new
