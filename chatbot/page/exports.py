"""A conversation to take away: as Markdown, as a web page of its own, as JSON; fully cited."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from chatbot.answers import Citation
from chatbot.conversations import Exchange
from chatbot.links import web_address
from chatbot.markdown import MARKER
from chatbot.markdown import escape as escape_markdown
from chatbot.page import messages, wording


def as_json(name: str, conversation: Sequence[Exchange]) -> str:
    """Each answer is in its JSON form, which ``Answer.from_dict`` reads."""
    exchanges = [
        {
            "question": exchange.question,
            "answer": exchange.answer.to_dict() if exchange.answer else None,
            "problem": exchange.problem,
            "stopped": exchange.stopped,
        }
        for exchange in conversation
    ]
    return json.dumps({"name": name, "exchanges": exchanges}, indent=2) + "\n"


def as_markdown(name: str, conversation: Sequence[Exchange]) -> str:
    """Each quote's [n] is a number of the list of sources that follows the answer."""
    parts = [f"# {_line(name)}"]
    for exchange in conversation:
        parts.append(f"## {_line(exchange.question)}")
        if exchange.answer is not None:
            # Escaped, so that no parenthesis after it makes a link of it.
            parts.append(MARKER.sub(r"\[\1\]", exchange.answer.text))
            parts += [escape_markdown(exchange.answer.notice)] if exchange.answer.notice else []
        parts += [f"*{_line(sentence)}*" for sentence in _ends(exchange)]
        if exchange.answer is not None and exchange.answer.citations:
            parts.append(f"### {wording.SOURCES}")
            parts += [_source(citation) for citation in exchange.answer.citations]
    return "\n\n".join(parts) + "\n"


def as_html(name: str, conversation: Sequence[Exchange]) -> str:
    """One file that needs no other: no script in it, and nothing that is fetched."""
    css = files("chatbot.page").joinpath("export.css").read_text("utf-8")
    body = "".join(_section(n, exchange) for n, exchange in enumerate(conversation, 1))
    return f"""<!doctype html>
<html lang="{wording.LANGUAGE}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{escape(name)}</title>
<style>
{css}</style>
</head>
<body>
<main>
<h1 dir="auto">{escape(name)}</h1>
{body}</main>
</body>
</html>
"""


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _ends(exchange: Exchange) -> list[str]:
    """Why there is no answer, or no whole one."""
    stopped = [wording.STOPPED] if exchange.stopped else []
    return [*stopped, *([exchange.problem] if exchange.problem else [])]


def _facts(citation: Citation) -> list[str]:
    return [
        citation.publisher or wording.NO_PUBLISHER,
        wording.day(citation.published),
        # An article without an id of its own is known by its address, which is said anyway.
        *([] if citation.article_id == citation.url else [wording.article(citation.article_id)]),
        wording.place(citation.version, citation.start, citation.end),
    ]


def _source(citation: Citation) -> str:
    url = web_address(citation.url)
    facts = [_line(citation.title or wording.UNTITLED), *map(_line, _facts(citation))]
    if url and not re.search(r"[\s<>]", url):
        facts.append(f"<{url}>")
    elif citation.url:
        facts.append(_line(citation.url))
    quote = escape_markdown(citation.quote).replace("\n", "\n> ")
    return f"\\[{citation.number}\\] {' · '.join(facts)}\n\n> {quote}"


def _section(number: int, exchange: Exchange) -> str:
    parts = [f'<section>\n<h2 dir="auto">{escape(exchange.question)}</h2>\n']
    if exchange.answer is not None:

        def marker(citation: Citation) -> str:
            place = f"source-{number}-{citation.number}"
            return f'<a class="byline-marker" href="#{place}">[{citation.number}]</a>'

        parts.append(messages.answered(exchange.answer, marker=marker) + "\n")
    parts += [messages.problem(sentence) + "\n" for sentence in _ends(exchange)]
    if exchange.answer is not None and exchange.answer.citations:
        parts.append(f"<h3>{escape(wording.SOURCES)}</h3>\n<ol>\n")
        parts += [_item(number, citation) for citation in exchange.answer.citations]
        parts.append("</ol>\n")
    return "".join([*parts, "</section>\n"])


def _item(number: int, citation: Citation) -> str:
    url = web_address(citation.url)
    shown = escape(citation.url or "")
    link = f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if url else shown
    facts = "".join(
        f'<span dir="auto">{one}</span>' for one in (*map(escape, _facts(citation)), link) if one
    )
    return (
        f'<li id="source-{number}-{citation.number}" value="{citation.number}">'
        f'<cite dir="auto">{escape(citation.title or wording.UNTITLED)}</cite>'
        f"<p>{facts}</p>"
        f'<blockquote dir="auto">{escape(citation.quote)}</blockquote></li>\n'
    )
