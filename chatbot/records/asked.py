"""What somebody has asked about an article: their own questions whose answers quote it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, func, select

from chatbot.records.tables import Records, conversations, exchanges

MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the conversation it stands in."""

    question: str
    conversation: str


def asked_about(records: Records, owner: str, article_id: str) -> list[Asked]:
    """The latest of an owner's questions that were answered with the article, each once."""
    cited = func.json_each(exchanges.c.answer, "$.citations").table_valued("value")
    quoted = exists().where(func.json_extract(cited.c.value, "$.article_id") == article_id)
    latest = (
        select(exchanges.c.question, exchanges.c.conversation)
        .join(conversations, conversations.c.id == exchanges.c.conversation)
        .where(conversations.c.owner == owner, exchanges.c.answer.is_not(None), quoted)
        .order_by(conversations.c.changed.desc(), exchanges.c.position.desc())
    )
    found: dict[str, Asked] = {}
    with records.reading() as connection:
        for question, conversation in connection.execute(latest):
            found.setdefault(question.casefold(), Asked(question, conversation))
            if len(found) == MOST:
                break
    return list(found.values())
