"""The reader over a real store: the quote cut out exactly, earlier versions, copies, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import Chatbot
from chatbot.page import wording
from chatbot.page.reader import Reading, read
from chatbot.page.versions import difference
from ingest.claims import claims
from tests.tiny import article, cut, entry, open_tiny
from vectorstore import Entry

TEXT = "One came.\n\nTwo <b>went</b> & “stayed” 😀. Three wept."
ID = "https://a.example:8080/x"
START, END = TEXT.index("Two"), TEXT.index(" Three")

Open = Callable[[], Chatbot]


@pytest.fixture
def opened(own_folder: Path) -> Iterator[Open]:
    with Chatbot(open_tiny(own_folder / "data")) as bot:
        bot.store.add([entry(ID, TEXT, title="A <i>title</i>")])
        yield lambda: bot


def reading(opened: Open, version: int = 1, id: str = ID) -> Reading:
    found = read(opened, f"{id}:{version}:{START}:{END}")
    assert "problem" not in found
    return cast(Reading, found)


def test_the_text_is_cut_exactly_at_the_quote(opened: Open) -> None:
    cut = reading(opened)
    assert cut["quote"] == TEXT[START:END]
    assert cut["before"] + cut["quote"] + cut["after"] == TEXT
    assert (cut["title"], cut["url"]) == ("A <i>title</i>", None)
    assert cut["origin"] == f"{wording.NO_PUBLISHER} · {wording.UNDATED}"
    assert (cut["history"], cut["changes"], cut["copies"]) == (None, [], None)


@pytest.mark.parametrize(
    "bad",
    ["", "x", "a:1:2", "a:b:c:d", "a:1:5:5", "a:1:-3:2", "a:1:9:2", "a:9" * 5000, None, ["a"], {}],
)
def test_a_reference_that_is_none_gets_a_sentence(opened: Open, bad: object) -> None:
    assert set(read(opened, bad)) == {"problem"}  # type: ignore[arg-type]


def test_a_version_that_never_was_gets_a_sentence(opened: Open) -> None:
    gone = read(opened, f"{ID}:9:{START}:{END}")
    assert "problem" in gone and "no version 9" in gone["problem"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("/etc/passwd", None),
        ("https:", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(opened: Open, url: str | None, link: str | None) -> None:
    opened().store.add([entry("a", TEXT, url=url)])
    assert reading(opened, id="a")["url"] == link


def test_an_earlier_version_says_what_has_changed_since(opened: Open) -> None:
    newer = TEXT.replace("Three wept.", "Four wept.")
    opened().store.add([entry(ID, newer, updated="2024-05-08T10:00:00+02:00")])
    old, new = reading(opened, 1), reading(opened, 2)
    assert old["before"] + old["quote"] + old["after"] == TEXT
    assert "earlier version" in (old["history"] or "") and "8 May 2024" in (old["history"] or "")
    assert (new["history"] or "").startswith("Updated on 8 May 2024")
    for seen in (old, new):
        changed = [(one["kind"], one["text"].strip()) for one in seen["changes"]]
        assert changed[-2:] == [("gone", "Three wept."), ("new", "Four wept.")]
        assert changed[0][0] == "same"


def test_the_day_of_an_update_is_the_articles_own_or_unknown(opened: Open) -> None:
    opened().store.add([entry(ID, "Other words.")])
    assert "a time it does not state" in (reading(opened)["history"] or "")


def test_what_was_removed_can_still_be_read_and_says_so(opened: Open) -> None:
    opened().store.remove([ID])
    seen = reading(opened)
    assert seen["history"] == wording.REMOVED and seen["quote"] == TEXT[START:END]


def test_the_other_outlets_of_a_story_are_named(opened: Open) -> None:
    store = opened().store
    store.add([entry("mail", TEXT, publisher="Mail", published="2024-05-08")])
    store.set_groups({ID: ID, "mail": ID}, {ID: b"1", "mail": b"1"})
    assert reading(opened)["copies"] == wording.copies(["Mail · 8 May 2024"])
    assert [one.id for one in store.copies("mail")] == [ID]
    store.remove(["mail"])
    assert reading(opened)["copies"] is None and store.copies("mail") == []


TEXTS = st.lists(st.sampled_from(["A ran. ", "B fell. ", "\n\n", "“C”, said D. ", "x", "é "]))


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts(old: list[str], new: list[str]) -> None:
    """Nothing is lost: the pieces of each side, put together, are its text (but for spaces)."""
    before, after = article("a", "".join(old)), article("a", "".join(new))
    pieces = difference(before, after)
    for text, missing in ((before.text, "new"), (after.text, "gone")):
        parts = [piece["text"] for piece in pieces if piece["kind"] != missing]
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_claims_are_listed_by_speaker_and_lead_to_their_sentences(opened: Open) -> None:
    text = "The police denied a fire. The mayor said she had seen one. The police said no more."
    made = article("c", text)
    opened().store.add([Entry(made, cut(made), claims(made), 1)])
    found = read(opened, "c:1:0:0")
    assert "problem" not in found
    assert (found["quote"], found["after"]) == ("", text)
    assert found["says"] == wording.who_says_what(3)
    assert [one["speaker"] for one in found["claims"]] == ["police", "police", "mayor"]
    assert found["claims"][0]["words"] == "denies “denied”"
    quotes = [read(opened, one["reference"])["quote"] for one in found["claims"]]  # type: ignore[typeddict-item]
    assert quotes == [text[:25], text[59:], text[26:58]]
    assert reading(opened)["says"] is None
