"""The page in its other language: every tab, an answer, and a conversation are in German."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import accessible
from browsing import PHONE, WIDE, Visit, ask
from playwright.sync_api import Page, expect
from starting import running

from chatbot.page import german, wording

TABS = {
    german.ASK_TAB: "#byline-question",
    german.CLAIMS_TAB: ".byline-claims, .byline-claim, .byline-note",
    german.ARTICLES_TAB: ".byline-row",
}
ENGLISH = {
    text
    for name, text in vars(wording).items()
    if name.isupper() and isinstance(text, str) and " " in text and text != getattr(german, name)
}
"""What the page says in English and in other words in German."""
assert len(ENGLISH) > 50


@pytest.fixture(scope="module")
def site(newsroom: Path) -> Iterator[str]:
    with running("--data", newsroom, BYLINE_LANGUAGE="de") as (_, url, _):
        yield url


def seen(page: Page) -> str:
    """All that is shown, and what is said to those who cannot see it."""
    labels = """[...document.querySelectorAll("[aria-label], [placeholder], [title]")].map(
        (one) => [one.ariaLabel, one.placeholder, one.title].join(" ")).join("\\n")"""
    return page.locator("body").inner_text() + "\n" + str(page.evaluate(labels))


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"]
)
def test_everything_is_in_german(
    site: str, visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    page = visit(site, size, scheme)
    assert page.locator("html").get_attribute("lang") == "de"
    ask(page, "Wie viele Passagiere warten im Hafen?")
    expect(page.locator(".byline-card").first).to_contain_text("300")
    expect(page.locator(".byline-card").first).to_contain_text("18. Februar 2022")
    for name, what in TABS.items():
        page.get_by_role("tab", name=name).click()
        expect(page.locator(what).first).to_be_visible()
        accessible(page)
        assert [text for text in ENGLISH if text in seen(page)] == []
    assert re.search(r"\d+ Artikel", page.locator(".byline-collection").inner_text())


def test_what_is_not_in_the_articles_is_said_in_german(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, "Wer wurde Schachweltmeister in Ruritanien?")
    expect(page.locator(".byline-unknown")).to_be_visible()
    assert [text for text in ENGLISH if text in seen(page)] == []
