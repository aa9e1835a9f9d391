"""The claims tab: found by subject and speaker, under their speakers, opened at the sentence."""

from __future__ import annotations

import pytest
from accessible import accessible
from browsing import PHONE, WIDE, Visit
from playwright.sync_api import Page, expect

from chatbot.page import wording
from chatbot.page.opening import Opener

BOTH = pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"]
)
READER = "dialog.byline-reader"


def claims_tab(page: Page) -> None:
    page.get_by_role("tab", name=wording.CLAIMS_TAB).click()
    expect(page.locator(".byline-claim").first).to_be_visible()


@BOTH
def test_who_says_what_about_a_subject(
    site: str, opener: Opener, visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    page = visit(site, size, scheme)
    claims_tab(page)
    everything = opener().store.count_claims()
    expect(page.locator(".byline-found h2")).to_have_text(wording.claims(everything.total))
    accessible(page)

    page.get_by_label(wording.ABOUT).fill("canal")
    page.keyboard.press("Enter")
    found = opener().store.count_claims(about="canal")
    expect(page.locator(".byline-found h2")).to_have_text(wording.claims(found.total))
    expect(page.locator(".byline-timeline svg")).to_have_attribute(
        "aria-label", wording.picture(*_drawn(found.days))
    )
    name, count = found.speakers[0]
    page.locator(".byline-speaker").first.click()
    expect(page.locator(".byline-found h2")).to_have_text(wording.claims(count))
    expect(page.get_by_label(wording.SPEAKER)).to_have_value(name)
    expect(page.locator(".byline-found h3")).to_have_text([name])
    expect(page.locator(".byline-found h2")).to_be_in_viewport()
    accessible(page)


def _drawn(days: tuple[tuple[str | None, str, int], ...]) -> tuple[int, str, str]:
    dated = [(day, count) for day, _, count in days if day]
    months = sorted(day[:7] for day, _ in dated)
    return sum(count for _, count in dated), months[0], months[-1]


@BOTH
def test_a_claim_opens_its_sentence_and_the_others_of_its_article(
    site: str, opener: Opener, visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    page = visit(site, size, scheme)
    claims_tab(page)
    card = page.locator(".byline-claim").first
    sentence = card.locator("blockquote").inner_text()
    card.locator(".byline-open").click()
    expect(page.locator(f"{READER} mark")).to_have_text(sentence)
    page.locator(f"{READER} [data-part=says]").click()
    said = page.locator(".byline-said button")
    assert said.count() > 1
    said.last.click()
    expect(page.locator(f"{READER} mark")).not_to_have_text(sentence)
    expect(page.locator(f"{READER} mark")).to_be_in_viewport()
    expect(said.first).to_be_visible()
    accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator(READER)).to_be_hidden()
    expect(card.locator(".byline-open")).to_be_focused()


def test_the_keyboard_reaches_all_of_it(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_role("tab", name=wording.CLAIMS_TAB).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".byline-claim").first).to_be_visible()
    page.get_by_label(wording.ABOUT).focus()
    page.keyboard.type("whales")
    page.keyboard.press("Enter")
    expect(page.locator(".byline-found .byline-hint")).to_have_text(wording.NO_CLAIMS)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    expect(page.get_by_role("button", name=wording.SHOW)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".byline-claim").first).to_be_visible()


def test_a_long_list_goes_on_and_comes_back(site: str, opener: Opener, visit: Visit) -> None:
    total = opener().store.count_claims().total
    page = visit(site)
    claims_tab(page)
    where = page.locator(".byline-where")
    expect(where).to_have_text(wording.rows(1, 50, total))
    page.get_by_role("button", name=wording.LATER_ROWS).click()
    expect(where).to_have_text(wording.rows(51, 100, total))
    expect(page.locator(".byline-found h2")).to_be_in_viewport()
    page.get_by_role("button", name=wording.EARLIER_ROWS).click()
    expect(where).to_have_text(wording.rows(1, 50, total))


def test_a_wrong_day_gets_a_sentence(site: str, visit: Visit) -> None:
    page = visit(site)
    claims_tab(page)
    page.get_by_label(wording.FROM_DAY, exact=True).fill("soon")
    page.keyboard.press("Enter")
    expect(page.locator(".byline-found .byline-problem")).to_have_text(wording.not_a_day("soon"))
