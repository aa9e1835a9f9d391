"""What the page says and shows, without a browser: messages, cards, reader, conversation, guard."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from chatbot import Answer, Citation, Claim, Filters
from chatbot.answers import WEAKLY, Written
from chatbot.conversations import Conversation, Exchange, turns
from chatbot.markdown import escape
from chatbot.page import collection, messages, wording
from chatbot.page import conversation as talk
from chatbot.page.actions import actions, suggested
from chatbot.page.desk import Desk
from chatbot.page.guard import HEADERS, UPLOAD, Guard
from chatbot.page.shown import shown as messages_of
from chatbot.page.sources import cards, passages, reference
from tests.seen import Seen
from vectorstore import UNCLEAR, Article, Hit, NoStore

TEXT = "One came.\n\nTwo <b>went</b> & “stayed” 😀. Three wept."
ARTICLE = Article(id="https://a.example:8080/x", version=3, text=TEXT, title="A <i>title</i>")


def citation(number: int = 1, **facts: object) -> Citation:
    start = TEXT.index("Two")
    end = TEXT.index(" Three")
    plain = {
        "article_id": ARTICLE.id, "version": 3, "title": ARTICLE.title, "publisher": None,
        "published": None, "url": None, "start": start, "end": end, "quote": TEXT[start:end],
    }  # fmt: skip
    return Citation(number=number, **{**plain, **facts})  # type: ignore[arg-type]


def answer(text: str, *citations: Citation, **facts: object) -> Answer:
    known = {"status": "answered", "mode": "quotes", **facts}
    return Answer(question="?", text=text, citations=citations, **known)  # type: ignore[arg-type]


ALLOWED = {
    "answer": {"div", "p", "br", "ul", "ol", "li", "blockquote", "em", "strong", "button"},
    "cards": {"section", "h2", "p", "ol", "li", "button", "span", "blockquote"},
}


# Messages


def test_each_marker_is_a_button_that_names_its_quote() -> None:
    seen = Seen(
        messages.answered(answer("Said once [1] and again [2][1].", citation(1), citation(2)))
    )
    assert [button["value"] for button in seen.buttons] == [reference(citation())] * 3
    assert "Said once [1] and again [2][1]." in seen.text


@pytest.mark.parametrize("text", [r"\[1\]", "[7]", "[1", "(1)", "[01x]", "`[`1]"])
def test_what_is_no_marker_of_this_answer_stays_text(text: str) -> None:
    assert Seen(messages.answered(answer(text, citation(1)))).buttons == []


def test_markdown_an_answer_uses_is_understood() -> None:
    html = messages.answered(
        answer("Lead **one**.\n\n> a quote [1]\n\n- first\n- second", citation())
    )
    assert [tag for tag, _ in Seen(html).elements if tag in ("strong", "blockquote", "li")] == [
        "strong", "blockquote", "li", "li",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/x.png)",
        "[click](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "http://evil.example",
        "```mermaid\ngraph TD\n```",
        "$$x$$",
        "# head",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<!-- -->",
    ],
)
def test_any_other_markup_is_shown_as_text(text: str) -> None:
    seen = Seen(messages.answered(answer(text)))
    assert {tag for tag, _ in seen.elements} <= {"div", "p", "br"}
    assert re.sub(r"\s+", " ", text) in re.sub(r"\s+", " ", seen.text)


@given(st.text())
def test_no_text_becomes_an_element_it_may_not_be(text: str) -> None:
    seen = Seen(messages.answered(answer(text, citation(title=text), notice=text)))
    assert {tag for tag, _ in seen.elements} <= ALLOWED["answer"]
    assert all(set(button) == {"type", "class", "value", "title"} for button in seen.buttons)
    assert {tag for tag, _ in Seen(messages.asked(text)).elements} == {"p"}
    assert {tag for tag, _ in Seen(messages.problem(text)).elements} == {"p"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_a_quote_shows_letter_for_letter(text: str) -> None:
    shown = Seen(messages.answered(answer(f"“{escape(text)}” [1]", citation()))).text
    assert shown.split("“", 1)[1].rsplit("”", 1)[0] == text


@given(st.text())
def test_no_text_becomes_an_element_of_what_can_be_pressed(text: str) -> None:
    exchange = Exchange(text, answer(text), id=text)
    assert {tag for tag, _ in Seen(actions(exchange, last=True)).elements} == {"p", "button"}
    assert {tag for tag, _ in Seen(suggested([text])).elements} == {"div", "span", "button"}
    found = Hit(
        article_id=text, version=1, position=0, start=0, end=1, text=text, sentences=((0, 1),),
        title=text, publisher=text, author=text, published=text, language=text, url=text,
        group=text, score=1.0,
    )  # fmt: skip
    assert {tag for tag, _ in Seen(passages([found])).elements} <= ALLOWED["cards"] | {"ul"}


def test_a_status_that_matters_is_said() -> None:
    assert wording.UNKNOWN in messages.answered(answer("No.", status="unknown"))
    assert wording.DISPUTED in messages.answered(answer("No.", status="disputed"))
    assert "badge" not in messages.answered(answer("Yes."))


# Cards


def test_a_card_says_who_when_and_what() -> None:
    seen = Seen(cards([citation(publisher="The Post", published="2020-10-04T22:00:00+02:00")]))
    for fact in ("A <i>title</i>", "The Post · 4 October 2020", citation().quote):
        assert fact in seen.text


def test_a_card_names_who_speaks_in_the_quote() -> None:
    said = Claim(
        article_id="a", version=1, kind="indirect", speaker="<b>Ada</b>", name="Ada", cue="said",
        stance="asserts", start=0, end=1, speaker_start=0, speaker_end=1, cue_start=0, cue_end=1,
        citation=1,
    )  # fmt: skip
    nobody = dataclasses.replace(said, speaker=UNCLEAR)
    seen = Seen(cards([citation()], [said, said, nobody]))
    assert wording.says(f"<b>Ada</b>; {wording.NO_SPEAKER}") in seen.text
    assert {tag for tag, _ in seen.elements} <= ALLOWED["cards"]
    assert "Says" not in Seen(cards([citation()], [dataclasses.replace(said, citation=2)])).text


def test_a_card_says_what_is_not_known() -> None:
    text = Seen(cards([citation(title=None)])).text
    for words in (wording.UNTITLED, wording.NO_PUBLISHER, wording.UNDATED):
        assert words in text


@given(st.text())
def test_no_fact_becomes_an_element_of_a_card(text: str) -> None:
    made = citation(title=text, publisher=text, published=text, url=text, quote=text)
    assert {tag for tag, _ in Seen(cards([made])).elements} <= ALLOWED["cards"]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, "undated"),
        ("2020-10-04", "4 October 2020"),
        ("2021-03-30T16:45:00+01:00", "30 March 2021"),
        ("2021-03", "2021-03"),
        ("spring", "spring"),
    ],
)
def test_dates_are_the_articles_own(published: str | None, shown: str) -> None:
    assert wording.day(published) == shown


# Conversation


class Scripted:
    """Answers in pieces, or fails after them; and keeps what it was told."""

    def __init__(self, *pieces: Answer, failing: Exception | None = None, count: int = 1) -> None:
        self.pieces, self.failing, self.articles = pieces, failing, count
        self.told: list[list[tuple[str, str]]] = []
        self.store = self

    def summary(self) -> Scripted:
        return self

    def stream(self, question: str, history: list[object], **options: object) -> Iterator[Answer]:
        self.told.append([(turn.question, turn.answer) for turn in history])  # type: ignore[attr-defined]
        self.options = options
        yield from self.pieces
        if self.failing:
            raise self.failing


def told(bot: Scripted, *questions: str) -> Conversation:
    so_far: Conversation = ()
    for question in questions:
        so_far = talk.begin(so_far, question)
        *_, so_far = talk.answer(lambda: bot, so_far)  # type: ignore[arg-type, return-value]
    return so_far


def shown(conversation: Conversation) -> list[dict[str, str]]:
    return messages_of(Desk(conversation=conversation))


def test_an_answer_grows_and_the_next_question_knows_it() -> None:
    bot = Scripted(answer("Half", done=False), answer("Half. Whole."))
    so_far = told(bot, "first?", "second?")
    assert [exchange.ended for exchange in so_far] == [True, True]
    assert bot.told == [[], [("first?", "Half. Whole.")]]


def test_what_was_stopped_is_shown_but_not_told_to_the_chatbot() -> None:
    bot = Scripted(answer("Half", done=False))
    stopped = talk.stop(told(bot, "first?"))
    assert wording.STOPPED in shown(stopped)[-1]["content"]
    assert "Half" in shown(stopped)[-1]["content"]
    assert turns(stopped) == []
    assert list(talk.answer(lambda: bot, stopped)) == []  # type: ignore[arg-type, return-value]


def test_stopping_what_has_ended_changes_nothing() -> None:
    so_far = told(Scripted(answer("Whole.")), "first?")
    assert talk.stop(so_far) == so_far
    assert talk.stop(()) == ()


LIMITED = Filters(published_from="2020-10-01", published_to="2020-10-31", publishers=("<P>",))


def removable(message: str) -> list[str | None]:
    return [
        button["value"]
        for button in Seen(message).buttons
        if "byline-without" in (button["class"] or "").split()
    ]


def test_limits_are_said_and_only_those_of_the_last_answer_can_go() -> None:
    so_far = told(Scripted(answer("Yes.", filters=LIMITED)), "first?", "second?")
    first, last = (shown(so_far)[place]["content"] for place in (1, 3))
    for said in (first, last):
        assert f"{wording.ONLY} October 2020" in Seen(said).text and "<P>" in Seen(said).text
    assert removable(first) == []
    assert removable(last) == ["0", "1"]


def test_asking_again_leaves_one_limit_out() -> None:
    bot = Scripted(answer("Yes.", filters=LIMITED))
    so_far = talk.again(told(bot, "first?"), "0")
    assert bot.options == {"filters": Filters(), "read_filters": True}
    assert [exchange.question for exchange in so_far] == ["first?", "first?"]
    list(talk.answer(lambda: bot, so_far))  # type: ignore[arg-type, return-value]
    assert bot.options == {"filters": Filters(publishers=("<P>",)), "read_filters": False}


@pytest.mark.parametrize("number", ["2", "-1", "x", "", None, [], {}])
def test_what_is_no_limit_changes_nothing(number: object) -> None:
    so_far = told(Scripted(answer("Yes.", filters=LIMITED)), "first?")
    assert talk.again(so_far, number) == so_far
    growing = told(Scripted(answer("Y", filters=LIMITED, done=False)), "first?")
    assert talk.again(growing, "0") == growing
    assert talk.again((), "0") == ()


def test_an_error_for_the_user_is_shown_as_it_is() -> None:
    so_far = told(Scripted(failing=NoStore("Nothing <here>. Run: that")), "first?")
    assert "Nothing &lt;here&gt;. Run: that" in shown(so_far)[-1]["content"]


def test_a_fault_is_logged_and_shown_as_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    so_far = told(Scripted(answer("Half", done=False), failing=KeyError("secret")), "first?")
    content = shown(so_far)[-1]["content"]
    assert "Half" in content and wording.FAULT in content and "secret" not in content
    assert "secret" in caplog.text


def test_an_empty_collection_says_how_to_fill_it() -> None:
    so_far = told(Scripted(count=0), "first?")
    assert "python -m ingest" in shown(so_far)[-1]["content"]


def test_a_question_that_is_too_long_is_refused() -> None:
    so_far = talk.begin((), "x" * (talk.LONGEST_QUESTION + 1))
    assert so_far[-1].problem == wording.too_long(talk.LONGEST_QUESTION)
    assert len(so_far[-1].question) == talk.LONGEST_QUESTION


def test_who_is_turned_away_is_told_so() -> None:
    opened = talk.begin((), "first?")
    assert wording.BUSY in shown(talk.turn_away(opened))[-1]["content"]
    assert talk.turn_away(talk.stop(opened)) == talk.stop(opened)
    # The browser tells of a stop as of a refusal too, in either order.
    assert talk.stop(talk.turn_away(opened)) == talk.stop(opened)
    assert talk.turn_away(()) == ()


def test_an_answer_that_has_begun_is_not_turned_away() -> None:
    begun = told(Scripted(answer("Half", done=False)), "first?")
    assert wording.BUSY not in shown(talk.turn_away(begun))[-1]["content"]
    assert talk.turn_away(begun)[-1].stopped


# Guard


@pytest.fixture
def guarded() -> TestClient:
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    app.add_middleware(Guard, hosts=["127.0.0.1", "[::1]"], largest=100, largest_upload=200)
    return TestClient(app)


def test_every_reply_has_the_headers(guarded: TestClient) -> None:
    for reply in (guarded.get("/"), guarded.get("/nowhere"), guarded.post("/", content="x" * 101)):
        assert HEADERS.items() <= {
            name: reply.headers.get(name) for name in HEADERS
        }.items()  # fmt: skip


def test_requests_have_a_largest_size(guarded: TestClient) -> None:
    assert guarded.post("/", content="x" * 100).text == "100"
    assert guarded.post("/", content="x" * 101).status_code == 413
    assert guarded.post("/", content=iter([b"x"])).status_code == 411
    assert guarded.post(UPLOAD, content="x" * 200).status_code == 404  # there is nothing there
    assert guarded.post(UPLOAD, content="x" * 201).status_code == 413


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:7860", 200),
        ("http://127.0.0.1", 200),
        ("http://[::1]:7860", 200),
        ("http://[::1]", 200),
        ("http://evil.example", 403),
        ("http://127.0.0.1.evil.example:7860", 403),
        ("http://127.0.0.1@evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_other_sites_pages_are_refused(guarded: TestClient, origin: str, status: int) -> None:
    assert guarded.post("/", headers={"Origin": origin}).status_code == status


WRITTEN = dict(mode="written", model="openai:<b>x</b>")


def test_what_the_model_wrote_without_support_is_folded_up_and_marked() -> None:
    sentences = (
        Written(text="Two went.", level="supported", citations=(1,)),
        Written(text="<img src=x> Ten went.", level="unsupported", reasons=("Not “10”.",)),
    )
    given = answer("Two went. [1]", citation(1), sentences=sentences, **WRITTEN)
    seen = Seen(messages.answered(given))
    names = [name for name, _ in seen.elements]
    assert names.count("details") == names.count("summary") == 1 and "img" not in names
    assert "open" not in dict(seen.elements)["details"]
    assert "<img src=x> Ten went." in seen.text and "Not “10”." in seen.text
    assert wording.left_out(1) in seen.text and "openai:<b>x</b>" in seen.text
    assert "details" not in messages.answered(answer("Two went. [1]", citation(1)))


def test_weakly_supported_is_said_in_words() -> None:
    given = answer(f"Two went. [1] *{WEAKLY}*", citation(1), **WRITTEN)
    html = messages.answered(given)
    assert f"<em>{WEAKLY}</em>" in html and WEAKLY.strip("()") in wording.written_by("x")


@pytest.mark.parametrize(
    "said",
    [
        "![x](https://evil.example/?q=secret)",
        "[here](https://evil.example)",
        "<https://evil.example>",
        "<img src=https://evil.example/x.png onerror=alert(1)>",
        "https://evil.example and www.evil.example",
        "[a]: https://evil.example\n\n![a]",
        "`code` <script>alert(1)</script>",
        "&lt;img src=x&gt; &#60;svg/onload=alert(1)&#62;",
    ],
)
def test_no_link_or_image_of_a_models_is_rendered(said: str) -> None:
    for text in (said, escape(said)):
        seen = Seen(messages.answered(answer(f"{text} [1]", citation(1), **WRITTEN)))
        assert {name for name, _ in seen.elements} <= {"div", "p", "button", "br", "em", "strong"}
        assert not any(
            {"href", "src", "onerror"} & set(attributes) for _, attributes in seen.elements
        )


def test_the_masthead_says_which_model_writes() -> None:
    seen = collection.Collection(3, "2024-05-07", "written", "ollama:llama3.2")
    assert "ollama:llama3.2" in collection.masthead(seen)
    assert "Quotes mode" in collection.masthead(collection.Collection(3, None, "quotes"))
