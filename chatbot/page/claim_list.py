"""Claims as HTML: under their speakers, each with its words in their sentences and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from chatbot.page import wording
from chatbot.page.sources import reference
from vectorstore import UNCLEAR, Article, Claim, Span
from vectorstore.sentences import covering, sentences


def claim_list(found: Sequence[Claim], article: Callable[[Claim], Article]) -> str:
    """Claims that are in the order of their speakers; ``article`` gives the one of each."""
    if not found:
        return f'<p class="byline-hint">{escape(wording.NO_CLAIMS)}</p>'
    spans: dict[tuple[str, int], list[Span]] = {}
    groups = []

    def item(claim: Claim) -> str:
        of = article(claim)
        if (of.id, of.version) not in spans:
            spans[of.id, of.version] = sentences(of.text, of.language)
        return _item(claim, of, covering((claim.start, claim.end), spans[of.id, of.version]))

    for name, said in groupby(found, key=lambda one: "" if _unclear(one) else one.name):
        items = "".join(map(item, said))
        heading = escape(name or wording.UNCLEAR_SPEAKER)
        groups.append(f'<h3 dir="auto">{heading}</h3><ol class="byline-cards">{items}</ol>')
    return "".join(groups)


def speaker_list(speakers: Sequence[tuple[str, int]]) -> str:
    """Each with the number of its claims, as buttons to see only these."""
    if not speakers:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="byline-speaker" value="{escape(name)}">'
        f'<span dir="auto">{escape(name)}</span> <span class="byline-count">{count:,}</span>'
        "</button></li>"
        for name, count in speakers
    )
    heading = escape(wording.SPEAKERS)
    return f'<section><h3>{heading}</h3><ul class="byline-speakers">{buttons}</ul></section>'


def _item(claim: Claim, article: Article, span: Span) -> str:
    start, end = span
    text = article.text
    said = (
        f"{escape(text[start : claim.start])}<b>{escape(text[claim.start : claim.end])}</b>"
        f"{escape(text[claim.end : end])}"
    )
    origin = f"{article.publisher or wording.NO_PUBLISHER} · {wording.day(article.published)}"
    title = article.title or wording.UNTITLED
    notes = "".join(
        f' <span class="byline-aside" dir="auto">{escape(note)}</span>' for note in _notes(claim)
    )
    place = escape(reference(replace(claim, start=start, end=end)))
    return f"""<li class="byline-card byline-claim">
<p class="byline-stance"><strong>{escape(wording.STANCES[claim.stance])}</strong>
 <span dir="auto">{escape(wording.cue(claim.cue))}</span>{notes}</p>
<blockquote dir="auto">{said}</blockquote>
<button type="button" class="byline-open" value="{place}"
 title="{escape(wording.open_at(article.title))}"><span dir="auto">{escape(title)}</span></button>
<p class="byline-origin" dir="auto">{escape(origin)}</p>
</li>"""


def _notes(claim: Claim) -> list[str]:
    """What there is to say about who speaks."""
    notes = []
    phrase, name = claim.speaker.casefold(), claim.name.casefold()
    only_an_article_more = phrase.endswith(name) and len(phrase) - len(name) <= len("the ")
    if not _unclear(claim) and not only_an_article_more:
        notes.append(wording.named_as(claim.speaker))
    if claim.resolved:
        notes.append(wording.RESOLVED)
    if claim.via is not None:
        notes.append(wording.via(claim.via))
    return notes


def _unclear(claim: Claim) -> bool:
    return claim.speaker == UNCLEAR
