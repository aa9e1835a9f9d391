"""The tables of what people leave behind, and the SQLite file they are in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
)

from vectorstore import StoreDamaged, StoreMismatch
from vectorstore.schema import files_in, open_sqlite, translated

VERSION = 1

tables = MetaData()

conversations = Table(
    "conversations",
    tables,
    Column("id", String, primary_key=True),  # not to be guessed
    Column("owner", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # the name without capitals, to be found by
    Column("changed", String, nullable=False),  # ISO 8601, UTC
    Index("conversations_by_owner", "owner", "changed"),
)

exchanges = Table(
    "exchanges",
    tables,
    Column("id", String, primary_key=True),  # not to be guessed
    Column("conversation", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text),  # its JSON form; NULL = there is none
    Column("problem", Text),
    Column("stopped", Boolean, nullable=False),
    Column("filters", Text, nullable=False),  # JSON: what the user limited the search to
    Column("read_filters", Boolean, nullable=False),  # and whether the question limits it too
    Column("folded", Text, nullable=False),  # question and answer without capitals
    Index("exchanges_by_conversation", "conversation", "position"),
)

links = Table(
    "links",  # answers that others may open, as they were when they were shared
    tables,
    Column("token", String, primary_key=True),  # not to be guessed
    Column("exchange", String, nullable=False, unique=True),
    Column("conversation", String, nullable=False),  # with which it is deleted
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Index("links_by_conversation", "conversation"),
)

feedback = Table(
    "feedback",
    tables,
    Column("exchange", String, primary_key=True),
    Column("conversation", String, nullable=False),  # with which it is deleted
    Column("question", Text, nullable=False),
    Column("verdict", String, nullable=False),  # up, down
    Column("reason", Text, nullable=False),
    Column("given", String, nullable=False),  # ISO 8601, UTC
    Column("history", Text, nullable=False),  # JSON: the turns before
    Column("answer", Text, nullable=False),  # its JSON form
    Column("hits", Text, nullable=False),  # JSON: the passages found for the question
    Index("feedback_by_conversation", "conversation"),
)

preferences = Table(
    "preferences",
    tables,
    Column("owner", String, primary_key=True),
    Column("chosen", Text, nullable=False),  # JSON
)

sessions = Table(
    "sessions",  # who is logged in
    tables,
    Column("token", String, primary_key=True),  # a hash of what the browser holds
    Column("name", String, nullable=False),
    Column("stamp", String, nullable=False),  # of the password: a new one ends the session
    Column("ends", String, nullable=False),  # ISO 8601, UTC
)


class Records:
    """``conversations.sqlite3`` in the data folder, made when there is something to keep.

    Using it raises StoreFull where it may not be written, StoreDamaged where it cannot be read
    and StoreMismatch where another version of Byline made it.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / "conversations.sqlite3"
        self._lock = Lock()
        self._engine: Engine | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Reads that all see one state; where nothing was ever kept, an empty one."""
        if self._engine is None and not self.path.exists():
            empty = create_engine("sqlite://")
            tables.create_all(empty)
            with empty.connect() as connection:
                yield connection
            empty.dispose()
            return
        with self._errors(), self._opened().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it happens, or none."""
        with self._errors():
            with self._opened().execution_options(writing=True).begin() as connection:
                connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is deleted is gone
                yield connection

    def close(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._open()
            return self._engine

    def _open(self) -> Engine:
        with files_in(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Nobody else on the machine is to read it; SQLite gives its other files the same mode.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        engine = open_sqlite(self.path)
        try:
            with engine.execution_options(writing=True).begin() as connection:
                made_by = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                if made_by not in (0, VERSION):
                    raise StoreMismatch(
                        f"{self.path} was made by another version of Byline (format {made_by}, "
                        f"this one uses {VERSION}). Use that version, or move the file away."
                    )
                tables.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
        except BaseException:
            engine.dispose()
            raise
        return engine

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            with translated(self.path):
                yield
        except StoreDamaged as error:
            raise StoreDamaged(
                f"{self.path} cannot be read. Move it away to begin without the conversations "
                "kept in it; the articles are not affected."
            ) from error
