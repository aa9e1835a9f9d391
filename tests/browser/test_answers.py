"""What can be done with an answer: ask again, edit, judge, limit, ask on, see what an [n] is."""

from __future__ import annotations

from pathlib import Path

from browsing import PHONE, SIZES, Visit, ask, serving
from playwright.sync_api import Page, expect

from chatbot.page import wording
from chatbot.page.opening import Opener
from chatbot.records.feedback import given
from chatbot.records.tables import Records

SHIPS = "How many ships were waiting at the Suez Canal?"
COMET = "Why did Philae run out of power?"


def ended(page: Page) -> None:
    expect(page.get_by_test_id("submit-button").last).to_be_visible()
    expect(page.locator("button.byline-retry")).to_have_count(1)


@SIZES
def test_the_last_question_is_asked_again_or_edited(
    site: str, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site, size)
    ask(page, SHIPS)
    ask(page, SHIPS)
    newest = page.locator(".byline-asked").last
    before = newest.get_attribute("class") or ""
    page.get_by_role("button", name=wording.AGAIN, exact=True).click()
    expect(newest).not_to_have_class(before)
    ended(page)
    expect(page.locator(".byline-asked")).to_have_text([SHIPS, SHIPS])
    page.get_by_role("button", name=wording.EDIT).click()
    field = page.locator("#byline-question textarea")
    expect(field).to_have_value(SHIPS)
    field.fill(COMET)
    field.press("Enter")
    expect(page.locator(".byline-asked")).to_have_text([SHIPS, COMET])
    ended(page)
    page.reload()
    expect(page.locator(".byline-asked")).to_have_text([SHIPS, COMET])
    ask(page, SHIPS)
    expect(page.locator(".byline-asked")).to_have_text([SHIPS, COMET, SHIPS])


@SIZES
def test_what_an_answer_is_worth_is_said_and_why(
    opener: Opener, visit: Visit, tmp_path: Path, size: tuple[int, int]
) -> None:
    with serving(opener, tmp_path) as url:
        page = visit(url, size)
        ask(page, COMET)
        ask(page, SHIPS)
        page.locator("button.byline-verdict", has_text=wording.VERDICTS["down"]).last.click()
        expect(page.locator(".byline-chosen")).to_have_text(
            [wording.chosen(wording.VERDICTS["down"])]
        )
        reason = page.get_by_label(wording.REASON)
        reason.fill("Too <b>short</b>")
        reason.press("Enter")
        expect(reason).to_be_hidden()
        page.reload()
        expect(page.locator(".byline-chosen")).to_have_text(
            [wording.chosen(wording.VERDICTS["down"])]
        )
        records = Records(tmp_path)
        (one,) = given(records)
        records.close()
    assert (one["verdict"], one["reason"]) == ("down", "Too <b>short</b>")
    assert one["question"] == SHIPS and one["hits"]
    assert [turn["question"] for turn in one["history"]] == [COMET]


def test_a_verdict_is_taken_back(opener: Opener, visit: Visit, tmp_path: Path) -> None:
    with serving(opener, tmp_path) as url:
        page = visit(url)
        ask(page, SHIPS)
        up = page.locator("button.byline-verdict", has_text=wording.VERDICTS["up"]).first
        up.click()
        expect(page.locator(".byline-chosen")).to_have_count(1)
        up.click()
        expect(page.locator(".byline-chosen")).to_have_count(0)
        records = Records(tmp_path)
        assert given(records) == []
        records.close()


@SIZES
def test_what_is_suggested_can_be_asked(site: str, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(site, size)
    ask(page, SHIPS)
    first = page.locator("button.byline-next").first
    question = first.inner_text()
    first.click()
    expect(page.locator(".byline-asked")).to_have_text([SHIPS, question])
    ended(page)
    expect(page.locator(".byline-unknown")).to_have_count(0)


@SIZES
def test_the_search_can_be_limited(
    site: str, opener: Opener, visit: Visit, size: tuple[int, int]
) -> None:
    publisher = opener().ask(SHIPS).citations[-1].publisher
    page = visit(site, size)
    page.get_by_role("button", name=wording.LIMIT).click()
    publishers = page.get_by_label(wording.PUBLISHERS)
    publishers.click()
    page.get_by_role("option", name=publisher).click()
    page.keyboard.press("Escape")
    days = page.locator("#byline-filters input.time")
    days.first.fill("2021-03-01")
    days.first.press("Tab")
    ask(page, SHIPS)
    limits = page.locator(".byline-limit")
    expect(limits).to_have_count(2)
    expect(limits.first).to_contain_text("since 1 March 2021")
    expect(limits.last).to_contain_text(str(publisher))
    for origin in page.locator(".byline-card .byline-origin").all_inner_texts():
        assert origin.startswith((str(publisher), "Says"))
    limits.last.get_by_role("button").click()
    expect(page.locator(".byline-asked")).to_have_count(2)
    ended(page)
    expect(page.locator(".byline-answer").last.locator(".byline-limit")).to_have_count(1)
    ask(page, COMET)  # what was taken away stays away
    expect(page.locator(".byline-answer").last.locator(".byline-limit")).to_have_count(1)
    days.first.fill("soon")
    days.first.press("Tab")


@SIZES
def test_pointing_at_a_marker_shows_its_quote(
    site: str, opener: Opener, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site, size)
    ask(page, SHIPS)
    cited = opener().ask(SHIPS).citations[0]
    quote = cited.quote
    marker, tip = page.locator(".byline-marker").first, page.locator("#byline-tip")
    expect(tip).to_be_hidden()
    marker.hover()
    expect(tip).to_contain_text(quote)
    expect(tip).to_be_in_viewport(ratio=1)
    page.locator(".byline-name h1").hover()
    expect(tip).to_be_hidden()
    marker.focus()
    expect(tip).to_contain_text(quote)
    expect(marker).to_have_attribute("aria-describedby", "byline-tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(marker).to_have_attribute("title", f"“{quote}” — {cited.source}")


def test_the_sources_are_below_the_answer_on_a_phone(site: str, visit: Visit) -> None:
    page = visit(site, PHONE)
    ask(page, SHIPS)
    chat, card = page.locator("#byline-talk"), page.locator(".byline-card").first
    below, above = card.bounding_box(), chat.bounding_box()
    assert below and above and below["y"] >= above["y"] + above["height"] - 1
