from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.robots import Robots, Rules
from vectorstore.errors import FetchError, SourceError

STORY = httpx.URL("http://news.example/story/1")

ALLOWED = {
    "": True,
    "User-agent: *\nDisallow:": True,
    "User-agent: *\nDisallow: /": False,
    "User-agent: *\nDisallow: /story": False,
    "User-agent: *\nDisallow: /story\nAllow: /story/1": True,
    "User-agent: *\nDisallow: /*/1$": False,
    "User-agent: *\nDisallow: /private": True,
    "User-agent: Byline\nDisallow: /": False,
    "user-agent: BYLINE\ndisallow: /": False,
    "User-agent: Byline/2.0\nDisallow: /": False,
    "User-agent: Byline\nAllow: /\n\nUser-agent: *\nDisallow: /": True,
    "User-agent: *\nDisallow: /\n\nUser-agent: Byline\nDisallow: /private": True,
    "User-agent: GoogleBot\nDisallow: /": True,
    "User-agent: BylineExtra\nDisallow: /": True,
    "User-agent: GoogleBot\nUser-agent: Byline\nDisallow: /": False,
    "User-agent: Byline\nUser-agent: GoogleBot\nDisallow: /": False,
    "User-agent: Byline # that is us\nDisallow: / # all of it": False,
    "User-agent: one\nDisallow: /\n\nUser-agent: two\nAllow: /\n\nUser-agent: *\nAllow: /": True,
    "<html><body>Not found</body></html>": True,
    "\x00\x01\xff User-agent": True,
}


@pytest.mark.parametrize("text", ALLOWED)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_a_file_allows(text: str, newline: str) -> None:
    assert Rules(text.replace("\n", newline)).allow(STORY) is ALLOWED[text]


@given(st.text() | st.text("*$/abylineUserDisallow-gt: \n", max_size=200))
def test_any_file_can_be_read(text: str) -> None:
    rules = Rules(text)
    assert rules.allow(STORY) in (True, False) and rules.delay >= 0


def test_the_delay_asked_of_us() -> None:
    assert Rules("User-agent: *\nCrawl-delay: 7.5").delay == 7.5
    assert Rules("User-agent: other\nCrawl-delay: 7").delay == 0
    assert Rules("User-agent: *\nCrawl-delay: 7\n\nUser-agent: byline\nCrawl-delay: 2").delay == 2
    for odd in ("-3", "soon", "", "nan"):
        assert Rules(f"User-agent: *\nCrawl-delay: {odd}").delay == 0


def test_thousands_of_robots_and_rules_cost_no_more_than_their_text() -> None:
    agents = "\n".join(f"User-agent: {kind}{n}" for n in range(4000) for kind in ("a", "bylin*"))
    rules = "\n".join(f"Disallow: /{'*a' * 10}{n}" for n in range(8000))
    tracemalloc.start()
    try:
        parsed = Rules(f"{agents}\n{rules}\n\nUser-agent: *\nDisallow: /story")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not parsed.allow(STORY)
    assert peak < 60_000_000


def reading(answer: str | Exception) -> tuple[Robots, list[str]]:
    asked: list[str] = []

    def read(url: httpx.URL) -> str:
        asked.append(str(url))
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Robots(read), asked


@pytest.mark.parametrize(
    ("url", "robots"),
    [
        ("http://news.example/a?b", "http://news.example/robots.txt"),
        ("https://news.example:8443/a", "https://news.example:8443/robots.txt"),
        ("http://[2606::1]:8080/a", "http://[2606::1]:8080/robots.txt"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/robots.txt"),
    ],
)
def test_each_scheme_host_and_port_has_its_own_file(url: str, robots: str) -> None:
    rules, asked = reading("")
    rules.rules(httpx.URL(url))
    assert asked == [robots]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_file_allows_everything(status: int) -> None:
    robots, _ = reading(FetchError("no", status=status))
    assert robots.rules(STORY).allow(STORY)


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_a_file_that_cannot_be_had_allows_nothing(status: int | None) -> None:
    robots, asked = reading(FetchError("it answers nothing.", status=status))
    for _ in range(3):
        with pytest.raises(FetchError, match="robots.txt of news.example .* it answers nothing"):
            robots.rules(STORY)
    assert len(asked) == 1


def test_a_host_that_may_not_be_asked_says_why_in_its_own_words() -> None:
    robots, asked = reading(SourceError("the address is private."))
    errors = []
    for _ in range(3):
        with pytest.raises(SourceError, match="^the address is private.$") as refused:
            robots.rules(STORY)
        errors.append(refused.value)
    assert len(asked) == 1
    assert len(set(map(id, errors))) == 3, "one error raised thrice keeps every caller's frames"


def test_many_threads_read_it_once() -> None:
    start, asked = threading.Barrier(8, timeout=30), []

    def read(url: httpx.URL) -> str:
        asked.append(url)
        return "User-agent: *\nDisallow: /story"

    robots = Robots(read)

    def work(n: int) -> bool:
        start.wait()
        return robots.rules(STORY).allow(STORY)

    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(work, range(8)))
    assert len(asked) == 1


def test_a_fault_of_ours_is_not_hidden() -> None:
    robots, _ = reading(ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        robots.rules(STORY)
