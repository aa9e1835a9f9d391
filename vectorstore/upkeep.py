"""Keeping the indexes in step with the catalog: what a search uses, and who does the work."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from threading import Event, Lock, Thread

from filelock import FileLock

from vectorstore.catalog import Catalog
from vectorstore.errors import StoreError, StoreFull
from vectorstore.indexes import Indexes, Known, in_memory
from vectorstore.locks import acquire
from vectorstore.owner import Owner, Progress, line

SMALL = 100
"""Changes that are brought in before a question; more than that in the background."""
RETRY = 5.0
"""Seconds between two tries to become the owner."""
REST = 60.0
"""Seconds of rest after a failure, when there was another one shortly before."""
QUIET = 2.0
"""Seconds without changes after which the indexes' files are noted as whole."""
WAIT_FROM = 20_000
"""Passages from which waiting for the indexes to open beats reading all vectors into memory."""
WAIT = 30.0
"""Seconds of that wait."""

log = logging.getLogger(__name__)


class Upkeep:
    """Follows the catalog's change log with indexes on disk, if this process owns them, or in
    memory, if another does, or while they are opened, mended or far behind.
    """

    def __init__(self, catalog: Catalog, data: Path) -> None:
        self._catalog = catalog
        self._lock_path = data / "index.lock"
        self._lock: FileLock | None = None
        self._stop = Event()
        self._owner = Owner(catalog, data / "index", self._stop)
        self._owner_turn = Lock()  # held by the thread that changes the indexes on disk
        self._memory: Indexes | None = None
        self._memory_from = 0
        self._memory_turn = Lock()
        self._worker: Thread | None = None
        self._worker_turn = Lock()
        self._tried = Event()  # the worker has opened the indexes, or could not
        self._rest_until = 0.0
        self._failed_at: float | None = None

    # -- what a search uses ------------------------------------------------------------------

    def current(self) -> Known:
        """Indexes that together know every change there is now."""
        with self._catalog.reading() as snapshot:
            catalog, generation = snapshot.fact("id") or "", snapshot.generation()
            large = self._owner.indexes is None and self._memory is None
            large = large and snapshot.passage_count() > WAIT_FROM
        if not self._is_open(catalog):
            self._work_in_background()
            if large:
                self._tried.wait(WAIT)
        disk = self._owner.indexes
        if disk is None or disk.catalog != catalog:
            return Known(catalog, generation, (self._in_memory(catalog, 0),))
        applied = disk.applied
        if applied >= generation:
            return Known(catalog, applied, (disk,))
        if generation - applied <= SMALL and self._owner_turn.acquire(blocking=False):
            try:
                self._owner.follow(disk)
                applied = disk.applied
            except StoreError:
                raise
            except BaseException as error:  # a panic in Rust is no Exception
                self.broken(disk, error)
                return Known(catalog, generation, (self._in_memory(catalog, 0),))
            finally:
                self._owner_turn.release()
        self._work_in_background()  # to catch up, and to note the files once it is quiet
        if applied >= generation:
            return Known(catalog, applied, (disk,))
        return Known(catalog, generation, (disk, self._in_memory(catalog, applied)))

    def broken(self, indexes: Indexes, error: BaseException) -> None:
        """These indexes failed: do without them and mend them."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise error
        if indexes is self._owner.indexes:
            log.warning("The search indexes failed (%s); they are rebuilt.", line(error))
            self._owner.drop(indexes)
            self._failed()
            self._work_in_background()

    def _is_open(self, catalog: str) -> bool:
        disk = self._owner.indexes
        return disk is not None and disk.catalog == catalog

    def _in_memory(self, catalog: str, after: int) -> Indexes:
        """Exact indexes over what changed after number ``after`` (0 = everything)."""
        with self._memory_turn, self._catalog.reading() as snapshot:
            memory = self._memory
            if memory is None or memory.catalog != catalog or self._memory_from > after:
                memory, self._memory_from = in_memory(catalog), after
                memory.applied = after
            if memory.applied == 0:
                memory.apply(snapshot.generation(), snapshot.rows(snapshot.matching_ids()), [])
            elif snapshot.generation() > memory.applied:
                backlog = snapshot.backlog(memory.applied)
                memory.apply(backlog.upto, snapshot.rows(backlog.article_ids), backlog.gone)
            self._memory = memory
            return memory

    # -- who does the work -------------------------------------------------------------------

    def finish(self, progress: Progress | None = None) -> bool:
        """Bring the indexes up to date now; False if another process owns them.

        Raises StoreFull or StoreError where they cannot be written; nothing is lost by that.
        """
        return self._owner.is_done() or self._do(progress, anew=False)

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Make the indexes anew from the catalog; False if another process owns them.

        Raises StoreFull or StoreError where they cannot be written; nothing is lost by that.
        """
        return self._do(progress, anew=True)

    def _do(self, progress: Progress | None, *, anew: bool) -> bool:
        with self._owner_turn:
            if not self._own():
                return False
            try:
                if anew:
                    self._owner.rebuild(progress)
                else:
                    self._owner.ready(progress)
                self._owner.settle()
            except (StoreError, KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                raise self._unwritten(error) from error
        return True

    def start(self) -> None:
        """Open the indexes in the background, if nobody else has them open."""
        self._work_in_background()

    def _work_in_background(self) -> None:
        with self._worker_turn:
            busy = self._worker is not None and self._worker.is_alive()
            if busy or self._stop.is_set() or time.monotonic() < self._rest_until:
                return
            self._tried.clear()
            self._worker = Thread(target=self._work, name="byline-upkeep", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                if time.monotonic() < self._rest_until:
                    return
                with self._owner_turn:
                    if not self._own():
                        self._rest_until = time.monotonic() + RETRY
                        return
                    self._owner.ready()
                    settled = self._owner.settle(after=QUIET)
                self._tried.set()
                if settled:
                    self._memory = None  # until it is needed again
                    return
                self._stop.wait(0.1)
        except StoreError as error:
            log.warning("The search indexes are not kept up for now: %s", error)
            self._failed(RETRY)
        except BaseException as error:  # a panic in Rust is no Exception
            log.warning("%s", self._unwritten(error))
            self._failed(REST)
        finally:
            self._tried.set()

    def _failed(self, rest: float = 0.0) -> None:
        """Rest for a while; a second failure soon after the first asks for a longer one."""
        now = time.monotonic()
        if self._failed_at is not None and now - self._failed_at < REST:
            rest = REST
        self._failed_at = now
        self._rest_until = now + rest

    def _unwritten(self, error: BaseException) -> StoreError:
        text = line(error)
        full = any(sign in text for sign in ("No space", "os error 28", "disk is full", "Errno 28"))
        kind = StoreFull if full else StoreError
        return kind(
            f"The search indexes in {self._lock_path.parent} could not be written ({text}). The "
            "articles are stored, and every question is answered by exact search meanwhile. "
            f"Make the indexes again with: python -m vectorstore rebuild --data "
            f"{self._lock_path.parent}"
        )

    def _own(self) -> bool:
        if self._lock is None:
            try:
                self._lock = acquire(self._lock_path, wait=0)
            except StoreError:
                return False
        return True

    def close(self) -> None:
        """Release the indexes and their lock; work in the background ends first."""
        self._stop.set()
        self._tried.set()
        if self._worker is not None:
            self._worker.join()
        with self._owner_turn:
            try:
                self._owner.close()
            except OSError as error:  # the next to open them looks inside instead
                log.warning("The search indexes could not be noted as whole: %s", error)
            finally:
                if self._lock is not None:
                    self._lock.release()
                    self._lock = None
