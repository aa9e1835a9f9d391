"""What the user limits the search to: days, publishers, languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import gradio as gr

from chatbot import Chatbot, Filters
from chatbot.page import wording
from vectorstore import BylineError, QuestionError

MOST = 50
"""Publishers or languages chosen at once."""


def filter_panel(chatbot: Callable[[], Chatbot]) -> list[gr.components.Component]:
    """Lay the fields out, folded away; ``chosen`` reads what is in them."""

    def offered() -> tuple[Any, Any]:
        try:
            summary = chatbot().store.summary()
        except BylineError:
            return gr.skip(), gr.skip()
        return gr.Dropdown(choices=summary.publishers), gr.Dropdown(choices=summary.languages)

    with gr.Accordion(wording.LIMIT, open=False, elem_id="byline-filters") as fold, gr.Row():
        days = [
            gr.DateTime(label=label, include_time=False, type="string", min_width=150)
            for label in (wording.FROM, wording.TO)
        ]
        names = [
            # What is not offered finds nothing: no need to refuse it.
            gr.Dropdown([], label=label, multiselect=True, allow_custom_value=True, min_width=200)
            for label in (wording.PUBLISHERS, wording.LANGUAGES)
        ]
    fold.expand(offered, None, names, queue=False, show_progress="hidden", api_visibility="private")
    return [*days, *names]


def chosen(
    first: str | None, last: str | None, publishers: Sequence[str], languages: Sequence[str]
) -> Filters:
    """What the fields say. Raises QuestionError for a day that is none."""
    return Filters(
        published_from=_day(first),
        published_to=_day(last),
        publishers=tuple(map(str, publishers or ()))[:MOST],
        languages=tuple(map(str, languages or ()))[:MOST],
    )


def left(filters: Filters) -> list[Any]:
    """The fields' values where the search is limited to ``filters``."""
    return [
        filters.published_from,
        filters.published_to,
        list(filters.publishers),
        list(filters.languages),
    ]


def _day(said: str | None) -> str | None:
    if not said or not said.strip():
        return None
    try:
        return date.fromisoformat(said.strip()[:10]).isoformat()
    except ValueError:
        raise QuestionError(f"“{said.strip()[:40]}” {wording.NO_DAY}") from None
