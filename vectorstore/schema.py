"""The catalog's tables, and how a SQLite file of them is opened safely."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from vectorstore.errors import StoreDamaged, StoreError, StoreFull, StoreLocked

SCHEMA_VERSION = 1

tables = MetaData()

facts = Table(
    "facts",  # the schema version, the stamp, the catalog's own id
    tables,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

sources = Table(
    "sources",  # what was read, so that the unchanged is not read again
    tables,
    Column("key", String, primary_key=True),  # an absolute path or a URL
    Column("origin", String, nullable=False),  # the SOURCE it was found under
    Column("fingerprint", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Index("sources_by_origin", "origin"),
)

articles = Table(
    "articles",
    tables,
    Column("id", String, primary_key=True),
    Column("live", Integer),  # the version readers see; NULL = removed
    Column("source", String),
    Column("signature", LargeBinary),  # what copies are found by; NULL = not looked at yet
    Column("copy_group", String),  # the same for all copies of one text
    Index("articles_by_source", "source"),
    Index("articles_by_group", "copy_group"),
)

versions = Table(
    "versions",
    tables,
    Column("article_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("published", String),
    Column("updated", String),
    Column("day", Integer),  # published as yyyymmdd in the article's own zone
    Column("language", String),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("rules", Integer, nullable=False),  # those its claims were found by; 0 = by none yet
    Index("versions_by_day", "day"),
    Index("versions_by_publisher", "publisher"),
)

claims = Table(
    "claims",  # of every version, so that an answer that cites a retired one keeps them
    tables,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("name", Text, nullable=False),
    # To be found by: the words of speaker | name | sentences (which rules before the second lack).
    Column("folded", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("stance", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("resolved", Boolean, nullable=False),
    Column("via", Text),
    Index("claims_by_version", "article_id", "version"),
)

passages = Table(
    "passages",  # of live versions only; a retired version keeps its text, not its passages
    tables,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentences", Text, nullable=False),  # JSON [[start, end], …]
    Column("vector", LargeBinary, nullable=False),  # float32, little endian, unit length
    UniqueConstraint("article_id", "version", "position"),
)

staged = Table(
    "staged",  # passages embedded by another model, until the flip makes them live
    tables,
    *(Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in passages.c),
    UniqueConstraint("article_id", "version", "position"),
)

changes = Table(
    "changes",  # the log that indexes follow; its last number is the generation
    tables,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("retired", Integer, nullable=False),  # how many passages went; 0 = this version came
    sqlite_autoincrement=True,
)


class _Frozen(sqlite3.Connection):
    """A connection that sees the file as it is now, and is used once."""


def open_sqlite(path: Path) -> Engine:
    """An engine on an existing file: WAL, synchronous=FULL, explicit transactions."""
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, max_overflow=-1
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _checkin(connection: Any, record: Any) -> None:
        if isinstance(connection, _Frozen):
            record.invalidate()

    return engine


def _connect(path: Path) -> sqlite3.Connection:
    name = f"file:{quote(str(path.absolute()))}?mode="
    # No isolation level, or Python's driver begins transactions by itself.
    options: dict[str, Any] = {"uri": True, "isolation_level": None, "check_same_thread": False}
    connection: sqlite3.Connection = sqlite3.connect(f"{name}rw", timeout=30.0, **options)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection
    except sqlite3.OperationalError:
        connection.close()
        if Path(f"{path}-wal").exists() and Path(f"{path}-wal").stat().st_size:
            raise
    # There is no room or no permission for the files beside it, but also nothing in them.
    frozen: sqlite3.Connection
    frozen = sqlite3.connect(f"{name}ro&immutable=1", factory=_Frozen, **options)
    return frozen


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The one place where the database's errors become ours."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        ours = _meaning(path, cause, str(cause))
        if ours is None:
            raise
        raise ours from error


def _meaning(path: Path, cause: BaseException | None, reason: str) -> StoreError | None:
    """What the database wanted to say, if it is not our own fault."""

    def says(*signs: str) -> bool:
        return any(sign in reason for sign in signs)

    if isinstance(cause, sqlite3.OperationalError) and says("full", "readonly", "disk I/O"):
        return StoreFull(
            f"Cannot write in {path.parent} ({reason}). Free some space or allow writing, "
            "then run the same command again; nothing half-written is kept."
        )
    if isinstance(cause, sqlite3.OperationalError) and says("locked", "busy"):
        return StoreLocked(f"Another process is holding {path}. Try again when it has finished.")
    if isinstance(cause, sqlite3.OperationalError) and says("unable to open"):
        return StoreError(f"Cannot open {path} ({reason}).")
    if type(cause) is sqlite3.DatabaseError or says("no such table", "no such column", "decode"):
        return StoreDamaged(damaged(path, reason))
    return None


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Work on files that raises StoreFull where it may not be done."""
    try:
        yield
    except OSError as error:
        raise StoreFull(f"Cannot read and write in {folder}: {error.strerror or error}.") from error


def damaged(path: Path, reason: str) -> str:
    return (
        f"{path} cannot be read ({reason}). Put a backup in its place "
        f"(python -m vectorstore restore BACKUP --data {path.parent}), or move the folder away "
        "and ingest again."
    )
