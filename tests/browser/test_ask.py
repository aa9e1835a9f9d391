"""Asking: the answer comes bit by bit, can be stopped, and is this visitor's alone."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

from browsing import PHONE, Visit, ask, serving
from playwright.sync_api import expect

from chatbot import Answer, Chatbot
from chatbot.page import wording
from chatbot.page.opening import Opener

SHIPS = "How many ships were waiting at the Suez Canal?"
COMET = "Why did Philae run out of power?"


class Slowly:
    """The real chatbot, made to wait after the first piece of each answer until it may go on."""

    def __init__(self, chatbot: Chatbot) -> None:
        self.chatbot = chatbot
        self.go_on = Event()
        self.ended = Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.chatbot, name)

    def stream(self, *given: Any, **options: Any) -> Iterator[Answer]:
        try:
            for so_far in self.chatbot.stream(*given, **options):
                yield so_far
                while not self.go_on.wait(0.05):
                    yield so_far
        finally:
            self.ended.set()


def test_an_answer_comes_bit_by_bit(opener: Opener, visit: Visit) -> None:
    slow = Slowly(opener())
    pieces = [so_far.text for so_far in slow.chatbot.stream(SHIPS)]
    assert len(pieces) > 1
    with serving(lambda: slow) as url:
        page = visit(url)
        page.locator("#byline-question textarea").fill(SHIPS)
        page.keyboard.press("Enter")
        expect(page.locator(".byline-answer")).to_be_visible()
        expect(page.locator(".byline-card")).to_have_count(pieces[0].count("> "))
        expect(page.get_by_test_id("stop-button")).to_be_visible()
        slow.go_on.set()
        expect(page.get_by_test_id("submit-button")).to_be_visible()
        expect(page.locator(".byline-card")).to_have_count(len(slow.chatbot.ask(SHIPS).citations))


def test_stop_ends_the_answer_and_the_work_on_it(opener: Opener, visit: Visit) -> None:
    slow = Slowly(opener())
    with serving(lambda: slow) as url:
        page = visit(url)
        page.locator("#byline-question textarea").fill(SHIPS)
        page.keyboard.press("Enter")
        expect(page.locator(".byline-answer")).to_be_visible()
        page.get_by_test_id("stop-button").click()
        expect(page.get_by_text(wording.STOPPED)).to_be_visible()
        expect(page.get_by_test_id("submit-button")).to_be_visible()
        assert slow.ended.wait(10)
        slow.go_on.set()
        ask(page, COMET)
        expect(page.locator(".byline-asked")).to_have_text([SHIPS, COMET])
        expect(page.get_by_text(wording.STOPPED)).to_have_count(1)


def test_the_answer_is_the_chatbots(site: str, opener: Opener, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    citations = opener().ask(SHIPS).citations
    assert citations
    expect(page.locator(".byline-card blockquote")).to_have_text([c.quote for c in citations])
    expect(page.locator(".byline-card .byline-title")).to_have_text([c.title for c in citations])
    shown = page.locator(".byline-answer .byline-marker").all_inner_texts()
    assert set(shown) == {f"[{c.number}]" for c in citations}


def test_what_is_there_and_how_answers_are_made_is_said(
    site: str, opener: Opener, visit: Visit
) -> None:
    summary = opener().store.summary()
    line = visit(site).locator(".byline-collection")
    expect(line).to_contain_text(f"{summary.articles} articles")
    expect(line).to_contain_text(wording.newest(summary.newest))
    expect(line).to_contain_text("no language model")


def test_an_example_is_asked_by_a_click(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_role("button", name=SHIPS).click()
    expect(page.locator(".byline-asked")).to_have_text([SHIPS])
    expect(page.locator(".byline-card").first).to_be_visible()


def test_an_empty_question_gets_a_sentence(site: str, visit: Visit) -> None:
    page = visit(site)
    page.locator("#byline-question textarea").fill("   ")
    page.get_by_test_id("submit-button").click()
    error = page.locator("#byline-question div.validation-error")
    expect(error).to_have_text(wording.EMPTY_QUESTION)
    expect(page.locator(".byline-asked")).to_have_count(0)
    ask(page, COMET)
    expect(error).to_have_count(0)


def test_a_new_conversation_begins_empty(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    page.get_by_role("button", name=wording.NEW).click()
    expect(page.locator(".byline-asked")).to_have_count(0)
    expect(page.locator(".byline-card")).to_have_count(0)
    ask(page, COMET)
    expect(page.locator(".byline-asked")).to_have_text([COMET])


def test_two_visitors_never_see_each_others_conversation(site: str, visit: Visit) -> None:
    one, other = visit(site), visit(site, PHONE)
    ask(one, SHIPS)
    expect(other.locator(".byline-asked")).to_have_count(0)
    ask(other, COMET)
    ask(one, COMET)
    expect(one.locator(".byline-asked")).to_have_text([SHIPS, COMET])
    expect(other.locator(".byline-asked")).to_have_text([COMET])


def test_the_question_stays_in_sight_above_a_growing_answer(site: str, visit: Visit) -> None:
    page = visit(site, PHONE)
    for question in (SHIPS, COMET, SHIPS):
        ask(page, question)
        expect(page.locator(".byline-asked").last).to_be_in_viewport()


def test_messages_are_read_out_as_text(site: str, visit: Visit) -> None:
    page = visit(site)
    ask(page, SHIPS)
    expect(page.locator("#byline-chat [aria-label*='<']")).to_have_count(0)
    expect(page.get_by_role("textbox", name=wording.QUESTION)).to_be_visible()


def test_what_the_question_named_is_shown_and_can_be_taken_away(
    site: str, opener: Opener, visit: Visit
) -> None:
    publisher = opener().ask(SHIPS).citations[0].publisher
    question = f"{SHIPS[:-1]}, according to {publisher}?"
    assert opener().ask(question).asked_filters.publishers == (publisher,)
    page = visit(site, PHONE)
    ask(page, question)
    chip = page.locator(".byline-limit")
    expect(chip).to_contain_text(str(publisher))
    chip.get_by_role("button", name=wording.without(str(publisher))).click()
    expect(page.locator(".byline-asked")).to_have_text([question, question])
    expect(page.get_by_test_id("submit-button")).to_be_visible()
    expect(page.locator(".byline-answer")).to_have_count(2)
    expect(page.locator(".byline-limit")).to_have_count(1)  # the first answer's, without its button
    expect(page.locator(".byline-without")).to_have_count(0)
    ask(page, SHIPS)
    expect(page.locator(".byline-asked")).to_have_count(3)
