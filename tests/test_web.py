"""Addresses as sources: pages, feeds and sitemaps of a real server, again and again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.sources import Item
from ingest.web import by_turns
from tests.ingesting import (
    FERRY,
    FIRE,
    STORM,
    NoEmbedder,
    counts,
    opened,
    reasons,
    run,
    stored,
    write,
)
from tests.web import Asked, Misbehaviour, Web, page


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def html(text: str, url: str | None = None, title: str = "News") -> str:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{link}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def tagged(body: str | bytes, tag: str, **headers: str) -> Misbehaviour:
    """An answer with an ETag, and 304 to whoever has it."""

    def answer(web: Web, send: Any, asked: Asked) -> None:
        if asked.headers.get("if-none-match") == tag:
            send(page(b"", "304 Not Modified", ETag=tag))
        else:
            send(page(body, ETag=tag, **headers))

    return answer


def rss(*items: str, title: str = "The Post") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def entry(link: str | None, text: str = "", title: str = "From the feed") -> str:
    where = f"<link>{link}</link>" if link else f'<guid isPermaLink="false">{title}</guid>'
    return (
        f"<item><title>{title}</title>{where}<description><![CDATA[{text}]]></description>"
        "<pubDate>Fri, 03 May 2024 10:00:00 +0400</pubDate></item>"
    )


def sitemap(*urls: str, kind: str = "urlset", item: str = "url") -> str:
    found = "".join(f"<{item}><loc>{url}</loc></{item}>" for url in urls)
    return f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</{kind}>'


def asked(web: Web, path: str) -> list[Asked]:
    return [one for one in web.asked if one.target == path]


# -- pages ------------------------------------------------------------------------------------


def test_a_page_is_an_article_by_its_canonical_address(web: Web) -> None:
    web.routes["/a"] = page(html(FERRY, web.url("/of/ferry"), "Ferry sinks"))
    assert counts(run(web.url("/a?from=mail"), web=web)) == {"added": 1}
    with opened() as store:
        article = store.article(web.url("/of/ferry"))
    assert (article.text, article.title, article.published) == (FERRY, "Ferry sinks", None)


def test_a_page_that_has_not_changed_is_not_sent_again(web: Web) -> None:
    web.routes["/a"] = tagged(html(FERRY), '"1"')
    assert counts(run(web.url("/a"), web=web)) == {"added": 1}
    assert counts(run(web.url("/a"), web=web, embedder=NoEmbedder())) == {"unchanged": 1}
    assert [one.headers.get("if-none-match") for one in asked(web, "/a")] == [None, '"1"']
    assert counts(run(web.url("/a"), web=web, force=True)) == {"unchanged": 1}
    assert asked(web, "/a")[-1].headers.get("if-none-match") is None


def test_a_date_of_change_is_asked_for_where_there_is_no_tag(web: Web) -> None:
    when = "Fri, 03 May 2024 10:00:00 GMT"
    web.routes["/a"] = page(html(FERRY), Last_Modified=when)
    run(web.url("/a"), web=web)
    assert counts(run(web.url("/a"), web=web, embedder=NoEmbedder())) == {"unchanged": 1}
    assert asked(web, "/a")[-1].headers["if-modified-since"] == when
    with opened() as store:
        assert store.article(web.url("/a")).published is None


def test_a_changed_page_is_a_new_version(web: Web) -> None:
    web.routes["/a"] = tagged(html(FERRY), '"1"')
    run(web.url("/a"), web=web)
    web.routes["/a"] = tagged(html(FIRE), '"2"')
    assert counts(run(web.url("/a"), web=web)) == {"updated": 1}
    assert stored() == {web.url("/a"): FIRE}


def test_a_page_around_the_article_may_change_as_it_likes(web: Web) -> None:
    web.routes["/a"] = page(html(FERRY))
    run(web.url("/a"), web=web)
    web.routes["/a"] = page(html(FERRY).replace("</body>", "<footer>Visitor 2</footer></body>"))
    assert counts(run(web.url("/a"), web=web, embedder=NoEmbedder())) == {"unchanged": 1}


def test_a_page_that_moves_stays_one_article(web: Web) -> None:
    web.routes["/a"] = page(html(FERRY, web.url("/of/1")))
    run(web.url("/a"), web=web)
    web.routes["/a"] = page(html(STORM, web.url("/of/1-new-title")))
    assert counts(run(web.url("/a"), web=web)) == {"updated": 1}
    assert stored() == {web.url("/of/1"): STORM}


def test_two_addresses_of_one_article_are_one_article(web: Web) -> None:
    web.routes["/a"] = tagged(html(FERRY, web.url("/of/1")), '"a"')
    web.routes["/amp/a"] = page(html(f"{FERRY} (AMP)", web.url("/of/1")))
    both = web.url("/a"), web.url("/amp/a")
    assert counts(run(*both, web=web)) == {"added": 1, "unchanged": 1}
    assert counts(run(*both, web=web, embedder=NoEmbedder())) == {"unchanged": 2}
    web.routes["/amp/a"] = page(html(f"{FERRY} (AMP, again)", web.url("/of/1")))
    assert counts(run(*both, web=web, embedder=NoEmbedder())) == {"unchanged": 2}
    assert stored() == {web.url("/of/1"): FERRY}


def test_a_file_of_an_article_goes_before_its_page(web: Web) -> None:
    write(Path("ferry.txt"), FERRY, url=web.url("/of/1"))
    web.routes["/a"] = page(html(STORM, web.url("/of/1")))
    assert counts(run("ferry.txt", web.url("/a"), web=web)) == {"added": 1, "unchanged": 1}
    assert counts(run(web.url("/a"), web=web)) == {"unchanged": 1}
    assert stored() == {web.url("/of/1"): FERRY}


def test_a_server_that_is_down_removes_nothing(web: Web) -> None:
    web.routes["/a"] = page(html(FERRY))
    run(web.url("/a"), web=web)
    for answer in (
        page("gone", "404 Not Found"),
        page("down", "503 Service Unavailable"),
        page(""),
        page("<html><body></body></html>"),
    ):
        web.routes["/a"] = answer
        assert counts(run(web.url("/a"), web=web, prune=True, force=True)) == {"failed": 1}
        assert stored() == {web.url("/a"): FERRY}


def test_what_the_network_refuses_is_a_failure_by_name(web: Web) -> None:
    report = run("http://10.0.0.1/a", "ftp://post.example/a", "https://", web=web)
    assert len(report.failed) == 3
    assert "BYLINE_FETCH_ALLOW" in report.failed[1].reason
    assert web.asked == []


def test_lines_of_json_may_come_from_the_web(web: Web) -> None:
    rows = [{"id": "a", "text": FERRY}, {"id": "b", "text": FIRE}]
    body = "\n".join(map(json.dumps, rows))
    web.routes["/c.jsonl"] = page(body, Content_Type="application/x-ndjson")
    assert counts(run(web.url("/c.jsonl"), web=web)) == {"added": 2}
    assert counts(run(web.url("/c.jsonl"), web=web)) == {"unchanged": 2}


# -- feeds ------------------------------------------------------------------------------------


def feed_of(web: Web, *items: str) -> None:
    web.routes["/feed"] = page(rss(*items), Content_Type="application/rss+xml")


def test_a_feed_gives_the_articles_that_it_names(web: Web) -> None:
    feed_of(web, entry("/a"), entry("/b", title="Second"))
    web.routes["/a"] = page(html(FERRY, title="Ferry sinks"))
    web.routes["/b"] = page(f"<html><body><article><p>{FIRE}</p></article></body></html>")
    assert counts(run(web.url("/feed"), web=web)) == {"added": 2}
    with opened() as store:
        first, second = store.article(web.url("/a")), store.article(web.url("/b"))
    assert (first.text, first.title) == (FERRY, "Ferry sinks")
    assert (second.text, second.title, second.published) == (
        FIRE, "Second", "2024-05-03T10:00:00+04:00",
    )  # fmt: skip


def test_an_unchanged_feed_still_leads_to_a_changed_article(web: Web) -> None:
    web.routes["/feed"] = tagged(rss(entry("/a"), entry("/b")), '"f"', Content_Type="text/xml")
    web.routes["/a"] = tagged(html(FERRY), '"a"')
    web.routes["/b"] = tagged(html(FIRE), '"b"')
    run(web.url("/feed"), web=web)
    assert counts(run(web.url("/feed"), web=web, embedder=NoEmbedder())) == {"unchanged": 2}
    web.routes["/b"] = tagged(html(STORM), '"c"')
    assert counts(run(web.url("/feed"), web=web)) == {"updated": 1, "unchanged": 1}
    assert [one.headers.get("if-none-match") for one in asked(web, "/feed")] == [None, '"f"', '"f"']
    assert len(asked(web, "/a")) == 3 and len(asked(web, "/robots.txt")) == 3


def test_two_feeds_that_name_one_article_give_it_once(web: Web) -> None:
    feed_of(web, entry("/a"))
    web.routes["/other"] = page(rss(entry("/a"), entry("/a#comments"), entry("/b")))
    web.routes["/a"] = page(html(FERRY, web.url("/of/a")))
    web.routes["/b"] = page(html(FERRY, web.url("/of/a")))
    assert counts(run(web.url("/feed"), web.url("/other"), web=web)) == {"added": 1, "unchanged": 1}
    assert len(asked(web, "/a")) == 1


@pytest.mark.parametrize(
    "answer",
    [page("", "404 Not Found"), page("", "503 Service Unavailable"), page("<html></html>")],
    ids=["gone", "down", "empty"],
)
def test_where_the_article_cannot_be_had_its_feed_has_a_text(web: Web, answer: bytes) -> None:
    feed_of(web, entry("/a", f"<p>{FERRY}</p>", "Ferry sinks"))
    web.routes["/a"] = answer
    assert counts(run(web.url("/feed"), web=web)) == {"added": 1}
    with opened() as store:
        article = store.article(web.url("/a"))
    assert (article.text, article.title, article.url) == (FERRY, "Ferry sinks", web.url("/a"))
    assert counts(run(web.url("/feed"), web=web, embedder=NoEmbedder())) == {"unchanged": 1}
    feed_of(web, entry("/a", f"<p>{FERRY} It was raised later.</p>", "Ferry sinks"))
    assert counts(run(web.url("/feed"), web=web)) == {"updated": 1}
    web.routes["/a"] = page(html(f"{FERRY} This is all of it."))
    assert counts(run(web.url("/feed"), web=web)) == {"updated": 1}
    assert stored() == {web.url("/a"): f"{FERRY} This is all of it."}


def test_the_text_of_a_feed_does_not_replace_the_article(web: Web) -> None:
    feed_of(web, entry("/a", "<p>Just a teaser for the whole story.</p>"))
    web.routes["/a"] = page(html(FERRY))
    run(web.url("/feed"), web=web)
    web.routes["/a"] = page("", "503 Service Unavailable")
    assert counts(run(web.url("/feed"), web=web)) == {"failed": 1}
    assert stored() == {web.url("/a"): FERRY}


def test_entries_without_a_link_are_articles_of_their_own(web: Web) -> None:
    feed_of(
        web,
        entry(None, f"<p>{FERRY}</p>", "First"),
        entry("file:///etc/passwd", f"<p>{FIRE}</p>", "Second"),
        entry(None, f"{STORM} 5 < 6.", "Third"),
        entry(None, "", "Fourth"),
    )
    report = run(web.url("/feed"), web=web)
    assert counts(report) == {"added": 3, "failed": 1}
    assert reasons(report) == {"feed": "has an entry with neither a link nor a text"}
    assert sorted(stored().values()) == sorted([FERRY, FIRE, f"{STORM} 5 < 6."])
    assert web.targets() == ["/feed"]
    assert counts(run(web.url("/feed"), web=web)) == {"unchanged": 3, "failed": 1}


def test_a_feed_names_no_file_of_this_machine(web: Web) -> None:
    secret = write(Path("secret.txt"), "The secret is out.").resolve()
    feed_of(
        web,
        *(entry(link) for link in (f"file://{secret}", str(secret), "x:secret.txt", "secret.txt")),
    )
    report = run(web.url("/feed"), web=web)
    assert not report.added and stored() == {}


def test_a_feed_that_is_down_or_empty_removes_nothing(web: Web) -> None:
    feed_of(web, entry("/a"))
    web.routes["/a"] = page(html(FERRY))
    run(web.url("/feed"), web=web)
    web.routes["/feed"] = page("", "500 Internal Server Error")
    assert counts(run(web.url("/feed"), web=web, prune=True, force=True)) == {"failed": 1}
    feed_of(web)
    assert counts(run(web.url("/feed"), web=web, prune=True, force=True)) == {}
    assert stored() == {web.url("/a"): FERRY}


# -- sitemaps ---------------------------------------------------------------------------------


def test_a_sitemap_gives_its_pages(web: Web) -> None:
    web.routes["/sitemap.xml"] = page(
        sitemap("/a", "/b", "/missing"), Content_Type="application/xml"
    )
    web.routes["/a"], web.routes["/b"] = page(html(FERRY)), page(html(FIRE))
    report = run(web.url("/sitemap.xml"), web=web)
    assert counts(report) == {"added": 2, "failed": 1}
    assert "404" in reasons(report)["missing"]


def test_a_list_of_packed_sitemaps_gives_all_their_pages(web: Web) -> None:
    parts = [web.url("/1.xml.gz"), web.url("/2.xml.gz"), web.url("/lost.xml"), web.url("/a")]
    web.routes["/index.xml"] = page(sitemap(*parts, kind="sitemapindex", item="sitemap"))
    for n, path in ((1, "/a"), (2, "/b")):
        packed = gzip.compress(sitemap(web.url(path)).encode())
        web.routes[f"/{n}.xml.gz"] = page(packed, Content_Type="application/gzip")
    web.routes["/a"], web.routes["/b"] = page(html(FERRY)), page(html(FIRE))
    report = run(web.url("/index.xml"), web=web)
    assert counts(report) == {"added": 2, "failed": 2}
    assert reasons(report)["a"] == "is not a sitemap"


def test_a_broken_sitemap_is_a_failure(web: Web) -> None:
    web.routes["/sitemap.xml"] = page(sitemap("/a")[:-10])
    report = run(web.url("/sitemap.xml"), web=web)
    assert reasons(report)["sitemap.xml"].startswith("is a sitemap that cannot be read")


# -- the order of it --------------------------------------------------------------------------


def test_hosts_take_turns_and_nothing_is_read_twice() -> None:
    def item(url: str) -> Item:
        return Item(key=url, origin="https://post.example/feed", name=url)

    urls = [
        "https://a/1",
        "https://a/2",
        "https://b/1",
        "https://a/1",
        "https://c/1",
        "https://b/2",
    ]
    assert [one.key for one in by_turns(map(item, urls))] == [
        "https://a/1", "https://b/1", "https://c/1", "https://a/2", "https://b/2",
    ]  # fmt: skip


def test_progress_counts_what_lists_name(web: Web) -> None:
    feed_of(web, entry("/a"), entry("/b"))
    web.routes["/a"], web.routes["/b"] = page(html(FERRY)), page(html(FIRE))
    write(Path("storm.txt"), STORM)
    told = []
    run(
        "storm.txt",
        web.url("/feed"),
        web=web,
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )
    assert [(done, total) for stage, done, total in told if stage == "read"] == [
        (1, 2),
        (2, 3),
        (3, 3),
    ]
