"""Servers that never end, lie or speak no HTTP."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest

from ingest.fetch import Fetcher
from tests import web as misbehaving
from tests.fetching import FAST, SOON, fetcher, refusal
from tests.web import Asked, Send, Web, page, redirect
from vectorstore.errors import FetchError


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


NEVER_DONE = [
    misbehaving.drip,
    misbehaving.slow_headers,
    misbehaving.silent,
    misbehaving.endless_headers,
    misbehaving.endless_interim,
]


@pytest.mark.parametrize(
    ("how", "path"),
    [
        *((how, path) for how in NEVER_DONE for path in ("/story", "/robots.txt")),
        (misbehaving.endless, "/story"),
    ],
)
def test_no_server_keeps_us(web: Web, how: misbehaving.Misbehaviour, path: str) -> None:
    web.routes |= {"/story": page(), path: how}
    before = monotonic()
    fetch = fetcher(web, whole=0.7, robots=0.7, read=60, content_bytes=2_000_000)
    message = refusal(fetch, web.url("/story"))
    assert "took longer than 0.7 s" in message or "larger than" in message or "HTTP" in message
    assert monotonic() - before < SOON


def test_the_limit_on_bytes_is_on_everything_that_is_sent(web: Web) -> None:
    web.routes |= {"/": misbehaving.endless_interim}
    fetch = fetcher(web, wire_bytes=100_000, whole=60)
    assert "larger than 100,000 bytes" in refusal(fetch, web.url())


def test_an_endless_robots_txt_is_read_in_part(web: Web) -> None:
    web.routes |= {"/": page(), "/robots.txt": misbehaving.endless}
    assert fetcher(web).get(web.url()).status == 200


def test_the_limit_on_time_is_on_all_redirects_and_attempts_together(web: Web) -> None:
    def slow(web: Web, send: Send, asked: Asked) -> None:
        web.stopped.wait(0.3)
        send(redirect("/"))

    web.routes["/"] = slow
    assert "took longer than 0.7 s" in refusal(fetcher(web, whole=0.7), web.url())
    assert len(web.targets()) <= 3
    web.routes["/"] = page(b"", "503 Busy")
    before = len(web.targets())
    assert "503" in refusal(fetcher(web, whole=0.7, backoff=5), web.url())
    assert len(web.targets()) == before + 1, "no attempt for which there is no time"


def test_silence_is_noticed_before_the_time_is_up(web: Web) -> None:
    web.routes["/"] = misbehaving.silent
    assert "sent nothing for 1 s" in refusal(fetcher(web, read=1), web.url())
    assert len(web.targets()) == 1, "not worth asking again"


def test_nobody_answers_the_telephone() -> None:
    """A listener whose queue is full accepts no connection and refuses none."""
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for one in (first, second):
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        port = full.getsockname()[1]
        fetch = Fetcher(allow=f"127.0.0.1:{port}", limits=replace(FAST, connect=0.2))
        before = monotonic()
        message = refusal(fetch, f"http://127.0.0.1:{port}/")
        assert "did not connect within 0.2 s" in message
        assert monotonic() - before < SOON


def test_a_name_server_that_hangs(web: Web) -> None:
    enough = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        enough.wait()
        return []

    try:
        message = refusal(fetcher(web, resolve=resolve, connect=0.1), web.url("/", "news.example"))
        assert "did not come within 0.1 s" in message
    finally:
        enough.set()


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_of_two_gigabytes_stays_small(web: Web, encoding: str) -> None:
    web.routes["/"] = misbehaving.bomb(encoding)
    fetch = fetcher(web, robots=60, whole=60)
    tracemalloc.start()
    try:
        message = refusal(fetch, web.url())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "larger than 10,000,000 bytes" in message
    assert peak < 40_000_000
    assert web.connections == 2, "a bomb is not asked for twice"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x-unknown"])
def test_packing_that_was_not_asked_for(web: Web, encoding: str) -> None:
    web.routes["/"] = page(b"\x0b\x02\x80" + bytes(500), Content_Encoding=encoding)
    assert "which was not asked for" in refusal(fetcher(web), web.url())


def test_a_body_too_long_is_refused_before_it_is_read(web: Web) -> None:
    def announce(web: Web, send: Send, asked: Asked) -> None:
        send(page(b"", Content_Length="10000001"))
        web.stopped.wait()

    web.routes["/"] = announce
    assert "larger than 10,000,000 bytes" in refusal(fetcher(web), web.url())


@pytest.mark.parametrize("length", ["5", "-1", "+5", "5, 6", "1_000", "0x10", "٥", "9" * 30])
def test_lengths_that_lie(web: Web, length: str) -> None:
    """Short of the truth: what was announced is taken. Anything else is no answer."""
    answer = page("<p>Hello").replace(b"Content-Length: 8", b"Content-Length: " + length.encode())
    web.routes["/"] = answer
    if length == "5":
        assert fetcher(web).get(web.url()).content == b"<p>He"
    else:
        refusal(fetcher(web), web.url())


def test_a_body_shorter_than_announced_is_no_body(web: Web) -> None:
    web.routes["/"] = page("<p>Hello", Content_Length="100")
    assert "cut the connection" in refusal(fetcher(web), web.url())
    assert len(web.targets()) == 3
    web.routes["/"] = page(gzip.compress(b"x" * 999)[:-9], Content_Encoding="gzip")
    assert "ends in the middle" in refusal(fetcher(web), web.url())


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP ready\r\n",
        b"\x16\x03\x01\x00\xa5" + bytes(300),
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"<p>Hello, HTTP/0.9 here",
        page(b"", "101 Switching Protocols"),
        b"HTTP/1.1 200 OK\r\nX: \0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        page(b"5\r\nHello\r\nzz\r\n", Content_Length=None, Transfer_Encoding="chunked"),
        page(b"x", Content_Length="1", Transfer_Encoding="carrier pigeon"),
    ],
)
def test_what_is_not_http(web: Web, answer: bytes) -> None:
    web.routes["/"] = answer
    refusal(fetcher(web), web.url())
    assert web.connections <= 4


@pytest.mark.parametrize(
    "status", ["204 No", "206 Part", "300 Many", "400 Bad", "418 Tea", "799 Huh"]
)
def test_answers_that_are_no_page(web: Web, status: str) -> None:
    web.routes["/"] = page(b"", status)
    assert f"answers {status[:3]}" in refusal(fetcher(web), web.url())
    assert len(web.targets()) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_the_status_of_a_failure_is_known_to_the_caller(web: Web, status: int) -> None:
    web.routes["/"] = page("<p>sorry", f"{status} Sorry")
    with pytest.raises(FetchError, match=f"127.0.0.1 answers {status}") as failed:
        fetcher(web).get(web.url())
    assert failed.value.status == status
    assert len(web.targets()) == 1
