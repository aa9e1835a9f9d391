"""Who is logged in: only a hash of what the browser holds is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select

from chatbot.records.tables import Records, sessions

DAYS = 30
"""After these a session ends by itself."""


def begin(records: Records, token_hash: str, name: str, stamp: str) -> None:
    """Note a session of ``name``; ``stamp`` is of the password that opened it."""
    now = datetime.now(UTC)
    with records.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.ends < now.isoformat()))
        ends = (now + timedelta(DAYS)).isoformat()
        row = {"token": token_hash, "name": name, "stamp": stamp, "ends": ends}
        connection.execute(insert(sessions).values(row))


def find(records: Records, token_hash: str) -> tuple[str, str] | None:
    """The name and stamp of a session that has not ended."""
    now = datetime.now(UTC).isoformat()
    with records.reading() as connection:
        row = connection.execute(
            select(sessions.c.name, sessions.c.stamp).where(
                sessions.c.token == token_hash, sessions.c.ends >= now
            )
        ).first()
    return (row.name, row.stamp) if row else None


def end(records: Records, token_hash: str) -> None:
    with records.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.token == token_hash))
