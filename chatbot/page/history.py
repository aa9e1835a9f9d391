"""The user's conversations: a list to open them from, and what can be done with the open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files
from typing import Any

import gradio as gr

from chatbot import Chatbot
from chatbot.page import conversation as talk
from chatbot.page import wording
from chatbot.page.desk import Desk, ended, own, restored
from chatbot.page.preferences import preferences_panel
from chatbot.page.shown import beside, shown
from chatbot.page.users import User, user_of
from chatbot.records.conversations import LONGEST_NAME, Listed, listed, remove, rename
from chatbot.records.tables import Records
from vectorstore import BylineError

LONGEST_SEARCH = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class History:
    """The list, the search in it, and the fields for the conversation that is open."""

    records: Records
    new: gr.Button
    search: gr.Textbox
    listing: gr.HTML
    one: gr.Accordion
    name: gr.Textbox
    exports: gr.HTML
    delete: gr.Button
    sure: gr.Row
    yes: gr.Button
    no: gr.Button

    def listen(
        self,
        page: gr.Blocks,
        desk: gr.State,
        outputs: Sequence[Any],
        begun: Sequence[Any],
        answered: Sequence[Any],
    ) -> list[Any]:
        """Open, rename and delete; list again whenever a question has ``begun``.

        Returns the events after which another conversation is shown.
        """
        records = self.records

        def restore(request: gr.Request) -> tuple[Any, ...]:
            user = user_of(request)
            named = [request.query_params.get(name, "") for name in ("conversation", "answer")]
            found = restored(records, user, *named)
            # What somebody has begun to write stays, and where nothing is opened, what is asked.
            view = _view(found)[1:] if any(named) else (gr.skip(),) * 3
            return gr.skip(), *view, *self._listed(user, found, "")

        def choose(
            at: Desk, search: str, event: gr.EventData, request: gr.Request
        ) -> tuple[Any, ...]:
            self._leave(at, request)
            found = restored(records, user_of(request), str(event.value))
            return *_view(found), *self._listed(user_of(request), found, search)

        def begin_new(at: Desk, search: str, request: gr.Request) -> tuple[Any, ...]:
            user = user_of(request)
            self._leave(at, request)
            found = Desk(user.id)
            return *_view(found), *self._listed(user, found, search)

        def list_again(at: Desk, search: str, request: gr.Request) -> tuple[Any, ...]:
            user = user_of(request)
            return self._listed(user, own(at, user), search)

        def call_it(at: Desk, search: str, name: str, request: gr.Request) -> tuple[Any, ...]:
            user = user_of(request)
            mine = own(at, user)
            if mine.id is None or name.strip() in ("", mine.name):
                return (gr.skip(),) * 7
            try:
                rename(records, user.id, mine.id, name)
                mine = replace(mine, name=name.strip())
            except BylineError as error:
                mine = replace(mine, trouble=str(error))
            return mine, *self._listed(user, mine, search)

        def forget(at: Desk, search: str, request: gr.Request) -> tuple[Any, ...]:
            user = user_of(request)
            mine = own(at, user)
            try:
                if mine.id is not None:
                    remove(records, user.id, mine.id)
                mine = Desk(user.id)
            except BylineError as error:
                mine = replace(mine, trouble=str(error))
            return *_view(mine), *self._listed(user, mine, search)

        def ask_first() -> tuple[Any, Any]:
            return gr.Button(visible=False), gr.Row(visible=True)

        def not_sure() -> tuple[Any, Any]:
            return gr.Button(visible=True), gr.Row(visible=False)

        quiet: dict[str, Any] = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private",
        }  # fmt: skip
        panel = [self.listing, self.one, self.name, self.exports, self.delete, self.sure]
        everything = [*outputs, *panel]
        looking = [desk, self.search]
        stopping = quiet | {"cancels": answered}
        page.load(restore, None, everything, **quiet)
        self.search.change(list_again, looking, panel, trigger_mode="always_last", **quiet)
        for one in begun:
            one.then(list_again, looking, panel, **quiet)
        for done in (self.name.submit, self.name.blur):
            done(call_it, [*looking, self.name], [desk, *panel], **quiet)
        self.delete.click(ask_first, None, [self.delete, self.sure], **quiet)
        self.no.click(not_sure, None, [self.delete, self.sure], **quiet)
        return [
            self.listing.choose(choose, looking, everything, **stopping),
            self.new.click(begin_new, looking, everything, **stopping),
            self.yes.click(forget, looking, everything, **stopping),
        ]

    def _leave(self, at: Desk, request: gr.Request) -> None:
        """Keep what there is of an answer that was still coming."""
        ended(self.records, own(at, user_of(request)), talk.stop)

    def _listed(self, user: User, desk: Desk, search: str) -> tuple[Any, ...]:
        try:
            found = listed(self.records, user.id, search[:LONGEST_SEARCH])
            listing = _listing(found, desk, bool(search.strip()))
        except BylineError as error:
            listing = f'<p class="byline-problem">{escape(str(error))}</p>'
        is_open = desk.id is not None
        return (
            listing,
            gr.Accordion(visible=is_open),
            gr.Textbox(value=desk.name),
            _exports(desk.id) if desk.id else "",
            gr.Button(visible=True),
            gr.Row(visible=False),
        )


def history_panel(page: gr.Blocks, chatbot: Callable[[], Chatbot], records: Records) -> History:
    """Lay it out, beside the chat where there is room."""
    with gr.Column(scale=0, min_width=0, elem_id="byline-history"):
        gr.HTML(
            f'<button type="button" class="byline-fold" aria-expanded="false"'
            f' aria-controls="byline-listing">{escape(wording.CONVERSATIONS)}</button>',
            js_on_load=_FOLD,
            apply_default_css=False,
        )
        with gr.Column(elem_id="byline-listing"):
            new = gr.Button(wording.NEW, size="sm")
            search = gr.Textbox(
                label=wording.SEARCH,
                show_label=False,
                placeholder=wording.SEARCH,
                container=False,
                max_length=LONGEST_SEARCH,
            )
            listing = gr.HTML(
                js_on_load=files("chatbot.page").joinpath("history.js").read_text("utf-8"),
                apply_default_css=False,
            )
            with gr.Accordion(wording.THIS_ONE, open=True, visible=False) as one:
                name = gr.Textbox(
                    label=wording.NAME_LABEL,
                    max_length=LONGEST_NAME,
                    max_lines=1,
                )
                exports = gr.HTML(apply_default_css=False)
                delete = gr.Button(wording.DELETE, size="sm")
                with gr.Row(visible=False) as sure:
                    yes = gr.Button(wording.DELETE_SURE, size="sm", variant="stop")
                    no = gr.Button(wording.DELETE_NOT, size="sm")
            preferences_panel(page, chatbot, records)
    return History(records, new, search, listing, one, name, exports, delete, sure, yes, no)


_FOLD = """const button = element.querySelector("button");
button.addEventListener("click", () => {
  const open = document.querySelector("#byline-history").classList.toggle("byline-unfolded");
  button.setAttribute("aria-expanded", open);
});"""


def _listing(found: Sequence[Listed], desk: Desk, searched: bool) -> str:
    """A button for each conversation; ``history.js`` passes their clicks on."""
    if not found:
        hint = wording.NOTHING_FOUND if searched else wording.NO_CONVERSATIONS
        items = f'<p class="byline-hint">{escape(hint)}</p>'
    else:
        items = "".join(
            f'<li><button type="button" class="byline-conversation" value="{escape(one.id)}"'
            f"{' aria-current=page' if one.id == desk.id else ''}>"
            f'<span dir="auto">{escape(one.name)}</span>'
            f"<time>{escape(wording.day(one.changed))}</time></button></li>"
            for one in found
        )
        items = f"<ul>{items}</ul>"
    shown_now = "" if desk.shared else escape(desk.id or "")
    keep = " data-keep" if desk.shared else ""
    label = escape(wording.CONVERSATIONS)
    return f'<nav aria-label="{label}" data-open="{shown_now}"{keep}>{items}</nav>'


def _exports(conversation_id: str) -> str:
    links = " ".join(
        f'<a href="conversations/{escape(conversation_id)}.{form}" download>{escape(words)}</a>'
        for form, words in wording.FORMATS.items()
    )
    return (
        f'<p class="byline-exports">{escape(wording.EXPORT)} {links} '
        f'<button type="button" class="byline-print">{escape(wording.PRINT)}</button></p>'
    )


def _view(desk: Desk) -> tuple[Any, ...]:
    ready = gr.Textbox(value="", submit_btn=wording.ASK, stop_btn=False)
    return ready, shown(desk), beside(desk), desk
