"""Whatever is in articles and file names, the lists of claims and articles show it as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import WIDE, Visit, collect, serving, with_models
from payloads import MADE, PAYLOADS
from playwright.sync_api import Page, expect

from chatbot import open_chatbot
from chatbot.page import wording
from chatbot.page.opening import Opener

PLACES = (
    ".byline-claim", ".byline-row .byline-open", ".byline-origin", ".byline-found h3",
    ".byline-speakers", ".byline-said", ".byline-text", ".byline-confirm ul", ".byline-failures",
)  # fmt: skip


def article(number: int, payload: str) -> dict[str, str]:
    return {
        "id": f"a{number}:{payload}",
        "title": f"{payload} in a title",
        "publisher": f"{payload} Post",
        "text": f"The mayor denied that it was {payload} at all. “It was {payload},” said"
        f" Ada {payload} Brunner. Nothing else happened.",
    }


@pytest.fixture
def hostile(tmp_path: Path, newsroom: Path) -> Iterator[tuple[Opener, str]]:
    rows = [article(number, payload) for number, payload in enumerate(PAYLOADS)]
    data = collect(with_models(tmp_path / "data", newsroom), *rows)
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener, data=data) as url:
        yield opener, url
    opener.close()


def harmless(page: Page) -> None:
    """No payload became an element, and none was run (``visit`` sees requests and dialogs)."""
    for place in PLACES:
        expect(page.locator(place).locator(MADE)).to_have_count(0)
    assert page.evaluate("window.fired") is None


def test_payloads_are_text_in_the_lists(
    hostile: tuple[Opener, str], visit: Visit, tmp_path: Path
) -> None:
    opener, url = hostile
    page = visit(url, WIDE)
    page.evaluate("() => { window.alert = () => (window.fired = true) }")
    page.get_by_role("tab", name=wording.CLAIMS_TAB).click()
    expect(page.locator(".byline-claim")).to_have_count(50)
    harmless(page)
    page.locator(".byline-speaker").first.click()
    page.locator(".byline-claim .byline-open").first.click()
    expect(page.locator("dialog.byline-reader mark")).to_be_visible()
    harmless(page)
    page.keyboard.press("Escape")

    page.get_by_role("tab", name=wording.ARTICLES_TAB).click()
    expect(page.locator(".byline-row .byline-open").first).to_be_visible()
    titles = page.locator(".byline-row .byline-open").all_inner_texts()
    stored = [" ".join((one.title or "").split()) for one in opener().store.articles()]
    assert len(stored) == len(PAYLOADS)
    assert set(stored).issuperset(" ".join(title.split()) for title in titles)
    harmless(page)
    page.locator(".byline-choose").first.check()
    page.get_by_role("button", name=wording.REMOVE_CHOSEN).click()
    expect(page.locator(".byline-confirm li")).to_have_text([titles[0]])
    harmless(page)

    bad = tmp_path / "<img src=x onerror=alert(1)> & ${alert(1)}.pdf"
    bad.write_text("no PDF")
    page.set_input_files("#byline-files input", [bad])
    expect(page.locator("#byline-files")).to_contain_text(".pdf")
    for address in ("<script>alert(1)</script>", "http://<b>[x"):
        page.get_by_label(wording.ADDRESSES).fill(address)
        page.get_by_role("button", name=wording.ADD_THESE, exact=True).click()
        expect(page.locator(".byline-failures")).to_contain_text(address)
        harmless(page)
