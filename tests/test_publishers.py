"""Publishers named in a question as its sources, and those that are only named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.publishers import named_publishers

KNOWN = (
    "The Harbour Gazette", "Reuters", "BBC News - Health", "BBC News - Science", "The Age",
    "sportwire.co.uk", "World News", "Post", "Süddeutsche Rundschau", "El Faro", "Le Phare",
)  # fmt: skip
BBC = ("BBC News - Health", "BBC News - Science")


@pytest.mark.parametrize(
    ("question", "publishers"),
    [
        ("What happened according to the Harbour Gazette?", ("The Harbour Gazette",)),
        ("what does reuters say about the ferry?", ("Reuters",)),
        ("What does the BBC say?", BBC),
        ("What was in the Harbour Gazette about the ferry?", ("The Harbour Gazette",)),
        ("What did Sportwire report? And articles from Sportwire?", ("sportwire.co.uk",)),
        ("the BBC's report on the ferry", BBC),
        ("What do Reuters and the Harbour Gazette say?", ("Reuters", "The Harbour Gazette")),
        ("according to 'The Age', Reuters or El Faro", ("The Age", "Reuters", "El Faro")),
        ("Was schreibt die Süddeutsche Rundschau?", ("Süddeutsche Rundschau",)),
        ("Laut Reuters, wer war es?", ("Reuters",)),
        ("¿Quién fue según El Faro?", ("El Faro",)),
        ("Selon Le Phare, qui était-ce ?", ("Le Phare",)),
    ],
)
def test_a_source_is_wanted(question: str, publishers: tuple[str, ...]) -> None:
    assert {one.role for one in named_publishers(question, KNOWN)} == {"wanted"}
    assert named_publishers(question, KNOWN)[0].publishers == publishers


@pytest.mark.parametrize(
    "question",
    [
        "Who sank it, not from Reuters?",
        "Who sank it except Reuters?",
        "Wer war es, außer Reuters?",
        "¿Quién fue? Todo excepto Reuters",
        "Qui était-ce, sauf Reuters ?",
    ],
)
def test_a_source_is_refused(question: str) -> None:
    (one,) = named_publishers(question, KNOWN)
    assert (one.publishers, one.role) == (("Reuters",), "refused")


@pytest.mark.parametrize(
    "question",
    [
        "Who bought Reuters?",
        "Why was the Post strike ended in time?",
        "What did the New York Post say?",
    ],
)
def test_one_may_only_be_mentioned(question: str) -> None:
    assert [one.role for one in named_publishers(question, KNOWN)] == ["mentioned"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "According to the Times, who sank it?",
        "According to the World Health Organization, who is ill?",
        "What is the age of the mayor?",
        "according to the age of the patient",
        "Who lost the post?",
    ],
)
def test_none_is_guessed(question: str) -> None:
    assert named_publishers(question, KNOWN) == []


@given(st.text(max_size=120), st.lists(st.text(max_size=20), max_size=5).map(tuple))
def test_any_text_and_any_publishers_are_bearable(text: str, known: tuple[str, ...]) -> None:
    for one in named_publishers(f"according to {' and '.join(known)} {text}", known):
        assert one.publishers and set(one.publishers) <= set(known)
