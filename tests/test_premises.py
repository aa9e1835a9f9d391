"""What a question takes for granted, and whether the evidence says otherwise."""

from __future__ import annotations

import pytest

from chatbot.premises import contradicting, premise
from tests.evidence import evidence


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Why did the mayor accept the offer?", "the mayor accept the offer"),
        ("And when did Norland sign the treaty?", "Norland sign the treaty"),
        ("Why was the bridge closed?", "the bridge closed (was)"),
        ("Who accepted the offer?", None),
        ("Did the mayor accept the offer?", None),
        ("Why?", None),
        ("", None),
    ],
)
def test_a_premise_is_what_why_and_when_take_for_granted(question: str, taken: str | None) -> None:
    assert premise(question) == taken


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did the mayor accept the offer?", "The mayor rejected the offer on Monday."),
        (
            "Why did the company admit the leak?",
            "The company denied the leak. It will meet the union.",
        ),
        ("Why did the authority accept responsibility?", "The authority denied responsibility."),
        ("When did coach Lind resign as coach?", "Coach Lind refused to resign as coach."),
        ("Why did Norland accept the offer?", "The Norlandic president rejected the offer."),
    ],
)
def test_a_premise_that_is_denied_is_found(question: str, text: str) -> None:
    found = evidence(text, score=0.5)
    account = contradicting(question, found.read, found.scores, found.claims, None)
    assert account is not None and account.sentence is found.read[0]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did the mayor accept the offer?", "The mayor accepted the offer as it was generous."),
        ("Why did the mayor accept the offer?", "The nurses rejected a plan of the board."),
        (
            "When was a ceasefire signed?",
            "In 1994 a ceasefire was signed, but not an agreement on the border.",
        ),
        ("Who accepted the offer?", "The mayor rejected the offer."),
        ("Why did Norland approve the deal?", "Sudland rejected the deal."),
        (
            "Why did the mayor accept the offer?",
            "The mayor accepted the offer in May. The mayor had rejected the offer before.",
        ),
    ],
)
def test_what_does_not_deny_it_is_not_taken_for_a_denial(question: str, text: str) -> None:
    found = evidence(text)
    assert contradicting(question, found.read, found.scores, found.claims, None) is None
