"""What is taken away is whole, cited and harmless: as Markdown, as a web page, as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from seen import Seen

from chatbot import Answer, Citation
from chatbot.conversations import Exchange
from chatbot.markdown import escape
from chatbot.page import wording
from chatbot.page.exports import as_html, as_json, as_markdown

CITED = Citation(
    number=1, article_id="ferry", version=2, title="Ferry <b>lost</b>", publisher="The *Post*",
    published="2024-05-03", url="https://example.org/ferry?a=1&b=2", start=40, end=64,
    quote="The ferry sank.\nIt was [1] old.",
)  # fmt: skip
ANSWER = Answer(
    question="What sank?", text=f"The Post reports:\n\n> “{escape(CITED.quote)}” [1] — it",
    status="answered", mode="quotes", citations=(CITED,), notice="A notice.",
)  # fmt: skip
TALK = (
    Exchange("What <i>sank</i>?", ANSWER),
    Exchange("Why?", problem="Ask again."),
    Exchange("When?", stopped=True),
)


FACTS = (
    "Ferry <b>lost</b>", "The *Post*", "3 May 2024", "article ferry", "version 2, characters 40–64",
)  # fmt: skip


def test_json_gives_the_same_answers_back() -> None:
    taken = json.loads(as_json("Ferries", TALK))
    assert taken["name"] == "Ferries"
    assert Answer.from_dict(taken["exchanges"][0]["answer"]) == ANSWER
    assert [one["problem"] for one in taken["exchanges"]] == [None, "Ask again.", None]
    assert [one["stopped"] for one in taken["exchanges"]] == [False, False, True]


def test_a_web_page_has_every_fact_of_a_citation() -> None:
    seen = Seen(as_html("Ferries", TALK))
    for fact in (
        *FACTS,
        CITED.quote,
        "What <i>sank</i>?",
        "Ask again.",
        wording.STOPPED,
        "A notice.",
    ):
        assert fact in seen.text
    assert seen.links == ["#source-1-1", CITED.url]
    (target,) = [a for tag, a in seen.elements if tag == "li"]
    assert target["id"] == "source-1-1" and target["value"] == "1"


def test_markdown_has_every_fact_of_a_citation() -> None:
    html = MarkdownIt("commonmark").render(as_markdown("Ferries", TALK))
    seen = Seen(html)
    for fact in (*FACTS, *CITED.quote.split("\n"), "What <i>sank</i>?", "Ask again.", "A notice."):
        assert fact in seen.text
    assert seen.links == [CITED.url]
    assert seen.text.count("[1]") == 4  # a marker and a source, and in each quote the text's own
    assert [tag for tag, _ in seen.elements].count("h2") == 3


HARMLESS = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "div",
    "p", "br", "ul", "ol", "li", "blockquote", "em", "strong", "a", "cite", "span",
}  # fmt: skip


@given(st.text(), st.sampled_from(["javascript:alert(1)", "data:text/html,x", "file:///etc", "x"]))
def test_no_text_becomes_an_element_or_a_link_of_a_web_page(text: str, url: str) -> None:
    made = replace(CITED, title=text, publisher=text, published=text, url=url + text, quote=text)
    answer = replace(ANSWER, text=text, citations=(made,), notice=text)
    seen = Seen(as_html(text, [Exchange(text, answer), Exchange(text, problem=text)]))
    assert {tag for tag, _ in seen.elements} <= HARMLESS
    assert set(seen.links) <= {"#source-1-1"}
    assert not any(name.startswith("on") for _, attributes in seen.elements for name in attributes)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_becomes_markup_of_markdown(text: str) -> None:
    made = replace(CITED, title=text, publisher=text, published=text, url=text, quote=text)
    answer = replace(ANSWER, text="", citations=(made,), notice=None)
    html = MarkdownIt("commonmark").render(as_markdown(text, [Exchange(text, answer)]))
    assert {tag for tag, _ in Seen(html).elements} <= {"h1", "h2", "h3", "p", "blockquote"}


@pytest.mark.parametrize(
    "url", ["https://a.example/b c", "https://a.example/<b>", "https://a/\n[x](y)"]
)
def test_an_address_that_is_odd_makes_no_markup(url: str) -> None:
    answer = replace(ANSWER, citations=(replace(CITED, url=url),))
    html = MarkdownIt("commonmark").render(as_markdown("x", [Exchange("y", answer)]))
    assert Seen(html).links == []


def test_an_answer_from_a_script_can_be_taken_away_too() -> None:
    assert "What sank?" in as_markdown("Ferries", [Exchange(ANSWER.question, ANSWER)])
