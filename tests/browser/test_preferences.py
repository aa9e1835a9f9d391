"""What a user sets on the page holds for that user, over reloads."""

from __future__ import annotations

from browsing import PHONE, Visit, ask
from playwright.sync_api import Page, expect

from chatbot.page import wording

SHIPS = "How many ships were waiting at the Suez Canal?"
DARK = "document.body.classList.contains('dark')"


def settings(page: Page) -> None:
    fold = page.locator(".byline-fold")
    if fold.is_visible():
        fold.click()
    page.get_by_role("button", name=wording.SETTINGS).click()


def test_the_colours_are_chosen(site: str, visit: Visit) -> None:
    page = visit(site, PHONE)
    assert not page.evaluate(DARK)
    settings(page)
    for choice, dark in (("Dark", True), ("Light", False), ("Dark", True)):
        with page.expect_response(lambda reply: "run/predict" in reply.url):
            page.get_by_role("radio", name=choice, exact=True).check()
        page.wait_for_function(f"{DARK} === {str(dark).lower()}")
    page.reload()
    page.wait_for_function(DARK)
    settings(page)
    expect(page.get_by_role("radio", name="Dark", exact=True)).to_be_checked()
    other = visit(site)
    assert not other.evaluate(DARK)


def test_the_device_decides_until_it_is_told(site: str, visit: Visit) -> None:
    page = visit(site, scheme="dark")
    assert page.evaluate(DARK)
    settings(page)
    expect(page.get_by_role("radio", name="As the device", exact=True)).to_be_checked()


def test_more_sources_are_shown(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    expect(page.get_by_text(wording.ALSO_FOUND)).to_have_count(0)
    settings(page)
    with page.expect_response(lambda reply: "run/predict" in reply.url):
        page.get_by_role("radio", name="3", exact=True).check()
    ask(page, SHIPS)
    more = page.locator("section", has_text=wording.ALSO_FOUND).locator(".byline-card")
    expect(more).to_have_count(3)
    text = more.first.locator("blockquote").text_content()
    more.first.click()
    expect(page.locator("dialog.byline-reader mark")).to_be_visible()
    assert page.locator("dialog.byline-reader mark").text_content() == text


def test_how_answers_are_made_is_no_choice_without_a_model(site: str, visit: Visit) -> None:
    page = visit(site)
    settings(page)
    expect(page.get_by_text(wording.WAY_INFO)).to_have_count(0)
