"""What an answer rests on: each citation as a marker in the text and as a card beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from chatbot import Citation, Claim
from chatbot.page import wording
from vectorstore import Claim as StoredClaim
from vectorstore import Hit


def reference(quote: Citation | StoredClaim) -> str:
    """The quote's address, which the reader takes apart again: ``article:version:start:end``."""
    return f"{quote.article_id}:{quote.version}:{quote.start}:{quote.end}"


def marker(citation: Citation) -> str:
    """The [n] in an answer, as a button; its title is what it stands for."""
    hint = wording.hint(citation.quote, citation.publisher, citation.published)
    return (
        f'<button type="button" class="byline-open byline-marker"'
        f' value="{escape(reference(citation))}" title="{escape(hint)}">'
        f"[{citation.number}]</button>"
    )


def cards(citations: Sequence[Citation], claims: Sequence[Claim] = ()) -> str:
    """The panel beside the answer: each quote with whoever speaks in it."""
    if not citations:
        inside = f'<p class="byline-hint">{escape(wording.NO_SOURCES)}</p>'
    else:
        each = (_card(one, [c for c in claims if c.citation == one.number]) for one in citations)
        inside = f'<ol class="byline-cards">{"".join(each)}</ol>'
    return f'<section class="byline-sources"><h2>{escape(wording.SOURCES)}</h2>{inside}</section>'


def passages(hits: Sequence[Hit]) -> str:
    """What was found besides: each passage in full, of which a few lines show."""
    if not hits:
        return ""
    each = "".join(
        f"""<li class="byline-card">
<button type="button" class="byline-open" value="{escape(_place(hit))}"
 aria-label="{escape(wording.open_at(hit.title))}">
<span class="byline-title" dir="auto">{escape(hit.title or wording.UNTITLED)}</span>
</button>
<p class="byline-origin" dir="auto">{escape(_origin(hit))}</p>
<blockquote class="byline-clamped" dir="auto">{escape(hit.text)}</blockquote>
</li>"""
        for hit in hits
    )
    return (
        f'<section class="byline-sources"><h2>{escape(wording.ALSO_FOUND)}</h2>'
        f'<ul class="byline-cards">{each}</ul></section>'
    )


def _origin(found: Citation | Hit) -> str:
    return f"{found.publisher or wording.NO_PUBLISHER} · {wording.day(found.published)}"


def _place(hit: Hit) -> str:
    return f"{hit.article_id}:{hit.version}:{hit.start}:{hit.end}"


def _card(citation: Citation, claims: Sequence[Claim]) -> str:
    return f"""<li class="byline-card">
<button type="button" class="byline-open" value="{escape(reference(citation))}"
 aria-label="{escape(f"[{citation.number}] {wording.open_at(citation.title)}")}">
<span class="byline-number">{citation.number}</span>
<span class="byline-title" dir="auto">{escape(citation.title or wording.UNTITLED)}</span>
</button>
<p class="byline-origin" dir="auto">{escape(_origin(citation))}</p>
<blockquote dir="auto">{escape(citation.quote)}</blockquote>{_speakers(claims)}
</li>"""


def _speakers(claims: Sequence[Claim]) -> str:
    """Who speaks in a quote, each once."""
    names = dict.fromkeys(wording.speaker(claim.speaker) for claim in claims)
    if not names:
        return ""
    return f'\n<p class="byline-origin" dir="auto">{escape(wording.says("; ".join(names)))}</p>'
