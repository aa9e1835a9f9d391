"""An answer on the terminal, and in a pipe."""

from __future__ import annotations

import io

from rich.console import Console

from chatbot import Answer, Citation, Filters
from chatbot.display import show
from chatbot.markdown import escape

QUOTE = "The *sign* read: [2] \x1b[31mred\x1b[0m and a very long line " + "on and on " * 20


def answer() -> Answer:
    citation = Citation(
        number=1, article_id="a", version=1, title="A title\x07", publisher=None,
        published=None, url="https://a.example/x", start=0, end=len(QUOTE), quote=QUOTE,
    )  # fmt: skip
    text = f"One article reports:\n\n> “{escape(QUOTE)}” [1] — unknown publisher, undated"
    return Answer(
        question="?", text=text, status="answered", mode="quotes",
        citations=(citation,), notice="A notice.",
        filters=Filters(published_from="2020-10-01", published_to="2020-10-31", publishers=("P\x1b",)),
    )  # fmt: skip


def printed(**options: object) -> str:
    out = io.StringIO()
    show(answer(), Console(file=out, highlight=False, **options))  # type: ignore[arg-type]
    return out.getvalue()


def test_in_a_pipe_every_line_is_whole_and_plain() -> None:
    lines = printed().splitlines()
    shown = QUOTE.replace("\x1b", "\ufffd")
    assert f"  “{shown}” [1] — unknown publisher, undated" in lines
    assert "A notice." in lines
    assert "Only: October 2020, P\ufffd" in lines
    assert "[1] A title\ufffd  https://a.example/x" in lines


def test_on_a_terminal_the_article_cannot_command_it() -> None:
    colored = printed(force_terminal=True, width=60, color_system="standard")
    assert "\x1b[" in colored  # ours: the marker is coloured
    assert "\x1b[31m" not in colored and "\x07" not in colored
    assert max(map(len, printed(force_terminal=True, width=60, no_color=True).splitlines())) < 90
