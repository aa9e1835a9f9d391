"""What comes after an answer: passages found besides those quoted, and questions to ask next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import gradio as gr

from chatbot import Chatbot
from chatbot.conversations import turns
from chatbot.page.actions import suggested
from chatbot.page.desk import Desk, own
from chatbot.page.preferences import in_mode, preferences_of
from chatbot.page.sources import passages
from chatbot.page.users import user_of
from chatbot.records.tables import Records
from chatbot.suggestions import suggestions
from vectorstore import BylineError


def follow(
    chatbot: Callable[[], Chatbot],
    records: Records,
    desk: gr.State,
    answered: Sequence[Any],
    questions: gr.HTML,
    also: gr.HTML,
) -> None:
    """Fill the two whenever something is ``answered``."""
    suggesting = Lock()

    def quoting() -> Chatbot:
        return in_mode(chatbot(), "quotes")  # no language model is asked for any of this

    def suggest(at: Desk, request: gr.Request) -> str:
        mine = own(at, user_of(request))
        if mine.last is None or mine.last.answer is None or not mine.last.answer.done:
            return ""
        # Where many ask at once, nobody waits for this.
        if not suggesting.acquire(blocking=False):
            return ""
        try:
            before = turns(mine.conversation)
            return suggested(suggestions(quoting(), mine.last.answer, before))
        except BylineError:
            return ""
        finally:
            suggesting.release()

    def find_more(at: Desk, request: gr.Request) -> str:
        user = user_of(request)
        last = own(at, user).last
        more = preferences_of(records, user).more
        if not more or last is None or last.answer is None or not last.answer.done:
            return ""
        before = turns(own(at, user).conversation[:-1])
        cited = [(c.article_id, c.version, c.start) for c in last.answer.citations]
        try:
            found = quoting().retrieve(
                last.question,
                before,
                more + len(cited),
                last.filters,
                read_filters=last.read_filters,
            )
        except BylineError:
            return ""
        others = [
            hit
            for hit in found
            if not any(
                (hit.article_id, hit.version) == (name, version) and hit.start <= start < hit.end
                for name, version, start in cited
            )
        ]
        return passages(others[:more])

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    for one in answered:
        one.success(suggest, desk, questions, concurrency_limit=None, **quiet)
        one.success(find_more, desk, also, queue=False, **quiet)
