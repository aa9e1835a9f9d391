"""Feeds and sitemaps: what they list, however they are made."""

from __future__ import annotations

import gzip
from time import process_time

import pytest

from ingest.feeds import MOST, entries, list_kind
from ingest.items import Entry, Unreadable

URL = "https://post.example/feeds/news.xml"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><?xml-stylesheet href="style.css"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Post</title><language>en-GB</language>
<item>
  <title>Ferry &amp;amp; &lt;b&gt;crew&lt;/b&gt; safe</title>
  <link>/2024/ferry?from=rss#top</link>
  <guid isPermaLink="false">post-1</guid>
  <author>Ann Example</author>
  <pubDate>Fri, 03 May 2024 10:00:00 +0400</pubDate>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>The ferry is safe.</p><p>So is its crew.</p>]]></content:encoded>
</item>
<item><title>No link</title><guid isPermaLink="false">post-2</guid><description>5 &lt; 6</description></item>
<item><link>file:///etc/passwd</link><description>Local.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Die Post</title>
<entry><title type="html">Eins &amp;lt; zwei</title><link rel="alternate" href="a.html"/><id>x:1</id>
<updated>2024-05-04T10:00:00Z</updated><summary>Kurz.</summary></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/a </loc><image:image><image:loc>https://post.example/a.png</image:loc>
</image:image></url><url><loc>/b</loc></url><url><loc>ftp://post.example/c</loc></url></urlset>"""
INDEX = (
    b"""<sitemapindex><sitemap><loc>https://post.example/1.xml.gz</loc></sitemap></sitemapindex>"""
)


def listed(content: bytes) -> list[Entry]:
    return list(entries(content, URL))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RSS, "feed"),
        (b"\xef\xbb\xbf" + RSS, "feed"),
        (ATOM, "feed"),
        (b'<rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>', "feed"),
        (b"<!DOCTYPE rss><rss>", "feed"),
        (SITEMAP, "sitemap"),
        (gzip.compress(SITEMAP, mtime=0), "sitemap"),
        (INDEX, "sitemaps"),
        (b"<!DOCTYPE html><html><body><rss></body></html>", None),
        (b"<p>rss</p>", None),
        (b"", None),
        (gzip.compress(b"not xml", mtime=0), None),
        (b"\x1f\x8bbroken", None),
    ],
)
def test_the_first_element_tells_what_it_is(content: bytes, kind: str | None) -> None:
    assert list_kind(content) == kind


@pytest.mark.parametrize("piece", [b"<!---->", b" ", b"<!--", b"<?x", b"<!DOCTYPE a>", b"<?a?>"])
def test_a_beginning_that_goes_on_and_on_takes_no_time(piece: bytes) -> None:
    started = process_time()
    assert list_kind(piece * 100_000) is None
    assert process_time() - started < 5  # of this process alone, for what once took for ever


def test_an_entry_says_what_its_feed_says() -> None:
    first, second, third = listed(RSS)
    assert first == Entry(
        url="https://post.example/2024/ferry?from=rss",
        id="post-1",
        title="Ferry & crew safe",
        author="Ann Example",
        publisher="The Post",
        published="2024-05-03T10:00:00+04:00",
        language="en",
        page="<html><body><article><p><p>The ferry is safe.</p><p>So is its crew.</p></p>"
        "</article></body></html>",
    )
    assert (second.url, second.id, second.published) == (None, "post-2", None)
    assert second.page is not None and "5 < 6" in second.page
    assert third.url is None


def test_the_date_of_an_update_is_not_the_date_of_publication() -> None:
    (entry,) = listed(ATOM)
    assert (entry.published, entry.updated) == (None, "2024-05-04T10:00:00+00:00")
    assert (entry.url, entry.title, entry.language) == (
        "https://post.example/feeds/a.html", "Eins < zwei", "de",
    )  # fmt: skip


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    (entry,) = listed(RSS[: RSS.index(b"<item><title>No link")])
    assert entry.title == "Ferry & crew safe"


def test_a_sitemap_names_pages_and_not_their_pictures() -> None:
    assert [entry.url for entry in listed(SITEMAP)] == [
        "https://post.example/a",
        "https://post.example/b",
    ]
    assert listed(gzip.compress(SITEMAP, mtime=0)) == listed(SITEMAP)
    assert [entry.url for entry in listed(INDEX)] == ["https://post.example/1.xml.gz"]


@pytest.mark.parametrize(
    "content",
    [
        SITEMAP[:-20],
        b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>http://&a;</loc></url></urlset>',
        b'<!DOCTYPE urlset SYSTEM "file:///etc/passwd"><urlset/>',
    ],
)
def test_a_sitemap_that_is_broken_or_has_entities_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="is a sitemap that cannot be read"):
        listed(content)


@pytest.mark.parametrize(
    "inside", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">']
)
def test_a_feed_that_declares_entities_is_taken_for_none(inside: str) -> None:
    feed = f"<!DOCTYPE rss [{inside}]><rss><channel><item><title>&a;</title></item></channel></rss>"
    assert list_kind(feed.encode()) is None


def test_no_list_is_read_beyond_its_limit() -> None:
    url = b"<url><loc>https://post.example/a</loc></url>"
    assert len(listed(b"<urlset>" + url * (MOST + 5) + b"</urlset>")) == MOST
