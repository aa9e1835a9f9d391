"""The record of truth, a SQLite file: who may open it, read it and write it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import DatabaseError

from vectorstore.errors import NoStore, StoreDamaged, StoreError, StoreMismatch
from vectorstore.locks import held
from vectorstore.rows import Summary
from vectorstore.schema import (
    SCHEMA_VERSION,
    damaged,
    facts,
    files_in,
    open_sqlite,
    tables,
    translated,
)
from vectorstore.snapshot import Snapshot

WRITER_WAIT = 60.0
"""Seconds a writer waits for another before it says who holds the lock."""


class Catalog:
    """``catalog.sqlite3`` in the data folder; any process may read it, one at a time writes.

    Raises NoStore where there is none (unless ``create``), StoreMismatch where another version
    of Byline made it, StoreDamaged where it cannot be read.
    """

    def __init__(self, data: Path, *, create: bool = False) -> None:
        self.path = data / "catalog.sqlite3"
        self._lock = data / "writer.lock"
        self._counted: tuple[tuple[str | None, int] | None, Summary | None] = None, None
        with files_in(data):
            if not self.path.exists():
                if not create:
                    raise NoStore(
                        f"There are no articles in {data} yet. "
                        f"Add some with: python -m ingest --data {data} SOURCE"
                    )
                self._create(data)
            self._file = _identity(self.path)
            if self.path.stat().st_size == 0:
                raise StoreDamaged(damaged(self.path, "it is empty"))
        self._engine = open_sqlite(self.path)
        try:
            with self.reading() as snapshot:
                _check_version(snapshot, data)
        except BaseException:
            self.close()
            raise

    def _create(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        with held(self._lock, WRITER_WAIT), translated(self.path):
            if self.path.exists():
                return
            # Made aside and moved into place, so that the file is whole once it exists.
            made = _aside(data)
            made.touch()
            engine = open_sqlite(made)
            try:
                with engine.begin() as connection:
                    tables.create_all(connection)
                    new = {"schema": str(SCHEMA_VERSION), "id": uuid.uuid4().hex}
                    rows = [{"key": key, "value": value} for key, value in new.items()]
                    connection.execute(insert(facts), rows)
            finally:
                engine.dispose()
            os.replace(made, self.path)

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Reads that all see one state, while others write."""
        self._let_go_if_replaced()
        with translated(self.path), self._engine.connect() as connection:
            yield Snapshot(connection)

    def summary(self) -> Summary:
        """What is in it; counted anew only after a change, as it takes a second per million."""
        with self.reading() as snapshot:
            state = snapshot.fact("id"), snapshot.generation()
            counted, summary = self._counted
            if summary is None or counted != state:
                summary = snapshot.summary()
                self._counted = state, summary
            return summary

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction under the writer's lock: all of it happens, or none."""
        with held(self._lock, WRITER_WAIT), translated(self.path):
            self._let_go_if_replaced()
            writer = self._engine.execution_options(writing=True)
            with writer.begin() as connection:
                yield connection

    def backup(self, target: Path) -> None:
        """Copy the catalog as it is now to a new file, while others read and write."""
        if target.exists():
            raise StoreError(f"{target} exists already. Name a file that does not.")
        made = target.with_name(f"{target.name}.part")
        with files_in(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            made.unlink(missing_ok=True)
            try:
                with translated(target), closing(sqlite3.connect(made)) as there:
                    with self._engine.connect() as here:
                        driver = here.connection.driver_connection
                        assert isinstance(driver, sqlite3.Connection)
                        driver.backup(there)
                os.replace(made, target)
            finally:
                made.unlink(missing_ok=True)

    def close(self) -> None:
        self._engine.dispose()

    def _let_go_if_replaced(self) -> None:
        """A backup may be put in place while we are open; the file we have is then another."""
        try:
            now = _identity(self.path)
        except OSError as error:
            raise NoStore(f"{self.path} is gone ({error.strerror}).") from error
        if now != self._file:
            self._file = now
            self._engine.dispose()


def restore(backup: Path, data: Path) -> None:
    """Put a backup in the place of the catalog of ``data``; its indexes are then rebuilt.

    Raises StoreError where there is no backup, StoreDamaged where it is not whole, StoreMismatch
    where another version of Byline made it.
    """
    if not backup.is_file():
        raise StoreError(f"There is no backup at {backup}.")
    place = data / "catalog.sqlite3"
    with files_in(data):
        data.mkdir(parents=True, exist_ok=True)
        with held(data / "writer.lock", WRITER_WAIT), translated(backup):
            copy = _aside(data)
            shutil.copyfile(backup, copy)
            try:
                _make_another(copy, backup)
                _empty_log(place)
                os.replace(copy, place)
            finally:
                _aside(data)


def _make_another(copy: Path, backup: Path) -> None:
    """Check a copied catalog, and give it an id of its own.

    Indexes that followed the catalog it replaces must not be taken for this one's.
    """
    engine = open_sqlite(copy)
    try:
        with engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if verdict != "ok":
                raise StoreDamaged(f"{backup} is no whole backup ({verdict}).")
            _check_version(Snapshot(connection), backup)
        with engine.execution_options(writing=True).begin() as connection:
            new_id = update(facts).where(facts.c.key == "id").values(value=uuid.uuid4().hex)
            connection.execute(new_id)
    except DatabaseError as error:
        raise StoreDamaged(f"{backup} is no backup of a catalog ({error.orig}).") from error
    finally:
        engine.dispose()


def _empty_log(place: Path) -> None:
    """Remove the log of the catalog that is to go, or it would be taken for the new one's."""
    if place.exists() and place.stat().st_size:
        # What is in it goes into the file first: should we be stopped here, nothing is lost.
        with suppress(sqlite3.Error), closing(sqlite3.connect(place)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for leftover in ("-wal", "-shm"):
        Path(f"{place}{leftover}").unlink(missing_ok=True)


def _check_version(snapshot: Snapshot, what: Path) -> None:
    made_by = snapshot.fact("schema")
    if made_by != str(SCHEMA_VERSION):
        raise StoreMismatch(
            f"{what} was made by another version of Byline (storage {made_by}, this one uses "
            f"{SCHEMA_VERSION}). Ingest into a new folder: "
            "python -m ingest --data NEW_FOLDER SOURCE"
        )


def _aside(data: Path) -> Path:
    """Where a catalog is made before it is moved into place; nothing is there yet."""
    made = data / "catalog.new"
    for part in ("", "-wal", "-shm", "-journal"):
        Path(f"{made}{part}").unlink(missing_ok=True)
    return made


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
