"""What goes into extraction and what comes out: Raw, Draft, Entry, Failure, Unreadable.

Plain data without heavy imports, because the parsers' child process loads it too.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 1_000_000
"""Characters of one article; what is longer is refused, not cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One file, page or feed entry as it was read, not understood yet."""

    source: str
    """Where it came from, for messages: a path or an address."""
    name: str
    """The identity it has when it states none: its path in the source folder, or its address."""
    data: bytes
    content_type: str | None = None
    charset: str | None = None
    url: str | None = None
    """The address it was fetched from, after redirects; ``None`` for a local file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a parser found; ``None`` means the document does not say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed or sitemap says of one article; ``None`` where it does not."""

    url: str | None
    id: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    page: str | None = None
    """Its own text as a small web page, for when the article cannot be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An item that gave no article, and why: what would follow its name in a sentence."""

    source: str
    reason: str


class Unreadable(Exception):
    """Why there is no article here, in words that may follow its name: "has no text in it"."""


def damaged(error: Exception) -> Unreadable:
    """What to say when a library fails on a document in a way that nobody foresaw."""
    return Unreadable(f"is damaged and cannot be read ({type(error).__name__})")
