"""Which source an article belongs to: one, whatever else gives the same id or url."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.files import hash_file
from ingest.outcomes import AGAIN
from ingest.sources import Item, is_address
from vectorstore import Article, Source, SourceError


class Taken(Exception):
    """Another source has this article; its argument is that one's key."""


class Owners:
    """The owners of earlier runs, and those of this one, who come first."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self._known = known
        self._before = {one: key for key, source in known.items() for one in source.article_ids}
        self._now: dict[str, str] = {}
        self._still: dict[str, bool] = {}

    def keep(self, key: str) -> int:
        """A source is unchanged and keeps its articles; returns how many."""
        articles = self.had(key)
        for one in articles:
            self._now.setdefault(one, key)
        return len(articles)

    def claim(self, article: Article, item: Item) -> str:
        """The id under which this source may store it. Raises Taken."""
        names = self._names(article, item)
        for name in names:
            if self._is_free(name, item.key):
                self._now[name] = item.key
                return name
        raise Taken(self._now.get(names[0]) or self._before[names[0]])

    def now(self, article_id: str) -> str:
        """The source that has claimed an article in this run."""
        return self._now[article_id]

    def had(self, key: str) -> tuple[str, ...]:
        """The articles of a source before this run."""
        return self._known[key].article_ids if key in self._known else ()

    def unclaimed(self, key: str) -> list[str]:
        """Those of them that nothing has given so far."""
        return [one for one in self.had(key) if one not in self._now]

    def _names(self, article: Article, item: Item) -> list[str]:
        """What it may be called. Without an id of its own, a source keeps the one it had."""
        had = self.had(item.key)
        same = len(had) == 1 and article.id not in self._before
        if is_address(item.key):  # pages move, and say so in many ways
            return [had[0] if same else article.id]
        stated = article.id != item.name and not article.id.startswith(f"{item.name}:")
        if stated:
            return [article.id]
        if article.id == item.name and len(had) == 1:
            return [had[0]]
        # A path says little: two folders may both have a 1.txt.
        folder = item.key.removesuffix(item.name)
        names = [article.id, f"{Path(folder).name}/{article.id}", f"{folder}{article.id}"]
        return sorted(names, key=lambda name: self._before.get(name) != item.key)

    def _is_free(self, name: str, key: str) -> bool:
        if name in self._now:
            return False
        owner = self._before.get(name, key)
        return owner == key or not self._still_gives(owner)

    def _still_gives(self, owner: str) -> bool:
        """Whether the owner of an earlier run is a file that has not changed since.

        A changed one may give another article now; if not, it has to claim this one again.
        """
        if owner not in self._still:
            try:
                same = self._known[owner].fingerprint.removesuffix(AGAIN) == hash_file(owner)
            except (OSError, SourceError):  # gone, or an address
                same = False
            self._still[owner] = same
        return self._still[owner]
