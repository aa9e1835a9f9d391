"""Which neighbours a sentence brings along."""

from __future__ import annotations

import pytest

from chatbot.context import FURTHEST, quotes_around
from vectorstore.sentences import sentences


def around(text: str, *chosen: str) -> list[str]:
    spans = sentences(text)
    picked = [span for span in spans if text[slice(*span)] in chosen]
    assert len(picked) == len(chosen)
    return [text[slice(*span)] for span in quotes_around(text, spans, picked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "She denied it.",
        "But he denied it.",
        "Their plan failed.",
        "This shocked many.",
        "It broke.",
    ],
)
def test_a_sentence_that_leans_brings_the_one_before(sentence: str) -> None:
    assert around(f"Ada spoke. {sentence} Rain fell.", sentence) == [f"Ada spoke. {sentence}"]


@pytest.mark.parametrize(
    "sentence", ["Ada denied it.", "It is feared that many died.", "Heavy rain fell.", "Item one."]
)
def test_a_sentence_that_stands_alone_brings_nothing(sentence: str) -> None:
    assert around(f"Bo spoke. {sentence} Rain fell.", sentence) == [sentence]


def test_only_so_many_are_brought_along() -> None:
    text = "Ada came. She sat. She read. She slept."
    assert FURTHEST == 2
    assert around(text, "She slept.") == ["She sat. She read. She slept."]


@pytest.mark.parametrize(
    ("text", "chosen", "quote"),
    [
        ("“We won. We go on,” Ada said. Rain.", "“We won.", "“We won. We go on,” Ada said."),
        ("“We won. We go on,” Ada said. Rain.", "We go on,” Ada said.", "“We won. We go on,” Ada said."),
        ('"We won. We go on," Ada said. Rain.', '"We won.', '"We won. We go on," Ada said.'),
        ("„Wir gehen. Wir kommen“, sagte Jo. Rain.", "„Wir gehen.", "„Wir gehen. Wir kommen“, sagte Jo."),
        ("“We won,” Ada said. Rain fell.", "“We won,” Ada said.", "“We won,” Ada said."),
    ],
)  # fmt: skip
def test_speech_is_quoted_whole(text: str, chosen: str, quote: str) -> None:
    assert around(text, chosen) == [quote]


def test_the_first_sentence_may_lean_on_nothing() -> None:
    assert around("She left. Rain fell.", "She left.") == ["She left."]


def test_a_sentence_that_is_not_known_is_quoted_as_it_is() -> None:
    assert quotes_around("One. Two.", [(0, 4)], [(5, 9)]) == [(5, 9)]
