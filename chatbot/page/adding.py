"""Adding to the collection: files, addresses, feeds; and looking again at those from the web."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from threading import Event
from typing import Any

import gradio as gr

from chatbot import Chatbot
from chatbot.page import messages, uploads, wording
from chatbot.page.runs import is_address, watched
from chatbot.page.users import may_change
from ingest import Failure, Progress, Report, ingest
from vectorstore import Embedder, NoStore

LONGEST = 20_000
"""Characters of addresses."""

ONE_AT_A_TIME: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "change"}
"""Of what changes the collection: the next waits its turn."""


def adding_panel(chatbot: Callable[[], Chatbot], data: Path) -> tuple[gr.Column, list[Any]]:
    """Lay it out, unseen; also gives the events that end with a change of the collection."""
    with gr.Column(visible=False, elem_classes="byline-adding") as panel:
        gr.HTML(
            f'<h2>{escape(wording.ADD)}</h2><p class="byline-origin">{escape(wording.KINDS)}</p>',
            apply_default_css=False,
        )
        files = gr.File(
            label=wording.FILES,
            file_count="multiple",
            height=170,
            elem_id="byline-files",
        )
        addresses = gr.Textbox(
            label=wording.ADDRESSES,
            placeholder=wording.ADDRESSES_HINT,
            lines=2,
            max_lines=6,
            max_length=LONGEST,
        )
        with gr.Row():
            add = gr.Button(wording.ADD_THESE, variant="primary", min_width=0)
            refresh = gr.Button(wording.REFRESH, min_width=0)
            stop = gr.Button(wording.STOP, visible=False, min_width=0)
        said = gr.HTML("", apply_default_css=False)

    outputs = [add, refresh, stop, said]

    def begin(request: gr.Request) -> tuple[Any, ...]:
        if not may_change(request):
            return *_buttons(busy=False), messages.problem(wording.NOT_ALLOWED)
        return *_buttons(busy=True), messages.note(wording.WAITING)

    def take(uploaded: list[str] | None, typed: str, request: gr.Request) -> Iterator[str]:
        if not may_change(request):
            uploads.discard(uploaded or ())
            yield messages.problem(wording.NOT_ALLOWED)
            return
        named = typed[:LONGEST].split()
        if not uploaded and not named:
            yield messages.problem(wording.NOTHING_TO_ADD)
            return
        yield from watched(lambda *run: _add(chatbot, data, uploaded or [], named, *run))

    def look_again(request: gr.Request) -> Iterator[str]:
        if not may_change(request):
            yield messages.problem(wording.NOT_ALLOWED)
            return
        yield from watched(lambda *run: _refresh(chatbot, data, *run))

    def end() -> tuple[Any, ...]:
        return None, *_buttons(busy=False)

    def stopped() -> tuple[Any, ...]:
        return *_buttons(busy=False), messages.note(wording.ADDING_STOPPED)

    def turned_away() -> str:
        return messages.problem(wording.BUSY)

    quietly: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = quietly | {"queue": False}
    begun = add.click(begin, None, outputs, **at_once)
    again = refresh.click(begin, None, outputs, **at_once)
    works = [
        begun.then(take, [files, addresses], said, **quietly, **ONE_AT_A_TIME),
        again.then(look_again, None, said, **quietly, **ONE_AT_A_TIME),
    ]
    for work in works:
        work.failure(turned_away, None, said, **at_once)
    ended = [work.then(end, None, [files, *outputs[:-1]], **at_once) for work in works]
    ended.append(stop.click(stopped, None, outputs, cancels=works, **at_once))
    return panel, ended


def _buttons(*, busy: bool) -> tuple[Any, ...]:
    """To add, to look again, to stop."""
    return gr.Button(interactive=not busy), gr.Button(interactive=not busy), gr.Button(visible=busy)


def _add(
    chatbot: Callable[[], Chatbot],
    data: Path,
    uploaded: Sequence[str],
    named: Sequence[str],
    progress: Progress,
    stop: Event,
    report: Report,
) -> None:
    kept, refused = uploads.keep(uploaded, data)
    report.failed += refused
    # A path would be read here, on the server, whoever typed it.
    paths = [one for one in named if not is_address(one)]
    report.failed += [Failure(source=one, reason=wording.NO_ADDRESS) for one in paths]
    sources: list[str | Path] = [*kept, *(one for one in named if is_address(one))]
    try:
        _ingest(chatbot, data, sources, progress, stop, report, force=True)
    finally:
        uploads.hide(report.failed, data)
        with suppress(NoStore):
            uploads.forget_unused(kept, chatbot().store)


def _refresh(
    chatbot: Callable[[], Chatbot], data: Path, progress: Progress, stop: Event, report: Report
) -> None:
    """Read again what was read from the web."""
    origins = sorted({source.origin for source in chatbot().store.sources().values()})
    web = [one for one in origins if is_address(one)]
    _ingest(chatbot, data, web, progress, stop, report)


def _ingest(
    chatbot: Callable[[], Chatbot],
    data: Path,
    sources: Sequence[str | Path],
    progress: Progress,
    stop: Event,
    report: Report,
    *,
    force: bool = False,
) -> None:
    if not sources:
        return
    try:
        embedder = chatbot().store.embedder
    except NoStore:  # these are the first articles
        embedder = None
    ingest(
        sources,
        data=data,
        force=force,
        progress=progress,
        stop=stop,
        report=report,
        embedder=embedder if isinstance(embedder, Embedder) else None,
    )
