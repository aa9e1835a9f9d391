"""The page in every state it can be in, on a phone and a desk, in light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PHONE, WIDE, Visit, ask, collect, read_in, serving, with_models
from playwright.sync_api import Page, expect

from chatbot import open_chatbot
from chatbot.page import wording
from chatbot.page.opening import Opener

FERRY = {
    "id": "ferry",
    "text": "The ferry Aurelia sank off Lindholm on Monday. Forty people were rescued.",
}


@pytest.fixture
def missing(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A data folder that is not there, and the page over it."""
    data = tmp_path / "data"
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener) as url:
        yield data, url
    opener.close()


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_a_collection_it_says_what_to_do(missing: tuple[Path, str], visit: Visit) -> None:
    page = visit(missing[1], PHONE)
    expect(page.locator("#byline-chat")).to_contain_text("python -m ingest")
    expect(page.locator(".byline-collection")).to_contain_text(wording.NOTHING_TO_ASK)
    ask(page, "Who?")
    expect(page.locator("#byline-chat .byline-problem")).to_contain_text("python -m ingest")
    fits(page)
    assert not missing[0].exists()


def test_a_collection_that_appears_is_picked_up(
    missing: tuple[Path, str], visit: Visit, newsroom: Path
) -> None:
    data, url = missing
    page = visit(url)
    expect(page.locator(".byline-collection")).to_contain_text(wording.NOTHING_TO_ASK)
    collect(with_models(data, newsroom), FERRY)
    expect(page.locator(".byline-collection")).to_contain_text("1 article")
    ask(page, "Which ferry sank off Lindholm?")
    expect(page.locator(".byline-card")).to_contain_text("The ferry Aurelia sank off Lindholm")


def test_articles_that_are_added_are_counted(visit: Visit, newsroom: Path, tmp_path: Path) -> None:
    data = collect(with_models(tmp_path / "data", newsroom), FERRY)
    opener = Opener(lambda: open_chatbot(data=data))
    with serving(opener) as url:
        page = visit(url)
        expect(page.locator(".byline-collection")).to_contain_text("1 article")
        later = tmp_path / "later.jsonl"
        later.write_text(
            json.dumps({"id": "later", "text": "The ferry Borealis was sold."}), "utf-8"
        )
        read_in(data, later)
        ask(page, "Which ferry was sold?")
        expect(page.locator(".byline-card").first).to_contain_text("Borealis was sold")
        expect(page.locator(".byline-collection")).to_contain_text("2 articles")
    opener.close()


def test_a_collection_of_nothing_says_what_to_do(
    visit: Visit, newsroom: Path, tmp_path: Path
) -> None:
    data = collect(with_models(tmp_path / "data", newsroom), FERRY)
    opener = Opener(lambda: open_chatbot(data=data))
    opener().store.remove(["ferry"])
    with serving(opener) as url:
        page = visit(url)
        expect(page.locator("#byline-chat")).to_contain_text(wording.NO_ARTICLES)
        ask(page, "Who?")
        expect(page.locator("#byline-chat .byline-problem")).to_have_text(wording.NO_ARTICLES)
    opener.close()


def test_what_the_articles_do_not_say_is_unknown(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, "Who won the chess championship of Ruritania in 1911?")
    expect(page.locator(".byline-badge")).to_have_text(wording.UNKNOWN)


@pytest.mark.parametrize("size", [PHONE, WIDE, (360, 640), (2560, 1440)], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_fits(site: str, visit: Visit, size: tuple[int, int], scheme: str) -> None:
    page = visit(site, size, scheme)
    fits(page)
    ask(page, "How many ships were waiting at the Suez Canal?")
    ask(page, "x" * 300)
    fits(page)
    page.locator(".byline-marker").first.click()
    expect(page.locator("dialog.byline-reader mark")).to_be_in_viewport()
    fits(page)


LUMINANCE = """selector => {
  const light = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const lum = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((c) => light(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = (colour) => /, 0\\)$/.test(colour);
  const of = document.querySelector(selector);
  let behind = of;
  while (clear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const pair = [getComputedStyle(of).color, getComputedStyle(behind).backgroundColor].map(lum);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(site: str, visit: Visit, scheme: str) -> None:
    page = visit(site, WIDE, scheme)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(map(int, background.strip("rgb()").split(","))) < 100) == (scheme == "dark")
    ask(page, "How many ships were waiting at the Suez Canal?")
    parts = [
        ".byline-name h1", ".byline-name p", ".byline-collection", ".byline-asked",
        ".byline-answer p", ".byline-marker", ".byline-card .byline-title", ".byline-origin",
        ".byline-card blockquote", "#byline-question textarea", "#byline-question button",
    ]  # fmt: skip
    page.locator(".byline-marker").first.click()
    expect(page.locator("dialog.byline-reader mark")).to_be_visible()
    for part in [*parts, ".byline-text", ".byline-text mark", ".byline-reader a"]:
        assert page.evaluate(LUMINANCE, part) >= 4.5, part
