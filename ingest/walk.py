"""The sources of one run, read ahead by threads, in the order they were named."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TypeVar

from ingest.files import count_articles
from ingest.items import Failure
from ingest.kept import Kept
from ingest.outcomes import Outcome, failed
from ingest.reading import Reader
from ingest.sources import Item, expand, folder_of, is_address, listed
from ingest.web import by_turns, visit

READERS = 8
"""Threads that fetch, read and extract ahead of the embedding."""
AHEAD = 64
"""Items they may be ahead: bounds memory, however large a source is."""

Given = TypeVar("Given")
Found = TypeVar("Found")


class Walk:
    """What every item of the sources gives; ends early, between two items, on ``stop``."""

    def __init__(
        self,
        sources: Iterable[str | Path],
        reader: Reader,
        kept: Kept,
        pool: ThreadPoolExecutor,
        stop: Event,
    ) -> None:
        named = list(dict.fromkeys(listed(sources)))
        self._local = [one for one in named if not is_address(one)]
        self._addresses = [one for one in named if is_address(one)]
        self._reader, self._kept, self._pool, self._stop = reader, kept, pool, stop
        self.folders = [folder for one in self._local if (folder := folder_of(one))]
        self.total: int | None = None
        """How many articles there seem to be, once they have been counted."""

    def count(self) -> None:
        """Look through files and folders for the total; what lists on the web name comes to it."""
        found = (item for source in self._local for item in expand(source))
        self.total = len(self._addresses) + sum(
            count_articles(one.key) if isinstance(one, Item) else 1 for one in found
        )

    def outcomes(self) -> Iterator[Outcome]:
        """Each to be dealt with before the next is asked for."""
        yield from chain.from_iterable(self._ahead(self._read, self._files()))
        items: list[Item] = []
        for found in self._ahead(self._visit, self._addresses):
            yield from (one for one in found if isinstance(one, Outcome))
            named = [one for one in found if isinstance(one, Item)]
            items += named
            if named and self.total is not None:
                self.total += len(named) - 1
        visited = set(self._addresses)
        rest = by_turns(one for one in items if one.key not in visited)
        yield from chain.from_iterable(self._ahead(self._read, rest))

    def _files(self) -> Iterator[Item | Failure]:
        """The items of files and folders, each once."""
        keys: set[str] = set()
        for source in self._local:
            for one in expand(source):
                if isinstance(one, Failure):
                    yield one
                elif one.key not in keys:
                    keys.add(one.key)
                    yield one

    def _read(self, one: Item | Failure) -> Iterable[Outcome]:
        if isinstance(one, Item):
            return self._reader.read(one)
        return [failed(Item(key=one.source, origin=one.source, name=one.source), one.reason)]

    def _visit(self, url: str) -> list[Item | Outcome]:
        return visit(url, self._reader, self._kept)

    def _ahead(
        self, work: Callable[[Given], Iterable[Found]], given: Iterable[Given]
    ) -> Iterator[Iterable[Found]]:
        """Results in the order of what was given, a bounded number of them in advance."""
        waiting: deque[Future[Iterable[Found]]] = deque()
        for one in given:
            waiting.append(self._pool.submit(work, one))
            if len(waiting) >= AHEAD:
                if not self._is_done(waiting[0]):
                    return
                yield waiting.popleft().result()
        while waiting and self._is_done(waiting[0]):
            yield waiting.popleft().result()

    def _is_done(self, future: Future[Iterable[Found]]) -> bool:
        """Wait for it; False when we are asked to stop before."""
        while not future.done():
            if self._stop.is_set():
                return False
            wait([future], timeout=0.2)
        return True
