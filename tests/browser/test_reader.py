"""Reading: a marker or a card opens the whole article with exactly the quote marked, in sight."""

from __future__ import annotations

import re

import pytest
from accessible import accessible
from browsing import PHONE, WIDE, Visit, ask
from playwright.sync_api import Locator, Page, expect

from chatbot import Citation
from chatbot.page import wording
from chatbot.page.opening import Opener

QUESTION = "What caused the Ever Given to run aground?"
READER = "dialog.byline-reader"


@pytest.fixture
def citations(opener: Opener) -> tuple[Citation, ...]:
    found = opener().ask(QUESTION).citations
    assert found
    return found


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, site: str, visit: Visit) -> Page:
    """The page in either size, with the question answered."""
    page = visit(site, request.param)
    ask(page, QUESTION)
    return page


def check(page: Page, opener: Opener, citation: Citation) -> None:
    """The reader shows the whole article, with the citation's quote marked and in sight."""
    mark = page.locator(f"{READER} mark")
    expect(mark).to_have_count(1)
    expect(mark).to_be_in_viewport()
    article = opener().article(citation.article_id, citation.version)
    assert mark.evaluate("mark => mark.textContent") == citation.quote
    text = page.locator(f"{READER} [data-part=text]").evaluate("text => text.textContent")
    assert text == article.text
    before = mark.evaluate("m => m.previousSibling ? m.previousSibling.textContent.length : 0")
    assert before == len(article.text[: citation.start].encode("utf-16-le")) // 2
    expect(page.locator(f"{READER} h2")).to_have_text(article.title or wording.UNTITLED)
    link = page.locator(f"{READER} [data-part=url]")
    expect(link).to_have_attribute("href", article.url or "")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def marker(page: Page, citation: Citation) -> Locator:
    return page.locator(".byline-marker", has_text=f"[{citation.number}]").first


def test_every_marker_opens_its_sentence(
    page: Page, opener: Opener, citations: tuple[Citation, ...]
) -> None:
    for citation in citations:
        marker(page, citation).click()
        check(page, opener, citation)
        page.get_by_role("button", name=wording.CLOSE).click()
        expect(page.locator(READER)).to_be_hidden()


def test_every_card_opens_its_sentence(
    page: Page, opener: Opener, citations: tuple[Citation, ...]
) -> None:
    for place, citation in enumerate(citations):
        page.locator(".byline-card").nth(place).click()
        check(page, opener, citation)
        page.keyboard.press("Escape")
        expect(page.locator(READER)).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_closes_and_comes_back(
    page: Page, opener: Opener, citations: tuple[Citation, ...], key: str
) -> None:
    start = marker(page, citations[0])
    start.focus()
    page.keyboard.press(key)
    check(page, opener, citations[0])
    expect(page.locator(f"{READER} mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(READER)).to_be_hidden()
    expect(start).to_be_focused()


def test_a_phone_shows_the_article_over_everything(
    site: str, visit: Visit, citations: tuple[Citation, ...]
) -> None:
    page = visit(site, PHONE)
    ask(page, QUESTION)
    marker(page, citations[0]).click()
    expect(page.locator(READER)).to_be_visible()
    assert page.locator(READER).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    for _ in range(8):  # the article is all there is to reach with the keyboard
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)"
                             " || document.activeElement === document.body")  # fmt: skip
    page.get_by_role("button", name=wording.CLOSE).click()
    expect(page.locator(READER)).to_be_hidden()


def test_a_wide_screen_keeps_the_answer_in_sight(
    site: str, visit: Visit, citations: tuple[Citation, ...]
) -> None:
    page = visit(site)
    ask(page, QUESTION)
    marker(page, citations[0]).click()
    expect(page.locator(READER)).to_be_visible()
    reader = page.locator(READER).bounding_box()
    answer = page.locator(".byline-answer").bounding_box()
    assert reader and answer and answer["x"] + answer["width"] <= reader["x"]
    marker(page, citations[-1]).click()
    expect(page.locator(f"{READER} mark")).to_have_text(citations[-1].quote)


def test_a_server_that_is_gone_gets_a_sentence(
    site: str, visit: Visit, citations: tuple[Citation, ...]
) -> None:
    page = visit(site)
    ask(page, QUESTION)
    page.route("**/component_server**", lambda route: route.abort())
    marker(page, citations[0]).click()
    expect(page.locator(READER)).to_contain_text(wording.NO_REPLY)
    expect(page.locator(f"{READER} mark")).to_be_hidden()


def test_what_was_asked_about_an_article_stands_in_it_and_leads_back(
    page: Page, citations: tuple[Citation, ...]
) -> None:
    marker(page, citations[0]).click()
    page.locator(f"{READER} summary", has_text=wording.asked_about(1)).click()
    link = page.locator(f"{READER} [data-part=asked] a")
    expect(link).to_have_text([QUESTION])
    accessible(page)
    page.evaluate("history.replaceState(null, '', '/')")
    link.click()
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]+$"))
    expect(page.locator(".byline-asked")).to_have_text([QUESTION])
