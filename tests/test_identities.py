"""Who holds which office, or is whose: small models get these wrong, and are found out."""

from __future__ import annotations

import pytest

from chatbot.identities import of_himself, only_speaks, other_office, over

FORMER = "Ada Holm, the former president of the league, told the paper that she had known."


@pytest.mark.parametrize(
    ("said", "given", "office"),
    [
        ("The president of the league is Ada Holm.", FORMER, "president"),
        ("Ada Holm is now president.", FORMER, "president"),
        ("Ada Holm was president of the league.", FORMER, None),
        ("Ada Holm is a former president of the league.", FORMER, None),
        ("The president is Bo Lund.", f"{FORMER} The president, Bo Lund, was silent.", None),
        ("Ada Holm is the head of the league.", FORMER, None),
    ],
)
def test_an_office_that_is_over(said: str, given: str, office: str | None) -> None:
    assert over(said, given) == office


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("Ole Rask I's father was Ole Rask I.", True),
        ("Ole Rask is the father of Ole Rask.", True),
        ("Ole Rask's father was Nils Rask.", False),
        ("Ole's father was Ole Rask.", False),
        ("Ole Rask is the father of Ole Rask's wife.", False),
        ("Ole Rask painted “Rain at Sea” by Rain at Sea.", True),
        ("Ole Rask painted “Rain at Sea” by the harbour.", False),
    ],
)
def test_nobody_is_his_own_father(said: str, so: bool) -> None:
    assert of_himself(said) == so


REVIEW = "Dust is a record by the drummer Kim Vale. Joe Moss called it fine in his review."


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("The artist of the record is Joe Moss.", "Joe Moss"),
        ("Joe Moss is the singer of the record.", "Joe Moss"),
        ("The drummer of the record is Kim Vale.", None),
        ("The artist of the record is Kim Vale.", None),
        ("The author of the review is Joe Moss.", None),
    ],
)
def test_who_only_speaks_of_it(said: str, who: str | None) -> None:
    assert only_speaks(said, REVIEW) == who


LEAGUE = "Heads of the league. In 2006 Bo Lund was chosen as the eighth commissioner of the league."


@pytest.mark.parametrize(
    ("said", "offices"),
    [
        ("The president of the league is Bo Lund.", ("president", "commissioner")),
        ("Bo Lund is the president of the league.", ("president", "commissioner")),
        ("The commissioner of the league is Bo Lund.", None),
        ("The father of the league is Bo Lund.", None),
        ("Bo Lund is the boss of the league.", ("boss", "commissioner")),
        ("Ada Holm is the president of the league.", None),
    ],
)
def test_an_office_for_another(said: str, offices: tuple[str, str] | None) -> None:
    assert other_office(said, LEAGUE) == offices
