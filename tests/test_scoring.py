"""Which sentences are read, and that the one which answers scores best."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot import Chatbot
from chatbot.scoring import MOST_SENTENCES, log_odds, score, sentences
from vectorstore import Hit


def passage(*texts: str, title: str | None = None, article_id: str = "a") -> Hit:
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 1
    return Hit(
        article_id=article_id, version=1, position=0, start=0, end=at - 1, text=" ".join(texts),
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
    found = score(question, sentences([passage(wrong, right)]), bot.store.embedder)
    assert found[1] > found[0]
    assert ((found > 0) & (found < 1)).all()


def test_a_sentence_knows_what_comes_before_it() -> None:
    first, second = sentences([passage("Ada fell.", "She rose.", title="A fall")])
    assert first.before == "A fall"
    assert "A fall" in second.before and "Ada fell." in second.before


def test_each_sentence_is_read_once_and_not_too_many(bot: Chatbot) -> None:
    once = passage("Ada fell.", "She rose.")
    assert len(sentences([once, once])) == 2
    many = passage(*[f"Sentence {n}." for n in range(MOST_SENTENCES + 9)])
    assert len(sentences([many])) == MOST_SENTENCES
    assert len(score("Who?", [], bot.store.embedder)) == 0


def test_log_odds_are_finite_and_symmetric() -> None:
    odds = log_odds(np.array([0.0, 0.25, 0.5, 0.75, 1.0], np.float32))
    assert np.isfinite(odds).all() and odds[2] == 0
    assert odds == pytest.approx(-odds[::-1], abs=0.1)
