"""Conversations on the page: kept, listed, opened, renamed, searched, deleted, taken away, shared."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from browsing import SIZES, Visit, ask, serving
from playwright.sync_api import Page, expect

from chatbot import Answer
from chatbot.conversations import Exchange
from chatbot.page import wording
from chatbot.page.desk import RECENT
from chatbot.page.opening import Opener
from chatbot.records.conversations import keep, listed
from chatbot.records.tables import Records, tables

SHIPS = "How many ships were waiting at the Suez Canal?"
COMET = "Why did Philae run out of power?"


def unfold(page: Page) -> None:
    """On a phone the list is folded away."""
    fold = page.locator(".byline-fold")
    if fold.is_visible() and fold.get_attribute("aria-expanded") == "false":
        fold.click()


def names(page: Page) -> list[str]:
    return page.locator(".byline-conversation span").all_inner_texts()


@SIZES
def test_they_are_kept_over_reloads_and_restarts(
    opener: Opener, visit: Visit, tmp_path: Path, size: tuple[int, int]
) -> None:
    with serving(opener, tmp_path) as url:
        page = visit(url, size)
        ask(page, SHIPS)
        ask(page, "Who owned the Ever Given?")
        said = page.locator(".byline-answer").all_inner_texts()
        cards = page.locator(".byline-card").all_inner_texts()
        expect(page).to_have_url(re.compile("conversation="))
        page.reload()
        expect(page.locator(".byline-asked")).to_have_count(2)
        assert page.locator(".byline-answer").all_inner_texts() == said
        assert page.locator(".byline-card").all_inner_texts() == cards
        cookies = page.context.cookies()
        place = page.url.removeprefix(url)
    with serving(opener, tmp_path) as url:
        again = visit(url, size)
        again.context.add_cookies(cookies)
        again.goto(f"{url}{place}")
        expect(again.locator(".byline-asked")).to_have_count(2)
        assert again.locator(".byline-answer").all_inner_texts() == said
        assert again.locator(".byline-card").all_inner_texts() == cards
        unfold(again)
        assert names(again) == [SHIPS]


def test_a_question_that_is_asked_at_once_stays(
    opener: Opener, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*given: Any) -> Any:
        time.sleep(1.5)
        return listed(*given)

    with serving(opener, tmp_path) as url:
        page = visit(url)
        monkeypatch.setattr("chatbot.page.history.listed", late)
        page.reload()
        page.locator("#byline-question textarea").fill(COMET)
        page.locator("#byline-question textarea").press("Enter")
        expect(page.locator(".byline-asked")).to_have_text([COMET])
        expect(page.locator("#byline-history nav")).to_be_attached()
        expect(page.locator(".byline-conversation")).to_have_count(1)
        expect(page.locator(".byline-asked")).to_have_text([COMET])


@SIZES
def test_one_is_opened_renamed_found_and_deleted(
    opener: Opener, visit: Visit, tmp_path: Path, size: tuple[int, int]
) -> None:
    with serving(opener, tmp_path) as url:
        page = visit(url, size)
        ask(page, SHIPS)
        unfold(page)
        page.get_by_role("button", name=wording.NEW).click()
        expect(page.locator(".byline-asked")).to_have_count(0)
        expect(page.locator(".byline-card")).to_have_count(0)
        ask(page, COMET)
        expect(page.locator(".byline-conversation")).to_have_count(2)
        assert names(page) == [COMET, SHIPS]
        expect(page.locator(".byline-conversation[aria-current]")).to_contain_text(COMET)

        page.get_by_role("button", name=SHIPS).click()
        expect(page.locator(".byline-asked")).to_have_text([SHIPS])
        expect(page.locator(".byline-card").first).to_contain_text("waiting")
        expect(page.locator(".byline-conversation[aria-current]")).to_contain_text(SHIPS)
        expect(page).to_have_url(re.compile("conversation="))

        name = page.get_by_label(wording.NAME_LABEL)
        expect(name).to_have_value(SHIPS)
        name.fill("<b>The canal</b>")
        name.press("Enter")
        expect(page.locator(".byline-conversation[aria-current]")).to_contain_text(
            "<b>The canal</b>"
        )

        search = page.get_by_label(wording.SEARCH)
        search.fill("philae")
        expect(page.locator(".byline-conversation")).to_have_count(1)
        search.fill("zzz")
        expect(page.get_by_text(wording.NOTHING_FOUND)).to_be_visible()
        search.fill("")
        expect(page.locator(".byline-conversation")).to_have_count(2)

        page.get_by_role("button", name=wording.DELETE, exact=True).click()
        page.get_by_role("button", name=wording.DELETE_NOT).click()
        page.get_by_role("button", name=wording.DELETE, exact=True).click()
        page.get_by_role("button", name=wording.DELETE_SURE).click()
        expect(page.locator(".byline-conversation")).to_have_count(1)
        expect(page.locator(".byline-asked")).to_have_count(0)
        assert names(page) == [COMET]
        page.reload()
        unfold(page)
        expect(page.locator(".byline-conversation")).to_have_count(1)


def test_what_is_open_is_reached_by_keyboard_alone(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    page.get_by_role("button", name=wording.NEW).press("Enter")
    expect(page.locator(".byline-asked")).to_have_count(0)
    page.locator(".byline-conversation").first.press("Enter")
    expect(page.locator(".byline-asked")).to_have_text([SHIPS])


def test_nobody_can_open_somebody_elses(site: str, visit: Visit) -> None:
    one, other = visit(site), visit(site)
    ask(one, SHIPS)
    mine = one.url
    assert "conversation=" in mine
    other.goto(mine)
    expect(other.locator("#byline-chat .byline-problem")).to_contain_text("somebody else's")
    expect(other.locator(".byline-asked")).to_have_count(0)
    expect(other.locator(".byline-conversation")).to_have_count(0)
    file = mine.replace("/?conversation=", "/conversations/") + ".json"
    assert other.request.get(file).status == 404
    assert one.request.get(file).status == 200


def test_it_is_taken_away_in_each_form(site: str, opener: Opener, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    ask(page, COMET)
    citations = opener().ask(SHIPS).citations
    for form, words in wording.FORMATS.items():
        with page.expect_download() as started:
            page.get_by_role("link", name=words).click()
        assert started.value.suggested_filename == f"{SHIPS}.{form}".replace("?", "_")
        text = Path(started.value.path()).read_text("utf-8")
        if form == "json":
            first, second = json.loads(text)["exchanges"]
            assert Answer.from_dict(first["answer"]).citations == citations
            assert second["question"] == COMET
        else:
            assert all((c.publisher or "") in text for c in citations)
            assert all(f"characters {c.start}–{c.end}" in text for c in citations)


def test_a_page_taken_away_works_by_itself(
    site: str, opener: Opener, visit: Visit, tmp_path: Path
) -> None:
    page = visit(site)
    ask(page, SHIPS)
    with page.expect_download() as started:
        page.get_by_role("link", name=wording.FORMATS["html"]).click()
    saved = tmp_path / "saved.html"
    started.value.save_as(saved)
    other = page.context.new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(saved.as_uri())
    assert asked == [saved.as_uri()]
    quotes = [citation.quote for citation in opener().ask(SHIPS).citations]
    expect(other.locator("li blockquote")).to_have_text(quotes)
    other.locator("a.byline-marker").first.click()
    expect(other.locator("li:target")).to_be_in_viewport()
    assert asked == [saved.as_uri()]


@SIZES
def test_a_link_opens_the_same_answer_for_somebody_else(
    opener: Opener, visit: Visit, tmp_path: Path, size: tuple[int, int]
) -> None:
    with serving(opener, tmp_path) as url:
        page = visit(url, size)
        ask(page, COMET)
        ask(page, SHIPS)
        page.locator("button.byline-link").last.click()
        link = page.get_by_label(wording.LINK_LABEL)
        expect(link).to_have_value(re.compile(rf"{re.escape(url)}/\?answer=[\w-]{{22}}"))
        address = link.input_value()
        said = page.locator(".byline-answer").last.inner_text()
    with serving(opener, tmp_path) as url:
        other = visit(url, size)
        other.goto(f"{url}/?{address.partition('?')[2]}")
        expect(other.locator(".byline-asked")).to_have_text([SHIPS])
        assert other.locator(".byline-answer").inner_text() == said
        expect(other.get_by_text(wording.SHARED)).to_be_visible()
        expect(other.locator(".byline-do")).to_have_count(0)
        other.locator(".byline-answer .byline-marker").first.click()
        expect(other.locator("dialog.byline-reader mark")).to_be_visible()
        other.keyboard.press("Escape")
        ask_own(other, COMET)
        expect(other.locator(".byline-asked")).to_have_text([COMET])
        expect(other).not_to_have_url(re.compile("answer="))
        other.goto(f"{url}/?answer=nosuchlink")
        expect(other.locator("#byline-chat .byline-problem")).to_contain_text("opens no answer")


def ask_own(page: Page, question: str) -> None:
    page.locator("#byline-question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_text(wording.SHARED)).to_have_count(0)
    expect(page.locator(".byline-actions")).to_be_visible()


def test_a_long_conversation_is_shown_from_its_end(
    opener: Opener, visit: Visit, tmp_path: Path
) -> None:
    answer = opener().ask(SHIPS)
    records = Records(tmp_path)
    with serving(opener, tmp_path) as url:
        page = visit(url)
        ask(page, SHIPS)
        with records.reading() as connection:
            (row,) = connection.execute(tables.tables["conversations"].select()).all()
        for number in range(199):
            keep(records, row.owner, row.id, Exchange(f"Question {number}?", answer))
        page.reload()
        asked = page.locator(".byline-asked")
        expect(asked).to_have_count(RECENT)
        expect(asked.last).to_have_text("Question 198?")
        expect(asked.last).to_be_in_viewport()
        ask_last(page, COMET)
        expect(asked).to_have_count(RECENT + 1)
        page.get_by_role("button", name=wording.earlier(180)).click()
        expect(asked).to_have_count(2 * RECENT + 1)
        assert len(listed(records, row.owner)) == 1
    records.close()


def ask_last(page: Page, question: str) -> None:
    page.locator("#byline-question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".byline-asked").last).to_have_text(question)
    expect(page.get_by_test_id("submit-button")).to_be_visible()


def test_it_prints_without_what_can_be_pressed(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    page.emulate_media(media="print")
    for part in (
        "#byline-history",
        "#byline-question",
        ".byline-actions",
        "#byline-tabs > .tab-wrapper",
    ):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    expect(page.locator(".byline-answer")).to_be_visible()
    expect(page.locator(".byline-card").last).to_be_visible()
    assert page.locator("#byline-chat").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
