"""Articles as HTML: a row for each, that opens it and lets it be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from chatbot.page import wording
from vectorstore import Article


def article_list(found: Sequence[Article], choosable: bool) -> str:
    """``choosable``: with a box to choose each by, for those who may remove articles."""
    if not found:
        return f'<p class="byline-hint">{escape(wording.NO_SUCH_ARTICLES)}</p>'
    return f'<ul class="byline-rows">{"".join(_row(one, choosable) for one in found)}</ul>'


def whole(article: Article) -> str:
    """The article's address, for the reader: no sentence of it is marked."""
    return f"{article.id}:{article.version}:0:0"


def _row(article: Article, choosable: bool) -> str:
    title = escape(article.title or wording.UNTITLED)
    facts = [
        article.publisher or wording.NO_PUBLISHER,
        wording.day(article.published),
        wording.language(article.language) if article.language else None,
        wording.version(article.version) if article.version > 1 else None,
    ]
    box = (
        f'<input type="checkbox" class="byline-choose" value="{escape(article.id)}"'
        f' aria-label="{escape(wording.choose(article.title))}">'
    )
    return f"""<li class="byline-row">{box if choosable else ""}<div>
<button type="button" class="byline-open" value="{escape(whole(article))}">
<span dir="auto">{title}</span></button>
<p class="byline-origin" dir="auto">{escape(" · ".join(filter(None, facts)))}</p>
</div></li>"""
