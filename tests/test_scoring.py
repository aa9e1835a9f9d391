"""Which sentences are read, and that the one which answers scores best."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from chatbot import Chatbot
from chatbot.reader import MOST
from chatbot.scoring import (
    MOST_EMBEDDED,
    MOST_SENTENCES,
    Scores,
    Sentence,
    log_odds,
    score,
    sentences,
    tell_nothing,
)
from vectorstore import Hit


def passage(
    *texts: str, title: str | None = None, article_id: str = "a", position: int = 0, start: int = 0
) -> Hit:
    spans, at = [], start
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 1
    return Hit(
        article_id=article_id, version=1, position=position, start=start, end=at - 1, text=" ".join(texts),
        sentences=tuple(spans), title=title, publisher=None, author=None, published=None,
        language=None, url=None, group="a", score=1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "How many people were hurt?",
            "In all 14 people were hurt.",
            "People were hurt in the crash.",
        ),
        (
            "Who signed the treaty?",
            "The treaty was signed by Olga Varga.",
            "The treaty was signed in haste.",
        ),
        (
            "When was the dam built?",
            "The dam was built in 1962.",
            "The dam was built of stone.",
        ),
        (
            "Why did the flood happen?",
            "The flood happened because the dam broke.",
            "The flood happened at night.",
        ),
        (
            "Where was the painting found?",
            "The painting was found in Lisbon.",
            "The painting was found undamaged.",
        ),
    ],
)
def test_a_sentence_with_what_was_asked_for_scores_better(
    bot: Chatbot, question: str, right: str, wrong: str
) -> None:
    found, _ = score(question, sentences([passage(wrong, right)]), bot.store.embedder)
    assert found[1] > found[0]
    assert ((found > 0) & (found < 1)).all()


def test_a_sentence_knows_what_comes_before_it() -> None:
    first, second = sentences([passage("Ada fell.", "She rose.", title="A fall")])
    assert first.before == "A fall"
    assert "A fall" in second.before and "Ada fell." in second.before


def test_a_sentence_knows_what_the_passage_before_it_ends_with() -> None:
    first = passage("Ada fell.", "It rained.")
    second = passage("She rose.", position=1, start=first.end + 2)
    by_text = {one.text: one for one in sentences([second, first])}
    assert by_text["She rose."].before == "It rained."
    assert sentences([second])[0].before == ""
    other = passage("She rose.", article_id="b", position=1)
    assert sentences([other, first])[0].before == ""


class Embedder:
    """Every text points the same way; remembers what it was given."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        return [1.0, 0.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [[1.0, 0.0] for _ in texts]


class Reader:
    """Finds that only one sentence answers; remembers what it was given."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.read: list[str] = []

    def answers(self, question: str, sentences: Sequence[Sentence]) -> Scores:
        self.read += [one.text for one in sentences]
        return np.array([0.9 if one.text == self.answer else 0.1 for one in sentences], np.float32)


CROWD = [f"Nothing of the kind happened on day {n}." for n in range(MOST_EMBEDDED + 20)]


def test_only_the_most_promising_are_embedded() -> None:
    embedder = Embedder()
    found = sentences([passage(*CROWD, "Olga Varga signed the treaty.")])
    scores, _ = score("Who signed the treaty?", found, embedder)
    assert len(scores) == len(found) and scores.argmax() == len(CROWD)
    assert len(embedder.embedded) == MOST_EMBEDDED
    assert "Olga Varga signed the treaty." in embedder.embedded


def test_a_reader_takes_the_place_of_the_embedding_model() -> None:
    embedder, reader = Embedder(), Reader("Olga Varga signed the treaty.")
    others = [f"On day {n} nobody signed the treaty." for n in range(MOST + 20)]
    found = sentences([passage(*others, reader.answer, "A treaty was signed.")])
    scores, known = score("Who signed the treaty?", found, embedder, reader)
    assert scores.argmax() == len(others) and scores.max() > 0.8
    assert known == pytest.approx(math.log(9), abs=1e-3)  # the reader's own 0.9
    assert len(reader.read) == MOST and embedder.embedded == []
    unread = [s for one, s in zip(found, scores, strict=True) if one.text not in reader.read]
    assert unread and max(unread) < 0.2


def test_what_is_hopeless_beside_the_best_or_tells_nothing_is_not_read() -> None:
    reader = Reader("Olga Varga signed the treaty.")
    near = "Both countries signed the treaty."
    score(
        "Who signed the treaty?",
        sentences([passage(*CROWD, reader.answer, "A treaty was signed.", near)]),
        Embedder(),
        reader,
    )
    assert reader.read == [reader.answer, near]


@pytest.mark.parametrize("reader", [None, Reader("Who signed?")], ids=["meaning", "reader"])
def test_where_nothing_tells_anything_nothing_is_read(reader: Reader | None) -> None:
    found = sentences([passage("Who signed the treaty?", "What they said:")])
    scores, known = score("Who signed the treaty?", found, Embedder(), reader)
    assert max(scores) < 0.2 and known < 0
    assert reader is None or reader.read == []


def test_each_sentence_is_read_once_and_not_too_many(bot: Chatbot) -> None:
    once = passage("Ada fell.", "She rose.")
    assert len(sentences([once, once])) == 2
    many = passage(*[f"Sentence {n}." for n in range(MOST_SENTENCES + 9)])
    assert len(sentences([many])) == MOST_SENTENCES
    assert len(score("Who?", [], bot.store.embedder)[0]) == 0


def test_log_odds_are_finite_and_symmetric() -> None:
    odds = log_odds(np.array([0.0, 0.25, 0.5, 0.75, 1.0], np.float32))
    assert np.isfinite(odds).all() and odds[2] == 0
    assert odds == pytest.approx(-odds[::-1], abs=0.1)


@pytest.mark.parametrize(
    ("question", "sentence", "nothing"),
    [
        ("Who commanded the submarine U-99?", "German submarine U-99", True),
        ("Who commanded the submarine U-99?", "Otto Brandt commanded the submarine.", False),
        ("Did Brandt command the submarine?", "Brandt commanded the submarine.", False),
        ("Which ships were there?", "These are the ships that were seen on Monday:", True),
        ("Who will lead the company?", "“Who will lead us now?”", True),
    ],
)
def test_what_asks_announces_or_repeats_cannot_answer(
    question: str, sentence: str, nothing: bool
) -> None:
    (read,) = sentences([passage(sentence, title="The German navy")])
    assert tell_nothing(question, [read]) == [nothing]
