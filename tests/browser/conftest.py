"""A real server over real articles, and a real browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import WIDE, Visit, read_in, serving, with_models
from playwright.sync_api import Browser, Page, expect, sync_playwright

from chatbot import open_chatbot
from chatbot.page.opening import Opener

HERE = Path(__file__).parent

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # What Gradio's queue does with pandas every few events, for a page we do not serve.
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, root: Path, newsroom: Path) -> Path:
    data = with_models(tmp_path_factory.mktemp("samples"), newsroom)
    return read_in(data, root / "articles")


@pytest.fixture(scope="session")
def opener(samples: Path) -> Iterator[Opener]:
    opener = Opener(lambda: open_chatbot(data=samples))
    yield opener
    opener.close()


@pytest.fixture(scope="session")
def site(opener: Opener) -> Iterator[str]:
    """The page over the sample articles."""
    with serving(opener) as url:
        yield url


# Not of the session: as long as it is there, nothing else may run an event loop or count children.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open the page as a new visitor; at the end, nothing may have gone elsewhere or gone wrong."""
    contexts = []
    strays: list[str] = []

    def open_page(url: str, size: tuple[int, int] = WIDE, scheme: str = "light") -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda sent: (
                sent.url.startswith((url, "data:", "blob:")) or strays.append(f"asked {sent.url}")
            ),
        )
        page.on("pageerror", lambda error: strays.append(f"script failed: {error}"))
        page.on("dialog", lambda dialog: (strays.append(dialog.message), dialog.dismiss()))
        page.goto(url)
        expect(page.locator("#byline-question textarea")).to_be_visible()
        expect(page.locator(".byline-collection")).not_to_have_text("Opening the articles…")
        expect(page.locator("#byline-history nav")).to_be_attached()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strays == []
