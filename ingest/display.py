"""What a person at the terminal sees of a run: a live line a stage, and the report at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ingest.advice import advice
from ingest.items import Failure
from ingest.pipeline import Progress as Tell
from ingest.report import Report

STAGES = {
    "read": "Reading articles",
    "embed": "Embedding passages",
    "prune": "Removing articles",
    "index": "Updating the search indexes",
    "reembed": "Embedding again",
    "claims": "Finding who says what",
}
PERIOD = 120.0
"""Seconds over which a rate is taken: passages are embedded in batches of some seconds each."""
SHOWN = 50
"""Failures listed one by one; ``--json`` has them all."""


class RateColumn(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


@contextmanager
def live_lines(*, quiet: bool) -> Iterator[Tell]:
    """A progress callback that draws on standard error, where that is a terminal.

    How many articles are about to be removed is said in any case, unless ``quiet``.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    drawn = console.is_terminal and not quiet
    lines = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=console,
        disable=not drawn,
        speed_estimate_period=PERIOD,
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int | None) -> None:
        if stage == "prune" and done == 0 and not quiet:
            console.print(f"Removing {total:,} articles that their sources no longer have.")
        if drawn:
            if stage not in tasks:
                tasks[stage] = lines.add_task(STAGES[stage], total=total)
            lines.update(tasks[stage], completed=done, total=total)

    with lines:
        yield tell


def print_report(report: Report, *, as_json: bool) -> None:
    """The counts, then each failure with its reason and what to do."""
    if as_json:
        print(json.dumps(report.to_dict(), ensure_ascii=False), flush=True)
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(summary(report))
    shown = report.failed[:SHOWN]
    if shown and console.is_terminal:
        console.print(_table(shown), soft_wrap=False)
    elif shown:
        for failure in shown:
            reason = failure.reason.rstrip(".")
            line = f"failed: {failure.source}: {reason}. {advice(reason)}"
            console.print(_printable(line.rstrip()))
    if len(report.failed) > SHOWN:
        console.print(f"and {len(report.failed) - SHOWN:,} more; --json lists them all")
    if report.interrupted:
        console.print("Stopped before the end; run the same command to go on.")


def summary(report: Report) -> str:
    """The counts that are not zero, in one line."""
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "copies": report.copies,
        "removed": report.removed,
        "failed": len(report.failed),
    }
    shown = [f"{count:,} {name}" for name, count in counts.items() if count]
    return (
        f"{', '.join(shown) or 'Nothing to do'} "
        f"({report.passages:,} passages embedded, {report.seconds:.1f} s)"
    )


def _table(failures: Sequence[Failure]) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("failed", overflow="fold", ratio=3)
    table.add_column("reason", overflow="fold", ratio=3)
    table.add_column("what to do", overflow="fold", ratio=2)
    for failure in failures:
        cells = failure.source, failure.reason, advice(failure.reason)
        table.add_row(*(Text(_printable(cell)) for cell in cells))
    return table


def _printable(text: str) -> str:
    """No control characters: a file's name may hold what a terminal obeys."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
