"""What somebody states about an article, in front matter or a line of JSON, as a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ingest.cleaning import one_line
from ingest.dates import read_date
from ingest.items import Draft, Unreadable


def draft_of(stated: Mapping[str, Any], text: str) -> Draft:
    """A draft of ``text`` with what is stated: id, title, publisher, author, published (or date),
    updated (or modified), language and url.

    What is stated in a form that cannot be understood stays unknown. Raises Unreadable for a value
    that is neither text nor a number, nor a list of them.
    """
    tag = _words(stated, "language")
    language = re.match(r"([a-z]{2})(?![a-z])", tag, re.I) if tag else None
    published = _words(stated, "published") or _words(stated, "date")
    updated = _words(stated, "updated") or _words(stated, "modified")
    return Draft(
        text=text,
        id=_words(stated, "id"),
        title=_words(stated, "title"),
        publisher=_words(stated, "publisher"),
        author=_words(stated, "author"),
        published=read_date(published, tag) if published else None,
        updated=read_date(updated, tag) if updated else None,
        language=language[1].lower() if language else None,
        url=_address(_words(stated, "url")),
    )


def _words(stated: Mapping[str, Any], key: str) -> str | None:
    value = stated.get(key)
    listed = value if isinstance(value, list) else [value]
    for each in listed:
        if isinstance(each, bool) or not isinstance(each, str | int | float | None):
            raise Unreadable(f"has a “{key}” that is not text")
    words = [word for each in listed if each is not None and (word := one_line(str(each)))]
    return ", ".join(word for word in words if word not in ("null", "~")) or None


def _address(stated: str | None) -> str | None:
    try:
        url = urlsplit(stated or "")
    except ValueError:
        return None
    return stated if url.scheme in ("http", "https") and url.hostname else None
