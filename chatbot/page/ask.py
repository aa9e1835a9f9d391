"""The chat: a question, the answer as it comes, and its sources beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files
from typing import Any

import gradio as gr

from chatbot import Chatbot
from chatbot.page import conversation as talk
from chatbot.page import desk as desks
from chatbot.page import wording
from chatbot.page.conversation import LONGEST_QUESTION
from chatbot.page.desk import Desk
from chatbot.page.filters import chosen, filter_panel, left
from chatbot.page.following import follow
from chatbot.page.history import history_panel
from chatbot.page.judging import judging_panel
from chatbot.page.preferences import in_mode, preferences_of
from chatbot.page.shown import beside, shown
from chatbot.page.sources import cards
from chatbot.page.users import user_of
from chatbot.records.tables import Records
from vectorstore import BylineError, Filters

AT_ONCE = 16
"""Questions answered at the same time; the others wait in the queue."""

View = tuple[Any, ...]
"""New values for the question field, the messages, the sources and the desk."""


def ask_panel(
    page: gr.Blocks, chatbot: Callable[[], Chatbot], records: Records
) -> tuple[gr.Chatbot, Sequence[Any]]:
    """Lay out the chat; also gives the events that end with an answer.

    Each visitor's desk lives in that visitor's session, and every handler makes sure whose it is.
    """
    desk = gr.State(Desk())
    with gr.Row(elem_id="byline-desk"):
        history = history_panel(page, chatbot, records)
        with gr.Column(scale=3, min_width=0, elem_id="byline-talk"):
            chat = gr.Chatbot(
                label=wording.CONVERSATION,
                show_label=False,
                elem_id="byline-chat",
                container=False,
                height="100%",
                layout="panel",
                autoscroll=False,
                # Messages are HTML which messages.py has escaped; the sanitizer is the second wall.
                render_markdown=False,
                sanitize_html=True,
                allow_tags=False,
                latex_delimiters=[],
                buttons=[],
                feedback_options=None,
            )
            following = gr.HTML(apply_default_css=False, elem_id="byline-next")
            judging = judging_panel()
            question = gr.Textbox(
                label=wording.QUESTION,
                show_label=False,
                placeholder=wording.QUESTION_HINT,
                elem_id="byline-question",
                container=False,
                max_length=LONGEST_QUESTION,
                max_lines=6,
                submit_btn=wording.ASK,
                autofocus=True,
            )
            limits = filter_panel(chatbot)
        with gr.Column(scale=2, min_width=0, elem_id="byline-beside"):
            sources = gr.HTML(cards(()), apply_default_css=False)
            also = gr.HTML(apply_default_css=False)
    buttons = gr.HTML(
        js_on_load=files("chatbot.page").joinpath("answers.js").read_text("utf-8"),
        apply_default_css=False,
        elem_id="byline-buttons",
    )

    waiting: dict[str, Any] = {"value": "", "submit_btn": False, "stop_btn": wording.STOP}
    ready: dict[str, Any] = {"submit_btn": wording.ASK, "stop_btn": False}
    unchanged = (gr.skip(),) * 4

    def begin(asked: str, at: Desk, request: gr.Request, *limited: Any) -> View:
        mine = desks.own(at, user_of(request))
        if not user_of(request).known:
            return _refused(mine, asked, wording.NEEDS_COOKIE)
        try:
            filters = chosen(*limited)
        except BylineError as error:
            return _refused(mine, asked, str(error))
        return _begun(desks.begin(records, mine, asked, filters))

    def answer(at: Desk, request: gr.Request) -> Iterator[View]:
        growing = desks.own(at, user_of(request))
        mode = preferences_of(records, user_of(request)).mode
        for conversation in talk.answer(lambda: in_mode(chatbot(), mode), growing.conversation):
            growing = desks.answered(records, growing, conversation)
            yield gr.skip(), *_view(growing)

    def finish(at: Desk, request: gr.Request) -> Any:
        # Not with the answer's last piece, which Gradio sends once more when it is through.
        mine = desks.own(at, user_of(request))
        return gr.skip() if mine.last and not mine.last.ended else gr.Textbox(**ready)

    def stop(at: Desk, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        return gr.Textbox(**ready), *_view(desks.ended(records, mine, talk.stop))

    def turn_away(at: Desk, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        return gr.Textbox(**ready), *_view(desks.ended(records, mine, talk.turn_away))

    def turn_away_typed(asked: str, at: Desk, request: gr.Request) -> View:
        if not asked.strip():
            return unchanged
        mine = desks.own(at, user_of(request))
        begun = desks.begin(records, mine, asked)
        return gr.Textbox(value=""), *_view(desks.ended(records, begun, talk.turn_away))

    def pick(at: Desk, event: gr.SelectData, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        return _begun(desks.begin(records, mine, str(event.value["text"])))

    def ask_next(at: Desk, event: gr.EventData, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        asked = str(event.value)
        return _begun(desks.begin(records, mine, asked)) if asked.strip() else unchanged

    def ask_without(
        at: Desk, event: gr.EventData, request: gr.Request, *limited: Any
    ) -> tuple[Any, ...]:
        mine = desks.own(at, user_of(request))
        grown = desks.without(records, mine, event.value)
        if grown is mine or grown.last is None:
            return *unchanged, *limited
        # What the user had limited it to and now takes away does not limit the next question.
        return *_begun(grown), *left(_common(limited, grown.last.filters))

    def ask_again(at: Desk, event: gr.EventData, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        exchange = mine.exchange(event.value)
        if exchange is None or not exchange.ended or mine.shared:
            return unchanged
        return _begun(desks.again(records, mine, exchange))

    def edit(at: Desk, event: gr.EventData, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        exchange = mine.exchange(event.value)
        if exchange is None or exchange is not mine.last or not exchange.ended or mine.shared:
            return unchanged
        return (
            gr.Textbox(value=exchange.question, autofocus=True),
            gr.skip(),
            gr.skip(),
            replace(mine, editing=True),
        )

    def look_back(at: Desk, request: gr.Request) -> View:
        mine = desks.own(at, user_of(request))
        return gr.skip(), *_view(replace(mine, shown=mine.shown + desks.RECENT))

    def _begun(mine: Desk) -> View:
        return gr.Textbox(**waiting), *_view(mine)

    def _refused(mine: Desk, asked: str, reason: str) -> View:
        return gr.Textbox(**ready, value=asked), *_view(replace(mine, trouble=reason))

    asking = [question, desk]
    outputs = [question, chat, sources, desk]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = quiet | {"queue": False}
    # In the queue, because only there the field's own check is run; it never waits in it.
    typed = question.submit(
        begin, [*asking, *limits], outputs, validator=_check, concurrency_limit=None, **quiet
    )
    typed.failure(turn_away_typed, asking, outputs, **at_once)
    begun = [
        typed,
        chat.example_select(pick, desk, outputs, **at_once),
        buttons.next(ask_next, desk, outputs, **at_once),
        buttons.retry(ask_again, desk, outputs, **at_once),
        buttons.without(ask_without, [desk, *limits], [*outputs, *limits], **at_once),
    ]
    answered = [
        one.success(answer, desk, outputs, concurrency_limit=AT_ONCE, concurrency_id="ask", **quiet)
        for one in begun
    ]
    for one in answered:
        one.failure(turn_away, desk, outputs, **at_once)
        one.success(finish, desk, question, **at_once)
    buttons.edit(edit, desk, outputs, **at_once)
    buttons.earlier(look_back, desk, outputs, **at_once)
    question.stop(stop, desk, outputs, cancels=answered, **at_once)
    moved = history.listen(page, desk, outputs, begun, answered)
    judging.listen(chatbot, records, buttons, desk, chat, [following, also], [*begun, *moved])
    follow(chatbot, records, desk, answered, following, also)
    return chat, answered


def _check(asked: str, *_: Any) -> list[dict[str, Any]]:
    return [gr.validate(bool(asked.strip()), wording.EMPTY_QUESTION), *[gr.validate(True, "")] * 5]


def _view(desk: Desk) -> View:
    return shown(desk), beside(desk), desk


def _common(limited: Sequence[Any], filters: Filters) -> Filters:
    """What is both in the fields and among the filters."""
    given = chosen(*limited)
    return Filters(
        published_from=given.published_from and filters.published_from,
        published_to=given.published_to and filters.published_to,
        publishers=tuple(name for name in given.publishers if name in filters.publishers),
        languages=tuple(name for name in given.languages if name in filters.languages),
    )


def api_ask(chatbot: Callable[[], Chatbot]) -> Callable[[str], dict[str, Any]]:
    """The one function of the page that programs may call."""

    def ask(question: str) -> dict[str, Any]:
        """Answer a question: the answer as JSON, with its status, text and citations."""
        asked = question.strip()
        if not asked:
            raise _refusal(wording.EMPTY_QUESTION)
        if len(asked) > LONGEST_QUESTION:
            raise _refusal(wording.too_long(LONGEST_QUESTION))
        try:
            return chatbot().ask(asked).to_dict()
        except BylineError as error:
            raise _refusal(str(error)) from None

    return ask


def _refusal(sentence: str) -> gr.Error:
    # What is raised may be shown as HTML, and errors can name files and settings.
    return gr.Error(escape(sentence), print_exception=False)
