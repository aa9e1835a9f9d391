"""Quotes mode: what is chosen, and that every quote is the stored text."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import Answer
from chatbot.choosing import MOST, MOST_LISTED, choose, nearest
from chatbot.forms import Form
from chatbot.markdown import MARKER, escape
from chatbot.quotes import ANSWERS, UNKNOWN, composed, plan
from chatbot.retrieval import NOTHING, Evidence
from chatbot.scoring import Sentence, log_odds
from chatbot.scoring import sentences as read
from vectorstore import Article, Claim, Hit
from vectorstore.sentences import sentences

HIGH, LOW = 0.95, 0.2


def article(text: str, id: str = "a", **facts: str | None) -> Article:
    return Article(id=id, text=text, version=1, **facts)  # type: ignore[arg-type]


def hit(source: Article, group: str | None = None) -> Hit:
    """The whole article as one passage."""
    spans = tuple(sentences(source.text))
    return Hit(
        article_id=source.id, version=source.version, position=0,
        start=0, end=len(source.text), text=source.text, sentences=spans,
        title=source.title, publisher=source.publisher, author=None,
        published=source.published, language=None, url=None, group=group or source.id, score=1.0,
    )  # fmt: skip


def answered(scores: list[float], *articles: Article) -> list[Answer]:
    """Everything streamed, where the sentences in order have these scores and the rest none."""
    found = [hit(one) for one in articles]
    candidates = read(found, 1_000)
    padded = np.zeros(len(candidates), np.float32)
    padded[: len(scores)] = scores[: len(candidates)]
    stored = {one.id: one for one in articles}
    evidence = Evidence(found, candidates, padded, float(log_odds(padded).max(initial=-10.0)))
    chosen = plan("?", evidence, claims, None)
    return list(composed("?", chosen, lambda id, version: stored[id], claims))


def claims(article_id: str, version: int) -> list[Claim]:
    """Nobody says anything in these articles."""
    return []


def quoted(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


BRIDGE = "The bridge is shut. The mayor is sorry. Cars wait."


def test_the_best_sentence_alone_is_quoted_when_nothing_is_close() -> None:
    last = answered([LOW, HIGH, LOW], article(BRIDGE))[-1]
    assert last.status == "answered" and quoted(last) == ["The mayor is sorry."]


def test_neighbours_become_one_quote() -> None:
    last = answered([HIGH, HIGH], article(BRIDGE))[-1]
    assert quoted(last) == ["The bridge is shut. The mayor is sorry."]


def test_sentences_apart_stay_apart() -> None:
    last = answered([HIGH, LOW, HIGH], article(BRIDGE))[-1]
    assert quoted(last) == ["The bridge is shut.", "Cars wait."]


def test_a_pronoun_brings_along_whom_it_means() -> None:
    text = "Ada Brunner is the mayor. She denied it. It rained."
    assert quoted(answered([LOW, HIGH], article(text))[-1]) == [
        "Ada Brunner is the mayor. She denied it."
    ]


def test_across_a_paragraph_it_is_a_quote_of_its_own() -> None:
    text = "Ada Brunner is the mayor.\n\nShe denied it."
    last = answered([LOW, HIGH], article(text))[-1]
    assert quoted(last) == ["Ada Brunner is the mayor.", "She denied it."]
    assert "\n" not in "".join(quoted(last))


def test_speech_keeps_its_speaker() -> None:
    text = "“We won. We won together,” said Rosa Lind. Cars wait."
    assert quoted(answered([HIGH], article(text))[-1]) == [
        "“We won. We won together,” said Rosa Lind."
    ]


def test_a_repetition_is_not_quoted_twice() -> None:
    first = article("The bridge in Lowen is shut today.", "a")
    second = article("The bridge in Lowen is shut, today.", "b")
    assert len(answered([HIGH, HIGH], first, second)[-1].citations) == 1


def test_the_same_words_with_another_name_are_no_repetition() -> None:
    first = article("The bridge in Lowen was shut by Ada Brunner today.", "a")
    second = article("The bridge in Lowen was shut by Tom Berg today.", "b")
    last = answered([HIGH, HIGH], first, second)[-1]
    assert last.status == "disputed" and len(last.sides) == 2


def test_another_article_is_quoted_where_it_names_somebody_new() -> None:
    first = article("The bridge was shut by Ada Brunner.", "a")
    new = article("It was Tom Berg, engineers say, who had the barriers put up.", "b")
    again = article("Ada Brunner had it closed.", "c")
    last = answered([HIGH, 0.8, 0.8], first, new, again)[-1]
    assert [one.article_id for one in last.citations] == ["a", "b"]


def test_nothing_answers_but_the_nearest_is_shown() -> None:
    candidates = read([hit(article("The ferry to Lowen is late. The harbour of Lowen is shut."))])
    scores = np.full(len(candidates), 0.01, np.float32)
    assert nearest("Who shut the harbour of Lowen?", candidates, scores) == [candidates[1]]
    assert nearest("Who owns the airport of Marn?", candidates, scores) == []


def test_no_more_than_a_few_are_chosen() -> None:
    words = ["storms", "prices", "elections", "harvests", "glaciers", "orchestras"]
    source = article(" ".join(f"Experts watch {word} closely." for word in words))
    candidates = read([hit(source)])
    scores = np.full(len(candidates), HIGH, np.float32)
    assert len(choose(candidates, scores, Form(), claims)) == MOST
    assert len(choose(candidates, scores, Form(listed=True), claims)) == MOST_LISTED


def test_nothing_above_the_threshold_is_unknown_with_what_is_near() -> None:
    stream = answered([LOW, ANSWERS - 0.01], article(BRIDGE))
    assert {one.status for one in stream} == {"unknown"}
    assert stream[-1].text.startswith(UNKNOWN)
    assert quoted(stream[-1]) == ["The mayor is sorry."]


def test_nothing_found_is_unknown_and_done() -> None:
    chosen = plan("?", NOTHING, claims, None)
    (only,) = composed("?", chosen, lambda id, version: article(""), claims)
    assert (only.text, only.status, only.citations, only.done) == (UNKNOWN, "unknown", (), True)


@pytest.mark.parametrize(
    ("publishers", "lead"),
    [
        (["Valley Post"], "Valley Post reports:"),
        (["Valley Post", "Valley Post"], "Valley Post reports:"),
        (["Valley Post", "Ledger"], "Valley Post and Ledger report:"),
        (["A", "B", "C"], "A, B and C report:"),
        ([None], "One article reports:"),
        ([None, None], "2 articles report:"),
        (["Valley Post", None], "Valley Post and one other article report:"),
        (["*Star*\n"], "\\*Star\\* reports:"),
    ],
)
def test_the_lead_says_who_reports(publishers: list[str | None], lead: str) -> None:
    texts = ["Storms came early.", "Prices rose fast.", "Glaciers melt now."]
    articles = [
        article(text, str(n), publisher=name)
        for n, (text, name) in enumerate(zip(texts, publishers, strict=False))
    ]
    assert answered([HIGH] * 3, *articles)[0].text == lead


def test_each_quote_says_who_published_it_and_when() -> None:
    source = article(BRIDGE, publisher="Valley Post", published="2024-05-07")
    last = answered([HIGH], source)[-1]
    assert last.text.endswith("> “The bridge is shut.” [1] — Valley Post, 7 May 2024")
    assert answered([HIGH], article(BRIDGE))[-1].text.endswith("— unknown publisher, undated")


NASTY = st.text(alphabet="ab AB.!?\n\t\r“”\"'*_`[1]<>&#\\-+=~|:/@\u2028\x00", max_size=120)
PROSE = st.lists(
    st.sampled_from(
        ["He left.", "It rained.", "“We won.", "Ann said so.", "all,” said Bo.", "\n\n", "\n", " ",
         "[2] *x*", "\\[1]", "Dr. No came.", "他说：“好。”", "Sie kam."]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(st.lists(NASTY | PROSE | st.text(max_size=80), min_size=1, max_size=3), st.data())
def test_whatever_the_text_every_quote_is_exact(texts: list[str], data: st.DataObject) -> None:
    articles = [article(text, str(n), publisher=text[:5]) for n, text in enumerate(texts)]
    count = sum(len(sentences(text)) for text in texts)
    scores = data.draw(st.lists(st.floats(0, 1, width=32), min_size=count, max_size=count))
    stream = answered(scores, *articles)
    assert [one.done for one in stream] == [False] * (len(stream) - 1) + [True]
    last = stream[-1]
    numbers = [citation.number for citation in last.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [int(number) for number in MARKER.findall(last.text)] == numbers
    boundaries = {one.id: sentences(one.text) for one in articles}
    for c in last.citations:
        assert articles[int(c.article_id)].text[c.start : c.end] == c.quote
        assert c.start in {start for start, _ in boundaries[c.article_id]}
        assert c.end in {end for _, end in boundaries[c.article_id]}
        assert f"{escape(c.quote)}{'' if marked(c.quote) else '”'} [{c.number}]" in last.text
    assert Answer.from_dict(json.loads(json.dumps(last.to_dict()))) == last


def marked(quote: str) -> bool:
    """Whether a quote has quotation marks of its own, and so gets no others."""
    return any(mark in quote for mark in '“”„«»"「」『』')


def test_choose_is_stable_where_scores_are_equal() -> None:
    source = article(BRIDGE)
    candidates: list[Sentence] = read([hit(source)])
    chosen = choose(candidates, np.array([0.5, 0.9, 0.9], np.float32), Form(), claims)
    assert [one.text for one in chosen] == ["The mayor is sorry.", "Cars wait."]
