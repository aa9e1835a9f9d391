"""An answer on the terminal."""

from __future__ import annotations

import re

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from chatbot.answers import WEAKLY, Answer, Citation
from chatbot.limits import limits
from chatbot.markdown import MARKER, unescape

_LABEL = re.compile(r"\*\*(.*?)(?<!\\)\*\*")
"""Whose account a quote is; the same characters in article text are escaped."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def show(answer: Answer, console: Console) -> None:
    """Print the answer, then where each of its quotes is from; plain lines where nobody looks."""
    for block in answer.text.replace(f"*{WEAKLY}*", WEAKLY).split("\n\n"):
        quoted = block.startswith("> ")
        _print(console, _rendered(block.removeprefix("> ")), 2 if quoted else 0)
        console.print()
    if answer.filters:
        named = ", ".join(limit.words for limit in limits(answer.filters))
        _print(console, Text(_harmless(f"Only: {named}"), "dim"))
        console.print()
    if answer.notice:
        _print(console, Text(answer.notice, "italic"))
        console.print()
    if answer.citations:
        console.print(Text("Sources", "bold"))
        for citation in answer.citations:
            _print(console, _source(citation))
            if answer.mode == "written":
                _print(console, Text(_harmless(f"“{' '.join(citation.quote.split())}”")), 4)
    left_out = [one for one in answer.sentences if one.level == "unsupported"]
    if left_out:
        console.print()
        console.print(Text(f"Left out, as the articles do not support it ({answer.model})", "bold"))
        for sentence in left_out:
            said = _harmless(f"{sentence.text} — {' '.join(sentence.reasons)}")
            _print(console, Text(said, "dim strike" if console.is_terminal else ""))


def _rendered(markdown: str) -> Text:
    text, at = Text(), 0
    if label := _LABEL.match(markdown):
        text.append(_harmless(unescape(label[1])), "bold")
        at = label.end(1) + 2
    for marker in MARKER.finditer(markdown, at):
        text.append(_harmless(unescape(markdown[at : marker.start()])))
        text.append(marker.group(), "bold cyan")
        at = marker.end()
    return text.append(_harmless(unescape(markdown[at:])))


def _source(citation: Citation) -> Text:
    text = Text.assemble((f"[{citation.number}]", "bold cyan"), " ")
    text.append(_harmless(citation.title or "Untitled"))
    return text.append(_harmless(f"  {citation.url or citation.article_id}"), "dim")


def _print(console: Console, text: Text, indent: int = 0) -> None:
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + text, soft_wrap=True)


def _harmless(text: str) -> str:
    """Without the characters that a terminal would obey instead of showing."""
    return _CONTROLS.sub("\ufffd", text)
