"""What lies before one visitor: a conversation, kept as it goes, and how much of it is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from chatbot.conversations import Conversation, Exchange
from chatbot.page import conversation as talk
from chatbot.page import wording
from chatbot.page.users import User
from chatbot.records import conversations as kept
from chatbot.records.tables import Records
from vectorstore import EVERYTHING, BylineError, Filters

RECENT = 20
"""Questions shown of a conversation that is opened, and again with each look further back: a long
one stays quick to show."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """A conversation of one owner. Where it is not kept yet, it has no ``id``."""

    owner: str = ""
    id: str | None = None
    name: str = ""
    conversation: Conversation = ()
    shown: int = RECENT
    editing: bool = False
    """Whether the next question takes the place of the last."""
    shared: bool = False
    """Whether this is an answer that somebody else shared."""
    trouble: str | None = None
    """Why the conversation is not kept."""

    @property
    def last(self) -> Exchange | None:
        return self.conversation[-1] if self.conversation else None

    @property
    def hidden(self) -> int:
        """How many earlier questions are not shown."""
        return max(0, len(self.conversation) - self.shown)

    def exchange(self, exchange_id: object) -> Exchange | None:
        """One of its exchanges; the id comes from the browser, so it may be anything."""
        return next((one for one in self.conversation if one.id == exchange_id), None)


def own(desk: Desk, user: User) -> Desk:
    """The desk, if it is the user's; an empty one if it is anybody else's."""
    return desk if desk.owner == user.id else Desk(owner=user.id)


def restored(records: Records, user: User, conversation: str = "", link: str = "") -> Desk:
    """The desk as an address of the page names it: a conversation, or an answer that is shared."""
    try:
        if link:
            only = kept.shared(records, link)
            return Desk(user.id, name=only.question, conversation=(only,), shared=True)
        if conversation:
            name, exchanges = kept.opened(records, user.id, conversation)
            return Desk(user.id, conversation, name, exchanges)
    except BylineError as error:
        return Desk(user.id, trouble=str(error))
    return Desk(user.id)


def begin(records: Records, desk: Desk, asked: str, filters: Filters = EVERYTHING) -> Desk:
    """With one more question, or another in place of the last where that is being edited."""
    if desk.shared:
        desk = Desk(desk.owner)
    if desk.editing:
        desk = _without_last(records, desk)
    conversation = talk.begin(desk.conversation, asked, filters)
    if conversation[:-1] != desk.conversation:  # the one before was still open
        desk = _saved(records, replace(desk, conversation=conversation[:-1]))
    return _with(records, desk, conversation)


def again(records: Records, desk: Desk, exchange: Exchange) -> Desk:
    """With an exchange asked once more, in its place if it is the last."""
    fresh = Exchange(
        exchange.question, filters=exchange.filters, read_filters=exchange.read_filters
    )
    if exchange is desk.last:
        desk = _without_last(records, desk)
    return _with(records, desk, (*desk.conversation, fresh))


def _with(records: Records, desk: Desk, conversation: Conversation) -> Desk:
    grown = replace(desk, conversation=conversation, shown=desk.shown + 1, editing=False)
    return _saved(records, grown)


def without(records: Records, desk: Desk, number: object) -> Desk:
    """With the last question asked once more, without one of the limits of its answer."""
    conversation = talk.again(desk.conversation, number)
    if conversation == desk.conversation or desk.shared:
        return desk
    return _with(records, desk, conversation)


def ended(records: Records, desk: Desk, end: Callable[[Conversation], Conversation]) -> Desk:
    """With its last exchange ended by ``stop`` or ``turn_away``."""
    conversation = end(desk.conversation)
    if conversation == desk.conversation:
        return desk
    return _saved(records, replace(desk, conversation=conversation))


def answered(records: Records, desk: Desk, conversation: Conversation) -> Desk:
    """As an answer grows; kept when it is whole."""
    grown = replace(desk, conversation=conversation)
    return _saved(records, grown) if grown.last and grown.last.ended else grown


def _without_last(records: Records, desk: Desk) -> Desk:
    if desk.last is None:
        return desk
    try:
        if desk.id is not None:
            kept.drop(records, desk.owner, desk.last.id)
    except BylineError as error:
        _log.debug("Not kept, so not dropped: %s", error)
    return replace(desk, conversation=desk.conversation[:-1])


def _saved(records: Records, desk: Desk) -> Desk:
    """Asking goes on where nothing can be kept; then the page says why."""
    if desk.last is None or desk.shared:
        return desk
    try:
        conversation_id = kept.keep(records, desk.owner, desk.id, desk.last)
    except BylineError as error:
        return replace(desk, trouble=wording.not_kept(str(error)))
    name = desk.name or " ".join(desk.last.question.split())
    return replace(desk, id=conversation_id, name=name, trouble=None)
