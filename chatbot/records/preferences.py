"""What a user has chosen on the page."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select

from chatbot.records.tables import Records, preferences


def chosen(records: Records, owner: str) -> dict[str, Any]:
    """What was chosen so far, by name."""
    with records.reading() as connection:
        kept = select(preferences.c.chosen).where(preferences.c.owner == owner)
        found = connection.execute(kept).scalar()
    choices: dict[str, Any] = json.loads(found) if found else {}
    return choices


def choose(records: Records, owner: str, **values: Any) -> None:
    """Keep what was chosen, in place of all that was chosen before."""
    with records.writing() as connection:
        connection.execute(delete(preferences).where(preferences.c.owner == owner))
        row = {"owner": owner, "chosen": json.dumps(values)}
        connection.execute(insert(preferences).values(row))
