"""The order of it all: sources → read → extract → passages → store, in batches that are whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

from ingest import prune as pruning
from ingest.batch import Batch
from ingest.extract import Extractor
from ingest.fetch import Fetcher
from ingest.folding import Folding
from ingest.kept import Kept
from ingest.passages import LIMITS
from ingest.reading import Reader
from ingest.report import Report
from ingest.walk import READERS, Walk
from vectorstore import ArticleStore, Embedder, load_settings

Progress = Callable[[str, int, int | None], None]
"""Called with a stage, how much of it is done, and of how much where that is known.

The stages: ``read`` (articles), ``embed`` (passages), ``prune`` (articles, said before the first
is removed), ``index`` (changes).
"""


def ingest(
    sources: Iterable[str | Path],
    *,
    data: str | Path | None = None,
    prune: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    stop: Event | None = None,
    report: Report | None = None,
    embedder: Embedder | None = None,
    fetcher: Fetcher | None = None,
    **settings: object,
) -> Report:
    """Read sources and store their articles; what is unchanged costs next to nothing.

    A source that cannot be read is counted in ``report.failed`` and the rest goes on. ``report``
    is filled as the run goes, for the counts after an error; ``stop`` ends the run early, after
    the batch in hand. ``embedder`` is one that is loaded already, ``fetcher`` one of other limits,
    closed at the end. Raises StoreError and its kin, ModelError and SettingError.
    """
    report = Report() if report is None else report
    stop = stop or Event()
    tell = progress or (lambda stage, done, total: None)
    started = time.monotonic()
    try:
        with ExitStack() as stack:
            chosen = load_settings(data=data, **settings)
            model = embedder or Embedder(chosen.embedding_model, cache=chosen.data / "models")
            store = ArticleStore(chosen.data, model, limits=LIMITS, create=True)
            stack.enter_context(store)
            extractor = stack.enter_context(Extractor())
            pool = ThreadPoolExecutor(READERS, thread_name_prefix="byline-read")
            stack.callback(pool.shutdown, cancel_futures=True)
            # Closed before the threads are waited for: none of them waits for a host's turn then.
            fetcher = stack.enter_context(
                fetcher or Fetcher(allow=chosen.fetch_allow, proxy=chosen.fetch_proxy)
            )
            known = store.sources()
            reader = Reader(known, extractor, fetcher, force=force, prune=prune)
            kept = Kept(chosen.data / "lists")
            walk = Walk(sources, reader, kept, pool, stop)
            if progress:
                walk.count()
            batch = Batch(store, model, known, report, tell)
            done = 0
            for outcome in walk.outcomes():
                done += batch.take(outcome)
                tell("read", done, walk.total)
                if stop.is_set():
                    break
            batch.store()
            if stop.is_set():
                report.interrupted = True
                return report
            pruning.drop_replaced(store, batch.left, report)
            if prune:
                pruning.prune(store, walk.folders, batch.left, report, tell, force=force)
            Folding(store).complete()

            def index(done: int, total: int) -> None:
                tell("index", done, total)
                if stop.is_set():  # the articles are stored; who opens them next goes on
                    raise KeyboardInterrupt

            try:
                store.catch_up(index)
            except KeyboardInterrupt:
                report.interrupted = True
    finally:
        report.seconds = round(time.monotonic() - started, 3)
    return report
