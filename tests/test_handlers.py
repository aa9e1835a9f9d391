"""Every handler is open to whoever reaches the server: each is here on purpose, and asks who calls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import gradio as gr
import httpx
import pytest
from browsing import serving
from gradio.utils import get_type_hints

from chatbot import Answer, Citation
from chatbot.conversations import Exchange
from chatbot.page.layout import build_page
from chatbot.page.users import COOKIE, hashed
from chatbot.records.conversations import keep, listed, opened, share
from chatbot.records.feedback import given, judge
from chatbot.records.tables import Records
from vectorstore import NoStore

# These give what everybody may see, the collection, or nothing at all.
FOR_EVERYBODY = {
    "adding.end", "adding.stopped", "adding.turned_away",
    "articles.keep_them",
    "ask.ask",
    "claims.anew", "claims.back", "claims.on", "claims.pick",
    "filters.offered",
    "history.ask_first", "history.not_sure",
    "judging.put_away",
    "layout.look",
}  # fmt: skip
FOR_ITS_USER = {
    "adding.begin", "adding.look_again", "adding.take",
    "articles.anew", "articles.ask_first", "articles.back", "articles.drop_them", "articles.on",
    "articles.same",
    "ask.answer", "ask.ask_again", "ask.ask_next", "ask.ask_without", "ask.begin", "ask.edit",
    "ask.finish", "ask.look_back", "ask.pick", "ask.stop", "ask.turn_away",
    "ask.turn_away_typed",
    "history.begin_new", "history.call_it", "history.choose", "history.forget",
    "following.find_more", "following.suggest", "history.list_again", "history.restore",
    "judging.give", "judging.say_why", "judging.show_link",
    "preferences.keep", "preferences.load",
}  # fmt: skip

ALICE, MALLORY, BYSTANDER = "a" * 43, "m" * 43, "b" * 43
SECRET = "xylophone"
CITED = Citation(
    number=1, article_id="x", version=1, title=SECRET, publisher=SECRET, published=None, url=None,
    start=0, end=9, quote=SECRET,
)  # fmt: skip
ANSWER = Answer(
    question=f"Where is the {SECRET}?", text=f"> {SECRET} [1]", status="answered", mode="quotes",
    citations=(CITED,),
)  # fmt: skip


def nothing() -> Any:
    raise NoStore("There is nothing here.")


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page's events call, by the name of its file and its own."""
    data = tmp_path_factory.mktemp("nothing")

    async def built() -> gr.Blocks:
        # Within an event loop, because outside of one Gradio makes some and never closes them.
        return build_page(nothing, Records(data), data)

    called = [one.fn for one in asyncio.run(built()).fns.values() if one.fn is not None]
    return {f"{fn.__module__.rpartition('.')[2]}.{fn.__name__}": fn for fn in called}


def test_the_handlers_are_those_that_are_known(functions: dict[str, Any]) -> None:
    assert functions.keys() == FOR_EVERYBODY | FOR_ITS_USER


def test_what_is_somebodys_is_given_to_whoever_asks_as_themselves(
    functions: dict[str, Any],
) -> None:
    for name in FOR_ITS_USER:
        assert gr.Request in get_type_hints(functions[name]).values(), name


@pytest.fixture(scope="module")
def hers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Records, str, str, str]]:
    """A server, and a conversation of Alice's: its records, address, id and exchange."""
    records = Records(tmp_path_factory.mktemp("hers"))
    exchange = Exchange(ANSWER.question, ANSWER)
    name = keep(records, hashed(ALICE), None, exchange)
    judge(records, hashed(ALICE), exchange.id, "up")
    with serving(nothing, records.path.parent) as url:
        yield records, url, name, exchange.id
    records.close()


def call(url: str, token: str, fn: int, data: list[Any], session: str, event: Any) -> str:
    """What a handler says to whoever holds the token; the way of those in the queue is longer."""
    body = {"fn_index": fn, "data": data, "session_hash": session, "event_data": event}
    with httpx.Client(base_url=url, headers={"Cookie": f"{COOKIE}={token}"}, timeout=60) as client:
        reply = client.post("/gradio_api/run/predict", json=body)
        if "queue" not in reply.text.lower():
            return reply.text
        joined = client.post("/gradio_api/queue/join", json=body)
        heard = [joined.text]
        with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
            for line in stream.iter_lines():
                heard.append(line)
                if '"process_completed"' in line or '"close_stream"' in line:
                    break
        return "\n".join(heard)


def test_nobody_gets_at_what_is_somebody_elses(hers: tuple[Records, str, str, str]) -> None:
    records, url, conversation, exchange = hers
    config = httpx.get(f"{url}/config").json()
    handlers = {d["id"]: d for d in config["dependencies"] if d["backend_fn"]}
    (choose,) = (n for n, d in handlers.items() if d["api_name"] == "choose")
    before = opened(records, hashed(ALICE), conversation)

    # Alice has it open; her session's name is known to Mallory.
    said = call(url, ALICE, choose, [None, ""], "hers", {"value": conversation})
    assert SECRET in said
    for number, handler in handlers.items():
        for value in (conversation, exchange, f"down:{exchange}"):
            data = [value if kind == "textbox" else None for kind in inputs(config, handler)]
            # Her session, and one of Mallory's own.
            for session in ("hers", f"his-{number}"):
                said = call(url, MALLORY, number, data, session, {"value": value})
                assert SECRET not in said.lower(), handler["api_name"]
    for form in ("md", "html", "json"):
        cookie = {"Cookie": f"{COOKIE}={MALLORY}"}
        file = f"{url}/conversations/{conversation}.{form}"
        assert httpx.get(file, headers=cookie).status_code == 404
    for who, there in ((ALICE, True), (MALLORY, False)):
        cookie = {"Cookie": f"{COOKIE}={who}"}
        reply = httpx.get(f"{url}/asked", params={"article": CITED.article_id}, headers=cookie)
        assert reply.status_code == 200 and (SECRET in reply.text.lower()) == there
    for address in (
        f"?conversation={conversation}",
        f"?answer={exchange}",
        f"?answer={conversation}",
    ):
        restore = next(n for n, d in handlers.items() if d["api_name"] == "restore")
        body = {"fn_index": restore, "data": [], "session_hash": "his"}
        cookie = {"Cookie": f"{COOKIE}={MALLORY}"}
        reply = httpx.post(f"{url}/gradio_api/run/predict{address}", json=body, headers=cookie)
        assert reply.status_code == 200 and SECRET not in reply.text.lower()

    assert opened(records, hashed(ALICE), conversation) == before
    assert [one.id for one in listed(records, hashed(ALICE))] == [conversation]
    assert [(one["verdict"], one["reason"]) for one in given(records)] == [("up", "")]


def inputs(config: dict[str, Any], handler: dict[str, Any]) -> list[str]:
    kinds = {one["id"]: one["type"] for one in config["components"]}
    return [kinds[one] for one in handler["inputs"]]


def test_a_link_shows_one_answer_and_no_more(hers: tuple[Records, str, str, str]) -> None:
    records, url, conversation, exchange = hers
    link = share(records, hashed(ALICE), exchange)
    config = httpx.get(f"{url}/config").json()
    restore = next(d["id"] for d in config["dependencies"] if d["api_name"] == "restore")
    body = {"fn_index": restore, "data": [], "session_hash": "shared"}
    cookie = {"Cookie": f"{COOKIE}={BYSTANDER}"}
    reply = httpx.post(f"{url}/gradio_api/run/predict?answer={link}", json=body, headers=cookie)
    assert SECRET in reply.text
    assert conversation not in reply.text and exchange not in reply.text
    for name, data in (("give", [None]), ("say_why", [None, exchange, "x"]), ("edit", [None])):
        number = next(d["id"] for d in config["dependencies"] if d["api_name"] == name)
        call(url, BYSTANDER, number, data, "shared", {"value": f"down:{exchange}"})
    assert [one["verdict"] for one in given(records)] == ["up"]
