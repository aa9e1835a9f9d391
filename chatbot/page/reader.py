"""The article behind a citation: the whole text, with exactly the quote marked.

The text reaches the browser as plain data and is put into the page as text (``reader.js``), so
there is no HTML an article could take part in, and no offset that escaping could shift.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from typing import TypedDict
from urllib.parse import urlsplit

import gradio as gr

from chatbot import Chatbot
from chatbot.page import wording
from vectorstore import BylineError, NotFound


class Reading(TypedDict):
    """An article cut in three around a quote."""

    title: str
    origin: str
    url: str | None
    language: str | None
    before: str
    quote: str
    after: str


class Trouble(TypedDict):
    """Why there is nothing to read."""

    problem: str


def read(chatbot: Callable[[], Chatbot], reference: str) -> Reading | Trouble:
    """The article that ``reference`` (see ``sources.reference``) names."""
    try:
        article_id, version, start, end = _parts(reference)
        article = chatbot().article(article_id, version)
    except BylineError as error:
        return {"problem": str(error)}
    return {
        "title": article.title or wording.UNTITLED,
        "origin": " · ".join(
            filter(
                None,
                [
                    article.publisher or wording.NO_PUBLISHER,
                    article.author,
                    wording.day(article.published),
                ],
            )
        ),
        "url": _link(article.url),
        "language": article.language,
        "before": article.text[:start],
        "quote": article.text[start:end],
        "after": article.text[end:],
    }


def reader_panel(chatbot: Callable[[], Chatbot]) -> gr.HTML:
    """A dialog that any button of class ``byline-open`` opens."""

    def read_article(reference: str) -> Reading | Trouble:
        return read(chatbot, reference)

    return gr.HTML(
        html_template=_TEMPLATE,
        js_on_load=files("chatbot.page").joinpath("reader.js").read_text("utf-8"),
        server_functions=[read_article],
        apply_default_css=False,
        elem_id="byline-reader",
    )


def _parts(reference: object) -> tuple[str, int, int, int]:
    """Raises NotFound: the reference comes from the browser, so it may be anything."""
    try:
        article_id, *numbers = str(reference).rsplit(":", 3)
        version, start, end = (int(number) for number in numbers)
    except ValueError:
        raise NotFound(wording.NO_SUCH_PLACE) from None
    if not 0 <= start < end:
        raise NotFound(wording.NO_SUCH_PLACE)
    return article_id, version, start, end


def _link(url: str | None) -> str | None:
    """Only what a browser opens as a page: ``javascript:`` and its like are left out."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


_TEMPLATE = f"""
<dialog class="byline-reader" aria-labelledby="byline-reader-title">
  <header>
    <button type="button" class="byline-close" aria-label="{escape(wording.CLOSE)}">×</button>
    <h2 id="byline-reader-title" data-part="title" dir="auto"></h2>
    <p class="byline-origin" data-part="origin" dir="auto"></p>
    <a data-part="url" target="_blank" rel="noopener noreferrer">{escape(wording.ORIGINAL)}</a>
  </header>
  <div class="byline-text" data-part="text" dir="auto" tabindex="0"></div>
  <p class="byline-problem" data-part="problem" data-no-reply="{escape(wording.NO_REPLY)}"></p>
</dialog>
"""
