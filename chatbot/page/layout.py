"""The page put together: masthead, a tab for each thing to do, and the reader over all of them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from chatbot import Chatbot
from chatbot.page import collection, wording
from chatbot.page.articles import articles_panel
from chatbot.page.ask import AT_ONCE, api_ask, ask_panel
from chatbot.page.claims import claims_panel
from chatbot.page.reader import reader_panel
from chatbot.records.tables import Records

WAITING = 100
"""Questions that may wait for an answer; one more is told that Byline is busy."""
LOOK_AGAIN = 3.0
"""Seconds between two looks for a collection while there is none."""


def build_page(chatbot: Callable[[], Chatbot], records: Records, data: Path) -> gr.Blocks:
    """The page over a chatbot that may not be there yet: it is asked for whenever it is needed.

    Articles that visitors add go into ``data``.
    """

    def look() -> tuple[str, Any, Any]:
        seen = collection.look(chatbot)
        examples: Any = [{"text": text} for text in seen.examples]
        return (
            collection.masthead(seen),
            gr.Chatbot(placeholder=collection.welcome(seen), examples=examples),
            gr.Timer(active=not seen.articles),
        )

    page: gr.Blocks
    with gr.Blocks(
        title=wording.NAME, analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)
    ) as page:
        with gr.Row(elem_id="byline-masthead"):
            gr.HTML(
                f'<div class="byline-name"><h1>{escape(wording.NAME)}</h1>'
                f"<p>{escape(wording.TAGLINE)}</p></div>",
                apply_default_css=False,
            )
            line = gr.HTML(collection.masthead(None), apply_default_css=False)
        with gr.Tabs(elem_id="byline-tabs"):
            with gr.Tab(wording.ASK_TAB, id="ask"):
                chat, answered = ask_panel(page, chatbot, records)
            with gr.Tab(wording.CLAIMS_TAB, id="claims") as claims_tab:
                claims_panel(chatbot, claims_tab)
            with gr.Tab(wording.ARTICLES_TAB, id="articles") as articles_tab:
                changed = articles_panel(chatbot, data, articles_tab)
        reader_panel(chatbot)
        timer = gr.Timer(LOOK_AGAIN, active=False)

        quietly = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        for happens in (page.load, timer.tick, *(event.then for event in [*answered, *changed])):
            happens(look, None, [line, chat, timer], **quietly)
        api(api_ask(chatbot), api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask")
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)
    return page
