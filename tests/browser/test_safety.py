"""Article text is data: whatever is in it is shown as text, runs nothing and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import PHONE, SIZES, Visit, ask, collect, serving, with_models
from payloads import MADE, PAYLOADS
from playwright.sync_api import Page, expect

from chatbot import Answer, Chatbot, Citation, open_chatbot
from chatbot.conversations import Exchange
from chatbot.markdown import escape
from chatbot.page import wording
from chatbot.page.conversation import LONGEST_QUESTION
from chatbot.page.exports import as_html
from chatbot.page.opening import Opener
from chatbot.page.users import COOKIE, hashed
from chatbot.records.conversations import keep, listed, share
from chatbot.records.tables import Records
from vectorstore import BylineError


def article(number: int, payload: str) -> dict[str, str]:
    return {
        "id": f"a{number}:{payload}",
        "title": f"{payload} in a title",
        "publisher": f"{payload} Post",
        "author": f"By {payload}",
        "url": f"javascript:alert(1)//{payload}",
        "text": f"They called it {payload} here. Nothing else happened.",
    }


class Reciting:
    """The real chatbot, except that it answers whatever is asked with every article it has."""

    def __init__(self, chatbot: Chatbot) -> None:
        self.chatbot = chatbot
        stored = chatbot.store.articles()
        self.citations = tuple(
            Citation(
                number=number, article_id=a.id, version=a.version, title=a.title,
                publisher=a.publisher, published=a.published, url=a.url,
                start=0, end=a.text.index(" Nothing"), quote=a.text[: a.text.index(" Nothing")],
            )
            for number, a in enumerate(stored, 1)
        )  # fmt: skip

    def __getattr__(self, name: str) -> Any:
        return getattr(self.chatbot, name)

    def stream(self, question: str, **_: Any) -> Iterator[Answer]:
        if question == "fail":
            raise BylineError("".join(PAYLOADS))
        said = [f"> “{escape(c.quote)}” [{c.number}]" for c in self.citations]
        yield Answer(
            question=question,
            text="\n\n".join(said),
            status="disputed",
            mode="quotes",
            citations=self.citations,
            notice="".join(PAYLOADS),
        )


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, newsroom: Path
) -> Iterator[tuple[Reciting, str]]:
    """Articles with a payload in every field, and the page over them."""
    rows = [article(number, payload) for number, payload in enumerate(PAYLOADS)]
    data = collect(with_models(tmp_path_factory.mktemp("hostile"), newsroom), *rows)
    opener = Opener(lambda: open_chatbot(data=data))
    reciting = Reciting(opener())
    assert len(reciting.citations) == len(PAYLOADS)
    with serving(lambda: reciting) as url:  # type: ignore[arg-type, return-value]
        yield reciting, url
    opener.close()


PLACES = ("#byline-chat .message-content", ".byline-sources", ".byline-text", ".byline-reader h2")


TIPS = """() => [...document.querySelectorAll(".message-row:last-child .byline-marker")].map((marker) => {
  marker.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  const tip = document.querySelector("#byline-tip");
  return { text: tip.textContent, elements: tip.childElementCount };
})"""


def questions() -> list[str]:
    """All payloads, in as few questions as they fit into."""
    asked = [""]
    for payload in PAYLOADS:
        if len(asked[-1]) + len(payload) > LONGEST_QUESTION:
            asked.append("")
        asked[-1] += f"{payload} "
    return [one.strip() for one in asked]


def harmless(page: Page) -> None:
    """No payload became an element, and none was run (``visit`` sees requests and dialogs)."""
    for place in PLACES:
        expect(page.locator(place).locator(MADE)).to_have_count(0)
    assert page.evaluate("window.fired") is None


@SIZES
def test_payloads_are_text_wherever_they_appear(
    hostile: tuple[Reciting, str], visit: Visit, size: tuple[int, int]
) -> None:
    reciting, url = hostile
    page = visit(url, size)
    page.evaluate("() => { window.alert = () => (window.fired = true) }")
    for question in questions():
        ask(page, question)
        expect(page.locator(".byline-asked").last).to_have_text(question)
    quotes = [citation.quote for citation in reciting.citations]
    titles = [citation.title or "" for citation in reciting.citations]
    expect(page.locator(".byline-card blockquote")).to_have_text(quotes)
    expect(page.locator(".byline-card .byline-title")).to_have_text(titles)
    said = [f"“{c.quote}” [{c.number}]" for c in reciting.citations]
    expect(page.locator(".byline-answer").last.locator("blockquote")).to_have_text(said)
    harmless(page)
    tips = page.evaluate(TIPS)
    assert len(tips) == len(reciting.citations)
    for tip, citation in zip(tips, reciting.citations, strict=True):
        # The chat component makes spaces of a tab.
        assert tip["text"].split()[: len(citation.quote.split())] == f"“{citation.quote}”".split()
        assert tip["elements"] == 0

    reader = page.locator("dialog.byline-reader")
    if size == PHONE:  # the reader is the same there
        return
    for place, citation in list(enumerate(reciting.citations))[::4]:
        page.locator(".byline-card .byline-open").nth(place).press("Enter")
        expect(reader.locator("h2")).to_have_text(citation.title or "")
        expect(reader.locator("[data-part=url]")).to_be_hidden()
        page.wait_for_function(
            "quote => document.querySelector('.byline-text mark').textContent === quote",
            arg=citation.quote,
        )
        text = reader.locator("[data-part=text]").evaluate("text => text.textContent")
        assert text == reciting.article(citation.article_id).text
        harmless(page)
        page.keyboard.press("Escape")

    ask(page, "fail")
    expect(page.locator("#byline-chat .byline-problem")).to_have_text("".join(PAYLOADS))
    harmless(page)


def test_the_real_answer_to_a_question_about_them_is_text_too(
    hostile: tuple[Reciting, str], visit: Visit
) -> None:
    reciting, _ = hostile
    with serving(lambda: reciting.chatbot) as url:
        page = visit(url)
        page.evaluate("() => { window.alert = () => (window.fired = true) }")
        ask(page, "What did they call the iframe?")
        citations = reciting.chatbot.ask("What did they call the iframe?").citations
        assert citations
        expect(page.locator(".byline-card blockquote")).to_have_text([c.quote for c in citations])
        harmless(page)


def test_payloads_are_text_in_what_is_kept_shared_and_taken_away(
    hostile: tuple[Reciting, str], visit: Visit, tmp_path: Path
) -> None:
    reciting, _ = hostile
    *_, answer = reciting.stream("".join(PAYLOADS))
    records = Records(tmp_path)
    with serving(lambda: reciting, tmp_path) as url:  # type: ignore[arg-type, return-value]
        page = visit(url)
        page.evaluate("() => { window.alert = () => (window.fired = true) }")
        (token,) = (one["value"] for one in page.context.cookies() if one["name"] == COOKIE)
        owner = hashed(token)
        for payload in PAYLOADS:
            keep(records, owner, None, Exchange(payload, problem=payload))
        exchange = Exchange("".join(PAYLOADS), answer)
        name = keep(records, owner, None, exchange)
        page.goto(f"{url}/?conversation={name}")
        page.evaluate("() => { window.alert = () => (window.fired = true) }")
        shown = page.locator(".byline-conversation span")
        expect(shown).to_have_text([one.name for one in listed(records, owner)])
        expect(page.get_by_label(wording.NAME_LABEL, exact=True)).to_have_value(
            listed(records, owner)[0].name
        )
        expect(page.locator("#byline-history nav").locator(MADE)).to_have_count(0)
        harmless(page)
        page.locator(".byline-conversation").nth(1).click()
        expect(page.locator("#byline-chat .byline-problem")).to_have_text(PAYLOADS[-1])
        harmless(page)

        other = visit(url)
        other.goto(f"{url}/?answer={share(records, owner, exchange.id)}")
        other.evaluate("() => { window.alert = () => (window.fired = true) }")
        expect(other.locator(".byline-card")).to_have_count(len(reciting.citations))
        harmless(other)
    records.close()

    saved = tmp_path / "saved.html"
    saved.write_text(as_html("".join(PAYLOADS), [exchange]), "utf-8", errors="replace")
    alone = page.context.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("dialog", lambda dialog: asked.append(dialog.message))
    alone.goto(saved.as_uri())
    quotes = [citation.quote for citation in reciting.citations]
    expect(alone.locator("li blockquote")).to_have_text(quotes)
    made = (
        MADE.replace(", a,", ",").replace("style, ", "").replace("meta, ", "").replace("link, ", "")
    )
    expect(alone.locator("body").locator(made)).to_have_count(0)
    links = alone.locator("a:not(.byline-marker)")
    assert links.count() == 0
    assert asked == [saved.as_uri()]
