"""What people thought of answers, each with the question, the answer and what was found for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from chatbot.answers import Turn
from chatbot.conversations import Verdict
from chatbot.records.conversations import NO_SUCH, owned_exchange
from chatbot.records.tables import Records, feedback
from vectorstore import Hit, NotFound

LONGEST_REASON = 2000
"""Characters."""


def judge(
    records: Records,
    owner: str,
    exchange_id: str,
    verdict: Verdict | None,
    history: Sequence[Turn] = (),
    hits: Sequence[Hit] = (),
) -> None:
    """Keep what somebody thought of an answer, in place of what they thought before; None: nothing.

    ``history`` are the turns before the question, ``hits`` the passages found for it. Raises
    NotFound.
    """
    with records.writing() as connection:
        row = owned_exchange(connection, owner, exchange_id)
        connection.execute(delete(feedback).where(feedback.c.exchange == exchange_id))
        if verdict is None:
            return
        if row["answer"] is None:
            raise NotFound(NO_SUCH)
        connection.execute(
            insert(feedback).values(
                exchange=exchange_id,
                conversation=row["conversation"],
                question=row["question"],
                verdict=verdict,
                reason="",
                given=datetime.now(UTC).isoformat(timespec="seconds"),
                history=json.dumps([asdict(turn) for turn in history]),
                answer=row["answer"],
                hits=json.dumps([{**asdict(hit), "scores": dict(hit.scores)} for hit in hits]),
            )
        )


def explain(records: Records, owner: str, exchange_id: str, reason: str) -> None:
    """Add why; cut at ``LONGEST_REASON``. Raises NotFound."""
    with records.writing() as connection:
        owned_exchange(connection, owner, exchange_id)
        text = reason.strip()[:LONGEST_REASON].encode(errors="replace").decode()
        its = feedback.c.exchange == exchange_id
        connection.execute(update(feedback).where(its).values(reason=text))


def given(records: Records) -> list[dict[str, Any]]:
    """All of it, in the order in which it was given; as JSON, and without who gave it."""
    with records.reading() as connection:
        rows = connection.execute(
            select(feedback).order_by(feedback.c.given, feedback.c.exchange)
        ).mappings()
        return [_row(row) for row in rows]


def _row(row: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {name: row[name] for name in ("exchange", "question", "verdict", "reason", "given")}
    return plain | {name: json.loads(row[name]) for name in ("history", "answer", "hits")}
