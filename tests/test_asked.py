"""What a visitor has asked about an article: their own questions, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot import Answer, Citation
from chatbot.conversations import Exchange
from chatbot.records import asked
from chatbot.records.asked import Asked, asked_about
from chatbot.records.conversations import keep, remove
from chatbot.records.tables import Records

STRANGE = 'https://a.example/"x"?y=%_\\'


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records(tmp_path / "data")
    yield records
    records.close()


def exchange(question: str, *articles: str) -> Exchange:
    citations = tuple(
        Citation(
            number=n, article_id=one, version=1, title=None, publisher=None, published=None,
            url=None, start=0, end=1, quote="x",
        )
        for n, one in enumerate(articles, 1)
    )  # fmt: skip
    answer = Answer(question=question, text="x", status="answered", mode="quotes")
    return Exchange(question, answer=replace(answer, citations=citations, done=True))


def test_the_latest_come_first_and_each_once(records: Records) -> None:
    one = keep(records, "me", None, exchange("What sank?", "ferry", STRANGE))
    keep(records, "me", one, exchange("Who drowned?", "ferry"))
    keep(records, "me", one, exchange("what sank?", "ferry"))
    keep(records, "me", one, exchange("What was shut?", "cave"))
    keep(records, "me", one, Exchange("Unanswered?"))
    assert asked_about(records, "me", "ferry") == [
        Asked("what sank?", one),
        Asked("Who drowned?", one),
    ]
    assert asked_about(records, "me", STRANGE) == [Asked("What sank?", one)]
    assert asked_about(records, "me", "ferr") == asked_about(records, "me", "%") == []


def test_they_are_the_visitors_own_and_go_with_their_conversation(records: Records) -> None:
    mine = keep(records, "me", None, exchange("What sank?", "ferry"))
    keep(records, "you", None, exchange("Who is to blame?", "ferry"))
    assert asked_about(records, "me", "ferry") == [Asked("What sank?", mine)]
    remove(records, "me", mine)
    assert asked_about(records, "me", "ferry") == []


def test_of_very_many_only_the_latest(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST", 2)
    for number in range(4):
        last = keep(records, "me", None, exchange(f"Question {number}?", "ferry"))
    found = asked_about(records, "me", "ferry")
    assert len(found) == 2 and found[0] == Asked("Question 3?", last)


def test_nothing_kept_is_nothing_asked(records: Records) -> None:
    assert asked_about(records, "me", "ferry") == []
    assert not records.path.exists()
