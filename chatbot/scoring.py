"""How likely each sentence is to answer a question, by the reader or by similarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from chatbot.cues import asked_for, holds
from chatbot.reader import Reader
from chatbot.terms import content_words, words
from vectorstore import Hit, Span

Scores = np.ndarray[Any, np.dtype[np.float32]]

MOST_SENTENCES = 64
"""Sentences compared with a question; each costs about two milliseconds to embed."""

# The log-odds that a sentence answers are a constant plus each feature times its weight: the first
# feature (the reader's log-odds or, without a reader, the similarity of meaning), the question's
# words that the sentence has, those that it or what comes before it has, and whether it holds the
# kind of thing that was asked for. The weights are those of a logistic regression over the
# sentences that the store finds for questions of development sets, where a sentence answers if it
# holds an answer's text: with the reader squad2 and rgb, without it also xquad, onestopqa, timeqa.
# To fit them again: python -m benchmarks.answers --fit EVAL [--reader none]
# With the reader the constant is 3.1 above the regression's, so that one threshold for answering,
# quotes.ANSWERS, is the best on average over squad2, rgb and mtragun (unshifted
# it would be 0.12).
BY_READER = (0.35, 0.37, 0.0, 0.81, 0.0)
BY_MEANING = (-2.95, 3.01, 2.06, 1.93, 0.75)


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
    """What its reader knows already: the title and the sentence before it."""

    @property
    def text(self) -> str:
        return self.hit.text[self.start - self.hit.start : self.end - self.hit.start]


def sentences(hits: Iterable[Hit], most: int = MOST_SENTENCES) -> list[Sentence]:
    """The sentences of the hits, best hit first, each once though passages may overlap."""
    found: dict[tuple[str, int, Span], Sentence] = {}
    for hit in hits:
        title = before = hit.title or ""
        for start, end in hit.sentences:
            sentence = Sentence(hit, start, end, before)
            found.setdefault((hit.article_id, hit.version, (start, end)), sentence)
            before = f"{title}\n{sentence.text}"
            if len(found) == most:
                return list(found.values())
    return list(found.values())


def score(
    question: str, candidates: Sequence[Sentence], embedder: Embeds, reader: Reader | None = None
) -> Scores:
    """The probability, for each sentence, that it answers: by the reader, if there is one."""
    if not candidates:
        return np.empty(0, np.float32)
    found = features(question, candidates, embedder, reader)
    constant, *weights = BY_READER if reader else BY_MEANING
    return np.asarray(1.0 / (1.0 + np.exp(-(found @ np.array(weights) + constant))), np.float32)


def features(
    question: str, candidates: Sequence[Sentence], embedder: Embeds, reader: Reader | None
) -> Scores:
    """What the score of each sentence is made of: float32 (sentences, 4)."""
    if reader:
        first = log_odds(reader.answers(question, candidates))
    else:
        asked = np.asarray(embedder.embed_query(question), np.float32)
        read = np.asarray(embedder.embed_documents([one.text for one in candidates]), np.float32)
        first = read @ asked
    return np.column_stack([first, *_by_words(question, candidates)]).astype(np.float32)


def log_odds(probabilities: Scores) -> Scores:
    """ln p/(1−p), within ±10."""
    p = np.clip(probabilities, 4.54e-5, 1.0 - 4.54e-5)
    return np.asarray(np.log(p / (1.0 - p)), np.float32)


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
