"""Quotes mode: choose the fewest sentences that answer, and compose an answer of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from chatbot.answers import Answer, Citation
from chatbot.context import quotes_around
from chatbot.markdown import escape
from chatbot.retrieval import Evidence
from chatbot.scoring import Scores, Sentence, log_odds
from chatbot.terms import words
from vectorstore import Article, Hit, Span
from vectorstore.sentences import sentences

UNKNOWN = "The articles do not answer this."
NEAREST = "The nearest they come:"

ANSWERS = 0.75
"""The score from which a sentence is taken to answer."""
RELATED = 0.4
"""The score from which a sentence is worth showing though nothing answers."""
CLOSE = 0.75
"""How far below the best sentence, in log-odds, another is still quoted beside it."""
MOST = 3
"""Sentences chosen, not counting those brought along so that they are understood."""
SAME = 0.8
"""The share of words in common from which a sentence only repeats another."""

Fetch = Callable[[str, int], Article]


def answers(question: str, evidence: Evidence, article: Fetch) -> Iterator[Answer]:
    """The answer in the sources' own words: each whole so far, the last one done."""
    chosen = choose(evidence.sentences, evidence.scores)
    known = bool(chosen) and float(evidence.scores.max()) >= ANSWERS
    citations = cite(chosen, article)
    lead = _lead(citations) if known else f"{UNKNOWN}\n\n{NEAREST}" if citations else UNKNOWN
    so_far = Answer(
        question=question,
        text=lead,
        status="answered" if known else "unknown",
        mode="quotes",
        done=not citations,
    )
    yield so_far
    for citation in citations:
        so_far = replace(
            so_far,
            text=f"{so_far.text}\n\n{quotation(citation)}",
            citations=(*so_far.citations, citation),
            done=citation is citations[-1],
        )
        yield so_far


def choose(read: Sequence[Sentence], scores: Scores) -> list[Sentence]:
    """The best sentence and those close to it, best first, none that repeats a better one."""
    chosen: list[Sentence] = []
    seen: list[set[str]] = []
    odds = log_odds(scores)
    lowest = odds.max(initial=-math.inf) - CLOSE
    for place in np.argsort(-scores, kind="stable"):
        if odds[place] < lowest or scores[place] < RELATED or len(chosen) == MOST:
            break
        own = set(words(read[place].text))
        if all(len(own & other) < SAME * len(own | other) for other in seen):
            chosen.append(read[place])
            seen.append(own)
    return chosen


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
            citations.append(_citation(len(citations) + 1, group[0].hit, source.text, span))
    return citations


def quotation(citation: Citation) -> str:
    """One quote as Markdown: its exact text, its marker, who published it and when."""
    return f"> “{escape(citation.quote)}” [{citation.number}] — {escape(citation.source)}"


def _citation(number: int, hit: Hit, text: str, span: Span) -> Citation:
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


def _lead(citations: Sequence[Citation]) -> str:
    """Who says what follows: by name, and by number where an article names no publisher."""
    publishers = list(dict.fromkeys(c.publisher for c in citations if c.publisher))
    unnamed = len({c.article_id for c in citations if not c.publisher})
    names = [escape(" ".join(name.split())) for name in publishers]
    if unnamed:
        other = "other " if names else ""
        names.append(f"one {other}article" if unnamed == 1 else f"{unnamed} {other}articles")
    one = len(names) == 1 and unnamed <= 1
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed[0].upper()}{listed[1:]} {'reports' if one else 'report'}:"
