"""Addresses as sources: what a page, a feed or a sitemap has for us to read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from urllib.parse import urlsplit

from ingest.feeds import list_kind
from ingest.fetch import Fetched
from ingest.files import why
from ingest.items import Entry, Unreadable
from ingest.kept import Kept
from ingest.outcomes import Outcome, failed
from ingest.reading import Reader
from ingest.sources import Item
from vectorstore import SourceError

MOST_SITEMAPS = 50
"""Sitemaps read of one list of sitemaps."""


def visit(url: str, reader: Reader, kept: Kept) -> list[Item | Outcome]:
    """What an address stands for: its own article, or those that its feed or sitemap names."""
    itself = _itself(url)
    try:
        fetched = _fetched(url, reader, kept)
        if list_kind(fetched.content) is None:
            return [reader.page(itself, fetched)]
        return list(_listed(fetched, url, reader, kept))
    except (SourceError, Unreadable) as error:
        return [failed(itself, why(error))]


def _fetched(url: str, reader: Reader, kept: Kept) -> Fetched:
    """An address as it is now; a list that has not changed, as it was kept. Raises SourceError."""
    before = kept.get(url)
    fetched = reader.fetch(url, before)
    if before is not None and fetched.not_modified:
        return before
    if list_kind(fetched.content):
        kept.put(url, fetched)
    return fetched


def _listed(fetched: Fetched, origin: str, reader: Reader, kept: Kept) -> Iterator[Item | Outcome]:
    """Raises SourceError and Unreadable."""
    found = reader.entries(fetched)
    if list_kind(fetched.content) != "sitemaps":
        yield from (_item(entry, origin) for entry in found)
        return
    if len(found) > MOST_SITEMAPS:
        reason = f"lists {len(found):,} sitemaps, of which the first {MOST_SITEMAPS} are read"
        yield failed(_itself(origin), reason)
    for url in [entry.url for entry in found[:MOST_SITEMAPS] if entry.url]:
        try:
            inner = _fetched(url, reader, kept)
            if list_kind(inner.content) != "sitemap":
                raise Unreadable("is not a sitemap")
            yield from (_item(entry, origin) for entry in reader.entries(inner))
        except (SourceError, Unreadable) as error:
            yield failed(_itself(url), why(error))


def _itself(url: str) -> Item:
    return Item(key=url, origin=url, name=url)


def _item(entry: Entry, origin: str) -> Item | Outcome:
    if entry.url is None and entry.page is None:
        return failed(_itself(origin), "has an entry with neither a link nor a text")
    mark = entry.id or hashlib.sha256((entry.page or "").encode(errors="replace")).hexdigest()
    key = entry.url or f"{origin}#{mark}"
    return Item(key=key, origin=origin, name=key, entry=entry)


def by_turns(items: Iterable[Item]) -> list[Item]:
    """Each item once, neighbours from different hosts where possible: a host is asked slowly."""
    hosts: dict[str, dict[str, Item]] = {}
    for item in items:
        hosts.setdefault(urlsplit(item.key).netloc, {}).setdefault(item.key, item)
    rounds = zip_longest(*(one.values() for one in hosts.values()))
    return [item for one_each in rounds for item in one_each if item is not None]
