"""The article behind a citation: the whole text, with exactly the quote marked.

The text reaches the browser as plain data and is put into the page as text (``reader.js``), so
there is no HTML an article could take part in, and no offset that escaping could shift.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from importlib.resources import files
from typing import TypedDict

import gradio as gr

from chatbot import Chatbot
from chatbot.links import web_address
from chatbot.page import wording
from chatbot.page.sources import reference
from chatbot.page.versions import Piece, difference, neighbours
from vectorstore import Article, BylineError, Claim, NotFound
from vectorstore.sentences import covering, sentences

WHOLE = (0, 0)
"""Where a reference leads that means the article and no sentence of it."""


class Said(TypedDict):
    """A claim of an article, and where it stands there."""

    speaker: str
    words: str
    reference: str


class Reading(TypedDict):
    """An article cut in three around a quote, and what became of it."""

    id: str
    title: str
    origin: str
    url: str | None
    language: str | None
    copies: str | None
    history: str | None
    changes: list[Piece]
    says: str | None
    """Over the claims: how many there are."""
    claims: list[Said]
    before: str
    quote: str
    after: str


class Trouble(TypedDict):
    """Why there is nothing to read."""

    problem: str


def read(chatbot: Callable[[], Chatbot], place: str) -> Reading | Trouble:
    """The article that ``place`` (see ``sources.reference``) leads to."""
    try:
        article_id, version, start, end = _parts(place)
        store = chatbot().store
        article = store.article(article_id, version)
        versions = neighbours(store, article)
        copies = store.copies(article_id)
        gone = not store.live([article_id])
        claims = store.claims(article_id, version=version)
    except BylineError as error:
        return {"problem": str(error)}
    return {
        "id": article_id,
        "title": article.title or wording.UNTITLED,
        "origin": _origin(article, article.author),
        "url": web_address(article.url),
        "language": article.language,
        "copies": wording.copies([_origin(one) for one in copies]) if copies else None,
        "history": _history(article, versions, gone),
        "changes": difference(*versions) if versions else [],
        "says": wording.who_says_what(len(claims)) if claims else None,
        "claims": _said(article, claims),
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


def _origin(article: Article, author: str | None = None) -> str:
    publisher = article.publisher or wording.NO_PUBLISHER
    return " · ".join(filter(None, [publisher, author, wording.day(article.published)]))


def _said(article: Article, claims: list[Claim]) -> list[Said]:
    """The claims by speaker, in the order in which these first speak."""
    spans = sentences(article.text, article.language) if claims else []
    order = {name: place for place, name in reversed([*enumerate(c.name for c in claims)])}
    said: list[Said] = []
    for claim in sorted(claims, key=lambda one: order[one.name]):
        start, end = covering((claim.start, claim.end), spans)
        said.append(
            {
                "speaker": wording.speaker(claim.name),
                "words": f"{wording.STANCES[claim.stance]} {wording.cue(claim.cue)}",
                "reference": reference(replace(claim, start=start, end=end)),
            }
        )
    return said


def _history(article: Article, versions: tuple[Article, Article] | None, gone: bool) -> str | None:
    """What has become of the version shown; a version's day is the article's own, or unknown."""
    if versions is None:
        return wording.REMOVED if gone else None
    before, after = versions
    said = after.updated or (after.published if after.published != before.published else None)
    return wording.history(article.version == after.version, said, gone)


def _parts(reference: object) -> tuple[str, int, int, int]:
    """Raises NotFound: the reference comes from the browser, so it may be anything."""
    try:
        article_id, *numbers = str(reference).rsplit(":", 3)
        version, start, end = (int(number) for number in numbers)
    except ValueError:
        raise NotFound(wording.NO_SUCH_PLACE) from None
    if not 0 <= start < end and (start, end) != WHOLE:
        raise NotFound(wording.NO_SUCH_PLACE)
    return article_id, version, start, end


_TEMPLATE = f"""
<dialog class="byline-reader" aria-labelledby="byline-reader-title">
  <header>
    <button type="button" class="byline-close" aria-label="{escape(wording.CLOSE)}">×</button>
    <h2 id="byline-reader-title" data-part="title" dir="auto"></h2>
    <p class="byline-origin" data-part="origin" dir="auto"></p>
    <a data-part="url" target="_blank" rel="noopener noreferrer">{escape(wording.ORIGINAL)}</a>
  </header>
  <p class="byline-copies" data-part="copies" dir="auto"></p>
  <details class="byline-history">
    <summary data-part="history"></summary>
    <div data-part="changes" dir="auto"></div>
  </details>
  <details class="byline-history">
    <summary data-part="says"></summary>
    <ul data-part="claims" class="byline-said"></ul>
  </details>
  <details class="byline-history">
    <summary data-part="asks"></summary>
    <ul data-part="asked" class="byline-said"></ul>
  </details>
  <div class="byline-text" data-part="text" dir="auto" tabindex="0"></div>
  <p class="byline-problem" data-part="problem" data-no-reply="{escape(wording.NO_REPLY)}"></p>
</dialog>
"""
