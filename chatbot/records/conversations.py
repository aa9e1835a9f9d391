"""Conversations as they are kept: each is its owner's alone, and every look-up asks for whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from chatbot.answers import Answer, filters_of
from chatbot.conversations import Conversation, Exchange, new_id
from chatbot.records.tables import Records, conversations, exchanges, feedback, links
from vectorstore import NotFound

MOST = 200
"""Conversations in a list; older ones are found by searching."""
LONGEST_NAME = 120
"""Characters."""
NO_SUCH = "There is no such conversation, or it is somebody else's."
NO_SUCH_LINK = "This link opens no answer. It may have been deleted by whoever shared it."


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list of them."""

    id: str
    name: str
    changed: str
    """ISO 8601, UTC."""


def listed(records: Records, owner: str, search: str = "") -> list[Listed]:
    """An owner's conversations, the latest first: those with all words of ``search`` in them."""
    columns = conversations.c.id, conversations.c.name, conversations.c.changed
    found = select(*columns).where(conversations.c.owner == owner)
    for word in search.casefold().split():
        said = select(exchanges.c.id).where(
            exchanges.c.conversation == conversations.c.id,
            exchanges.c.folded.contains(word, autoescape=True),
        )
        found = found.where(
            or_(conversations.c.folded.contains(word, autoescape=True), said.exists())
        )
    latest = found.order_by(conversations.c.changed.desc(), conversations.c.id).limit(MOST)
    with records.reading() as connection:
        return [Listed(*row) for row in connection.execute(latest)]


def opened(records: Records, owner: str, conversation_id: str) -> tuple[str, Conversation]:
    """The name of a conversation and all that is in it. Raises NotFound."""
    with records.reading() as connection:
        name = _owned(connection, owner, conversation_id)
        return name, tuple(
            _exchange(row)
            for row in connection.execute(
                select(exchanges, feedback.c.verdict)
                .outerjoin(feedback, feedback.c.exchange == exchanges.c.id)
                .where(exchanges.c.conversation == conversation_id)
                .order_by(exchanges.c.position)
            ).mappings()
        )


def keep(records: Records, owner: str, conversation_id: str | None, exchange: Exchange) -> str:
    """Add an exchange to a conversation, or put it in place of itself; returns the conversation.

    Without one, a new one begins, named by the question. Raises NotFound.
    """
    with records.writing() as connection:
        if conversation_id is None:
            conversation_id = new_id()
            connection.execute(
                insert(conversations).values(
                    id=conversation_id, owner=owner, changed=_now(), **_named(exchange.question)
                )
            )
        else:
            _owned(connection, owner, conversation_id)
            _change(connection, conversation_id, changed=_now())
        row = _row(exchange)
        mine = (exchanges.c.id == exchange.id, exchanges.c.conversation == conversation_id)
        if not connection.execute(update(exchanges).where(*mine).values(row)).rowcount:
            count = select(func.coalesce(func.max(exchanges.c.position), 0) + 1).where(
                exchanges.c.conversation == conversation_id
            )
            connection.execute(
                insert(exchanges).values(
                    id=exchange.id,
                    conversation=conversation_id,
                    position=connection.execute(count).scalar_one(),
                    **row,
                )
            )
    return conversation_id


def drop(records: Records, owner: str, exchange_id: str) -> None:
    """Delete one exchange; its link still opens the answer. Raises NotFound."""
    with records.writing() as connection:
        owned_exchange(connection, owner, exchange_id)
        connection.execute(delete(exchanges).where(exchanges.c.id == exchange_id))


def rename(records: Records, owner: str, conversation_id: str, name: str) -> None:
    """Raises NotFound; an empty name changes nothing."""
    with records.writing() as connection:
        _owned(connection, owner, conversation_id)
        if name.strip():
            _change(connection, conversation_id, **_named(name))


def remove(records: Records, owner: str, conversation_id: str) -> None:
    """Delete a conversation, with its links and what was thought of its answers.

    Raises NotFound.
    """
    with records.writing() as connection:
        _owned(connection, owner, conversation_id)
        for table in (exchanges, links, feedback):
            connection.execute(delete(table).where(table.c.conversation == conversation_id))
        connection.execute(delete(conversations).where(conversations.c.id == conversation_id))


def share(records: Records, owner: str, exchange_id: str) -> str:
    """The link of an answer, made where there is none: whoever has it may read that answer.

    Raises NotFound.
    """
    with records.writing() as connection:
        row = owned_exchange(connection, owner, exchange_id)
        if row["answer"] is None:
            raise NotFound(NO_SUCH)
        known = select(links.c.token).where(links.c.exchange == exchange_id)
        token: str | None = connection.execute(known).scalar()
        if token is None:
            token = new_id()
            its = {name: row[name] for name in ("conversation", "question", "answer")}
            connection.execute(insert(links).values(token=token, exchange=exchange_id, **its))
    return token


def shared(records: Records, link: str) -> Exchange:
    """The exchange that a link opens. Raises NotFound."""
    with records.reading() as connection:
        found = connection.execute(
            select(links.c.question, links.c.answer).where(links.c.token == link)
        ).first()
    if found is None:
        raise NotFound(NO_SUCH_LINK)
    return Exchange(found.question, Answer.from_dict(json.loads(found.answer)))


def owned_exchange(connection: Connection, owner: str, exchange_id: str) -> Mapping[Any, Any]:
    """An exchange's row, where it is the owner's. Raises NotFound."""
    found = (
        connection.execute(
            select(exchanges)
            .join(conversations, conversations.c.id == exchanges.c.conversation)
            .where(exchanges.c.id == exchange_id, conversations.c.owner == owner)
        )
        .mappings()
        .first()
    )
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def _owned(connection: Connection, owner: str, conversation_id: str) -> str:
    """The name of a conversation that is the owner's. Raises NotFound."""
    name: str | None = connection.execute(
        select(conversations.c.name).where(
            conversations.c.id == conversation_id, conversations.c.owner == owner
        )
    ).scalar()
    if name is None:
        raise NotFound(NO_SUCH)
    return name


def _change(connection: Connection, conversation_id: str, **values: str) -> None:
    its = conversations.c.id == conversation_id
    connection.execute(update(conversations).where(its).values(**values))


def _named(text: str) -> dict[str, str]:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 1]}…"
    name = _storable(name)
    return {"name": name, "folded": name.casefold()}


def _row(exchange: Exchange) -> dict[str, Any]:
    answer = exchange.answer
    said = [exchange.question, answer.text if answer else ""]
    said += [one.quote for one in answer.citations] if answer else []
    return {
        "question": _storable(exchange.question),
        "answer": json.dumps(answer.to_dict()) if answer else None,
        "problem": exchange.problem and _storable(exchange.problem),
        "stopped": exchange.stopped,
        "filters": json.dumps(asdict(exchange.filters)),
        "read_filters": exchange.read_filters,
        "folded": _storable("\n".join(said)).casefold(),
    }


def _exchange(row: Mapping[Any, Any]) -> Exchange:
    """What is not ended was cut off: by a crash, or by a page that went away."""
    answer = Answer.from_dict(json.loads(row["answer"])) if row["answer"] else None
    ended = row["stopped"] or row["problem"] is not None or (answer is not None and answer.done)
    return Exchange(
        question=row["question"],
        answer=answer,
        problem=row["problem"],
        stopped=not ended or row["stopped"],
        filters=filters_of(json.loads(row["filters"])),
        read_filters=row["read_filters"],
        verdict=row["verdict"],
        id=row["id"],
    )


def _storable(text: str) -> str:
    return text.encode(errors="replace").decode()  # half a surrogate pair is no text


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
