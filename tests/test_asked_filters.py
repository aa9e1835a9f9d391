"""What a question limits its answer to: where words say so, and where that can do no harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import entry, open_tiny

from chatbot.asked_filters import ENOUGH, Asked, asked_filters, merged
from vectorstore import ArticleStore, Filters

NOTHING = Filters()


def read(question: str, store: ArticleStore, given: Filters = NOTHING) -> Asked:
    return asked_filters(question, store, store.summary(), given)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleStore]:
    """Many articles of October 2020, and a few of 2021 of which the newest is of 16 June."""
    with open_tiny(tmp_path_factory.mktemp("dated")) as opened:
        many = [
            entry(
                str(n), f"A ship of day {n}.", published=f"2020-10-{n + 1:02}", publisher="Reuters"
            )
            for n in range(ENOUGH)
        ]
        few = [
            entry("june", "A fire.", published="2021-06-16", publisher="The Harbour Gazette"),
            entry("may", "A vote.", published="2021-05-03", publisher="The Harbour Gazette"),
            entry("undated", "A cave."),
        ]
        opened.add(many + few)
        yield opened


@pytest.mark.parametrize(
    ("question", "filters", "rest"),
    [
        (
            "What did articles from May 2021 say about the vote?",
            Filters(published_from="2021-05-01", published_to="2021-05-31"),
            "What did articles say about the vote?",
        ),
        (
            "What was published on 3 May 2021 about votes?",
            Filters(published_from="2021-05-03", published_to="2021-05-03"),
            "What was published about votes?",
        ),
        (
            "Which ships burned last week?",
            Filters(published_from="2021-06-07", published_to="2021-06-13"),
            "Which ships burned?",
        ),
        (
            "Which ships burned yesterday?",  # and were in the news today
            Filters(published_from="2021-06-15", published_to="2021-06-16"),
            "Which ships burned?",
        ),
        (
            "Yesterday's news of the fire?",
            Filters(published_from="2021-06-15", published_to="2021-06-15"),
            "'s news of the fire?",
        ),
        (
            "Which ships burned in October 2020?",  # there are many articles of it
            Filters(published_from="2020-10-01", published_to="2020-10-31"),
            "Which ships burned in October 2020?",
        ),
        (
            "Which articles before 2021 name ships?",
            Filters(published_to="2020-12-31"),
            "Which articles name ships?",
        ),
        (
            "Which ships are in articles published before 2021?",
            Filters(published_to="2020-12-31"),
            "Which ships are in articles published?",
        ),
        (
            "What does the Harbour Gazette say of the vote, in articles since May 2021?",
            Filters(published_from="2021-05-01", publishers=("The Harbour Gazette",)),
            "What does the say of the vote?",
        ),
        (
            "Who voted, not from Reuters?",
            Filters(not_publishers=("Reuters",)),
            "Who voted,?",
        ),
    ],
)
def test_filters_are_read(store: ArticleStore, question: str, filters: Filters, rest: str) -> None:
    assert read(question, store) == Asked(filters, rest)


@pytest.mark.parametrize(
    "question",
    [
        "Who was mayor in 1994?",
        "Which ships burned in May 2021?",
        "Which ships burned on 4 October 2020?",
        "Who was mayor before 2021?",
        "Did Reuters report a fire and did the Harbour Gazette article confirm it?",
        "Was the ship in the report of 4 October 2020 the one in the report of 16 June 2021?",
        "Who bought Reuters?",
        "What did articles of 31 February 2021 say?",
        "According to the Times, who sank it?",
        "???",
        "",
    ],
)
def test_what_may_be_meant_otherwise_is_left_to_the_search(
    store: ArticleStore, question: str
) -> None:
    assert read(question, store) == Asked(NOTHING, question)


@pytest.mark.parametrize(
    "question",
    [
        "What happened last week?",
        "What does Reuters say?",
        "Was geschah gestern?",
        "¿Qué pasó ayer?",
    ],
)
def test_a_question_may_ask_nothing_else(store: ArticleStore, question: str) -> None:
    asked = read(question, store)
    assert asked.filters and asked.question == ""


def test_what_is_given_stands(store: ArticleStore) -> None:
    given_days = Filters(published_to="2020-10-10")
    question = "What does Reuters say of ships, in the articles of May 2021?"
    assert read(question, store, given_days).filters == Filters(publishers=("Reuters",))
    given_publisher = Filters(publishers=("The Harbour Gazette",))
    assert read(question, store, given_publisher).filters == Filters(
        published_from="2021-05-01", published_to="2021-05-31"
    )
    both = merged(given_publisher, Filters(published_from="2021-05-01", publishers=("Reuters",)))
    assert both == Filters(published_from="2021-05-01", publishers=("The Harbour Gazette",))


def test_without_dates_in_the_store_no_day_is_read(tmp_path: object) -> None:
    with open_tiny(tmp_path) as empty:  # type: ignore[arg-type]
        empty.add([entry("a", "A ship.")])
        assert read("Articles of last week on ships?", empty).filters == NOTHING


UNKNOWN = st.builds(Filters, published_from=st.text(), published_to=st.text())


@given(st.text(max_size=100), UNKNOWN)
def test_any_question_and_filters_are_bearable(
    store: ArticleStore, text: str, filters: Filters
) -> None:
    asked = read(f"articles of last week {text} by Reuters", store, filters)
    assert merged(filters, asked.filters)
