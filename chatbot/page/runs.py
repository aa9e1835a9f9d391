"""Reading sources while a visitor looks on: progress as it goes, the report at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from html import escape
from threading import Event, Thread

from chatbot.page import messages, wording
from ingest import Failure, Progress, Report, advice
from vectorstore import BylineError

TICK = 0.3
"""Seconds between two looks at how far it is."""
SHOWN = 50
"""Failures listed one by one."""

_log = logging.getLogger(__name__)

Work = Callable[[Progress, Event, Report], None]
"""What is done; it fills the report as it goes, and ends early when the event is set."""


def watched(work: Work) -> Iterator[str]:
    """The work in a thread of its own, as HTML that says how far it is, and at last how it went.

    When nobody looks on any more, it ends after what it has in hand.
    """
    stages: dict[str, tuple[int, int | None]] = {}
    stop, report, problems = Event(), Report(), list[str]()

    def progress(stage: str, done: int, total: int | None) -> None:
        stages[stage] = done, total

    def run() -> None:
        try:
            work(progress, stop, report)
        except BylineError as error:
            problems.append(str(error))
        except Exception:
            _log.exception("Articles could not be added.")
            problems.append(wording.FAULT)

    thread = Thread(target=run, name="byline-adding", daemon=True)
    thread.start()
    said = None
    try:
        while thread.is_alive():
            if (now := _progress(stages)) != said:
                said = now
                yield now
            thread.join(TICK)
    finally:
        stop.set()
    yield report_of(report, problems)


def _progress(stages: dict[str, tuple[int, int | None]]) -> str:
    if not stages:
        return f'<p class="byline-note" role="status">{escape(wording.STARTING)}</p>'
    bars = []
    for stage, (done, total) in list(stages.items()):
        name = escape(wording.STAGES[stage])
        known = f' value="{min(done, total)}" max="{total}"' if total else ""
        count = escape(wording.progress(done, total))
        bars.append(
            f'<li><span>{name}</span> <progress{known} aria-label="{name}"></progress>'
            f" <span>{count}</span></li>"
        )
    return f'<ul class="byline-progress">{"".join(bars)}</ul>'


def report_of(report: Report, problems: Sequence[str] = ()) -> str:
    """The counts, and a table of what could not be read, why, and what to do."""
    parts = [messages.problem(problem) for problem in problems]
    if report.stored or report.removed or report.failed or not problems:
        parts.append(f'<p role="status">{escape(_counts(report))}</p>')
    if report.interrupted:
        parts.append(messages.note(wording.INTERRUPTED))
    if report.failed:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in wording.FAILURE_HEADS)
        rows = "".join(map(_failure, report.failed[:SHOWN]))
        parts.append(
            f'<table class="byline-failures"><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
        if len(report.failed) > SHOWN:
            parts.append(messages.note(wording.more_failures(len(report.failed) - SHOWN)))
    return f'<div class="byline-report">{"".join(parts)}</div>'


def _counts(report: Report) -> str:
    """Those that are not zero, in one line."""
    counts = report.to_dict() | {"failed": len(report.failed)}
    said = [f"{counts[name]:,} {word}" for name, word in wording.COUNTS.items() if counts[name]]
    return f"{', '.join(said)}." if said else wording.NOTHING_DONE


def _failure(failure: Failure) -> str:
    reason = f"{failure.reason.rstrip('.')}. {advice(failure.reason)}".rstrip()
    cells = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in (failure.source, reason))
    return f"<tr>{cells}</tr>"


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
