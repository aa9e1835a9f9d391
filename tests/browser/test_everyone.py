"""For everyone: any size of window, light and dark, right-to-left text, no motion, the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import accessible
from browsing import WIDE, Visit, collect, serving, with_models
from playwright.sync_api import Page, expect

from chatbot import open_chatbot
from chatbot.page import wording
from chatbot.page.opening import Opener

TABS = {
    wording.ASK_TAB: "#byline-question",
    wording.CLAIMS_TAB: ".byline-claim",
    wording.ARTICLES_TAB: ".byline-row",
}
ARABIC = {
    "id": "ar",
    "title": "غرق العبارة أوريليا",
    "language": "ar",
    "text": "غرقت العبارة أوريليا قبالة ليندهولم يوم الاثنين. تم إنقاذ أربعين شخصا.",
}


@pytest.fixture
def arabic(tmp_path: Path, newsroom: Path) -> Iterator[str]:
    data = collect(with_models(tmp_path / "data", newsroom), ARABIC)
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener, data=data) as url:
        yield url
    opener.close()


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("size", "scheme"),
    [((360, 640), "light"), ((1100, 800), "dark"), ((2560, 1440), "dark")],
    ids=["small", "middle", "huge"],
)
def test_every_tab_fits_and_is_accessible(
    site: str, visit: Visit, size: tuple[int, int], scheme: str
) -> None:
    page = visit(site, size, scheme)
    for name, what in TABS.items():
        page.get_by_role("tab", name=name).click()
        expect(page.locator(what).first).to_be_visible()
        fits(page)
        accessible(page)


def test_text_of_right_to_left_languages_runs_from_the_right(arabic: str, visit: Visit) -> None:
    page = visit(arabic)
    page.get_by_role("tab", name=wording.ARTICLES_TAB).click()
    title = page.locator(".byline-row .byline-open span")
    expect(title).to_have_css("direction", "rtl")
    title.click()
    expect(page.locator(".byline-text")).to_have_css("direction", "rtl")
    expect(page.locator(".byline-text")).to_have_attribute("lang", "ar")


def test_who_wants_no_motion_gets_none(site: str, visit: Visit) -> None:
    page = visit(site)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("tab", name=wording.CLAIMS_TAB).click()
    expect(page.locator(".byline-claim").first).to_be_visible()
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert page.evaluate(moving) == 0


def test_what_has_the_focus_can_be_seen(site: str, visit: Visit) -> None:
    page = visit(site, WIDE)
    page.get_by_role("tab", name=wording.ARTICLES_TAB).click()
    expect(page.locator(".byline-row").first).to_be_visible()
    page.locator(".byline-row .byline-open").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    for _ in range(3):
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        page.keyboard.press("Tab")
