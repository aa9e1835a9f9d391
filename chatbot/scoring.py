"""How likely each sentence is to answer a question, by the reader or by similarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from chatbot.cues import asked_for, asks_for_more, holds
from chatbot.introductions import introduces, whom
from chatbot.reader import MOST, Reader
from chatbot.terms import content_terms, content_words, words
from vectorstore import Hit, Span

Scores = np.ndarray[Any, np.dtype[np.float32]]

MOST_SENTENCES = 64
"""Sentences compared with a question."""
MOST_EMBEDDED = 16
"""Those of them, the most promising by their words, that are embedded: two milliseconds each."""
HOPELESS = 3.0
"""How much less promising than the best a sentence may be and still be read."""
PASSAGE_TO_SENTENCE = 0.8
"""The cosine of a sentence that is not embedded, as a share of its passage's."""
UNREAD = -6.0
"""What stands for the reader's log-odds of a sentence that it has not read."""
NOTHING = -8.0
"""What stands for the first feature of a sentence that tells nothing: no other makes up for it."""
FAR = 0.2
"""The cosine of a passage that only the word index found."""

# The log-odds that a sentence answers are a constant plus each feature times its weight: what the
# reader thinks of it (log-odds) or, without a reader, the similarity of meaning; the question's
# words that the sentence has, and those that it or what comes before it has; whether it holds the
# kind of thing that was asked for; and the similarity of its passage. Without a reader the weights
# are those of a logistic regression over the sentences that the store finds for the questions of
# the development sets (squad2, xquad in English, onestopqa, rgb, timeqa), where a sentence answers
# if it holds an answer's text; each question and each set counts the same. To fit them again:
# python -m benchmarks.answers --fit EVAL. With the reader they are rounded from such a fit, at the
# reader's own scale (docs/evaluation.md).
BY_READER = (-2.5, 1.0, 0.0, 2.0, 0.0, 3.0)
BY_MEANING = (-2.95, 3.01, 2.06, 1.93, 0.75, 0.0)

TOLD = 0.5
"""The log-odds that anything answers "Who is …?" where a sentence tells it in passing, which the
reader does not take for an answer."""
UNSURE = 1.1
"""How sure, in log-odds, the best sentence must be without a reader, as similarity misleads more
where nothing answers (docs/evaluation.md)."""
FOREIGN = (-1.1, 0.2, 0.3, 1.25)
"""The reader has learnt from English alone. In other languages the log-odds that anything answers
are a constant, plus its best log-odds, plus the largest share of the question's words that one
sentence has, by itself and with what comes before it, each times its weight."""


class Embeds(Protocol):
    """What scoring needs of an embedding model: unit vectors of questions and of texts."""

    def embed_query(self, text: str) -> list[float]: ...
    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, by its offsets into the article's text."""

    hit: Hit
    start: int
    end: int
    before: str
    """What its reader knows already: the title and the sentence before it, also where that is
    the last of the passage before."""

    @property
    def text(self) -> str:
        return _text(self.hit, (self.start, self.end))


def sentences(hits: Sequence[Hit], most: int = MOST_SENTENCES) -> list[Sentence]:
    """The sentences of the hits, best hit first, each once though passages may overlap."""
    last = {_place(hit): _text(hit, hit.sentences[-1]) for hit in hits if hit.sentences}
    found: dict[tuple[str, int, Span], Sentence] = {}
    for hit in hits:
        article_id, version, position = _place(hit)
        previous = last.get((article_id, version, position - 1))
        for span in hit.sentences:
            before = "\n".join(filter(None, (hit.title, previous)))
            found.setdefault((article_id, version, span), Sentence(hit, *span, before))
            previous = _text(hit, span)
            if len(found) == most:
                return list(found.values())
    return list(found.values())


def _place(hit: Hit) -> tuple[str, int, int]:
    return hit.article_id, hit.version, hit.position


def _text(hit: Hit, span: Span) -> str:
    return hit.text[span[0] - hit.start : span[1] - hit.start]


def score(
    question: str, candidates: Sequence[Sentence], embedder: Embeds, reader: Reader | None = None
) -> tuple[Scores, float]:
    """The probability, for each sentence, that it answers, and the log-odds that any does."""
    if not candidates:
        return np.empty(0, np.float32), -math.inf
    constant, *weights = BY_READER if reader else BY_MEANING
    given = features(question, candidates, embedder, reader)
    odds = given @ np.array(weights) + constant
    told = _told_in_passing(question, candidates, odds)
    known = _known(given, candidates) if reader else float(odds.max()) - UNSURE
    if told is not None:
        odds[told] = odds.max()
        known = max(known, TOLD)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32), known


def _told_in_passing(
    question: str, candidates: Sequence[Sentence], odds: np.ndarray[Any, Any]
) -> int | None:
    """The best of the sentences that tell who somebody is, where that is asked."""
    name = whom(question)
    if name is None:
        return None
    best = (int(place) for place in np.argsort(-odds, kind="stable"))
    return next((place for place in best if introduces(name, candidates[place].text)), None)


def tell_nothing(question: str, candidates: Sequence[Sentence]) -> list[bool]:
    """Of each sentence, whether it cannot answer by itself, however close it is.

    It asks something itself, announces what follows, or, where more than yes or no is asked for,
    has no word that is not in the question or in its article's title, as headings often have not.
    """
    asked = set(words(question)) if asks_for_more(question) else set[str]()
    titles = {one.hit.title: asked.union(words(one.hit.title or "")) for one in candidates}

    def nothing(one: Sentence) -> bool:
        if one.text.rstrip("\"'”’»)").endswith(("?", "？", ":", "：")):
            return True
        told = titles[one.hit.title]
        return bool(asked) and all(told.issuperset(words(t)) for t in content_terms(one.text))

    return [nothing(one) for one in candidates]


def features(
    question: str, candidates: Sequence[Sentence], embedder: Embeds, reader: Reader | None
) -> Scores:
    """What the score of each sentence is made of: float32 (sentences, 5).

    Only the most promising are read or embedded; for the others, something low stands in. Of those
    that tell nothing the first feature is NOTHING.
    """
    by_words = np.column_stack(_by_words(question, candidates))
    cosines = np.array([one.hit.scores.get("vectors", FAR) for one in candidates])
    promise = by_words @ np.array(BY_MEANING[2:5]) + BY_MEANING[1] * cosines
    promise += 2.0 * np.array([one.hit.score for one in candidates])
    nothing = np.array(tell_nothing(question, candidates))
    telling = np.flatnonzero(~nothing)
    best = telling[np.argsort(-promise[telling], kind="stable")]
    if reader:
        few = [place for place in best[:MOST] if promise[place] >= promise[best[0]] - HOPELESS]
        first = np.full(len(candidates), UNREAD)
    else:
        few = list(best[:MOST_EMBEDDED])
        first = PASSAGE_TO_SENTENCE * cosines
    if few and reader:
        first[few] = log_odds(reader.answers(question, [candidates[place] for place in few]))
    elif few:
        asked = np.asarray(embedder.embed_query(question))
        texts = [candidates[place].text for place in few]
        first[few] = np.asarray(embedder.embed_documents(texts)) @ asked
    first[nothing] = NOTHING
    return np.column_stack([first, by_words, cosines]).astype(np.float32)


def log_odds(probabilities: Scores) -> Scores:
    """ln p/(1−p), within ±10."""
    p = np.clip(probabilities, 4.54e-5, 1.0 - 4.54e-5)
    return np.asarray(np.log(p / (1.0 - p)), np.float32)


def _known(given: Scores, candidates: Sequence[Sentence]) -> float:
    """The log-odds that any of the sentences answers, by what the reader thinks of the best."""
    best = int(given[:, 0].argmax())
    odds = float(given[best, 0])
    if candidates[best].hit.language in (None, "en"):
        return odds
    constant, *weights = FOREIGN
    return constant + float(np.array([odds, *given[:, 1:3].max(axis=0)]) @ np.array(weights))


def _by_words(question: str, candidates: Sequence[Sentence]) -> tuple[list[float], ...]:
    """Of each sentence: its share of the question's words, the same with what comes before it,
    and whether it holds the kind of thing that was asked for.

    A word weighs the more the fewer of the sentences have it (as in BM25's idf).
    """
    subject = frozenset(content_words(question))
    asked = frozenset(words(question))
    kind = asked_for(question)
    texts = [one.text for one in candidates]
    found = [subject.intersection(words(text)) for text in texts]
    near = [
        own | subject.intersection(words(one.before))
        for own, one in zip(found, candidates, strict=True)
    ]
    seen = Counter(word for own in found for word in own)
    weight = {word: math.log(1 + (len(texts) + 1) / (seen[word] + 0.5)) for word in subject}
    total = sum(weight.values()) or 1.0
    return (
        [sum(weight[word] for word in own) / total for own in found],
        [sum(weight[word] for word in own) / total for own in near],
        [holds(kind, text, asked) - 0.5 for text in texts],
    )
