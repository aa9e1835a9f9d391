"""Logging in and out with a browser: what each has asked is there again, and only theirs."""

from __future__ import annotations

from pathlib import Path

from browsing import SIZES, ask, serving
from playwright.sync_api import Browser, Page, expect

from chatbot.page import wording
from chatbot.page.opening import Opener
from chatbot.users import hashed

SHIPS = "How many ships were waiting at the Suez Canal?"


def enter(page: Page, name: str, password: str) -> None:
    page.get_by_label(wording.LOGIN_NAME).fill(name)
    page.get_by_label(wording.PASSWORD).fill(password)
    page.keyboard.press("Enter")


def leave(page: Page) -> None:
    if page.locator(".byline-fold").is_visible():
        page.locator(".byline-fold").click()
    page.get_by_role("button", name=wording.SETTINGS).click()
    page.get_by_role("button", name=wording.LOGOUT).click()
    expect(page.get_by_label(wording.PASSWORD)).to_be_visible()


@SIZES
def test_each_finds_their_own_conversations(
    opener: Opener, browser: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "users"
    file.write_text(f"ada {hashed('a long password')}\nbob {hashed('another of them')}\n")
    with serving(opener, tmp_path, accounts=file) as url:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        page = context.new_page()
        page.goto(url)
        enter(page, "ada", "not the password")
        expect(page.get_by_role("alert")).to_have_text(wording.WRONG_PASSWORD)
        enter(page, "ada", "a long password")
        ask(page, SHIPS)
        page.wait_for_url("**/?conversation=*")
        hers = page.url
        leave(page)

        page.goto(hers)
        enter(page, "bob", "another of them")
        expect(page.locator("#byline-chat .byline-problem")).to_contain_text("somebody else's")
        leave(page)

        page.goto(hers)
        enter(page, "ada", "a long password")
        expect(page.locator(".byline-asked")).to_have_text([SHIPS])
        context.close()
