"""Embed a whole collection again, for another model or other passage limits, without a gap."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Select, and_, delete, select

from vectorstore.articles import Article, Passage
from vectorstore.catalog import Catalog
from vectorstore.errors import StoreLocked
from vectorstore.owner import Progress
from vectorstore.schema import articles, staged
from vectorstore.snapshot import Snapshot
from vectorstore.store import EmbeddingModel
from vectorstore.writes import flip_staged, put_passages, set_fact

BATCH = 50
"""Articles embedded and written at once; a run that was cut off goes on after the last batch."""


def reembed(
    data: Path,
    embedder: EmbeddingModel,
    limits: str,
    cut: Callable[[Article], Sequence[Passage]],
    progress: Progress | None = None,
) -> int:
    """Cut and embed every live article anew, aside, then make all of it live in one transaction.

    Until then readers with the old settings go on with the old vectors. Returns the number of
    articles. Raises NoStore, StoreLocked, StoreFull.
    """
    stamp = json.dumps({"embedding": embedder.identity, "limits": limits})
    catalog = Catalog(data)
    try:
        with catalog.writing() as connection:
            if Snapshot(connection).fact("staging") != stamp:
                connection.execute(delete(staged))
                set_fact(connection, "staging", stamp)
        bare = set[tuple[str, int]]()  # versions in which there is nothing to embed
        while True:
            with catalog.writing() as connection:
                _check_ours(connection, stamp)
                unstaged = connection.execute(_unstaged())
                missing = [one for one, version in unstaged if (one, version) not in bare]
                total = len(Snapshot(connection).matching_ids())
                if not missing:
                    flip_staged(connection, stamp, uuid.uuid4().hex)
                    return total
            for at in range(0, len(missing), BATCH):
                if progress:
                    progress(total - len(missing) + at, total)
                with catalog.reading() as snapshot:
                    batch = list(snapshot.live(missing[at : at + BATCH]).values())
                found = [passage for article in batch for passage in cut(article)]
                cut_up = {passage.article_id for passage in found}
                bare.update((one.id, one.version) for one in batch if one.id not in cut_up)
                if not found:
                    continue
                vectors = embedder.embed_documents([passage.text for passage in found])
                with catalog.writing() as connection:
                    _check_ours(connection, stamp)
                    ids = [article.id for article in batch]
                    connection.execute(delete(staged).where(staged.c.article_id.in_(ids)))
                    put_passages(connection, staged, found, np.asarray(vectors, np.float32))
    finally:
        catalog.close()


def _check_ours(connection: Connection, stamp: str) -> None:
    if Snapshot(connection).fact("staging") != stamp:
        raise StoreLocked("Another run has begun to embed the articles, with another model.")


def _unstaged() -> Select[str, int | None]:
    """Live articles whose live version has not been embedded aside."""
    there = and_(staged.c.article_id == articles.c.id, staged.c.version == articles.c.live)
    query = select(articles.c.id, articles.c.live).where(articles.c.live.is_not(None))
    return query.where(~select(staged.c.key).where(there).exists())
