"""Raw items to articles: each kind of document to the parser that reads it, within limits."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

from ingest.charsets import decode
from ingest.items import LONGEST, Draft, Entry, Failure, Raw, Unreadable, damaged
from ingest.jsonl import parse_lines
from ingest.kinds import Kind, kind_of
from ingest.languages import detect
from ingest.markdown import parse_markdown, parse_text
from ingest.sandbox import MEMORY, SECONDS, Sandbox
from vectorstore.articles import Article

LARGEST = 10_000_000
"""Bytes of one document; a file of JSON lines may be larger, its lines may not."""

INLINE = 100_000
"""Bytes of Markdown that are read here; what is longer could take its parser too long."""
LONGEST_FIELD = 2_000
"""Characters of a title, name or address; what is longer is none."""


class Extractor:
    """Reads documents; HTML, PDF and Word in child processes that start when first needed.

    Any number of threads may use one; as many parsers run at once as there are ``workers``.
    """

    def __init__(self, workers: int = 2, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._sandboxes = [Sandbox(seconds, memory) for _ in range(workers)]
        # Last in, first out: one thread alone keeps one child busy and starts no other.
        self._idle: queue.LifoQueue[Sandbox] = queue.LifoQueue()
        for sandbox in self._sandboxes:
            self._idle.put(sandbox)

    def extract(self, raw: Raw) -> Iterator[Article | Failure]:
        """One article or failure; for JSON lines, one for each line."""
        try:
            kind = kind_of(raw)
            if kind == "jsonl":
                yield from extract_lines(raw.data.splitlines(), raw.source, raw.name)
            else:
                yield _article(self._parse(kind, raw), raw.url, raw.name)
        except Unreadable as error:
            yield Failure(source=raw.source, reason=str(error))

    def _parse(self, kind: Kind, raw: Raw) -> Draft:
        """Raises Unreadable."""
        if len(raw.data) > LARGEST:
            raise Unreadable(f"is larger than {LARGEST:,} bytes")
        if kind == "text" or (kind == "markdown" and len(raw.data) <= INLINE):
            try:
                text = decode(raw.data, raw.charset)
                return parse_text(text) if kind == "text" else parse_markdown(text)
            except Unreadable:
                raise
            except Exception as error:
                raise damaged(error) from None
        with self._sandbox() as sandbox:
            return sandbox.parse(kind, raw)

    def entries(self, raw: Raw) -> list[Entry]:
        """What a feed or sitemap lists. Raises Unreadable."""
        with self._sandbox() as sandbox:
            return sandbox.entries(raw)

    @contextmanager
    def _sandbox(self) -> Iterator[Sandbox]:
        sandbox = self._idle.get()
        try:
            yield sandbox
        finally:
            self._idle.put(sandbox)

    def close(self) -> None:
        """End the child processes; one that is needed again is started again."""
        for sandbox in self._sandboxes:
            sandbox.close()

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def extract_lines(lines: Iterable[bytes], source: str, name: str) -> Iterator[Article | Failure]:
    """The articles of a file of JSON lines, read as they are asked for.

    A failure's source is ``source:line``; an article without id and url is named ``name:line``.
    """
    for number, found in parse_lines(lines):
        try:
            if isinstance(found, Unreadable):
                raise found
            yield _article(found, None, f"{name}:{number}")
        except Unreadable as error:
            yield Failure(source=f"{source}:{number}", reason=str(error))


def _article(draft: Draft, address: str | None, name: str) -> Article:
    """Raises Unreadable when there is no text or too much of it."""
    if not draft.text:
        raise Unreadable("has no text in it")
    if len(draft.text) > LONGEST:
        raise Unreadable(f"has a text longer than {LONGEST:,} characters")
    url = _sane(draft.url) or (address.partition("#")[0] if address else None)
    return Article(
        id=_sane(draft.id) or url or name,
        text=draft.text,
        title=_sane(draft.title),
        publisher=_sane(draft.publisher),
        author=_sane(draft.author),
        published=draft.published,
        updated=draft.updated,
        language=draft.language or detect(draft.text),
        url=url,
    )


def _sane(stated: str | None) -> str | None:
    return stated if stated and len(stated) <= LONGEST_FIELD else None
