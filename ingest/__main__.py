"""python -m ingest SOURCE…: read sources and store their articles."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated, Any

import typer

from ingest.claiming import claim_again
from ingest.display import live_lines, print_report
from ingest.pipeline import ingest
from ingest.reembedding import embed_again
from ingest.report import Report
from ingest.sources import listed, read_list
from vectorstore import BylineError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help="Files, folders and web addresses: pages, feeds, sitemaps; - reads a list of "
            "them from standard input.",
        ),
    ] = None,
    list_file: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="FILE",
            help='A file that names sources: one a line, or in TOML sources = ["…", …].',
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="The data folder [default: BYLINE_DATA, or data].")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose files are gone.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Read unchanged sources again; with --prune, remove even more than a fifth.",
        ),
    ] = False,
    watch: Annotated[
        float | None,
        typer.Option(metavar="MINUTES", min=0.01, help="Do it again and again, until Ctrl-C."),
    ] = None,
    reembed: Annotated[
        bool,
        typer.Option("--reembed", help="Embed everything again, after a change of model."),
    ] = False,
    claims: Annotated[
        bool,
        typer.Option("--claims", help="Find again who says what, after a change of the rules."),
    ] = False,
) -> None:
    """Read SOURCES and store their articles; what is unchanged is skipped.

    Exit status: 0 all well, 1 some failed, 2 nothing done.
    """
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    if not sources and list_file is None and not reembed and not claims:
        typer.echo("Name at least one source, for instance: python -m ingest articles/", err=True)
        raise typer.Exit(2)
    code = 0
    try:
        with _finishing_on_interrupt() as stop:
            if reembed:
                _again(embed_again, "articles embedded again", data, stop, quiet=as_json)
            if claims:
                _again(claim_again, "versions read again", data, stop, quiet=as_json)
            named = list(listed(sources or []))  # standard input can be read only once
            while named or list_file is not None:
                code = _round(
                    named,
                    list_file,
                    stop,
                    as_json=as_json,
                    watching=watch is not None,
                    data=data,
                    prune=prune,
                    force=force,
                )
                if watch is None or stop.wait(60 * watch):
                    break
    except BylineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("Stopped. What was stored is whole; run the same command to go on.", err=True)
        raise typer.Exit(1) from None
    raise typer.Exit(code)


def _round(
    sources: list[str],
    list_file: Path | None,
    stop: Event,
    *,
    as_json: bool,
    watching: bool,
    **options: Any,
) -> int:
    """Read everything once; returns the exit status of that."""
    report = Report()
    error: BylineError | None = None
    try:
        named = sources + (read_list(list_file) if list_file else [])
        with live_lines(quiet=as_json) as progress:
            ingest(named, progress=progress, stop=stop, report=report, **options)
    except BylineError as raised:
        error = raised
    if error is None or report.stored:
        if as_json or not watching or report.news:
            print_report(report, as_json=as_json)
    if error is None:
        return report.exit_code
    typer.echo(str(error), err=True)
    return 1 if report.stored else 2


def _again(
    work: Callable[..., int], done_with: str, data: Path | None, stop: Event, *, quiet: bool
) -> None:
    with live_lines(quiet=quiet) as tell:

        def progress(stage: str, done: int, total: int | None) -> None:
            tell(stage, done, total)
            if stop.is_set():  # what is done is kept: the same command goes on from there
                raise KeyboardInterrupt

        count = work(data=data, progress=progress)
    if not quiet:
        typer.echo(f"{count:,} {done_with}", err=True)


@contextmanager
def _finishing_on_interrupt() -> Iterator[Event]:
    """The first Ctrl-C (or SIGTERM) asks for the end after the batch in hand, the second ends."""
    stop = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        # Not by print: the signal may have come in the middle of one.
        os.write(2, b"\nFinishing what is in hand; once more to stop at once.\n")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main() -> None:
    app(prog_name="python -m ingest")


if __name__ == "__main__":
    main()
