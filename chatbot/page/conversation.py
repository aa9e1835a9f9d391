"""What happens to a conversation: a question is asked, answered, stopped, turned away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

from chatbot import Chatbot
from chatbot.conversations import Conversation, Exchange, turns
from chatbot.limits import limits
from chatbot.page import wording
from vectorstore import EVERYTHING, BylineError, Filters, NoStore

LONGEST_QUESTION = 2000
"""Characters: far more than a question needs, and little enough to search for at once."""

_log = logging.getLogger(__name__)


def begin(conversation: Conversation, question: str, filters: Filters = EVERYTHING) -> Conversation:
    """With one more question; the one before it, if still open, ends where it is."""
    asked = question.strip()
    too_long = wording.too_long(LONGEST_QUESTION) if len(asked) > LONGEST_QUESTION else None
    exchange = Exchange(asked[:LONGEST_QUESTION], problem=too_long, filters=filters)
    return (*_cut_short(conversation), exchange)


def again(conversation: Conversation, number: object) -> Conversation:
    """With its last question asked once more, without one of the limits of its answer.

    ``number`` comes from the browser, so it may be anything.
    """
    answered = conversation[-1].answer if conversation else None
    if answered is None or not conversation[-1].ended:
        return conversation
    for place, limit in enumerate(limits(answered.filters)):
        if str(number) == str(place):
            return (
                *conversation,
                Exchange(conversation[-1].question, filters=limit.without, read_filters=False),
            )
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
            filters=exchange.filters,
            read_filters=exchange.read_filters,
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
