"""A language model that fails in every way there is: the quotes come instead, and say why."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from scripted import CUT, Refusal, Reply, Request, Wait, saying

from chatbot import Answer, Chatbot
from chatbot.faults import reason, without_keys
from chatbot.models import open_model
from chatbot.streaming import Limits
from chatbot.writing import Writer

WHY = "Why was the Lowen bridge closed?"
TRUE = "The bridge was closed because engineers found cracks in two of its piers [1]. "
KEY = "sk-test-0123456789abcdef"
HASTY = Limits(first=1.0, next=0.5, whole=3.0)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@contextmanager
def written_at(bot: Chatbot, url: str, limits: Limits = HASTY) -> Iterator[Chatbot]:
    writer = Writer(replace(open_model("openai:scripted", url), limits=limits))
    try:
        yield Chatbot(bot.store, bot.reader, writer)
    finally:
        writer.close()


def fallen_back(bot: Chatbot, answer: Answer, why: str) -> bool:
    """Whether it is the answer of quotes mode, with one line that says why."""
    notice = answer.notice or ""
    assert why in notice and "\n" not in notice and KEY not in str(answer.to_dict()), notice
    return answer == replace(bot.ask(WHY), model="openai:scripted", notice=notice)


def endless_pings(_: Request) -> Iterator[object]:
    while True:
        yield ""
        yield Wait(0.05)


@pytest.mark.parametrize(
    ("say", "why", "asked"),
    [
        (Refusal(401, f"Incorrect API key provided: {KEY}"), "refused the key", 1),
        (Refusal(403), "refused the key", 1),
        (Refusal(404, "no such model"), "does not know the model", 1),
        (Refusal(400, "bad"), "refused the request", 1),
        (Refusal(500, headers={"Retry-After": "0.01"}), "server failed", 3),
        (Refusal(429, headers={"Retry-After": "0.01"}), "takes no more questions", 3),
        (Refusal(429, headers={"Retry-After": "30"}), "nothing came within 1 second", 1),
        (Refusal(400, "request exceeds the available context size"), "too long for it", 3),
        ([Wait(30), TRUE], "nothing came within 1 second", 1),
        (endless_pings, "nothing came within 1 second", 1),
        ([TRUE, Wait(30), TRUE], "fell silent for 0.5 seconds", 1),
        ([TRUE, CUT], "server", 1),
        ([CUT], "server", 1),
        ("", "wrote nothing", 1),
        (" \n \n ", "wrote nothing", 1),
        ("Мост закрыли из-за дождя и снега [1]. Мэр уехал в отпуск [1].", "too little", 1),
        ("la " * 3000, "wrote nothing", 1),
        ("\x00\x1b[2J\ud800", "", 1),
        ("[1] [2] [3]", "wrote nothing", 1),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_the_quotes_come_and_say_why(
    bot: Chatbot, say: Callable[[Request], Reply] | Reply, why: str, asked: int
) -> None:
    with saying(say) as server, written_at(bot, server.url) as written:
        *growing, last = written.stream(WHY)
        assert fallen_back(bot, last, why)
        assert len(server.requests) == asked
        assert server.keys == [f"Bearer {KEY}"] * asked


def test_text_that_drips_without_end_is_cut_off(bot: Chatbot) -> None:
    def say(_: Request) -> Iterator[object]:
        while True:
            yield "drip "
            yield Wait(0.1)

    with saying(say) as server, written_at(bot, server.url) as written:
        assert fallen_back(bot, written.ask(WHY), "not done after 3 seconds")
        assert server.hung_up.wait(10)


def test_a_server_that_is_not_there(bot: Chatbot) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with written_at(bot, url, Limits()) as written:
        assert fallen_back(bot, written.ask(WHY), "cannot be reached")


def test_what_passes_is_tried_again(bot: Chatbot) -> None:
    replies: list[Reply] = [Refusal(429, headers={"Retry-After": "0.01"}), Refusal(503), TRUE]
    with saying(lambda _: replies.pop(0)) as server:
        with written_at(bot, server.url, Limits()) as written:
            answer = written.ask(WHY)
    assert answer.mode == "written" and answer.notice is None


def test_fewer_sources_are_sent_where_they_are_too_many(bot: Chatbot) -> None:
    def say(request: Request) -> Reply:
        given = request["messages"][-1]["content"].count("<source ")
        return TRUE if given <= 3 else Refusal(400, "prompt exceeds the context length")

    with saying(say) as server, written_at(bot, server.url) as written:
        assert written.ask(WHY).mode == "written"
        assert len(server.requests) == 2


@pytest.mark.parametrize("say", [[Wait(60)], [TRUE, Wait(60)]])
def test_leaving_the_answer_ends_the_request(bot: Chatbot, say: Reply) -> None:
    with saying(say) as server, written_at(bot, server.url, Limits()) as written:
        growing = written.stream(WHY)
        next(growing)
        while not server.requests:
            next(growing)
        before = time.monotonic()
        next(growing)  # it does not wait for the server
        growing.close()
        assert server.hung_up.wait(10)
        assert time.monotonic() - before < 30


def test_closing_the_chatbot_ends_its_requests(bot: Chatbot) -> None:
    with saying([Wait(60)]) as server:
        with written_at(bot, server.url, Limits()) as written:
            growing = written.stream(WHY)
            while not server.requests:
                next(growing)
        assert server.hung_up.wait(10)


def test_several_questions_at_once_do_not_mix(bot: Chatbot) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def say(request: Request) -> Reply:
        strike = "strike" in request["messages"][-1]["content"].rpartition("Question:")[2]
        return "The strike had lasted 23 days [1]." if strike else TRUE

    questions = [WHY, "How long did the strike at Saint Agnes last?"] * 4
    with saying(say) as server, written_at(bot, server.url, Limits()) as written:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(written.ask, questions))
    assert [("strike" in one.text, one.mode) for one in answers] == [
        (False, "written"),
        (True, "written"),
    ] * 4


def test_no_key_is_written_anywhere(
    bot: Chatbot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for say in (Refusal(401, f"Incorrect API key provided: {KEY}"), [TRUE, CUT], TRUE):
        with saying(say) as server, written_at(bot, server.url) as written:
            answer = written.ask(WHY)
            assert KEY not in repr(written.writer.model) and KEY not in repr(answer)
    out, err = capfd.readouterr()
    assert KEY not in caplog.text + out + err
    assert without_keys(f"wrong key {KEY}!") == "wrong key …!"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(KEY), "its server cannot be reached"),
        (RuntimeError(KEY), "its server failed (RuntimeError)"),
    ],
)
def test_errors_of_any_kind_become_words_of_ours(error: Exception, said: str) -> None:
    assert reason(error) == said


def test_errors_by_their_status() -> None:
    class Refused(Exception):
        """As the clients of other providers raise it."""

        def __init__(self, status_code: int) -> None:
            self.status_code = status_code

    given: Any = [(401, "refused the key"), (429, "no more questions"), (418, "(Refused, 418)")]
    for status, said in given:
        assert said in reason(Refused(status))
