"""Written mode on the page: sentence by sentence, what was left out, and a Stop that is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from browsing import Visit, ask, serving
from playwright.sync_api import expect
from scripted import Reply, Request, Wait, saying

from chatbot import Chatbot, open_chatbot
from chatbot.models import open_model
from chatbot.page import wording
from chatbot.page.opening import Opener
from chatbot.writing import Writer

COMET = "Why did Philae run out of power?"
LIE = (
    "It was eaten by a whale, see [this](https://evil.example) and "
    '![x](https://evil.example/y.png) <img src="https://evil.example/z.png"> [1].'
)


@contextmanager
def written(opener: Opener, url: str) -> Iterator[Chatbot]:
    bot = opener()
    writer = Writer(open_model("openai:scripted", url))
    try:
        yield Chatbot(bot.store, bot.reader, writer)
    finally:
        writer.close()


def test_what_is_supported_is_shown_and_the_rest_can_be_unfolded(
    opener: Opener, visit: Visit
) -> None:
    quoted = opener().ask(COMET).citations[0].quote
    with (
        saying(f"{quoted} {LIE}") as server,
        written(opener, server.url) as bot,
        serving(lambda: bot) as url,
    ):
        page = visit(url)
        expect(page.locator(".byline-collection")).to_contain_text("openai:scripted")
        ask(page, COMET)
        answer = page.locator(".byline-answer")
        expect(answer).to_contain_text("Written by openai:scripted")
        expect(answer.locator(".byline-marker").first).to_have_text("[1]")
        expect(page.locator(".byline-card blockquote").first).to_contain_text(quoted)
        left_out = answer.locator("details.byline-left-out")
        expect(left_out.locator("li").first).to_be_hidden()
        left_out.locator("summary").click()
        expect(left_out.locator("li").filter(has_text="whale")).to_be_visible()
        expect(answer.locator("a, img")).to_have_count(0)


def test_another_model_is_chosen_in_the_settings(
    samples: Path, visit: Visit, opener: Opener
) -> None:
    quoted = opener().ask(COMET).citations[0].quote
    with saying(f"{quoted} [1]") as server:
        given = {"model": "openai:scripted, openai:other", "base_url": server.url}
        with open_chatbot(samples, **given) as bot, serving(lambda: bot) as url:
            page = visit(url)
            page.get_by_role("button", name=wording.SETTINGS).click()
            with page.expect_response(lambda reply: "run/predict" in reply.url):
                page.get_by_role("radio", name="openai:other", exact=True).check()
            ask(page, COMET)
            expect(page.locator(".byline-answer")).to_contain_text("Written by openai:other")
            page.reload()
            page.get_by_role("button", name=wording.SETTINGS).click()
            chosen = page.get_by_role("radio", name="openai:other", exact=True)
            expect(chosen).to_be_checked()


def test_stop_ends_the_request_to_the_model(opener: Opener, visit: Visit) -> None:
    asked = Event()

    def say(_: Request) -> Reply:
        asked.set()
        return [Wait(60)]

    with saying(say) as server, written(opener, server.url) as bot, serving(lambda: bot) as url:
        page = visit(url)
        page.locator("#byline-question textarea").fill(COMET)
        page.keyboard.press("Enter")
        expect(page.get_by_text(wording.WRITING)).to_be_visible()
        assert asked.wait(20)
        page.get_by_test_id("stop-button").click()
        expect(page.get_by_text(wording.STOPPED)).to_be_visible()
        assert server.hung_up.wait(20)
