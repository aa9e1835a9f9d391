"""python -m chatbot "question": ask from the terminal."""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from vectorstore.errors import BylineError, QuestionError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

STOPPED = 130
"""The exit status of a command that Ctrl-C ended, as shells have it."""


@app.command()
def command(
    question: Annotated[
        str | None, typer.Argument(help="What to ask. Without it, questions are read line by line.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="The data folder [default: BYLINE_DATA, or data].")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer QUESTION from the articles in the collection, in their own words.

    Exit status: 0 answered, or the articles do not answer it; 2 something is wrong.
    """
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    try:
        _ask([question] if question is not None else _typed(), data, as_json, question is None)
    except BylineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would only spoil the leaving
        typer.echo(err=True)
        raise typer.Exit(STOPPED) from None


def _ask(
    questions: list[str] | Iterator[str], data: Path | None, as_json: bool, conversing: bool
) -> None:
    from chatbot import Turn, open_chatbot
    from chatbot.display import show

    console = Console(highlight=False)
    history: list[Turn] = []
    with open_chatbot(data) as bot:
        for question in questions:
            try:
                answer = bot.ask(question, history)
            except QuestionError:
                if not conversing:
                    raise
                continue
            history.append(Turn(question, answer.text))
            if as_json:
                print(json.dumps(answer.to_dict(), indent=None if conversing else 2), flush=True)
            else:
                show(answer, console)


def _typed() -> Iterator[str]:
    """Questions from standard input until it ends, asked for where a person types them."""
    typing = sys.stdin.isatty() and sys.stdout.isatty()
    if typing:
        with suppress(ImportError):  # a Python may be built without it
            import readline  # noqa: F401  (editing and recalling what was typed)
    prompt = "? " if typing else ""
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return


def main() -> None:
    app(prog_name="python -m chatbot")


if __name__ == "__main__":
    main()
