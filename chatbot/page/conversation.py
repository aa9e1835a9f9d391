"""One session's conversation: what was asked, what came of it, and how it is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chatbot import Answer, Chatbot, Filters, Turn
from chatbot.limits import limits
from chatbot.page import messages, wording
from vectorstore import EVERYTHING, BylineError, NoStore

LONGEST_QUESTION = 2000
"""Characters: far more than a question needs, and little enough to search for at once."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: nothing yet, an answer so far, the reason there is none."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    stopped: bool = False
    filters: Filters | None = None
    """What the user left of an earlier answer's limits; None: whatever the question names."""

    @property
    def ended(self) -> bool:
        done = self.answer is not None and self.answer.done
        return done or self.stopped or self.problem is not None


Conversation = tuple[Exchange, ...]


def turns(conversation: Conversation) -> list[Turn]:
    """What the chatbot is told of it: only what was answered to the end."""
    return [
        Turn(exchange.question, exchange.answer.text)
        for exchange in conversation
        if exchange.answer is not None and exchange.answer.done
    ]


def shown(conversation: Conversation) -> list[dict[str, str]]:
    """As the messages of a ``gr.Chatbot`` that renders no Markdown."""
    said = []
    for exchange in conversation:
        last = exchange is conversation[-1]
        said.append({"role": "user", "content": messages.asked(exchange.question)})
        said.append({"role": "assistant", "content": _reply(exchange, last)})
    return said


def begin(conversation: Conversation, question: str) -> Conversation:
    """With one more question; the one before it, if still open, ends where it is."""
    asked = question.strip()
    too_long = wording.too_long(LONGEST_QUESTION) if len(asked) > LONGEST_QUESTION else None
    return (*_cut_short(conversation), Exchange(asked[:LONGEST_QUESTION], problem=too_long))


def again(conversation: Conversation, number: object) -> Conversation:
    """With its last question asked once more, without one of the limits of its answer.

    ``number`` comes from the browser, so it may be anything.
    """
    answered = conversation[-1].answer if conversation else None
    if answered is None or not conversation[-1].ended:
        return conversation
    for place, limit in enumerate(limits(answered.filters)):
        if str(number) == str(place):
            return (*conversation, Exchange(conversation[-1].question, filters=limit.without))
    return conversation


def answer(chatbot: Callable[[], Chatbot], conversation: Conversation) -> Iterator[Conversation]:
    """As its last question is answered bit by bit; whatever goes wrong ends it in a sentence."""
    if not conversation or conversation[-1].ended:
        return
    *before, exchange = conversation
    try:
        opened = chatbot()
        if not opened.store.summary().articles:
            raise NoStore(wording.NO_ARTICLES)
        for so_far in opened.stream(
            exchange.question,
            history=turns(conversation),
            filters=exchange.filters or EVERYTHING,
            read_filters=exchange.filters is None,
        ):
            exchange = replace(exchange, answer=so_far)
            yield (*before, exchange)
    except BylineError as error:
        yield (*before, replace(exchange, problem=str(error)))
    except Exception:
        _log.exception("A question could not be answered.")
        yield (*before, replace(exchange, problem=wording.FAULT))


def stop(conversation: Conversation) -> Conversation:
    """With its last exchange ended where it is, unless it had ended by itself."""
    if conversation and conversation[-1].problem == wording.BUSY:
        # A stop looks like being turned away as well, and that may be told first.
        *before, last = conversation
        return _cut_short((*before, replace(last, problem=None)))
    return _cut_short(conversation)


def _cut_short(conversation: Conversation) -> Conversation:
    if not conversation or conversation[-1].ended:
        return conversation
    return (*conversation[:-1], replace(conversation[-1], stopped=True))


def turn_away(conversation: Conversation) -> Conversation:
    """With its last question, if still open, refused because too many are waiting.

    One that is being answered has not been waiting: it was stopped.
    """
    if not conversation or conversation[-1].ended:
        return conversation
    if conversation[-1].answer is not None:
        return _cut_short(conversation)
    return (*conversation[:-1], replace(conversation[-1], problem=wording.BUSY))


def _reply(exchange: Exchange, last: bool) -> str:
    parts = []
    if not exchange.ended and exchange.answer is None:
        parts.append(messages.note(wording.LOOKING))
    if exchange.answer is not None:
        parts.append(messages.answered(exchange.answer, last and exchange.ended))
        if not exchange.ended and exchange.answer.mode == "written":
            parts.append(messages.note(wording.WRITING))
    if exchange.stopped:
        parts.append(messages.note(wording.STOPPED))
    if exchange.problem is not None:
        parts.append(messages.problem(exchange.problem))
    return "".join(parts)
