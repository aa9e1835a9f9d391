"""Keeping the catalog's copy groups right as articles come, change and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vectorstore import Article, ArticleStore

if TYPE_CHECKING:
    from ingest.copy_groups import CopyIndex


class Folding:
    """The copy groups of a store, in memory for as long as nobody else changes the store."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._index: CopyIndex | None = None
        self._generation = -1

    def add(self, articles: Sequence[Article], before: int) -> int:
        """Group articles that were just stored; returns how many are copies of another one.

        ``before`` is the store's generation from before they were stored. A kill between the two
        steps leaves them without a signature, which the next run makes up for.
        """
        from ingest.copies import signature  # brings in scipy, which an idle run can do without

        index, overlooked = self._current(before, {article.id for article in articles})
        marks = {article.id: signature(article.text) for article in (*overlooked, *articles)}
        groups = index.put((one.id, one.text, marks[one.id]) for one in (*overlooked, *articles))
        self._store.set_groups(groups, marks)
        self._generation = self._store.generation()
        new = {article.id for article in articles}
        together = {tuple(index.group(one)) for one in new}
        # The first of a group is a copy of nothing, unless it was there before.
        return sum(len(new & set(group)) - new.issuperset(group) for group in together)

    def remove(self, article_ids: Iterable[str], *, unread: Iterable[str] = ()) -> int:
        """Remove articles from the store, and group anew what was grouped with them."""
        count = self._store.remove(article_ids, unread=unread)
        self.add([], before=-1)
        return count

    def complete(self) -> None:
        """Group what a run that was cut off had stored and not looked at any more."""
        if any(mark is None for _, mark, _ in self._store.signatures()):
            self.add([], before=-1)

    def _current(self, before: int, new: set[str]) -> tuple[CopyIndex, list[Article]]:
        """The index, read anew if others changed the store, and articles not in it yet."""
        if self._index is not None and before == self._generation:
            return self._index, []
        from ingest.copies import SIGNATURE_VERSION
        from ingest.copy_groups import CopyIndex

        known, overlooked = list[tuple[str, bytes, str]](), list[str]()
        for one, mark, group in self._store.signatures():
            if mark is not None and mark[0] == SIGNATURE_VERSION:
                known.append((one, mark, group or one))
            elif one not in new:
                overlooked.append(one)
        self._index = CopyIndex(known, lambda one: self._store.article(one).text)
        return self._index, [self._store.article(one) for one in overlooked]
