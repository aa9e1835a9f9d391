"""Lists of articles on the web: RSS and Atom feeds, and sitemaps."""

from __future__ import annotations

import gzip
import html
import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import ParseError

from ingest.cleaning import one_line
from ingest.dates import read_date
from ingest.items import Entry, Unreadable

MOST = 50_000
"""Entries of one list: as many as a sitemap may have (sitemaps.org)."""
MOST_BYTES = 50_000_000
"""Of a sitemap, unpacked (sitemaps.org)."""

ListKind = Literal["feed", "sitemap", "sitemaps"]

# Possessive: each comment can be read in one way only, however many there are.
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<(?:\w+:)?(\w+)",
    re.S | re.I,
)
_KINDS: dict[bytes, ListKind] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemaps",
}
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)


def list_kind(content: bytes) -> ListKind | None:
    """What kind of list it is by its first element; ``sitemaps`` is a list of sitemaps."""
    start = _START.match(_unpacked(content, 4096)[:4096])
    return _KINDS.get(start[1].lower()) if start else None


def entries(content: bytes, url: str) -> Iterator[Entry]:
    """What a list that was fetched from ``url`` names. Raises Unreadable if it is broken."""
    found = _feed(content, url) if list_kind(content) == "feed" else _sitemap(content, url)
    return islice(found, MOST)


def _feed(content: bytes, url: str) -> Iterator[Entry]:
    """The entries of a feed; a broken one is read as far as it goes."""
    import feedparser  # type: ignore[import-untyped]  # only the parsers' process needs it

    feed = feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-location": url},
        # Nobody shows its HTML or follows links in it, and some of it takes hours.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    publisher = one_line(feed.feed.get("title"))
    language = feed.feed.get("language")
    for entry in feed.entries:
        yield Entry(
            url=_web_address(url, entry.get("link")),
            id=entry.get("id"),
            title=_title(entry.get("title_detail") or {}),
            author=one_line(entry.get("author")),
            publisher=publisher,
            published=read_date(entry.get("published") or ""),
            updated=_updated(entry),
            language=language[:2].lower() if language else None,
            page=_page(entry),
        )


def _sitemap(content: bytes, url: str) -> Iterator[Entry]:
    """The addresses of a sitemap, or of a list of sitemaps."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        for _, element in iterparse(io.BytesIO(_unpacked(content, MOST_BYTES)), forbid_dtd=True):
            space, _, name = element.tag.rpartition("}")
            if name in ("url", "sitemap"):  # and not the addresses of its pictures
                found = element.findtext(f"{space}}}loc" if space else "loc")
                if address := _web_address(url, found):
                    yield Entry(url=address)
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable(f"is a sitemap that cannot be read ({error})") from None


def _web_address(base: str, link: str | None) -> str | None:
    """The http(s) address a link leads to, without its fragment; None if it leads elsewhere."""
    try:
        found = urldefrag(urljoin(base, link.strip())).url if link else ""
    except ValueError:
        return None
    return found if found.lower().startswith(("http://", "https://")) else None


def _title(detail: Any) -> str | None:
    title = detail.get("value") or ""
    if detail.get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return one_line(title)


def _updated(entry: Any) -> str | None:
    """When it was changed: Atom demands a date here also where nothing was changed."""
    stated = entry["updated"] if "updated" in entry else ""  # get() would give another date
    return read_date(stated) if stated != entry.get("published") else None


def _page(entry: Any) -> str | None:
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    body = max((_markup(detail) for detail in details), key=len)
    return f"<html><body><article><p>{body}</p></article></body></html>" if body else None


def _markup(detail: Any) -> str:
    text: str = (detail.get("value") or "").strip()
    return html.escape(text) if detail.get("type") == "text/plain" else text


def _unpacked(content: bytes, most: int) -> bytes:
    """Its first bytes, or those of what a gzip file of it holds."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as file:
            return file.read(most)
    except (OSError, EOFError, zlib.error):
        return b""
