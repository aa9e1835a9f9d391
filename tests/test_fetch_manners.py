"""Retries, robots.txt and rate."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.fetching import SOON, fetcher, refusal
from tests.web import Asked, Send, Web, page, redirect
from vectorstore.errors import FetchError


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.mark.parametrize("status", ["429 Many", "502 Bad", "503 Busy", "504 Late"])
@pytest.mark.parametrize("after", [None, "0", "soon", "Sun, 18 Oct 2020 08:00:00 GMT"])
def test_a_server_that_is_busy_is_asked_again(web: Web, status: str, after: str | None) -> None:
    busy = page(b"", status, Retry_After=after)
    web.routes["/"] = [busy, busy, page("<p>at last")]
    assert fetcher(web).get(web.url()).content == b"<p>at last"
    assert len(web.targets()) == 3


def test_but_not_for_ever(web: Web) -> None:
    web.routes["/"] = page(b"", "503 Busy")
    with pytest.raises(FetchError, match="answers 503") as failed:
        fetcher(web).get(web.url())
    assert failed.value.status == 503
    assert len(web.targets()) == 3


def test_the_rest_a_server_asks_for_is_kept(web: Web) -> None:
    web.routes["/"] = [page(b"", "429 Many", Retry_After="1"), page()]
    assert fetcher(web).get(web.url()).status == 200
    first, second = (one.at for one in web.asked if one.target == "/")
    assert second - first >= 1


@pytest.mark.parametrize("after", ["3600", "Fri, 31 Dec 2199 23:00:00 GMT", "9" * 99])
def test_a_server_that_asks_for_more_than_our_patience_is_left_alone(web: Web, after: str) -> None:
    web.routes |= {"/": page(b"", "503 Busy", Retry_After=after), "/other": page()}
    fetch = fetcher(web)
    assert "and asks to wait" in refusal(fetch, web.url())
    assert "asks to be left alone" in refusal(fetch, web.url("/other"))
    assert web.targets() == ["/"]


def test_a_cut_connection_is_tried_again(web: Web) -> None:
    web.routes["/"] = [b"", page("<p>He", Content_Length="8"), page("<p>Hello")]
    assert fetcher(web).get(web.url()).content == b"<p>Hello"


def test_a_host_that_is_down_is_tried_three_times_and_then_known(web: Web) -> None:
    with Web() as gone:
        pass
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    fetch = fetcher(gone, resolve=resolve)
    for path in ("/a", "/b", "/c"):
        message = refusal(fetch, gone.url(path, "news.example"))
        assert "news.example cannot be connected to" in message
    assert len(looked_up) == 3


def test_robots_are_asked_first_and_once(web: Web) -> None:
    web.routes |= {
        "/robots.txt": page(
            "User-agent: *\nDisallow: /\n\nUser-agent: Byline\nDisallow: /private\nAllow: /",
            Content_Type="application/octet-stream",
        ),
        "/story": page(),
        "/old": redirect("/private/b?token=1"),
    }
    fetch = fetcher(web)
    with ThreadPoolExecutor(4) as pool:
        assert {one.status for one in pool.map(fetch.get, [web.url("/story")] * 8)} == {200}
    message = refusal(fetch, web.url("/private/a?token=1"))
    assert message == (
        f"127.0.0.1 refuses robots: its robots.txt excludes http://127.0.0.1:{web.port}/private/a."
    )
    assert "refuses robots" in refusal(fetch, web.url("/old"))
    assert [one.target for one in web.asked] == ["/robots.txt", *["/story"] * 8, "/old"]


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "410 No"])
def test_without_robots_txt_everything_is_allowed(web: Web, status: str) -> None:
    web.routes |= {"/robots.txt": page("Disallow: /", status), "/": page()}
    assert fetcher(web).get(web.url()).status == 200


@pytest.mark.parametrize("status", ["429 No", "500 No", "503 No", "204 No"])
def test_with_a_robots_txt_that_cannot_be_had_nothing_is(web: Web, status: str) -> None:
    web.routes |= {"/robots.txt": page("", status), "/": page()}
    fetch = fetcher(web)
    for _ in range(2):
        assert "the robots.txt of 127.0.0.1 cannot be had" in refusal(fetch, web.url())
    assert web.targets() == []
    assert len(web.asked) <= 3


@pytest.mark.parametrize("packed", [False, True])
def test_a_huge_robots_txt_is_read_in_part(web: Web, packed: bool) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# nothing\n" * 3_000_000
    web.routes |= {
        "/robots.txt": page(gzip.compress(rules), Content_Encoding="gzip")
        if packed
        else page(rules),
        "/": page(),
    }
    fetch = fetcher(web)
    assert fetch.get(web.url()).status == 200
    assert "refuses robots" in refusal(fetch, web.url("/private"))


def test_robots_txt_may_have_moved_but_not_inside(web: Web) -> None:
    with Web(host="127.0.0.2", port=web.port) as outside:
        outside.routes |= {
            "/robots.txt": redirect(outside.url("/rules", "other.example")),
            "/rules": page("User-agent: *\nDisallow: /private"),
            "/": page(),
        }

        def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.2"]

        fetch = fetcher(outside, resolve=resolve)
        assert fetch.get(outside.url("/", "news.example")).status == 200
        assert "refuses robots" in refusal(fetch, outside.url("/private", "news.example"))
        outside.routes["/robots.txt"] = redirect(web.url("/rules"))
        assert "loopback" in refusal(fetch, outside.url("/", "third.example"))
        assert web.connections == 0


def test_a_host_is_not_hurried_and_its_crawl_delay_kept_within_reason(web: Web) -> None:
    robots = page("User-agent: *\nCrawl-delay: 0.2")
    web.routes |= {"/robots.txt": robots, "/": page()}
    for limits, least in (({}, 0.2), ({"crawl_delay": 0.1}, 0.1), ({"interval": 0.3}, 0.3)):
        fetch, before = fetcher(web, **limits), monotonic()
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(fetch.get, [web.url()] * 3))
        # However late the server notes the time, none of them is early.
        assert web.asked[-1].at - before >= 2 * least


def test_hosts_are_asked_at_the_same_time(web: Web) -> None:
    together = threading.Barrier(4, timeout=30)

    def meet(web: Web, send: Send, asked: Asked) -> None:
        together.wait()
        send(page())

    web.routes["/"] = meet
    fetch = fetcher(web, read=30, whole=60)
    urls = [web.url("/", f"{name}.example") for name in "abcd"]
    with ThreadPoolExecutor(4) as pool:
        assert [one.url for one in pool.map(fetch.get, urls)] == urls


def test_waiting_for_a_turn_is_not_the_servers_slowness(web: Web) -> None:
    web.routes["/"] = page()
    fetch = fetcher(web, interval=0.5, whole=1.5)
    with ThreadPoolExecutor(5) as pool:
        assert {one.status for one in pool.map(fetch.get, [web.url()] * 5)} == {200}


def test_nor_is_reading_its_robots_txt(web: Web) -> None:
    def slow(web: Web, send: Send, asked: Asked) -> None:
        web.stopped.wait(1.6)
        send(page(""))

    web.routes |= {"/robots.txt": slow, "/": page()}
    assert fetcher(web, whole=1.5).get(web.url()).status == 200


def test_a_closed_door_lets_nobody_wait(web: Web) -> None:
    web.routes["/"] = page()
    fetch = fetcher(web, interval=3600)
    failed: list[str] = []
    waiting = threading.Thread(target=lambda: failed.append(refusal(fetch, web.url())))
    with fetch:
        waiting.start()
    waiting.join(SOON)
    assert len(failed) == 1 and "fetching was stopped" in failed[0]
