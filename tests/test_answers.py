"""Answer, Citation, Turn, Filters: plain data that survives JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import Answer, Citation, Filters
from chatbot.answers import Written, written_date

MAYBE = st.none() | st.text()
CITATIONS = st.builds(
    Citation,
    number=st.integers(),
    article_id=st.text(),
    version=st.integers(),
    title=MAYBE,
    publisher=MAYBE,
    published=MAYBE,
    url=MAYBE,
    start=st.integers(),
    end=st.integers(),
    quote=st.text(),
)
NAMES = st.lists(st.text(), max_size=3).map(tuple)
FILTERS = st.builds(
    Filters,
    published_from=MAYBE,
    published_to=MAYBE,
    publishers=NAMES,
    not_publishers=NAMES,
    languages=NAMES,
    article_ids=NAMES,
)
WRITTEN = st.builds(
    Written,
    text=st.text(),
    level=st.sampled_from(["supported", "weak", "unsupported"]),
    citations=st.lists(st.integers(), max_size=2).map(tuple),
    reasons=NAMES,
)
ANSWERS = st.builds(
    Answer,
    question=st.text(),
    text=st.text(),
    status=st.sampled_from(["answered", "disputed", "unknown"]),
    mode=st.sampled_from(["quotes", "written"]),
    citations=st.lists(CITATIONS, max_size=3).map(tuple),
    sentences=st.lists(WRITTEN, max_size=3).map(tuple),
    model=MAYBE,
    filters=FILTERS,
    asked_filters=FILTERS,
    notice=MAYBE,
    done=st.booleans(),
)


@given(ANSWERS)
def test_an_answer_comes_back_from_json_equal(answer: Answer) -> None:
    assert Answer.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


@pytest.mark.parametrize("data", [{}, {"filters": {}, "citations": [{}]}, {"filters": {"x": 1}}])
def test_what_is_no_answer_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        Answer.from_dict(data)


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (None, "undated"),
        ("", "undated"),
        ("2020-10-04", "4 October 2020"),
        ("2024-05-09T23:30:00+02:00", "9 May 2024"),
        ("2024-05-09T23:30:00Z", "9 May 2024"),
        ("2019-12", "2019-12"),
        ("last\nspring", "last spring"),
    ],
)
def test_a_date_is_the_articles_own_or_undated(published: str | None, written: str) -> None:
    assert written_date(published) == written


def test_a_source_is_who_and_when() -> None:
    known = Citation(
        number=1, article_id="a", version=1, title=None, publisher="Valley\nPost",
        published="2024-05-07", url=None, start=0, end=1, quote="x",
    )  # fmt: skip
    assert known.source == "Valley Post, 7 May 2024"
    unknown = Citation(
        number=1, article_id="a", version=1, title=None, publisher=None,
        published=None, url=None, start=0, end=1, quote="x",
    )  # fmt: skip
    assert unknown.source == "unknown publisher, undated"
