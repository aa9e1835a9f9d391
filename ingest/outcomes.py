"""What reading an item gave, and what is noted of it for the next run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.items import Failure
from vectorstore import Article, Source

if TYPE_CHECKING:
    from ingest.sources import Item

AGAIN = "!"
"""After a noted fingerprint: read it again, not all that is in it could be stored."""
LEFT = "*"
"""After a noted fingerprint: there are still articles of it that it no longer gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What reading an item, or a part of it, gave."""

    item: Item
    articles: tuple[Article, ...] = ()
    failures: tuple[Failure, ...] = ()
    source: Source | None = None
    """What to note of it, once its articles are stored; None: nothing."""
    unchanged: bool = False
    """It is as it was when its articles were stored."""
    more: bool = False
    """This is a part of it, and not the last."""
    many: bool = False
    """It is a collection of articles, rather than an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Articles that a file gave before, and no longer gives."""

    source: Source
    """The file, as it is to be noted when they are gone."""
    article_ids: tuple[str, ...] = ()
    many: bool


def failed(item: Item, reason: str) -> Outcome:
    """An item that gave nothing, and why."""
    return Outcome(item=item, failures=(Failure(source=item.key, reason=reason),))


def noted(item: Item, fingerprint: str) -> Source:
    """An item as the store remembers it, without its articles."""
    return Source(key=item.key, origin=item.origin, fingerprint=fingerprint)


def marked(source: Source, mark: str) -> Source:
    """To be asked for in full, and read, the next time."""
    return replace(source, fingerprint=f"{source.fingerprint}{mark}", etag=None, last_modified=None)
