"""The indexes on disk, in the process that owns them: opened, mended, kept in step."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock

from vectorstore import home
from vectorstore.catalog import Catalog
from vectorstore.errors import StoreError
from vectorstore.indexes import Indexes, on_disk
from vectorstore.probe import SAMPLE, sound
from vectorstore.rows import Row
from vectorstore.snapshot import pages

CHANGES = 500
"""Changes that are applied at once; a kill has this much to do again."""

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""

log = logging.getLogger(__name__)


class Owner:
    """What the one process that holds the indexes' lock does with their folder.

    One thread at a time may call it, except for ``drop``; any thread may search ``indexes``.
    ``stop`` ends long work early, at a point from which it goes on the next time.
    """

    def __init__(self, catalog: Catalog, folder: Path, stop: Event) -> None:
        self.indexes: Indexes | None = None
        self._catalog = catalog
        self._home = folder
        self._stop = stop
        self._changed_at: float | None = None  # None: the note says what the files hold
        self._swap = Lock()

    def is_done(self) -> bool:
        """Whether the indexes, open or not, have been noted as whole and know the last change."""
        found = home.current(self._home)
        with self._catalog.reading() as snapshot:
            now = (snapshot.fact("id"), snapshot.generation())
        if found is None or found[1].files is None:
            return False
        return (found[1].catalog, found[1].applied) == now

    def ready(self, progress: Progress | None = None) -> None:
        """Open the indexes if they are not, mend them if they need it, and catch up."""
        if self.indexes is not None and self.indexes.catalog != self._catalog_id():
            self.drop(self.indexes)
        if self.indexes is None:
            self._open()
        if (indexes := self.indexes) is not None:
            try:
                self.follow(indexes, progress)
            except (StoreError, KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic in Rust is no Exception
                log.warning("The search indexes failed (%s); they are rebuilt.", line(error))
                self.drop(indexes)
        if self.indexes is None:
            self.rebuild(progress)

    def follow(self, indexes: Indexes, progress: Progress | None = None) -> None:
        """Apply what was in the change log when this was called."""
        with self._catalog.reading() as snapshot:
            until, started = snapshot.generation(), indexes.applied
        while indexes.applied < until and not self._stop.is_set():
            self._changes(indexes)
            with self._catalog.reading() as snapshot:
                if snapshot.fact("id") != indexes.catalog:
                    return  # replaced by another: the next search finds out
                backlog = snapshot.backlog(indexes.applied, limit=CHANGES)
                indexes.apply(backlog.upto, snapshot.rows(backlog.article_ids), backlog.gone)
            self._note(indexes, settled=False)
            if progress:
                progress(indexes.applied - started, until - started)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the indexes anew from the catalog, beside those in use, and switch to them."""
        home.sweep(self._home)  # first, since the disk may be full of what a failure left
        folder = home.new_folder(self._home)
        made: Indexes | None = None
        try:
            made = on_disk(folder, self._catalog_id())
            if self._fill(made, progress):
                self._note(made, settled=True)
                home.make_current(self._home, folder)
                self._use(made)
                return
        except BaseException:
            self._abandon(made, folder)
            raise
        self._abandon(made, folder)

    def settle(self, after: float = 0.0) -> bool:
        """Note what the files hold once nothing changed for ``after`` seconds; True when noted."""
        if self._changed_at is None or self.indexes is None:
            return True
        if time.monotonic() - self._changed_at < after:
            return False
        self._note(self.indexes, settled=True)
        self._changed_at = None
        return True

    def drop(self, indexes: Indexes) -> None:
        """Do without these indexes, for good: nobody opens their folder again."""
        with self._swap:
            if self.indexes is not indexes:
                return
            self.indexes = None
        if indexes.folder is not None:
            home.disown(indexes.folder)
        _close(indexes)

    def close(self) -> None:
        """Release the files, and note what they hold."""
        if self.indexes is not None:
            self.indexes.vectors.close()
            self.settle()
            self.indexes = None

    def _open(self) -> None:
        found = home.current(self._home)
        if found is None:
            return
        folder, note = found
        with self._catalog.reading() as snapshot:
            if note.catalog != snapshot.fact("id") or note.applied > snapshot.generation():
                return
            changed = set(snapshot.backlog(note.applied).article_ids)
            sample = [row for row in snapshot.sample(SAMPLE) if row.article.id not in changed]
        if not sound(folder, note, sample):
            home.disown(folder)
            return
        home.write_note(folder, note.catalog, note.applied, settled=False)  # opening it may write
        try:
            indexes = on_disk(folder, note.catalog)
        except Exception as error:
            log.warning("The search indexes do not open (%s); they are rebuilt.", line(error))
            home.disown(folder)
            return
        indexes.applied = note.applied
        self._changed_at = time.monotonic()
        self.follow(indexes)
        with self._catalog.reading() as snapshot:
            newer = snapshot.generation() > indexes.applied
            complete = newer or indexes.count() == snapshot.passage_count()
        if complete:
            self.indexes = indexes
            home.sweep(self._home)
        else:
            log.warning("The search indexes hold other passages than the catalog: rebuilding.")
            home.disown(folder)
            _close(indexes)

    def _fill(self, made: Indexes, progress: Progress | None) -> bool:
        """Bring everything in; False when asked to stop."""
        with self._catalog.reading() as snapshot:
            generation, ids = snapshot.generation(), snapshot.matching_ids()
        made.apply(0, self._rows(ids, progress), [])
        made.applied = generation
        self.follow(made)
        return not self._stop.is_set()

    def _rows(self, ids: list[str], progress: Progress | None) -> Iterator[Row]:
        """The passages of these articles, until asked to stop.

        Read in small parts: one long read would keep the catalog's log from being cut.
        """
        done = 0
        for page in pages(ids):
            if self._stop.is_set():
                return
            with self._catalog.reading() as snapshot:
                rows = list(snapshot.rows(page))
            yield from rows
            done += len(page)
            if progress:
                progress(done, len(ids))

    def _use(self, made: Indexes) -> None:
        with self._swap:
            old, self.indexes = self.indexes, made
        self._changed_at = None
        if old is not None:
            _close(old)
        home.sweep(self._home)

    def _abandon(self, made: Indexes | None, folder: Path) -> None:
        if made is not None:
            _close(made)
        shutil.rmtree(folder, ignore_errors=True)

    def _changes(self, indexes: Indexes) -> None:
        if self._changed_at is None:
            self._note(indexes, settled=False)
        self._changed_at = time.monotonic()

    def _note(self, indexes: Indexes, *, settled: bool) -> None:
        assert indexes.folder is not None
        home.write_note(indexes.folder, indexes.catalog, indexes.applied, settled=settled)

    def _catalog_id(self) -> str:
        with self._catalog.reading() as snapshot:
            return snapshot.fact("id") or ""


def line(error: BaseException) -> str:
    """An error in one line of a log."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _close(indexes: Indexes) -> None:
    with suppress(Exception):
        indexes.vectors.close()
