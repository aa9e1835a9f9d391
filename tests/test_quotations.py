"""What stands in quotation marks, in every way that papers set them."""

from __future__ import annotations

import pytest

from ingest.quotations import quotations, with_single_marks


def inside(text: str) -> list[str]:
    return [text[slice(*quote.inner)] for quote in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are “free” now,” he said. “Good.”", ["We are “free” now,", "Good."]),
        ('"Yes." "No," she said.', ["Yes.", "No,"]),
        (
            "‘We back the players’ union,’ she said. It’s ‘bad’.",
            ["We back the players’ union,", "bad"],
        ),
        (
            "'It's a player's game,' he said of the '90s and rock 'n' roll.",
            ["It's a player's game,"],
        ),
        ("„Ja“, sagte sie. »Nein«, sagte er. ‚Gut‘.", ["Ja", "Nein", "Gut"]),
        ("« Oui », dit-elle. «Non».", ["Oui", "Non"]),
        ('„Text", sagte er.', ["Text"]),
        ("”Ja”, sade hon.", ["Ja"]),
        ('victory, ”he said. A 6\'2" man and "fine".', ["fine"]),
        ("“Never closed, he said. “Good,” he said.", ["Good,"]),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_speech_of_several_paragraphs_is_known_as_one() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."
    assert [(one.closed, one.continues) for one in quotations(text)] == [
        (False, False),
        (False, True),
        (True, True),
    ]


def test_two_single_marks_are_a_double_one() -> None:
    text = "''Nobody came,'' he said."
    assert inside(with_single_marks(text)) == ["Nobody came,"]
    assert len(with_single_marks(text)) == len(text)
