"""The chat: a question, the answer as it comes, and its sources beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

import gradio as gr

from chatbot import Chatbot
from chatbot.conversations import Conversation
from chatbot.page import conversation as talk
from chatbot.page import wording
from chatbot.page.conversation import LONGEST_QUESTION
from chatbot.page.sources import cards
from vectorstore import BylineError

AT_ONCE = 16
"""Questions answered at the same time; the others wait in the queue."""

_CHIPS = """document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("button.byline-without");
  if (chip && element.isConnected) trigger("click", { limit: chip.value });
});"""

View = tuple[Any, ...]
"""New values for the question field, the messages, the sources and the conversation."""


def ask_panel(chatbot: Callable[[], Chatbot]) -> tuple[gr.Chatbot, Sequence[Any]]:
    """Lay out the chat; also gives the events that end with an answer.

    Each visitor's conversation lives in that visitor's session only.
    """
    conversation = gr.State(())
    with gr.Row(elem_id="byline-desk"):
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
        with gr.Column(scale=2, min_width=0, elem_id="byline-beside"):
            sources = gr.HTML(cards(()), apply_default_css=False)
    chips = gr.HTML(js_on_load=_CHIPS, apply_default_css=False, elem_id="byline-chips")

    waiting: dict[str, Any] = {"value": "", "submit_btn": False, "stop_btn": wording.STOP}
    ready: dict[str, Any] = {"submit_btn": wording.ASK, "stop_btn": False}

    def begin(asked: str, so_far: Conversation) -> View:
        return gr.Textbox(**waiting), *_view(talk.begin(so_far, asked))

    def answer(so_far: Conversation) -> Iterator[View]:
        growing = so_far
        for growing in talk.answer(chatbot, so_far):
            yield gr.skip(), *_view(growing)
        yield gr.Textbox(**ready), *_view(growing)

    def stop(so_far: Conversation) -> View:
        return gr.Textbox(**ready), *_view(talk.stop(so_far))

    def turn_away(so_far: Conversation) -> View:
        return gr.Textbox(**ready), *_view(talk.turn_away(so_far))

    def turn_away_typed(asked: str, so_far: Conversation) -> View:
        if not asked.strip():
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return gr.Textbox(value=""), *_view(talk.turn_away(talk.begin(so_far, asked)))

    def clear() -> View:
        return gr.Textbox(**ready), *_view(())

    def pick(so_far: Conversation, event: gr.SelectData) -> View:
        return begin(str(event.value["text"]), so_far)

    def ask_without(so_far: Conversation, event: gr.EventData) -> View:
        return gr.Textbox(**waiting), *_view(talk.again(so_far, event.limit))

    asking = [question, conversation]
    outputs = [question, chat, sources, conversation]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = quiet | {"queue": False}
    # In the queue, because only there the field's own check is run; it never waits in it.
    typed = question.submit(
        begin, asking, outputs, validator=_check, concurrency_limit=None, **quiet
    )
    typed.failure(turn_away_typed, asking, outputs, **at_once)
    picked = chat.example_select(pick, conversation, outputs, **at_once)
    repeated = chips.click(ask_without, conversation, outputs, **at_once)
    answered = [
        begun.success(
            answer, conversation, outputs, concurrency_limit=AT_ONCE, concurrency_id="ask", **quiet
        )
        for begun in (typed, picked, repeated)
    ]
    for ended in answered:
        ended.failure(turn_away, conversation, outputs, **at_once)
    question.stop(stop, conversation, outputs, cancels=answered, **at_once)
    chat.clear(clear, None, outputs, cancels=answered, **at_once)
    return chat, answered


def _check(asked: str, _: Conversation) -> list[dict[str, Any]]:
    return [gr.validate(bool(asked.strip()), wording.EMPTY_QUESTION), gr.validate(True, "")]


def _view(conversation: Conversation) -> View:
    answer = conversation[-1].answer if conversation else None
    beside = cards(answer.citations, answer.claims) if answer else cards(())
    return talk.shown(conversation), beside, conversation


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
