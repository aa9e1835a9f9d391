"""One search: both kinds of index, the catalog's last word, and the fusion of the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vectorstore.articles import Article, Filters, Hit, Passage
from vectorstore.catalog import Catalog
from vectorstore.exact import nearest
from vectorstore.indexes import Indexes, Known, Scored, in_memory
from vectorstore.rows import Vector, article_of
from vectorstore.snapshot import Snapshot

FEW = 5_000
"""Passages passing the filters up to which they are compared exactly, all of them; beyond that
the indexes are asked for more and the rest is dropped (Chroma's own filter is far slower)."""

MOST = 2_000
"""The most an index is asked for."""

POOL = 60
"""The best passages of each index that are scored against one another."""

SHARES = {"vectors": 0.4, "words": 0.6}
"""What each index adds to the score of the passage that it finds best (docs/evaluation.md)."""


class CatalogReplaced(Exception):
    """The catalog is another one than the indexes were made for: ask for them again."""


class IndexFailed(Exception):
    """An index could not be searched; carries which one, and why."""

    def __init__(self, indexes: Indexes, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.indexes = indexes
        self.cause = cause


@dataclass
class Candidates:
    """What the indexes found: scores by passage id, of each kind of index."""

    vectors: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    cut_off: list[list[str]] = field(default_factory=list)
    """The finds of each index that would have had more."""

    def add(self, vectors: Scored, words: Scored, wanted: int) -> None:
        self.vectors.update(vectors)
        self.words.update(words)
        for found in (vectors, words):
            if len(found) >= wanted:
                self.cut_off.append([name for name, _ in found])

    def names(self) -> set[str]:
        return self.vectors.keys() | self.words.keys()

    def by_kind(self) -> tuple[tuple[str, dict[str, float]], ...]:
        return ("vectors", self.vectors), ("words", self.words)


def search(
    catalog: Catalog, known: Known, vector: Vector, text: str, limit: int, filters: Filters
) -> list[Hit]:
    """The best live passages for a question that pass the filters, best first.

    What came after the changes that are ``known`` is compared here, in the same snapshot that
    decides what is live, so nothing is stale and nothing is missed. Raises IndexFailed and
    CatalogReplaced.
    """
    pool = max(limit, POOL)
    wanted = pool
    with _reading(catalog, known) as snapshot:
        few = _few(snapshot, filters)
        near = _exact(snapshot, few, vector, pool) if few is not None else []
    while True:
        found = _ask(known, vector, text, wanted, few)
        found.vectors.update(near)
        with _reading(catalog, known) as snapshot:
            late = snapshot.backlog(known.upto).article_ids
            if late and filters:  # before they are compared, or those that pass may be crowded out
                late = snapshot.matching_ids(filters, among=late)
            if late:
                extra = in_memory(known.catalog)
                extra.apply(0, snapshot.rows(late), [])
                found.vectors.update(extra.vectors.search(vector, pool))
                found.words.update(extra.words.search(text, pool))
            live = _live(snapshot, found.names(), filters)
            if few is None and _hidden(found, live, limit):
                # What is retired, or does not pass the filters, stands before what does.
                if wanted < MOST:
                    wanted = min(MOST, 4 * wanted)
                    continue
                ids = snapshot.matching_ids(filters)
                found.vectors = dict(_exact(snapshot, ids, vector, pool))
                live = _live(snapshot, found.names(), filters)
            best = _fused(found, live)[:limit]
            facts = snapshot.hydrated(name for name, _ in best)
            groups = snapshot.groups({article.id for _, article in facts.values()})
            return [_hit(*facts[name], groups, total, found) for name, total in best]


def holding(catalog: Catalog, known: Known, text: str, limit: int) -> list[str]:
    """The ids of live articles with a passage that holds each of the words, best first.

    Raises IndexFailed and CatalogReplaced.
    """
    found = [name for one in known.indexes for name in _held(one, text, limit)]
    with _reading(catalog, known) as snapshot:
        late = snapshot.backlog(known.upto).article_ids
        if late:
            extra = in_memory(known.catalog)
            extra.apply(0, snapshot.rows(late), [])
            found = extra.words.holding(text, limit) + found
        live = snapshot.existing(found)
    return list(dict.fromkeys(article_of(name) for name in found if name in live))


def _held(indexes: Indexes, text: str, limit: int) -> list[str]:
    try:
        return indexes.words.holding(text, limit)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        raise IndexFailed(indexes, error) from error


def _few(snapshot: Snapshot, filters: Filters) -> list[str] | None:
    """The ids of the articles that pass the filters; None when there are many, or no filters."""
    if not filters:
        return None
    ids = snapshot.matching_ids(filters, limit=FEW + 1)
    return ids if len(ids) <= FEW and snapshot.passage_counts(ids) <= FEW else None


def _exact(snapshot: Snapshot, ids: Iterable[str], vector: Vector, pool: int) -> Scored:
    """The nearest of all passages of these articles."""
    found: Scored = []
    for names, vectors in snapshot.vectors(ids):
        found += nearest(names, vectors, vector, pool)
    return sorted(found, key=lambda one: -one[1])[:pool]


def _ask(
    known: Known, vector: Vector, text: str, wanted: int, few: Sequence[str] | None
) -> Candidates:
    found = Candidates()
    for one in known.indexes if few != [] else ():
        try:
            near = one.vectors.search(vector, wanted) if few is None else []
            found.add(near, one.words.search(text, wanted, few), wanted)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is no Exception
            raise IndexFailed(one, error) from error
    return found


@contextmanager
def _reading(catalog: Catalog, known: Known) -> Iterator[Snapshot]:
    with catalog.reading() as snapshot:
        if snapshot.fact("id") != known.catalog:
            raise CatalogReplaced
        yield snapshot


def _live(snapshot: Snapshot, names: set[str], filters: Filters) -> set[str]:
    """Those of the passages that readers may see and that pass the filters."""
    live = snapshot.existing(names)
    if filters:
        passing = set(snapshot.matching_ids(filters, among={article_of(name) for name in live}))
        live = {name for name in live if article_of(name) in passing}
    return live


def _hidden(found: Candidates, live: set[str], limit: int) -> bool:
    """Whether an index that gave all it was asked for gave too little that may be seen."""
    return any(len(live.intersection(names)) < limit for names in found.cut_off)


def _fused(found: Candidates, live: set[str]) -> Scored:
    """Passage ids with their scores, 0 to 1, best first.

    A weighted sum of the two indexes' scores, each scaled to run from 0 for the last of its pool to
    1 for its first; after Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid
    Retrieval", TOIS 2023.
    """
    totals: dict[str, float] = {}
    places: dict[str, int] = {}
    for kind, scores in found.by_kind():
        # Ties are broken by id, so that two runs give the same order.
        ranked = sorted((name for name in scores if name in live), key=lambda n: (-scores[n], n))
        for place, name in enumerate(ranked):
            best, last = scores[ranked[0]], scores[ranked[:POOL][-1]]
            share = max(0.0, (scores[name] - last) / (best - last)) if best > last else 1.0
            totals[name] = totals.get(name, 0.0) + SHARES[kind] * share
            places[name] = min(place, places.get(name, place))
    return sorted(totals.items(), key=lambda one: (-one[1], places[one[0]], one[0]))


def _hit(
    passage: Passage, article: Article, groups: dict[str, str], score: float, found: Candidates
) -> Hit:
    return Hit(
        article_id=article.id,
        version=article.version,
        position=passage.position,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        sentences=passage.sentences,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        language=article.language,
        url=article.url,
        group=groups[article.id],
        score=score,
        scores={
            kind: scores[passage.id] for kind, scores in found.by_kind() if passage.id in scores
        },
    )
