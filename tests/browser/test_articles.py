"""The articles tab: searched, read, added to by files and addresses, removed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import accessible
from browsing import PHONE, WIDE, Visit, collect, serving, with_models
from playwright.sync_api import Page, expect

from chatbot import open_chatbot
from chatbot.page import wording
from chatbot.page.opening import Opener

BOTH = pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")], ids=["wide", "phone"]
)
READER = "dialog.byline-reader"
SEEN = """(box) => {
  const style = getComputedStyle(box);
  return style.appearance !== "none" || style.backgroundColor !== "rgba(0, 0, 0, 0)";
}"""
"""Whether a box that is ticked has more to it than a white tick on nothing."""
FERRY = {
    "id": "ferry",
    "title": "Ferry lost",
    "text": "The ferry Aurelia sank off Lindholm on Monday. Forty people were rescued.",
}
CAVE = {"id": "cave", "title": "Cave shut", "text": "The Orsk cave was shut on Friday."}


def articles_tab(page: Page) -> None:
    page.get_by_role("tab", name=wording.ARTICLES_TAB).click()
    expect(page.locator(".byline-found h2")).to_be_visible()


@pytest.fixture
def own(tmp_path: Path, newsroom: Path) -> Iterator[tuple[Opener, str]]:
    """A collection that a test may change, and the page over it."""
    data = collect(with_models(tmp_path / "data", newsroom), FERRY, CAVE)
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener, data=data) as url:
        yield opener, url
    opener.close()


@BOTH
def test_articles_are_searched_sorted_and_read(
    site: str, opener: Opener, visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    page = visit(site, size, scheme)
    articles_tab(page)
    store = opener().store
    titles = [one.title or wording.UNTITLED for one in store.articles(limit=50)]
    expect(page.locator(".byline-row .byline-open")).to_have_text(titles)
    accessible(page)
    page.get_by_label(wording.ORDER).click()
    page.get_by_role("option", name=wording.ORDERS["title"]).click()
    by_title = [one.title or wording.UNTITLED for one in store.articles(order="title")]
    expect(page.locator(".byline-row .byline-open")).to_have_text(by_title)

    page.get_by_label(wording.WORDS, exact=True).fill("philae comet")
    page.keyboard.press("Enter")
    found = store.holding("philae comet")
    expect(page.locator(".byline-found h2")).to_have_text(wording.articles(len(found)))
    row = page.locator(".byline-row .byline-open").first
    row.click()
    expect(page.locator(f"{READER} h2")).to_have_text(row.inner_text())
    expect(page.locator(f"{READER} mark")).to_have_text("")
    accessible(page)
    page.keyboard.press("Escape")
    expect(row).to_be_focused()


@BOTH
def test_files_and_addresses_are_added_with_a_report(
    own: tuple[Opener, str], visit: Visit, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    opener, url = own
    page = visit(url, size, scheme)
    articles_tab(page)
    (tmp_path / "mine.txt").write_text("The Hodge mine was flooded in May.")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n")
    page.set_input_files("#byline-files input", [tmp_path / "mine.txt", tmp_path / "photo.png"])
    expect(page.locator("#byline-files tr")).to_have_text([re.compile("mine"), re.compile("photo")])
    page.get_by_label(wording.ADDRESSES).fill("/etc/hostname")
    accessible(page)
    page.get_by_role("button", name=wording.ADD_THESE, exact=True).click()
    report = page.locator(".byline-report")
    expect(report).to_contain_text("1 added, 2 not added.", timeout=60_000)
    expect(report.locator("tbody tr")).to_have_text(
        ["/etc/hostnameis no web address: one begins with http:// or https://.", "photo.pngis an image."]
    )  # fmt: skip
    expect(page.locator(".byline-found h2")).to_have_text(wording.articles(3))
    expect(page.locator(".byline-collection")).to_contain_text(wording.articles(3))
    accessible(page)
    (added,) = [one for one in opener().store.articles() if one.id == "mine.txt"]
    assert added.text == "The Hodge mine was flooded in May."


@BOTH
def test_removing_asks_first(
    own: tuple[Opener, str], visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    opener, url = own
    page = visit(url, size, scheme)
    articles_tab(page)
    chosen = page.get_by_label(wording.choose("Ferry lost"))
    chosen.check()
    assert chosen.evaluate(SEEN)
    page.get_by_role("button", name=wording.REMOVE_CHOSEN).click()
    expect(page.locator(".column.byline-confirm")).to_contain_text("Ferry lost")
    expect(page.get_by_role("button", name=wording.KEEP)).to_be_focused()
    accessible(page)
    page.keyboard.press("Enter")
    expect(page.locator(".column.byline-confirm")).to_be_hidden()
    expect(page.locator(".byline-row")).to_have_count(2)

    page.get_by_role("button", name=wording.REMOVE_CHOSEN).click()
    page.get_by_role("button", name=wording.REMOVE, exact=True).click()
    expect(page.locator(".byline-row")).to_have_count(1)
    expect(page.locator(".column.byline-confirm")).to_contain_text(wording.removed(1))
    assert [one.id for one in opener().store.articles()] == ["cave"]


def test_the_first_articles_may_come_by_the_page(
    visit: Visit, tmp_path: Path, newsroom: Path
) -> None:
    data = with_models(tmp_path / "data", newsroom)
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener, data=data) as url:
        page = visit(url)
        page.get_by_role("tab", name=wording.ARTICLES_TAB).click()
        expect(page.locator(".byline-found .byline-note")).to_have_text(wording.NONE_YET)
        (tmp_path / "mine.md").write_text("The Hodge mine was flooded in May.")
        page.set_input_files("#byline-files input", [tmp_path / "mine.md"])
        expect(page.get_by_role("cell", name="mine.md")).to_be_visible()
        page.get_by_role("button", name=wording.ADD_THESE, exact=True).click()
        expect(page.locator(".byline-report")).to_contain_text("1 added.", timeout=60_000)
        expect(page.locator(".byline-row")).to_have_count(1)
    opener.close()


def test_who_may_not_change_anything_only_reads(
    site: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatbot.page.articles.may_change", lambda _: False)
    page = visit(site)
    articles_tab(page)
    expect(page.locator(".byline-row").first).to_be_visible()
    expect(page.locator(".byline-choose")).to_have_count(0)
    expect(page.locator("#byline-files")).to_have_count(0)
    expect(page.get_by_role("button", name=wording.REMOVE_CHOSEN)).to_be_hidden()
