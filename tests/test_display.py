"""An answer on the terminal, and in a pipe."""

from __future__ import annotations

import io

from rich.console import Console

from chatbot import Answer, Citation, Filters
from chatbot.answers import WEAKLY, Written
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


def test_whose_account_a_quote_is_stands_before_it() -> None:
    out = io.StringIO()
    text = "Accounts differ:\n\n> **Ada (said); Ben \\*\\* (denied):** “Yes.” [1] — Post, undated"
    given = Answer(question="?", text=text, status="disputed", mode="quotes")
    show(given, Console(file=out, highlight=False))
    assert (
        "  Ada (said); Ben ** (denied): “Yes.” [1] — Post, undated" in out.getvalue().splitlines()
    )


def test_on_a_terminal_the_article_cannot_command_it() -> None:
    colored = printed(force_terminal=True, width=60, color_system="standard")
    assert "\x1b[" in colored  # ours: the marker is coloured
    assert "\x1b[31m" not in colored and "\x07" not in colored
    assert max(map(len, printed(force_terminal=True, width=60, no_color=True).splitlines())) < 90


def test_what_a_model_wrote_is_shown_with_its_quotes_and_what_was_left_out() -> None:
    cited = answer().citations[0]
    given = Answer(
        question="?", text=f"It is red. [1] *{WEAKLY}*", status="answered", mode="written",
        model="openai:x", citations=(cited,),
        sentences=(
            Written(text="It is red.", level="weak", citations=(1,), reasons=("In part.",)),
            Written(text="It is \x1b[31mblue.", level="unsupported", reasons=("No such colour.",)),
        ),
    )  # fmt: skip
    out = io.StringIO()
    show(given, Console(file=out, highlight=False))
    lines = out.getvalue().splitlines()
    assert lines[0] == f"It is red. [1] {WEAKLY}"
    assert any(line.startswith("    “The *sign* read") for line in lines)
    assert "It is \ufffd[31mblue. — No such colour." in lines
    assert any("openai:x" in line for line in lines)
