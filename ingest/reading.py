"""One item read and understood: what a worker thread of ingest does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.extract import Extractor
from ingest.fetch import Fetched, Fetcher
from ingest.files import hash_file, holds_lines, parts, read_file, why
from ingest.items import Entry, Failure, Raw, Unreadable
from ingest.outcomes import LEFT, Outcome, failed, noted
from ingest.sources import Item, is_address
from vectorstore import Article, Source, SourceError

FROM_FEED = "feed "
"""Before the fingerprint of an article that its feed had, and its page had not."""


class Reader:
    """Reads items, unless they are what was read before. Threads may share it.

    With ``prune``, a file is also read to see which articles it no longer gives.
    """

    def __init__(
        self,
        known: Mapping[str, Source],
        extractor: Extractor,
        fetcher: Fetcher,
        *,
        force: bool = False,
        prune: bool = False,
    ) -> None:
        self._known = {} if force else known
        self._extractor = extractor
        self._fetcher = fetcher
        self._prune = prune

    def read(self, item: Item) -> Iterable[Outcome]:
        """What the item gives; whatever is wrong with it is among the failures."""
        try:
            if is_address(item.origin):  # nothing that the web names is a file of ours
                return [self._address(item)]
            return self._file(item)
        except (SourceError, Unreadable, OSError) as error:
            return [failed(item, why(error))]

    def page(self, item: Item, page: Fetched) -> Outcome:
        """The article of a page that has been fetched."""
        before = self._known.get(item.key)
        fingerprint = hashlib.sha256(page.content).hexdigest()
        if page.not_modified or (before and before.fingerprint == fingerprint):
            return Outcome(item=item, unchanged=True)
        raw = Raw(
            source=item.key,
            name=item.name,
            data=page.content,
            content_type=page.content_type,
            charset=page.charset,
            url=page.url,
        )
        source = noted(item, fingerprint)
        return self._understood(
            item, raw, replace(source, etag=page.etag, last_modified=page.last_modified)
        )

    def fetch(self, url: str, before: Fetched | None = None) -> Fetched:
        """An address, if it is not what it was. Raises SourceError."""
        known = before or self._known.get(url)
        etag, modified = (known.etag, known.last_modified) if known else (None, None)
        return self._fetcher.get(url, etag=etag, last_modified=modified)

    def entries(self, fetched: Fetched) -> list[Entry]:
        """What a feed or sitemap lists. Raises Unreadable."""
        raw = Raw(source=fetched.url, name=fetched.url, data=fetched.content, url=fetched.url)
        return self._extractor.entries(raw)

    def _file(self, item: Item) -> Iterable[Outcome]:
        """Raises OSError, SourceError and Unreadable."""
        if holds_lines(item.key):
            if item.key in self._known and self._is_current(item, hash_file(item.key)):
                return [Outcome(item=item, unchanged=True)]
            return parts(item)
        data = read_file(item.key)
        fingerprint = hashlib.sha256(data).hexdigest()
        if self._is_current(item, fingerprint):
            return [Outcome(item=item, unchanged=True)]
        raw = Raw(source=item.key, name=item.name, data=data)
        return [self._understood(item, raw, noted(item, fingerprint))]

    def _is_current(self, item: Item, fingerprint: str) -> bool:
        before = self._known.get(item.key)
        if before is None or not before.article_ids:
            return False
        expected = before.fingerprint if self._prune else before.fingerprint.removesuffix(LEFT)
        return expected == fingerprint

    def _address(self, item: Item) -> Outcome:
        """Raises SourceError."""
        before = self._known.get(item.key)
        has_page = before and before.article_ids and not before.fingerprint.startswith(FROM_FEED)
        text = item.entry.page if item.entry and not has_page else None
        if item.entry and item.entry.url is None and text is not None:
            return self._entry(item, text)
        try:
            outcome = self.page(item, self.fetch(item.key))
        except SourceError:
            if text is None:
                raise
            return self._entry(item, text)
        return self._entry(item, text) if outcome.failures and text is not None else outcome

    def _entry(self, item: Item, text: str) -> Outcome:
        """The article as its feed has it, because its page cannot be had."""
        before = self._known.get(item.key)
        data = text.encode(errors="replace")
        fingerprint = FROM_FEED + hashlib.sha256(data).hexdigest()
        if before and before.fingerprint == fingerprint:
            return Outcome(item=item, unchanged=True)
        raw = Raw(
            source=item.key,
            name=item.name,
            data=data,
            content_type="text/html",
            charset="utf-8",
        )
        return self._understood(item, raw, noted(item, fingerprint))

    def _understood(self, item: Item, raw: Raw, source: Source) -> Outcome:
        found = list(self._extractor.extract(raw))
        articles = [one for one in found if isinstance(one, Article)]
        if item.entry is not None:
            articles = [_completed(article, item) for article in articles]
        failures = tuple(one for one in found if isinstance(one, Failure))
        return Outcome(item=item, articles=tuple(articles), failures=failures, source=source)


def _completed(article: Article, item: Item) -> Article:
    """The article with what its feed says where it is silent itself."""
    assert item.entry is not None
    names = ("title", "author", "publisher", "published", "updated", "language", "url")
    missing = {name: getattr(item.entry, name) for name in names if getattr(article, name) is None}
    return replace(article, **missing)
