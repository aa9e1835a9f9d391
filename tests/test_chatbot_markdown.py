"""Escaped article text renders as exactly that text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chatbot.markdown import MARKER, escape, unescape

RICH = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = st.text() | st.text(alphabet="*_`[]()<>&#;\\!-+=~|1.2) \n\tab“”\"':/@wx", max_size=60)


class Shown(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def even(text: str) -> str:
    """With whitespace evened out as a browser does, and NUL as Markdown shows it."""
    return " ".join(text.replace("\x00", "\ufffd").split())


@given(TEXTS)
@example("a\n===")
@example("a\n- b\n1. c\n# d\n> e\n```\nf\n```")
@example("x | y\n--- | ---\n1 | 2")
@example("\\*not\\* [1] &amp; <b>&#42;</b> `x` ~~y~~ ![z](http://e.example)")
def test_escaped_text_shows_as_it_is(text: str) -> None:
    # Within quotation marks and without blank lines, as quotes are.
    line = "\n".join(part for part in text.splitlines() if part.strip())
    shown = Shown(RICH.render(f"> “{escape(line)}” [1]"))
    assert even(shown.text) == even(f"“{line}” [1]")
    assert shown.tags <= {"blockquote", "p", "br"}


@given(TEXTS)
def test_escaping_can_be_undone_and_leaves_no_marker(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not MARKER.search(escape(text))
    assert not MARKER.search(f"“{escape(text)}”")


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith (61) paid $4.2m – “a lot”, he said; 5% + tax, isn't it?",
        "It cost 1.5 * 2",
        "AT&T and R&D rose #1",
    ],
)
def test_plain_prose_stays_as_it_is(text: str) -> None:
    assert escape(text).replace("\\*", "*") == text


@pytest.mark.parametrize(
    "text", ["http://a.example/x", "see www.a.example", "write to a@b.example"]
)
def test_nothing_in_an_article_becomes_a_link(text: str) -> None:
    assert text not in escape(text) and unescape(escape(text)) == text
