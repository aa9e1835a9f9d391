"""What kind of document some bytes are: by how they begin, then by what is said of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from ingest.items import Raw, Unreadable

Kind = Literal["html", "pdf", "word", "markdown", "text", "jsonl"]

_BY_SUFFIX: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "word",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_BY_TYPE: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/x-jsonlines": "jsonl",
}
SUFFIXES = frozenset(_BY_SUFFIX)
"""The endings of the files that can be read."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as .docx"),
    (b"{\\rtf", "an RTF file: save it as .docx"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"BZh", "compressed: unpack it first"),
    (b"\xfd7zXZ", "compressed: unpack it first"),
    (b"7z\xbc\xaf", "an archive: unpack it first"),
    (b"Rar!", "an archive: unpack it first"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
# Atomic, or a thousand comments could be taken apart in more ways than there is time to try.
_PROLOGUE = rb"(?>\s+|<\?xml[^>]*>|<!--(?>.*?-->))*+"
_HTML = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.S)


def kind_of(raw: Raw) -> Kind:
    """Raises Unreadable when it is of a kind that cannot be read as an article."""
    start = raw.data[:4096]
    for magic, what in _REFUSED:
        if start.startswith(magic):
            raise Unreadable(f"is {what}")
    if start.startswith(b"PK\x03\x04"):
        return "word"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    plain = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # UTF-16 is ASCII and NULs
    if _HTML.match(plain):
        return "html"
    if _FEED.match(plain):
        raise Unreadable("is a feed or sitemap, not an article")
    if plain.lstrip().startswith(b"<?xml"):
        raise Unreadable("is XML, but not a web page")
    stated = (raw.content_type or "").partition(";")[0].strip().lower()
    path = urlsplit(raw.name).path if raw.url else raw.name
    by_suffix = _BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
    kind = _BY_TYPE.get(stated) or by_suffix
    if kind in ("pdf", "word"):
        raise Unreadable(
            f"is not the {'PDF' if kind == 'pdf' else 'Word document'} its name says it is"
        )
    if kind:
        return kind
    if stated in ("", "text/plain", "application/octet-stream"):
        return "text"
    raise Unreadable(f"is {stated}, which cannot be read as an article")
