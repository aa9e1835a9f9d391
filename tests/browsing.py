"""What the tests of the page share: a collection, a server over it, and asking in the browser."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import uvicorn
from playwright.sync_api import Page, expect

from chatbot import Chatbot
from chatbot.page.layout import build_page
from chatbot.page.listening import address, listen
from chatbot.page.login import Login
from chatbot.page.server import server, web_app
from chatbot.records.tables import Records
from ingest import ingest

WIDE = (1440, 900)
PHONE = (390, 844)
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])

Visit = Callable[..., Page]
"""Open an address as a new visitor: ``visit(url, size=WIDE, scheme="light")``."""


def with_models(data: Path, like: Path) -> Path:
    """A data folder that will not convert the embedding model again, as ``like`` has done it."""
    shutil.copytree(like / "models", data / "models")
    return data


def collect(data: Path, *rows: dict[str, str]) -> Path:
    """Bring articles into a data folder the way users do."""
    source = data.with_suffix(".jsonl")
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return read_in(data, source)


def read_in(data: Path, source: Path) -> Path:
    report = ingest([source], data=data)
    assert report.added and not report.failed
    return data


@contextmanager
def serving(
    chatbot: Callable[[], Chatbot],
    kept: Path | None = None,
    data: Path = Path("data"),
    accounts: Path | None = None,
) -> Iterator[str]:
    """The page's address, for as long as the block runs.

    ``kept``: where conversations are; ``data``: where articles are added; ``accounts``: who may
    log in.
    """
    place = TemporaryDirectory()
    records = Records(kept or Path(place.name))

    async def built() -> uvicorn.Server:
        # Within an event loop, because outside of one Gradio makes some and never closes them.
        page = build_page(chatbot, records, data)
        login = Login(records, accounts) if accounts else None
        return server(web_app(page, records, "127.0.0.1", login=login))

    with listen("127.0.0.1", 0) as listener, ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, built()).result()
        ended = thread.submit(running.run, sockets=[listener])
        try:
            yield address(listener)
        finally:
            running.should_exit = True
            ended.result()
            records.close()
            place.cleanup()


def ask(page: Page, question: str) -> None:
    """Ask, and wait until the answer is whole."""
    before = page.locator(".byline-asked").count()
    field = page.locator("#byline-question textarea")
    field.fill(question)
    field.press("Enter")
    expect(page.locator(".byline-asked")).to_have_count(before + 1)
    expect(field).to_have_value("")  # only now is the button that of the new answer
    expect(page.get_by_test_id("submit-button")).to_be_visible()
