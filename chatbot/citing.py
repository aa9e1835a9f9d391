"""From chosen sentences to citations, and each citation as a line of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from chatbot.accounts import Account
from chatbot.answers import Citation, Side
from chatbot.answers import Claim as QuotedClaim
from chatbot.context import quotes_around
from chatbot.markdown import escape
from chatbot.scoring import Sentence
from vectorstore import UNCLEAR, Article, Claim, Hit, Span
from vectorstore.sentences import sentences

_ACCORDING = re.compile(r"(?:according to|as per|laut|nach|zufolge|según|selon|d['’]après)$", re.I)
_MARKS = '“”„«»"「」『』'

Fetch = Callable[[str, int], Article]


def cite(chosen: Sequence[Sentence], article: Fetch) -> list[Citation]:
    """Quotes of the chosen sentences, numbered: best article first, in the article's own order."""
    by_article: dict[tuple[str, int], list[Sentence]] = {}
    for sentence in chosen:
        key = sentence.hit.article_id, sentence.hit.version
        by_article.setdefault(key, []).append(sentence)
    citations: list[Citation] = []
    for (article_id, version), group in by_article.items():
        source = article(article_id, version)
        spans = sentences(source.text, source.language)
        picked = [(one.start, one.end) for one in group]
        for span in quotes_around(source.text, spans, picked):
            citations.append(cited(len(citations) + 1, group[0].hit, source.text, span))
    return citations


def quotation(citation: Citation, sides: Sequence[Side], claims: Iterable[Claim]) -> str:
    """One quote as Markdown: its exact text, its marker, who published it and when.

    Before it stand the parties to a dispute whose accounts it holds; after it, whoever speaks in it
    without being named in it.
    """
    parties = [_party(side) for side in sides if side.citation == citation.number]
    label = f"**{escape('; '.join(parties))}:** " if parties else ""
    speakers = [f", citing {escape(_flat(name))}" for name in _unnamed(citation, claims)]
    marked = any(mark in citation.quote for mark in _MARKS)  # it has quotation marks of its own
    quote = escape(citation.quote) if marked else f"“{escape(citation.quote)}”"
    source = f"{escape(citation.source)}{''.join(speakers)}"
    return f"> {label}{quote} [{citation.number}] — {source}"


def claims_in(citation: Citation, claims: Iterable[Claim]) -> tuple[QuotedClaim, ...]:
    """Who says what within a quote; of longer speech, the part that is quoted."""
    return tuple(
        QuotedClaim(
            **{
                **asdict(claim),
                "start": max(claim.start, citation.start),
                "end": min(claim.end, citation.end),
            },
            citation=citation.number,
        )
        for claim in claims
        if claim.start < citation.end and citation.start < claim.end
    )


def sides_of(accounts: Iterable[Account], citations: Sequence[Citation]) -> tuple[Side, ...]:
    """The parties to a dispute, each with the number of the citation that holds its account."""
    found = []
    for account in accounts:
        sentence, claim = account.sentence, account.claim
        for citation in citations:
            if holds(citation, sentence):
                found.append(
                    Side(
                        speaker=claim.speaker if claim else None,
                        cue=claim.cue if claim else None,
                        stance=claim.stance if claim else None,
                        publisher=citation.publisher,
                        published=citation.published,
                        citation=citation.number,
                    )
                )
                break
    return tuple(found)


def lead(citations: Sequence[Citation]) -> str:
    """Who says what follows: by name, and by number where an article names no publisher."""
    publishers = [_flat(c.publisher or "") for c in citations]
    names = [escape(name) for name in dict.fromkeys(publishers) if name]
    unnamed = len({c.article_id for c, name in zip(citations, publishers, strict=True) if not name})
    if unnamed:
        other = "other " if names else ""
        names.append(f"one {other}article" if unnamed == 1 else f"{unnamed} {other}articles")
    one = len(names) == 1 and unnamed <= 1
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed[0].upper()}{listed[1:]} {'reports' if one else 'report'}:"


def holds(citation: Citation, sentence: Sentence) -> bool:
    """Whether a citation's quote has this sentence in it."""
    mine = (citation.article_id, citation.version) == (
        sentence.hit.article_id,
        sentence.hit.version,
    )
    return mine and citation.start <= sentence.start and sentence.end <= citation.end


def _party(side: Side) -> str:
    if side.speaker is None:
        return _flat(side.publisher or "The article") + " in its own words"
    if _ACCORDING.match(side.cue or ""):
        return f"{_flat(side.cue or '')} {_flat(side.speaker)}"
    return f"{_flat(side.speaker)} ({_flat(side.cue or '')})"


def _unnamed(citation: Citation, claims: Iterable[Claim]) -> list[str]:
    """The speakers in a quote whom it does not name, each once."""
    inside = (c for c in claims if c.start < citation.end and citation.start < c.end)
    names = [c.speaker for c in inside if c.speaker != UNCLEAR and c.speaker not in citation.quote]
    return list(dict.fromkeys(names))


def _flat(text: str) -> str:
    return " ".join(text.split())


def cited(number: int, hit: Hit, text: str, span: Span) -> Citation:
    """A span of an article's text, of which the hit is a passage, as a quote with a number."""
    return Citation(
        number=number,
        article_id=hit.article_id,
        version=hit.version,
        title=hit.title,
        publisher=hit.publisher,
        published=hit.published,
        url=hit.url,
        start=span[0],
        end=span[1],
        quote=text[slice(*span)],
    )
