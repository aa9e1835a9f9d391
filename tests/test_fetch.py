"""Pages, redirects, content types: what comes through the door."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest

from ingest.fetch import READABLE, USER_AGENT, Fetched
from tests.fetching import fetcher, refusal
from tests.web import Asked, Send, Web, page, redirect
from vectorstore.errors import FetchError


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


def test_a_page_arrives_as_it_is(web: Web) -> None:
    web.routes["/story"] = page(
        "<p>Gəncə".encode("windows-1254", "replace"),
        Content_Type="Text/HTML; Charset=windows-1254",
        ETag='"1"',
        Last_Modified="Sun, 18 Oct 2020 08:00:00 GMT",
        Set_Cookie="id=1",
    )
    with fetcher(web) as fetch:
        for _ in range(2):
            assert fetch.get(web.url("/story?page=2#end", "news.example")) == Fetched(
                url=web.url("/story?page=2", "news.example"),
                status=200,
                content="<p>Gəncə".encode("windows-1254", "replace"),
                content_type="text/html",
                charset="windows-1254",
                etag='"1"',
                last_modified="Sun, 18 Oct 2020 08:00:00 GMT",
                not_modified=False,
            )
    assert [one.target for one in web.asked] == ["/robots.txt", "/story?page=2", "/story?page=2"]
    for one in web.asked:
        assert one.method == "GET"
        assert one.headers["host"] == f"news.example:{web.port}"
        assert one.headers["user-agent"] == USER_AGENT
        assert USER_AGENT.startswith("Byline")
        assert one.headers["accept-encoding"] == "gzip, deflate"
        assert set(one.headers) <= {"host", "user-agent", "accept-encoding", "accept", "connection"}


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)]
)
def test_packed_pages_are_unpacked(web: Web, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    web.routes["/"] = page(pack(b"<p>Hello"), Content_Encoding=encoding)
    assert fetcher(web).get(web.url()).content == b"<p>Hello"


def test_a_page_in_chunks(web: Web) -> None:
    head = page(b"", Content_Length=None, Transfer_Encoding="chunked")
    web.routes["/"] = head + b"3\r\n<p>\r\n5;x=y\r\nHello\r\n0\r\n\r\n"
    assert fetcher(web).get(web.url()).content == b"<p>Hello"


def test_names_and_paths_beyond_ascii(web: Web) -> None:
    path = "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"
    web.routes[path] = page("да")
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    fetched = fetcher(web, resolve=resolve).get(web.url("/новость?о=чём", "straße.example"))
    assert fetched.url == web.url(path + "?%D0%BE=%D1%87%D1%91%D0%BC", "xn--strae-oqa.example")
    assert {one.headers["host"] for one in web.asked} == {f"xn--strae-oqa.example:{web.port}"}
    assert set(looked_up) == {"xn--strae-oqa.example"}


def test_what_has_not_changed_is_not_sent_again(web: Web) -> None:
    def answer(web: Web, send: Send, asked: Asked) -> None:
        if asked.headers.get("if-none-match") == '"1"' or "if-modified-since" in asked.headers:
            send(page(b"", "304 Not Modified", ETag='"1"', Content_Length=None, Content_Type=None))
        else:
            send(page("<p>new", ETag='"2"'))

    web.routes |= {"/": answer, "/old": redirect("/")}
    fetch = fetcher(web)
    same = Fetched(web.url(), 304, b"", None, None, '"1"', None, True)
    assert fetch.get(web.url(), etag='"1"') == same
    assert fetch.get(web.url("/old"), etag='"1"') == same
    assert fetch.get(web.url(), last_modified="Sun, 18 Oct 2020 08:00:00 GMT") == same
    assert web.asked[-1].headers["if-modified-since"] == "Sun, 18 Oct 2020 08:00:00 GMT"
    changed = fetch.get(web.url(), etag='"0"')
    assert (changed.content, changed.etag, changed.not_modified) == (b"<p>new", '"2"', False)
    robots = [one for one in web.asked if one.target == "/robots.txt"]
    assert all("if-none-match" not in one.headers for one in robots)


def test_nothing_new_to_someone_who_has_nothing(web: Web) -> None:
    web.routes["/"] = page(b"", "304 Not Modified", Content_Length=None)
    assert "304 (Not Modified) unasked" in refusal(fetcher(web), web.url())


@pytest.mark.parametrize("etag", ['"1"\r\nHost: evil.example', "\0", '"снег"'])
def test_a_stored_etag_cannot_write_headers(web: Web, etag: str) -> None:
    web.routes["/"] = page()
    try:
        fetcher(web).get(web.url(), etag=etag)
    except FetchError:
        assert web.targets() == []
    assert all(one.headers["host"] == f"127.0.0.1:{web.port}" for one in web.asked)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
def test_redirects_are_followed(web: Web, status: str) -> None:
    web.routes |= {
        "/a": redirect(web.url("/b", "other.example"), status),
        "/b": redirect("/c?d=e#f", status),
        "/c": page("<p>there"),
    }
    fetched = fetcher(web).get(web.url("/a", "news.example"))
    assert (fetched.content, fetched.url) == (b"<p>there", web.url("/c?d=e", "other.example"))
    # The second host was asked for its robots.txt too.
    hosts = [one.headers["host"].partition(":")[0] for one in web.asked]
    assert hosts == ["news.example"] * 2 + ["other.example"] * 3


def test_a_redirect_beyond_ascii(web: Web) -> None:
    web.routes |= {"/a": redirect("/é".encode().decode("latin-1")), "/%C3%A9": page()}
    assert fetcher(web).get(web.url("/a")).url == web.url("/%C3%A9")


def test_five_redirects_and_no_more(web: Web) -> None:
    web.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": page()}
    assert fetcher(web).get(web.url("/1")).url == web.url("/6")
    before = len(web.targets())
    assert "redirects more than 5 times" in refusal(fetcher(web), web.url("/0"))
    assert len(web.targets()) - before == 6


def test_a_loop_ends(web: Web) -> None:
    web.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert "redirects more than 5 times" in refusal(fetcher(web), web.url("/a"))
    assert len(web.targets()) == 6


def test_a_redirect_that_leads_nowhere(web: Web) -> None:
    web.routes["/"] = page(b"", "302 Found")
    assert "redirects to nowhere" in refusal(fetcher(web), web.url())
    for to in ("http://[", "http://a b/", "http://example.com:port/", "http://user:pw@a.example/"):
        web.routes["/"] = redirect(to)
        refusal(fetcher(web), web.url())


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "TEXT/Plain",
        "text/markdown",
        "application/xhtml+xml",
        "application/rss+xml",
        "application/xml; charset=utf-8",
        "application/ld+json",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        None,
    ],
)
def test_types_that_are_read(web: Web, kind: str | None) -> None:
    web.routes["/"] = page("x", Content_Type=kind)
    fetched = fetcher(web).get(web.url())
    assert fetched.content_type == (kind and kind.partition(";")[0].lower())


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "audio/mpeg", "application/zip", "font/woff", "x", "a/b"]
)
def test_types_that_are_not(web: Web, kind: str) -> None:
    def announce(web: Web, send: Send, asked: Asked) -> None:
        send(page(b"", Content_Type=kind, Content_Length="1000"))
        web.stopped.wait()

    web.routes["/"] = announce
    assert f"is {kind}, which is not read" in refusal(fetcher(web), web.url())


def test_the_caller_may_want_something_else(web: Web) -> None:
    web.routes["/"] = page("x", Content_Type="image/png")
    assert fetcher(web).get(web.url(), accept=[*READABLE, "image/*"]).content == b"x"
    web.routes["/"] = page("x", Content_Type="text/html")
    assert "is text/html" in refusal(fetcher(web), web.url(), accept=["application/pdf"])
