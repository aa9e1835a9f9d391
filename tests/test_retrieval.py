"""What happens to hits between the search and the answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from chatbot import Chatbot, Filters
from chatbot.retrieval import PER_ARTICLE, find, folded, reranked, spread
from chatbot.scoring import sentences
from vectorstore import EVERYTHING, Hit
from vectorstore.errors import QuestionError


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


def told(article_id: str, text: str) -> Hit:
    return replace(hit(article_id, 0, "same"), text=text, end=len(text))


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("On Monday 14 miners were rescued by a crew from Orsk after two days.", True),
        ("On Monday 12 miners were rescued by a crew from Perm after two days.", True),
        ("On Monday 12 miners were saved by a crew from Orsk after two days.", False),
        ("(Wire) On Monday 12 miners were rescued by a crew from Orsk after two days.", False),
        ("Their families had waited at the gate of Shaft 7 in the rain.", False),
    ],
)
def test_a_copy_that_tells_it_otherwise_stays(text: str, stays: bool) -> None:
    first = told("a", "On Monday 12 miners were rescued by a crew from Orsk after two days.")
    other, again = told("b", text), told("c", text)
    expected = [("a", 0), ("b", 0)] if stays else [("a", 0)]
    assert places(folded([first, other, again])) == expected


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


def test_the_searchs_score_and_the_best_sentence_are_weighed() -> None:
    near, far = replace(hit("a"), score=0.9), replace(hit("b"), score=0.1)
    read = sentences([near, far])
    assert reranked([near, far], read, np.array([0.4, 0.6], np.float32))[0] is near
    assert reranked([near, far], read, np.array([0.01, 0.99], np.float32))[0] is far


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


ODD = [
    "?", "!!!", "\x00", "🙂", "the of and", "Who was it?", "NOT", "AND OR", 'title:"', "(((", "id:*",
    "bridge~2", "bridge^9 -bridge", "[a TO b]", "\\", "{0} %s {bridge}", "\ud83d bridge",
    "bridge " * 14_000, "x" * 100_000, "桥", "'; DROP TABLE passages; --",
]  # fmt: skip


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_any_question_has_evidence_or_none(bot: Chatbot, question: str) -> None:
    evidence = find(bot.store, question, EVERYTHING)
    assert len(evidence.scores) == len(evidence.sentences)
    assert np.isfinite(evidence.scores).all()
    assert bot.ask(question).done
    assert isinstance(bot.retrieve(question), list)


@pytest.mark.parametrize("question", ["", "  ", "\n\t"])
def test_no_question_is_the_named_error(bot: Chatbot, question: str) -> None:
    with pytest.raises(QuestionError):
        bot.retrieve(question)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(publishers=("nobody",)),
        Filters(languages=("xx",)),
        Filters(article_ids=("no-such", "")),
        Filters(published_from="2999-01-01"),
        Filters(published_from="2024-05-09", published_to="2024-05-07"),
    ],
)
def test_filters_that_nothing_passes_find_nothing(bot: Chatbot, filters: Filters) -> None:
    assert bot.retrieve("Why was the bridge closed?", filters=filters) == []
    assert bot.ask("Why was the bridge closed?", filters=filters).status == "unknown"


@pytest.mark.parametrize(
    ("question", "article_id"),
    [
        ("Who is the lighthouse keeper of Skerow?", "keeper"),
        ("Tom Aldanes lighthouse", "keeper"),
        ("What costs 4,200,000 crowns?", "bridge"),
        ("18 000 cars", "bridge"),
        ("Warum fallen Fähren nach Borkholm aus?", "faehre"),
        ("faehren borkholm sturm", "faehre"),
        ("FAHRE BORKHOLM", "faehre"),
        ("What did the Küstenblatt write in February 2022?", "faehre"),
    ],
)
def test_spelling_numbers_and_languages(bot: Chatbot, question: str, article_id: str) -> None:
    assert bot.retrieve(question)[0].article_id == article_id
