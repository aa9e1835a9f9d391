"""Articles gathered until there are enough to embed and commit at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from ingest.claims import RULES, claims
from ingest.folding import Folding
from ingest.items import Failure
from ingest.outcomes import AGAIN, LEFT, Left, Outcome, marked
from ingest.owners import Owners, Taken
from ingest.passages import passages
from ingest.report import Report
from ingest.sources import is_address
from vectorstore import Article, ArticleStore, BylineError, Embedder, Entry, Source, Stored

PASSAGES = 512
"""Passages embedded and committed at once: enough for speed, little to do again after a kill."""
SOURCES = 5_000
"""Sources noted at once, where nothing of them has to be embedded."""

Tell = Callable[[str, int, int | None], None]


class Batch:
    """The articles in hand, and what is noted of their sources once they are stored."""

    def __init__(
        self,
        store: ArticleStore,
        embedder: Embedder,
        known: Mapping[str, Source],
        report: Report,
        tell: Tell,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._report = report
        self._tell = tell
        self._folding = Folding(store)
        self._owners = Owners(known)
        self._incomplete: set[str] = set()
        self._entries: list[Entry] = []
        self._read: list[Source] = []
        self._size = 0
        self._left: list[Left] = []

    def take(self, outcome: Outcome) -> int:
        """Add what an item gave; store what is in hand when it is enough.

        Returns how many articles that was, good or bad.
        """
        self._report.failed += outcome.failures
        if outcome.unchanged:
            count = self._owners.keep(outcome.item.key) or 1
            self._report.unchanged += count
            return count
        given, refused = self._claimed(outcome)
        stored = self._store.live(article.id for article in given)
        for article in given:
            before = stored.get(article.id)
            same = before and replace(article, version=before.version, updated=before.updated)
            if before is not None and same == before:
                self._report.unchanged += 1
                continue
            parts = passages(article, self._embedder.count_tokens, self._embedder.max_tokens)
            self._entries.append(Entry(article, parts, claims(article), RULES))
            self._size += len(parts)
            if self._size >= PASSAGES:
                self.store()
        if outcome.failures or refused:
            self._incomplete.add(outcome.item.key)
        if outcome.source and (given or not refused) and (given or not outcome.failures):
            source = self._noted(outcome, outcome.source)
            self._read.append(replace(source, article_ids=tuple(one.id for one in given)))
            if len(self._read) >= SOURCES:
                self.store()
        return len(outcome.articles) + len(outcome.failures)

    @property
    def left(self) -> list[Left]:
        """The articles that their files no longer give, and nothing else does."""
        return [
            replace(one, article_ids=tuple(self._owners.unclaimed(one.source.key)))
            for one in self._left
        ]

    def store(self) -> None:
        """Embed and commit what is in hand, in one transaction."""
        entries, self._entries, self._size = self._entries, [], 0
        read, self._read = self._read, []
        if not entries and not read:
            return
        before = self._store.generation()
        try:
            outcomes = self._store.add(entries, read=read)
        except BylineError:
            raise
        except Exception:  # one of them cannot be embedded or stored: find out which
            self._store_singly(entries, read)
            return
        self._count(entries, outcomes, before)

    def _count(self, entries: list[Entry], outcomes: list[Stored], before: int) -> None:
        counts = Counter(outcomes)
        self._report.added += counts["added"]
        self._report.updated += counts["updated"] + counts["relabelled"]
        self._report.unchanged += counts["unchanged"]
        new = [
            entry
            for entry, outcome in zip(entries, outcomes, strict=True)
            if outcome in ("added", "updated")
        ]
        if new:
            self._report.passages += sum(len(entry.passages) for entry in new)
            self._tell("embed", self._report.passages, None)
            self._report.copies += self._folding.add([entry.article for entry in new], before)

    def _store_singly(self, entries: list[Entry], read: list[Source]) -> None:
        lost: set[str] = set()
        for entry in entries:
            article = entry[0]
            try:
                before = self._store.generation()
                outcomes = self._store.add([entry])
            except BylineError:
                raise
            except Exception as error:
                lost.add(article.id)
                reason = f"could not be stored ({type(error).__name__}: {error})"[:300]
                owner = self._owners.now(article.id)
                self._report.failed.append(Failure(source=owner, reason=reason))
            else:
                self._count([entry], outcomes, before)
        self._store.add([], read=[one for one in read if lost.isdisjoint(one.article_ids)])

    def _claimed(self, outcome: Outcome) -> tuple[list[Article], bool]:
        """The articles that are this source's, under their ids; and whether one is refused it."""
        given: list[Article] = []
        refused = False
        for article in outcome.articles:
            try:
                given.append(replace(article, id=self._owners.claim(article, outcome.item)))
            except Taken as taken:
                if is_address(outcome.item.key):  # the same article under another address
                    self._report.unchanged += 1
                    continue
                refused = True
                reason = f"has the same id or url as {taken}, which is kept"
                self._report.failed.append(Failure(source=outcome.item.key, reason=reason))
        return given, refused

    def _noted(self, outcome: Outcome, source: Source) -> Source:
        """The source with a mark where the next run has something left to do."""
        key = source.key
        if outcome.more:
            return source
        if key in self._incomplete:
            return marked(source, AGAIN)
        if is_address(key) or not self._owners.unclaimed(key):
            return source
        self._left.append(Left(source=source, many=outcome.many))
        return marked(source, LEFT if outcome.many else AGAIN)
