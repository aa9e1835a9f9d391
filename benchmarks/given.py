"""Questions with the right passages given, sentence by sentence, and which of them answer."""

from __future__ import annotations

import re
import statistics
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.sets import EvalSet
from vectorstore.sentences import sentences

_SPACED = r"[0-9a-z\u00c0-\u024f\u0370-\u04ff]"
"""A letter or digit of a writing with spaces between words."""


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence of a passage, and what stands before it."""

    before: str
    text: str
    holds: bool
    """Whether it holds the answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the sentences to answer it from."""

    question: str
    answerable: bool
    source: str
    """The first of its passages: questions on one passage are not independent."""
    sentences: list[Given]


def asked(one: EvalSet, language: str = "en") -> Iterator[Asked]:
    """The set's questions in a language."""
    corpus = one.corpus
    for row in one.questions:
        if row["meta"].get("lang", language) != language:
            continue
        meta = row["meta"]
        ids = meta.get("context_docs") or [meta.get("context_doc")]
        ids = ids if ids[0] else row["gold_docs"]
        read = [given for name in ids for given in _split(corpus[name], row)]
        if read:
            yield Asked(row["question"], row["answerable"], ids[0], read)


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether a text holds one of the answers (normalised as SQuAD's own measure does).

    Whole words only, as far as the text's writing has spaces between them.
    """
    found = normalised(text)
    return any(
        re.search(rf"(?<!{_SPACED}){re.escape(wanted)}(?!{_SPACED})", found)
        for wanted in map(normalised, answers)
        if wanted
    )


def normalised(text: str) -> str:
    bare = "".join(one for one in text.lower() if one not in string.punctuation + "–—‘’“”")
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def harmonic(answerable: Sequence[bool], known: Sequence[bool]) -> float:
    """Of the share of the unanswerable found unknown and of the answerable found known."""
    kept = [k for a, k in zip(answerable, known, strict=True) if a]
    refused = [not k for a, k in zip(answerable, known, strict=True) if not a]
    if not kept or not refused or not any(kept) or not any(refused):
        return 0.0
    return statistics.harmonic_mean([statistics.fmean(kept), statistics.fmean(refused)])


def auroc(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The chance that a right one scores above a wrong one (Mann and Whitney 1947)."""
    good = [s for s, r in zip(scores, right, strict=True) if r]
    bad = [s for s, r in zip(scores, right, strict=True) if not r]
    if not good or not bad:
        return 0.5
    above = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return above / (len(good) * len(bad))


def threshold(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """The score from which to answer that has the best harmonic mean."""
    tried = sorted(set(scores))
    return max(tried, key=lambda t: harmonic(answerable, [score >= t for score in scores]))


def _split(article: dict[str, Any], row: dict[str, Any]) -> Iterator[Given]:
    text, title = article["text"], article.get("title") or ""
    spans = sentences(text)
    quotes = [(at, at + len(q)) for q in row["gold_quotes"] if (at := text.find(q)) >= 0]
    marked = [(a, b) for a, b in quotes if b - a > 60]  # a passage marked, not an answer's words
    before = title
    for start, end in spans:
        own = text[start:end]
        if marked:
            right = any(min(end, b) - max(start, a) > 20 for a, b in marked)
        else:
            right = row["answerable"] and holds(own, row["answers"])
        yield Given(before, own, right)
        before = f"{title}\n{own}".strip()
