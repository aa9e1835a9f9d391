"""What happens to hits between the search and the answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from chatbot import Chatbot, Filters
from chatbot.retrieval import PER_ARTICLE, find, folded, reranked, spread
from chatbot.scoring import sentences
from vectorstore import EVERYTHING, Hit


def hit(article_id: str, position: int = 0, group: str | None = None) -> Hit:
    text = f"Sentence {position} of {article_id}."
    return Hit(
        article_id=article_id, version=1, position=position,
        start=position * 100, end=position * 100 + len(text), text=text,
        sentences=((position * 100, position * 100 + len(text)),),
        title=None, publisher=None, author=None, published=None, language=None, url=None,
        group=group or article_id, score=1.0,
    )  # fmt: skip


def places(hits: list[Hit]) -> list[tuple[str, int]]:
    return [(one.article_id, one.position) for one in hits]


def test_of_copies_only_the_best_found_stays() -> None:
    hits = [hit("b", 0, "same"), hit("a", 0, "same"), hit("c"), hit("b", 1, "same")]
    assert places(folded(hits)) == [("b", 0), ("c", 0), ("b", 1)]


def test_of_copies_with_the_same_passage_the_first_published_stays() -> None:
    early, late = replace(hit("b", 0, "same"), published="2024-05-07"), hit("a", 0, "same")
    hits = [replace(late, text=early.text, published="2024-05-08"), hit("c"), early]
    assert places(folded(hits)) == [("c", 0), ("b", 0)]
    undated = replace(hits[0], published=None)
    assert places(folded([undated, early])) == [("b", 0)]


def test_the_passage_with_the_best_sentence_comes_first() -> None:
    hits = [hit("a"), hit("b"), hit("c")]
    ranked = reranked(hits, sentences(hits), np.array([0.2, 0.3, 0.9], np.float32))
    assert places(ranked)[0] == ("c", 0)


def test_equal_sentences_leave_the_searchs_order() -> None:
    hits = [hit("a"), hit("b"), hit("c")]
    assert reranked(hits, sentences(hits), np.full(3, 0.5, np.float32)) == hits


def test_passages_that_were_not_read_come_last() -> None:
    hits = [hit("a"), hit("b")]
    assert places(reranked(hits, sentences(hits[1:]), np.array([0.01], np.float32))) == [
        ("b", 0),
        ("a", 0),
    ]


def test_one_article_does_not_crowd_out_the_others() -> None:
    hits = [*(hit("a", n) for n in range(PER_ARTICLE + 2)), hit("b")]
    assert places(spread(hits))[PER_ARTICLE] == ("b", 0)
    assert sorted(places(spread(hits))) == sorted(places(hits))


def test_evidence_is_of_what_was_asked_for(bot: Chatbot) -> None:
    evidence = find(bot.store, "Why did the nurses end their strike?", EVERYTHING)
    assert evidence.hits[0].article_id == "strike"
    best = evidence.sentences[int(evidence.scores.argmax())]
    assert "because the board had agreed" in best.text
    article = bot.article(best.hit.article_id, best.hit.version)
    assert all(
        bot.article(one.hit.article_id).text[one.start : one.end] == one.text
        for one in evidence.sentences
    )
    assert article.text[best.start : best.end] == best.text
    assert len(evidence.sentences) == len(evidence.scores)
    nothing = find(bot.store, "bridge", Filters(article_ids=("no-such",)))
    assert (nothing.hits, nothing.sentences, len(nothing.scores)) == ([], [], 0)
