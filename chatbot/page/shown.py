"""A desk as it is shown: messages for the chat, and the sources beside it."""

from __future__ import annotations

from chatbot.conversations import Exchange
from chatbot.page import messages, wording
from chatbot.page.actions import actions, earlier
from chatbot.page.desk import Desk
from chatbot.page.sources import cards


def shown(desk: Desk) -> list[dict[str, str]]:
    """As the messages of a ``gr.Chatbot`` that renders no Markdown."""
    said = []
    if desk.hidden:
        said.append({"role": "assistant", "content": earlier(desk.hidden)})
    for exchange in desk.conversation[desk.hidden :]:
        last = exchange is desk.last
        said.append({"role": "user", "content": messages.asked(exchange.question, exchange.id)})
        said.append({"role": "assistant", "content": _reply(desk, exchange, last)})
    if desk.trouble is not None:
        said.append({"role": "assistant", "content": messages.problem(desk.trouble)})
    return said


def beside(desk: Desk) -> str:
    """The sources of the last answer."""
    answer = desk.last.answer if desk.last else None
    return cards(answer.citations, answer.claims) if answer else cards(())


def _reply(desk: Desk, exchange: Exchange, last: bool) -> str:
    parts = []
    if not exchange.ended and exchange.answer is None:
        parts.append(messages.note(wording.LOOKING))
    if exchange.answer is not None:
        removable = last and exchange.ended and not desk.shared
        parts.append(messages.answered(exchange.answer, removable))
        if not exchange.ended and exchange.answer.mode == "written":
            parts.append(messages.note(wording.WRITING))
    if exchange.stopped:
        parts.append(messages.note(wording.STOPPED))
    if exchange.problem is not None:
        parts.append(messages.problem(exchange.problem))
    if desk.shared:
        parts.append(messages.note(wording.SHARED))
    elif exchange.ended:
        parts.append(actions(exchange, last))
    return "".join(parts)
