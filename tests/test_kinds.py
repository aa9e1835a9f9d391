"""What kind of document some bytes are."""

from __future__ import annotations

import pytest

from ingest.items import Raw, Unreadable
from ingest.kinds import kind_of


def raw(
    data: bytes, name: str = "article", content_type: str | None = None, url: str | None = None
) -> Raw:
    return Raw(source=name, name=name, data=data, content_type=content_type, url=url)


@pytest.mark.parametrize(
    ("data", "name", "content_type", "kind"),
    [
        (b"%PDF-1.7 ...", "article.md", None, "pdf"),
        (b"\n\n%PDF-1.4 ...", "article", "text/html", "pdf"),
        (b"PK\x03\x04...", "article.txt", None, "word"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "article.txt", None, "html"),
        (b"<?xml version='1.0'?><!-- x -->\n<html>", "article", None, "html"),
        ("<html lang='es'>".encode("utf-16"), "article", None, "html"),
        (b"<p>A fragment</p>", "article.htm", None, "html"),
        (b"<p>A fragment</p>", "article", "Text/HTML; charset=x", "html"),
        (b"# Heading", "ARTICLE.MD", None, "markdown"),
        (b"# Heading", "article", "text/markdown", "markdown"),
        (b"Words", "article.txt", None, "text"),
        (b"Words", "article", "text/plain", "text"),
        (b"Words", "article", None, "text"),
        (b"", "article.txt", None, "text"),
        (b'{"text": "x"}', "corpus.jsonl", None, "jsonl"),
        (b'{"text": "x"}', "corpus", "application/x-ndjson", "jsonl"),
    ],
)
def test_bytes_first_then_type_then_name(
    data: bytes, name: str, content_type: str | None, kind: str
) -> None:
    assert kind_of(raw(data, name, content_type)) == kind


def test_the_query_of_an_address_is_no_name() -> None:
    address = "https://post.example/notes.md?from=x.html"
    assert kind_of(raw(b"# Heading", address, "text/plain", address)) == "markdown"


@pytest.mark.parametrize(
    ("data", "name", "content_type", "reason"),
    [
        (b"\x89PNG\r\n", "article.html", None, "an image"),
        (b"\xff\xd8\xff\xe0", "article.txt", "text/html", "an image"),
        (b"\xd0\xcf\x11\xe0", "article.doc", None, "save it as .docx"),
        (b"{\\rtf1", "article.rtf", None, "save it as .docx"),
        (b"\x1f\x8b\x08", "corpus.jsonl", None, "unpack it first"),
        (b"PK\x05\x06", "article.docx", None, "an empty archive"),
        (b"\x7fELF", "article.txt", None, "a program"),
        (b"Words", "article.pdf", None, "not the PDF"),
        (b"Words", "article.docx", None, "not the Word document"),
        (b"<?xml version='1.0'?>\n<rss>", "feed.xml", None, "a feed"),
        (b"<?xml version='1.0'?>\n<nitf>", "article.xml", None, "is XML"),
        (b"\0\0\0 ftypmp42", "film", "video/mp4", "video/mp4"),
    ],
)
def test_what_is_no_article_is_refused_by_name(
    data: bytes, name: str, content_type: str | None, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        kind_of(raw(data, name, content_type))
