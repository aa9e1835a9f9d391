"""What may be so, is hoped for or still to come, told as a fact."""

from __future__ import annotations

import pytest

from chatbot.certainty import hedged, to_come, unsure
from chatbot.stems import stems


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ("The dam might burst.", "burst"),
        ("A leak in the valve is possible.", "leak valve"),
        ("Several causes are being examined, among them a leak and a broken valve.", "leak valve"),
        ("Below 4 degrees the lake would have frozen.", "frozen"),
        ("The mayor did not rule out a strike.", "strike"),
        ("The aim was to reopen the tunnel in May.", "reopen tunnel"),
    ],
)
def test_what_is_only_said_to_be_possible(given: str, about: str) -> None:
    assert set(stems(about)) <= unsure(given)


def test_what_is_plainly_said_is_not_unsure() -> None:
    assert not unsure("The dam burst in March, and the lake froze.")
    assert not unsure("The truck weighs 20 tonnes.")


@pytest.mark.parametrize(
    ("said", "given", "wrong"),
    [
        ("The navy has pumped out the hold.", "The navy will pump out the hold.", True),
        ("The inquiry has cleared the pilot.", "The inquiry is to clear the pilot.", True),
        ("The firm repaired the crane.", "The firm promised to repair the crane.", True),
        ("The navy will pump out the hold.", "The navy would pump out the hold.", False),
        ("The navy has pumped out the hold.", "The navy pumped out the hold.", False),
        ("The navy plans to pump out the hold.", "The navy will pump out the hold.", False),
    ],
)
def test_what_is_still_to_come_is_not_done(said: str, given: str, wrong: bool) -> None:
    assert to_come(said, given) is wrong


@pytest.mark.parametrize("text", ["It may rain.", "They plan to leave.", "An option is to wait."])
def test_hedged(text: str) -> None:
    assert hedged(text)
