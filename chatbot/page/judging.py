"""What the user does with an answer: say what it is worth, and why; make a link to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, get_args

import gradio as gr

from chatbot import Chatbot
from chatbot.conversations import Exchange, Verdict, turns
from chatbot.page import wording
from chatbot.page.desk import Desk, own
from chatbot.page.messages import problem
from chatbot.page.preferences import in_mode
from chatbot.page.shown import shown
from chatbot.page.users import address_of, user_of
from chatbot.records.conversations import share
from chatbot.records.feedback import LONGEST_REASON, explain, judge
from chatbot.records.tables import Records
from vectorstore import BylineError, Hit

HITS = 10
"""Passages kept with what is thought of an answer."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judging:
    """The two lines between the answers and the question, each shown when it is needed."""

    why: gr.Group
    reason: gr.Textbox
    link: gr.HTML
    judged: gr.State

    def listen(
        self,
        chatbot: Callable[[], Chatbot],
        records: Records,
        buttons: gr.HTML,
        desk: gr.State,
        chat: gr.Chatbot,
        after: Sequence[gr.HTML],
        moves: Sequence[Any],
    ) -> None:
        """Do what the buttons under an answer ask for, until one of ``moves`` leads elsewhere."""

        def give(at: Desk, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            mine = own(at, user_of(request))
            verdict, _, exchange_id = str(event.value).partition(":")
            exchange = mine.exchange(exchange_id)
            if exchange is None or exchange.answer is None or verdict not in get_args(Verdict):
                return (gr.skip(),) * 5
            chosen: Any = None if exchange.verdict == verdict else verdict
            place = mine.conversation.index(exchange)
            before = turns(mine.conversation[:place])
            try:
                hits = _hits(chatbot, exchange, mine) if chosen else []
                judge(records, mine.owner, exchange.id, chosen, before, hits)
            except BylineError as error:
                told = replace(mine, trouble=wording.not_kept(str(error)))
                return shown(told), told, gr.skip(), gr.skip(), gr.skip()
            conversation = list(mine.conversation)
            conversation[place] = replace(exchange, verdict=chosen)
            now = replace(mine, conversation=tuple(conversation))
            asking = gr.Textbox(value="", placeholder="", autofocus=True)
            return shown(now), now, gr.Group(visible=bool(chosen)), asking, exchange.id

        def say_why(at: Desk, exchange_id: str, said: str, request: gr.Request) -> Any:
            mine = own(at, user_of(request))
            if mine.exchange(exchange_id) is not None:
                try:
                    explain(records, mine.owner, exchange_id, said)
                except BylineError as error:
                    return gr.Group(), gr.Textbox(placeholder=str(error), value="")
            return gr.Group(visible=False), gr.Textbox(value="")

        def show_link(at: Desk, event: gr.EventData, request: gr.Request) -> Any:
            mine = own(at, user_of(request))
            exchange = mine.exchange(event.value)
            if exchange is None:
                return gr.skip()
            try:
                token = share(records, mine.owner, exchange.id)
            except BylineError as error:
                return problem(str(error))
            return _link(f"{address_of(request)}?answer={token}")

        def put_away() -> tuple[Any, ...]:
            return gr.Group(visible=False), "", *("" for _ in after)

        quiet: dict[str, Any] = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private",
        }  # fmt: skip
        outputs = [chat, desk, self.why, self.reason, self.judged]
        buttons.verdict(give, desk, outputs, **quiet)
        inputs = [desk, self.judged, self.reason]
        self.reason.submit(say_why, inputs, [self.why, self.reason], **quiet)
        buttons.link(show_link, desk, self.link, **quiet)
        for moved in moves:
            moved.then(put_away, None, [self.why, self.link, *after], **quiet)


def judging_panel() -> Judging:
    """Lay the two lines out, to be shown when a button asks for them."""
    with gr.Group(visible=False, elem_id="byline-why") as why:
        reason = gr.Textbox(
            label=wording.REASON,
            max_length=LONGEST_REASON,
            max_lines=4,
            info=wording.REASON_HINT,
            submit_btn=wording.REASON_SEND,
        )
    link = gr.HTML("", js_on_load=_LINK, apply_default_css=False, elem_id="byline-link")
    return Judging(why, reason, link, gr.State(""))


_LINK = """element.addEventListener("click", ({ target }) => {
  if (target.matches("input")) target.select();
  if (!target.matches("button")) return;
  element.querySelector("input").select();
  navigator.clipboard.writeText(element.querySelector("input").value);
});
watch("value", () => element.querySelector("input")?.select());"""


def _link(address: str) -> str:
    return (
        f"<label>{escape(wording.LINK_LABEL)}"
        f' <input readonly value="{escape(address)}"></label>'
        f' <button type="button">{escape(wording.COPY)}</button>'
    )


def _hits(chatbot: Callable[[], Chatbot], exchange: Exchange, desk: Desk) -> list[Hit]:
    """The passages that are found for the question now."""
    place = desk.conversation.index(exchange)
    try:
        return in_mode(chatbot(), "quotes").retrieve(
            exchange.question,
            history=turns(desk.conversation[:place]),
            limit=HITS,
            filters=exchange.filters,
            read_filters=exchange.read_filters,
        )
    except BylineError as error:
        _log.debug("Nothing found to keep with it: %s", error)
        return []
