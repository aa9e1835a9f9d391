"""The claims tab over a real store: what is listed, in whose name, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import Chatbot
from chatbot.page import wording
from chatbot.page.claim_list import claim_list, speaker_list
from chatbot.page.claims import Listed, list_claims
from chatbot.page.paging import ROWS, first_row
from chatbot.page.period import period
from chatbot.page.reader import read
from chatbot.page.timeline import timeline
from ingest.claims import claims
from tests.seen import Seen
from tests.tiny import cut, open_tiny
from vectorstore import Article, Entry

SHIP = (
    "“The engine failed,” it said on the wall. "
    "Captain Ada Brunner said the <i>ship</i> & its crew were safe. "
    "She denied that there had been a fire."
)

Open = Callable[[], Chatbot]


def entry(id: str, text: str, **facts: str) -> Entry:
    article = Article(id=id, text=text, **facts)  # type: ignore[arg-type]
    return Entry(article, cut(article), claims(article), 1)


@pytest.fixture
def opened(own_folder: Path) -> Iterator[Open]:
    with Chatbot(open_tiny(own_folder / "data")) as bot:
        facts = {"title": "A <b>fire</b>?", "publisher": "The <Post>", "published": "2021-03-25"}
        bot.store.add([entry("a", SHIP, **facts), entry("b", "The police denied a fire.")])
        yield lambda: bot


def listed(opened: Open, place: int = 0, **asked: str) -> Listed:
    fields = ("about", "speaker", "stance", "begin", "end")
    return list_claims(opened, place, *(asked.get(one) for one in fields))


def test_claims_stand_under_their_speakers_in_their_sentences(opened: Open) -> None:
    everything = listed(opened)
    seen = Seen(everything.found)
    assert everything.total == 4 == len(seen.buttons)
    for words in (
        wording.claims(4),
        "Captain Ada Brunner said the <i>ship</i> & its crew were safe.",
        "She denied that there had been a fire.",
        f"{wording.STANCES['denies']} “denied”",
        wording.RESOLVED,
        "The <Post> · 25 March 2021",
        "A <b>fire</b>?",
        wording.UNTITLED,
    ):
        assert words in " ".join(seen.text.split()), words
    order = [seen.text.index(one) for one in ("Ada", "police", wording.UNCLEAR_SPEAKER)]
    assert order == sorted(order)
    assert everything.speakers == ("Ada Brunner", "police")


def test_a_claim_opens_the_reader_at_its_sentence(opened: Open) -> None:
    (button,) = Seen(listed(opened, speaker="police").found).buttons
    reading = read(opened, button["value"])
    assert "problem" not in reading and reading["quote"] == "The police denied a fire."


def test_each_field_limits_what_is_listed(opened: Open) -> None:
    assert listed(opened, about="fire").total == 2
    assert listed(opened, about="fire", speaker="police").total == 1
    assert listed(opened, stance="denies").total == 2
    assert listed(opened, begin="2021", end="2021-03").total == 3
    assert listed(opened, begin="2021-03-26").total == 0
    assert wording.NO_CLAIMS in listed(opened, about="whales").found
    assert listed(opened, speaker="police").speakers == ("Ada Brunner", "police")


@pytest.mark.parametrize("typed", ["x", "2021-13", "2021-02-30", "25.3.2021", "1" * 50, "1-2-3-4"])
def test_what_is_no_day_gets_a_sentence(opened: Open, typed: str) -> None:
    assert "2021-03-25" in listed(opened, begin=typed).found
    with pytest.raises(ValueError, match="is no day"):
        period(None, typed)


def test_a_period_may_be_of_months_and_years() -> None:
    assert period("2020", "2020-02") == ("2020-01-01", "2020-02-29")
    assert period(" 2021-3-5 ", "") == ("2021-03-05", None)


def test_a_collection_that_cannot_be_opened_says_why(opened: Open) -> None:
    opened().store.catalog.path.unlink()
    assert "is gone" in listed(opened).found


def test_thousands_are_shown_a_part_at_a_time(opened: Open) -> None:
    many = " ".join(f"The mayor said the road {n} was shut." for n in range(ROWS + 10))
    opened().store.add([entry("c", many)])
    first, second = listed(opened, speaker="mayor"), listed(opened, ROWS, speaker="mayor")
    assert (first.total, first.first, second.first) == (ROWS + 10, 0, ROWS)
    assert len(Seen(first.found).buttons) == ROWS and len(Seen(second.found).buttons) == 10
    assert listed(opened, 10**9, speaker="mayor").first == ROWS
    assert listed(opened, -5, speaker="mayor").first == 0
    assert first_row(7, 0) == 0


def test_the_timeline_counts_days_months_or_years() -> None:
    days = [("2021-03-25", "asserts", 2), ("2021-03-27", "denies", 1), (None, "asserts", 4)]
    seen = Seen(timeline(days))  # type: ignore[arg-type]
    assert "3 claims, from 25 March 2021 to 27 March 2021" in dict(seen.elements)["svg"].values()
    assert len([tag for tag, _ in seen.elements if tag == "g"]) == 2
    assert wording.undated(4) in seen.text
    months = Seen(timeline([*days, ("2022-01-01", "asserts", 1)]))  # type: ignore[list-item]
    assert "March 2021" in months.text and "25 March" not in months.text
    years = Seen(timeline([*days, ("1999-01-01", "asserts", 1)]))  # type: ignore[list-item]
    assert "1999" in years.text and "March" not in years.text
    assert timeline([]) == "" and "svg" not in timeline(days[2:])  # type: ignore[arg-type]
    assert "svg" not in timeline([("2021-02-31", "asserts", 1)])


@given(st.text())
def test_no_text_becomes_an_element(text: str) -> None:
    article = Article(id=text, text=f"{text} The police denied a fire.", title=text, version=1)
    seen = Seen(claim_list(claims(article), lambda _: article) + speaker_list([(text, 1)]))
    assert {tag for tag, _ in seen.elements} <= {
        "h3", "ol", "ul", "li", "p", "strong", "span", "blockquote", "b", "button", "section",
    }  # fmt: skip
