"""The articles: searched, sorted, filtered, read, and removed by those who may."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, cast, get_args

import gradio as gr

from chatbot import Chatbot, Filters
from chatbot.page import messages, uploads, wording
from chatbot.page.adding import ONE_AT_A_TIME, adding_panel
from chatbot.page.article_list import article_list
from chatbot.page.paging import ROWS, TO_TOP, first_row, paged, pager
from chatbot.page.period import period
from chatbot.page.users import may_change
from ingest import remove
from vectorstore import BylineError, NoStore
from vectorstore.snapshot import Order

LONGEST = 200
"""Characters of what is looked for."""
MOST_CHOSEN = 1_000
"""Articles removed at once."""

_CHOSEN = """() => JSON.stringify(
  [...document.querySelectorAll("input.byline-choose:checked")].map((box) => box.value)
)"""
_TO_CONFIRM = """() => document.querySelector("#byline-keep")?.focus()"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the articles that were asked for, as HTML, and what to say about all of them."""

    found: str
    first: int = 0
    total: int = 0
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def articles_panel(chatbot: Callable[[], Chatbot], data: Path, tab: gr.Tab) -> list[Any]:
    """Lay out the articles, looked for when their tab is first opened.

    Gives the events that end with a change of the collection.
    """
    pending = gr.State(())
    with gr.Row(elem_classes="byline-desk"):
        with gr.Column(scale=3, min_width=0, elem_classes="byline-main"):
            with gr.Row(elem_classes="byline-fields"):
                words = gr.Textbox(
                    label=wording.WORDS,
                    placeholder=wording.WORDS_HINT,
                    max_lines=1,
                    max_length=LONGEST,
                    elem_classes="byline-wide",
                )
                anything = [(wording.ANY, "")]
                publisher = gr.Dropdown(anything, value="", label=wording.PUBLISHER)
                language = gr.Dropdown(anything, value="", label=wording.ARTICLE_LANGUAGE)
                hint = wording.DAY_HINT
                begin = gr.Textbox(
                    label=wording.FROM_DAY, placeholder=hint, max_lines=1, max_length=10
                )
                end = gr.Textbox(label=wording.TO_DAY, placeholder=hint, max_lines=1, max_length=10)
                orders = [(wording.ORDERS[one], one) for one in get_args(Order)]
                order = gr.Dropdown(orders, value="newest", label=wording.ORDER, filterable=False)
                show = gr.Button(wording.SHOW, variant="primary")
            found = gr.HTML("", apply_default_css=False, elem_classes="byline-found")
            with gr.Row(elem_classes="byline-pager"):
                drop = gr.Button(wording.REMOVE_CHOSEN, visible=False, size="sm", min_width=0)
            with gr.Column(visible=False, elem_classes="byline-confirm") as confirm:
                sure = gr.HTML("", apply_default_css=False)
                with gr.Row():
                    yes = gr.Button(wording.REMOVE, variant="stop", size="sm", min_width=0)
                    no = gr.Button(wording.KEEP, size="sm", min_width=0, elem_id="byline-keep")
            pages = pager()
        with gr.Column(scale=2, min_width=0, elem_classes="byline-beside"):
            adding, added = adding_panel(chatbot, data)
    chosen = gr.Textbox(visible=False)

    def look(request: gr.Request, place: int, *asked: str | None) -> tuple[Any, ...]:
        allowed = may_change(request)
        listed = list_articles(chatbot, place, allowed, *asked)
        return (
            listed.found,
            gr.Dropdown(choices=[*anything, *((one, one) for one in listed.publishers)]),
            gr.Dropdown(
                choices=[*anything, *((wording.language(one), one) for one in listed.languages)]
            ),
            gr.Column(visible=allowed),
            gr.Button(visible=allowed and listed.total > 0),
            *paged(listed.first, listed.total),
        )

    def anew(request: gr.Request, *asked: Any) -> tuple[Any, ...]:
        return look(request, 0, *asked)

    def same(request: gr.Request, place: int, *asked: Any) -> tuple[Any, ...]:
        return look(request, place, *asked)

    def on(request: gr.Request, place: int, *asked: Any) -> tuple[Any, ...]:
        return look(request, place + ROWS, *asked)

    def back(request: gr.Request, place: int, *asked: Any) -> tuple[Any, ...]:
        return look(request, place - ROWS, *asked)

    def ask_first(ids: str, request: gr.Request) -> tuple[Any, ...]:
        wanted = _ids(ids) if may_change(request) else ()
        question = _question(chatbot, wanted)
        return wanted, gr.Column(visible=True), question, gr.Button(visible=bool(wanted))

    def drop_them(wanted: tuple[str, ...], request: gr.Request) -> tuple[Any, ...]:
        if not may_change(request):
            return (), messages.problem(wording.NOT_ALLOWED), gr.Button(visible=False)
        return (), _removed(chatbot, data, wanted), gr.Button(visible=False)

    def keep_them() -> tuple[Any, ...]:
        return (), gr.Column(visible=False)

    fields = [words, publisher, language, begin, end, order]
    outputs = [found, publisher, language, adding, drop, *pages.outputs]
    quietly: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = quietly | {"queue": False}
    for happens in (tab.select, show.click, words.submit, begin.submit, end.submit):
        happens(anew, fields, outputs, **at_once)
    for changes in (publisher.input, language.input, order.input):
        changes(anew, fields, outputs, **at_once)
    for button, step in ((pages.on, on), (pages.back, back)):
        turned = button.click(step, [pages.place, *fields], outputs, **at_once)
        turned.then(None, None, None, js=TO_TOP)
    asked = drop.click(ask_first, chosen, [pending, confirm, sure, yes], js=_CHOSEN, **at_once)
    asked.then(None, None, None, js=_TO_CONFIRM)
    no.click(keep_them, None, [pending, confirm], **at_once)
    dropped = yes.click(drop_them, pending, [pending, sure, yes], **quietly, **ONE_AT_A_TIME)
    changed = [*added, dropped]
    for event in changed:
        event.then(same, [pages.place, *fields], outputs, **at_once)
    return changed


def list_articles(
    chatbot: Callable[[], Chatbot],
    place: int,
    choosable: bool,
    words: str | None,
    publisher: str | None,
    language: str | None,
    begin: str | None,
    end: str | None,
    order: str | None,
) -> Listed:
    """The articles from row ``place`` on that fit; whatever goes wrong is said in their place."""
    try:
        store = chatbot().store
        summary = store.summary()
        first_day, last_day = period(begin, end)
        filters = Filters(
            published_from=first_day,
            published_to=last_day,
            publishers=(publisher,) if publisher else (),
            languages=(language,) if language else (),
        )
        if looked_for := (words or "").strip()[:LONGEST]:
            filters = replace(filters, article_ids=tuple(store.holding(looked_for)) or ("",))
        total = store.count(filters)
        first = first_row(place, total)
        chosen = cast(Order, order if order in get_args(Order) else "newest")
        rows = store.articles(filters=filters, limit=ROWS, offset=first, order=chosen)
    except NoStore:
        return Listed(messages.note(wording.NONE_YET))
    except (BylineError, ValueError) as error:
        return Listed(messages.problem(str(error)))
    heading = f'<div role="status"><h2>{escape(wording.articles(total))}</h2></div>'
    found = heading + article_list(rows, choosable)
    return Listed(found, first, total, summary.publishers, summary.languages)


def _ids(chosen: str) -> tuple[str, ...]:
    """The ids that the browser says were chosen: it may say anything."""
    try:
        found = json.loads(chosen)
    except ValueError:
        return ()
    ids = found if isinstance(found, list) else []
    return tuple(dict.fromkeys(one for one in ids if isinstance(one, str)))[:MOST_CHOSEN]


def _question(chatbot: Callable[[], Chatbot], ids: tuple[str, ...]) -> str:
    """Whether these are really meant, by their titles."""
    try:
        titles = [one.title or wording.UNTITLED for one in chatbot().store.live(ids).values()]
    except BylineError as error:
        return messages.problem(str(error))
    if not titles:
        return messages.note(wording.NONE_CHOSEN)
    shown = "".join(f'<li dir="auto">{escape(title)}</li>' for title in titles[:10])
    more = messages.note(wording.more_titles(len(titles) - 10)) if len(titles) > 10 else ""
    return f"<p>{escape(wording.really_remove(len(titles)))}</p><ul>{shown}</ul>{more}"


def _removed(chatbot: Callable[[], Chatbot], data: Path, ids: tuple[str, ...]) -> str:
    try:
        store = chatbot().store
        files = uploads.behind(ids, store, data)
        count = remove(store, ids, unread=map(str, files))
        for one in files:
            one.unlink(missing_ok=True)
    except BylineError as error:
        return messages.problem(str(error))
    return messages.note(wording.removed(count))
