"""ArticleStore: articles in, passages out; the catalog decides, the indexes find."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeVar

import numpy as np

from vectorstore.articles import EVERYTHING, Article, Claim, Entry, Filters, Hit, Source, Stance
from vectorstore.catalog import Catalog
from vectorstore.claim_search import Wanted, count_claims, find_claims
from vectorstore.errors import NotFound, StoreMismatch
from vectorstore.indexes import Known
from vectorstore.owner import Progress
from vectorstore.rows import ClaimCounts, Summary, Vector
from vectorstore.search import CatalogReplaced, IndexFailed, holding, search
from vectorstore.snapshot import Order, Snapshot
from vectorstore.upkeep import Upkeep
from vectorstore.writes import (
    Stored,
    forget_sources,
    new_texts,
    note_source,
    put,
    remove,
    set_fact,
    set_groups,
)

MOST_HOLDING = 5_000
"""Passages that ``holding`` goes through."""

Found = TypeVar("Found")


class EmbeddingModel(Protocol):
    """What the store needs of an embedding model: LangChain's Embeddings, and who it is."""

    @property
    def identity(self) -> str:
        """The model and its weights, for the stamp."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...
    def embed_query(self, text: str) -> list[float]: ...


class ArticleStore:
    """The articles of one data folder, with two indexes that follow them.

    Raises NoStore where there is nothing (unless ``create``), StoreMismatch where it was made
    with another embedding model, passage limits or version of Byline. ``limits`` names the
    passage limits of whoever is going to add articles.
    """

    def __init__(
        self,
        data: Path | str,
        embedder: EmbeddingModel,
        *,
        limits: str | None = None,
        create: bool = False,
    ) -> None:
        self.data = Path(data)
        self.embedder = embedder
        self.catalog = Catalog(self.data, create=create)
        self._limits = limits
        try:
            with self.catalog.reading() as snapshot:
                self._check_stamp(snapshot)
        except BaseException:
            self.catalog.close()
            raise
        self._upkeep = Upkeep(self.catalog, self.data)

    # -- what is in it -----------------------------------------------------------------------

    def article(self, article_id: str, version: int | None = None) -> Article:
        """One version of an article, or its live one. Raises NotFound."""
        with self.catalog.reading() as snapshot:
            found = snapshot.article(article_id, version)
        if found is None:
            which = f"version {version} of " if version is not None else ""
            raise NotFound(f"There is no {which}article {article_id!r} in {self.data}.")
        return found

    def live(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """The live versions of those of the articles that are there."""
        with self.catalog.reading() as snapshot:
            return snapshot.live(article_ids)

    def articles(
        self,
        *,
        filters: Filters = EVERYTHING,
        limit: int | None = None,
        offset: int = 0,
        order: Order = "newest",
    ) -> list[Article]:
        """Live articles, newest first, undated ones last, or in another order."""
        with self.catalog.reading() as snapshot:
            return snapshot.listed(filters, limit, offset, order)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many live articles pass the filters."""
        with self.catalog.reading() as snapshot:
            return snapshot.count(filters)

    def versions(self, article_id: str) -> list[int]:
        """The numbers of an article's versions, oldest first."""
        with self.catalog.reading() as snapshot:
            return snapshot.versions(article_id)

    def copies(self, article_id: str) -> list[Article]:
        """The other live articles with the same text, or an edited form of it, earliest first."""
        with self.catalog.reading() as snapshot:
            group = snapshot.groups([article_id]).get(article_id)
            others = set(snapshot.members(group)) - {article_id} if group else set()
            found = snapshot.live(others).values()
        return sorted(found, key=lambda one: (one.published or "9999", one.id))

    def claims(
        self,
        article_id: str | None = None,
        speaker: str | None = None,
        version: int | None = None,
        *,
        about: str | None = None,
        stance: Stance | None = None,
        filters: Filters = EVERYTHING,
        limit: int | None = None,
        offset: int = 0,
        by_speaker: bool = False,
    ) -> list[Claim]:
        """What an article or a speaker says, newest first; of live versions unless one is named.

        ``speaker``: whole words of a name, ``about``: words or their beginnings, each of which is
        in the claim's sentences; whatever their capitals. ``by_speaker``: in the order of their
        names, the unclear last.
        """
        wanted = Wanted(
            article_id=article_id,
            version=version,
            speaker=speaker,
            about=about,
            stance=stance,
            filters=filters,
        )
        with self.catalog.reading() as snapshot:
            return find_claims(snapshot, wanted, limit, offset, by_speaker)

    def count_claims(
        self,
        speaker: str | None = None,
        *,
        about: str | None = None,
        stance: Stance | None = None,
        filters: Filters = EVERYTHING,
    ) -> ClaimCounts:
        """How many claims of live versions ``claims`` would list, by day and by speaker."""
        wanted = Wanted(speaker=speaker, about=about, stance=stance, filters=filters)
        with self.catalog.reading() as snapshot:
            return count_claims(snapshot, wanted)

    def summary(self) -> Summary:
        return self.catalog.summary()

    def sources(self) -> dict[str, Source]:
        """The files and addresses read so far, by key."""
        with self.catalog.reading() as snapshot:
            return snapshot.sources()

    def generation(self) -> int:
        """A number that grows with every change to the collection."""
        with self.catalog.reading() as snapshot:
            return snapshot.generation()

    def state(self) -> tuple[str | int | None, ...]:
        """What a search depends on: as long as this stays the same, it finds the same."""
        with self.catalog.reading() as snapshot:
            return snapshot.state()

    def signatures(self) -> list[tuple[str, bytes | None, str | None]]:
        """Id, copy signature and copy group of every live article."""
        with self.catalog.reading() as snapshot:
            return snapshot.signatures()

    # -- finding -----------------------------------------------------------------------------

    def search(self, question: str, limit: int = 10, filters: Filters = EVERYTHING) -> list[Hit]:
        """The best passages by both indexes, their scores fused; any text is a question."""
        text = question.encode(errors="replace").decode()  # half a surrogate pair is no text
        vector = np.asarray(self.embedder.embed_query(text), np.float32)
        if limit < 1:
            return []
        return self._asked(lambda known: search(self.catalog, known, vector, text, limit, filters))

    def holding(self, words: str) -> list[str]:
        """The ids of live articles that hold each of the words, in whatever form, best first.

        All in one passage, or in title, publisher, author and day; of very many only the first.
        """
        text = words.encode(errors="replace").decode()
        return self._asked(lambda known: holding(self.catalog, known, text, MOST_HOLDING))

    def _asked(self, ask: Callable[[Known], list[Found]]) -> list[Found]:
        """What the indexes find; asked again where they were replaced or had to be mended."""
        while True:
            with self.catalog.reading() as snapshot:
                self._check_stamp(snapshot)
            known = self._upkeep.current()
            try:
                return ask(known)
            except CatalogReplaced:
                continue
            except IndexFailed as failure:
                if failure.indexes.folder is None:  # in memory: nothing to fall back to
                    raise
                self._upkeep.broken(failure.indexes, failure.cause)

    # -- changing ----------------------------------------------------------------------------

    def add(self, entries: Sequence[Entry], *, read: Sequence[Source] = ()) -> list[Stored]:
        """Store articles with their passages and claims, all in one transaction.

        An article whose id is known and whose text differs becomes its next version; where only
        its facts differ nothing is embedded. ``read`` notes the sources that are done with this.
        """
        entries = [Entry(*entry) for entry in entries]
        while True:
            with self.catalog.reading() as snapshot:
                new = new_texts(snapshot, entries)
            texts = [p.text for n in sorted(new) for p in entries[n].passages]
            vectors = self._embedded(texts)
            with self.catalog.writing() as connection:
                snapshot = Snapshot(connection)
                stamped = self._check_stamp(snapshot)
                if not new_texts(snapshot, entries) <= new:
                    continue  # another writer changed one of them while we embedded
                if not stamped:
                    stamp = {"embedding": self.embedder.identity, "limits": self._limits or ""}
                    set_fact(connection, "stamp", json.dumps(stamp))
                outcomes, at = list[Stored](), 0
                for n, entry in enumerate(entries):
                    count = len(entry.passages) if n in new else 0
                    mine = vectors[at : at + count] if n in new else None
                    at += count
                    outcomes.append(put(connection, entry, mine))
                for source in read:
                    note_source(connection, source)
                return outcomes

    def remove(self, article_ids: Iterable[str], *, unread: Iterable[str] = ()) -> int:
        """Take articles out of search and lists; returns how many there were.

        ``unread`` names sources to forget, so that they are read again when they come back.
        """
        with self.catalog.writing() as connection:
            forget_sources(connection, unread)
            return remove(connection, article_ids)

    def _embedded(self, texts: list[str]) -> Vector:
        if not texts:
            return np.empty((0, 0), np.float32)
        vectors = np.asarray(self.embedder.embed_documents(texts), np.float32)
        if not np.isfinite(vectors).all():  # stored once, they would break every index
            raise ValueError(f"{self.embedder.identity} gave vectors that are no numbers")
        return vectors

    def set_groups(self, groups: Mapping[str, str], signatures: Mapping[str, bytes]) -> None:
        """Note which articles are copies of one another, and the signatures that tell."""
        with self.catalog.writing() as connection:
            set_groups(connection, groups, signatures)

    # -- upkeep ------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the indexes in the background, so that the first question need not wait."""
        self._upkeep.start()

    def catch_up(self, progress: Progress | None = None) -> bool:
        """Bring the indexes up to date now; False where another process owns them and will."""
        return self._upkeep.finish(progress)

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Make both indexes anew from the catalog; False where another process owns them."""
        return self._upkeep.rebuild(progress)

    def backup(self, target: Path | str) -> None:
        """Copy the catalog, the record of truth, to a new file; the indexes can be rebuilt."""
        self.catalog.backup(Path(target))

    def close(self) -> None:
        self._upkeep.close()
        self.catalog.close()

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check_stamp(self, snapshot: Snapshot) -> bool:
        """Whether there is a stamp; raises StoreMismatch where it says other than we would."""
        noted = snapshot.fact("stamp")
        stamp: dict[str, str] = json.loads(noted) if noted else {}
        ours = {"embedding": self.embedder.identity, "limits": self._limits}
        for what, value in stamp.items():
            if ours[what] is not None and ours[what] != value:
                raise StoreMismatch(
                    f"The articles in {self.data} were stored with {what} {value}, and Byline is "
                    f"now set to {ours[what]}. Set BYLINE_EMBEDDING_MODEL back, or embed them "
                    f"again with: python -m ingest --data {self.data} --reembed"
                )
        return bool(stamp)
