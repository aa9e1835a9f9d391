"""Raw items to articles: identity, failures, limits, threads."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.extract import LARGEST, LONGEST_FIELD, Extractor, extract_lines
from ingest.items import LONGEST, Failure, Raw
from vectorstore import Article

TEXT = "The swing bridge at Port Ellery reopened to traffic on Thursday, the port authority said."
HEAD = '<link rel="canonical" href="https://post.example/bridge"><title>Bridge reopens</title>'
PAGE = (
    f"<!doctype html><html><head>{HEAD}</head><body><article><p>{TEXT}</p></article></body></html>"
)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(seconds=1) as extractor:
        yield extractor


def raw(data: str | bytes, name: str = "news/bridge.txt", url: str | None = None) -> Raw:
    content = data.encode() if isinstance(data, str) else data
    return Raw(source=f"/home/{name}", name=name, data=content, url=url)


def one(extractor: Extractor, item: Raw) -> Article:
    (found,) = extractor.extract(item)
    assert isinstance(found, Article), found
    return found


def reason(extractor: Extractor, item: Raw) -> str:
    (found,) = extractor.extract(item)
    assert isinstance(found, Failure), found
    assert found.source == item.source
    return found.reason


def test_a_text_without_metadata_is_known_by_its_path(extractor: Extractor) -> None:
    assert one(extractor, raw(TEXT)) == Article(id="news/bridge.txt", text=TEXT, language="en")


def test_an_id_that_is_given_goes_before_the_address_and_that_before_the_path(
    extractor: Extractor,
) -> None:
    address = "https://amp.post.example/bridge?from=feed#top"
    assert one(extractor, raw(PAGE, "bridge.html")).id == "https://post.example/bridge"
    assert one(extractor, raw(PAGE, address, address)).id == "https://post.example/bridge"
    plain = PAGE.replace(HEAD, "")
    assert one(extractor, raw(plain, address, address)).id == address.removesuffix("#top")
    stated = f"---\nid: bridge-1\nurl: https://post.example/bridge\n---\n{TEXT}"
    found = one(extractor, raw(stated, "bridge.md"))
    assert (found.id, found.url) == ("bridge-1", "https://post.example/bridge")
    assert one(extractor, raw(stated.replace("id: bridge-1\n", ""))).id == found.url


def test_a_stated_language_wins_over_the_detected(extractor: Extractor) -> None:
    assert one(extractor, raw(f"---\nlanguage: cy\n---\n{TEXT}")).language == "cy"
    assert one(extractor, raw("Port Ellery 2020")).language is None


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ("", "empty.txt", "has no text in it"),
        (" \n\u200b\n", "blank.md", "has no text in it"),
        ("---\ntitle: x\n---\n", "head.md", "has no text in it"),
        (b"\0" * 500, "zeros.txt", "is not text"),
        ("<html><body></body></html>", "empty.html", "has no text in it"),
        (b"%PDF-1.4 and no more", "broken.pdf", "broken"),
        (b"PK\x03\x04 and no more", "broken.docx", "broken"),
        (b"\x89PNG\r\n\x1a\n", "image.md", "is an image"),
        ("a" * (LONGEST + 1), "long.txt", f"{LONGEST:,} characters"),
        ("a " * (LARGEST // 2 + 1), "large.txt", f"{LARGEST:,} bytes"),
        (f"<html><body><p>{'bridge ' * (LONGEST // 6)}", "long.html", f"{LONGEST:,} characters"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_gives_no_article_is_a_failure_with_a_reason(
    extractor: Extractor, data: str | bytes, name: str, expected: str
) -> None:
    assert expected in reason(extractor, raw(data, name))


def test_json_lines_give_an_article_or_a_failure_each(extractor: Extractor) -> None:
    rows = [
        json.dumps({"id": "a", "text": TEXT, "published": "2020-10-04T14:05:00+02:00"}),
        "{broken",
        json.dumps({"title": "T", "text": TEXT}),
        json.dumps({"text": ""}),
        json.dumps({"text": TEXT, "url": "https://post.example/bridge"}),
    ]
    found = list(extractor.extract(raw("\n".join(rows), "corpus.jsonl")))
    assert [item.id for item in found if isinstance(item, Article)] == [
        "a",
        "corpus.jsonl:3",
        "https://post.example/bridge",
    ]
    assert [item.source for item in found if isinstance(item, Failure)] == [
        "/home/corpus.jsonl:2",
        "/home/corpus.jsonl:4",
    ]


def test_a_file_of_lines_may_be_larger_than_a_document() -> None:
    line = json.dumps({"text": "x " * (LONGEST // 2), "title": "x" * (LONGEST_FIELD + 1)}).encode()
    found = list(extract_lines([line] * (LARGEST // len(line) + 1), "/home/c.jsonl", "c.jsonl"))
    assert len(found) > 9
    assert all(isinstance(item, Article) and item.title is None for item in found)


def test_no_child_is_started_for_what_needs_none() -> None:
    children = Path("/proc/self/task")
    before = [path.read_text() for path in children.glob("*/children")]
    with Extractor() as extractor:
        for name in ("a.txt", "a.md"):
            one(extractor, raw(TEXT, name))
        list(extractor.extract(raw(json.dumps({"text": TEXT}), "a.jsonl")))
        assert [path.read_text() for path in children.glob("*/children")] == before


def test_threads_share_the_parsers_and_get_their_own_articles() -> None:
    def read(number: int) -> str:
        page = PAGE.replace(TEXT, f"{TEXT} It was crossed by {number} cars.").replace(HEAD, "")
        return one(extractor, raw(page, f"{number}.html")).text

    with Extractor(workers=2) as extractor, ThreadPoolExecutor(6) as pool:
        texts = list(pool.map(read, range(60)))
    assert texts == [f"{TEXT} It was crossed by {number} cars." for number in range(60)]


def test_hostile_documents_between_others_stop_nothing(extractor: Extractor) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("word/document.xml", bytes(49_000_000))
    slow = "<html><body><p>" + "The bridge reopened.<br>" * 400_000
    entity = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>{TEXT} &x;</p></body></html>"
    )
    items = [
        raw(PAGE, "1.html"),
        raw(slow, "slow.html"),
        raw(PAGE, "2.html"),
        raw(archive.getvalue(), "bomb.docx"),
        raw(PAGE, "3.html"),
        raw("<html>" + "<div>" * 200_000, "deep.html"),
        raw(entity, "entity.html"),
        raw(PAGE, "4.html"),
    ]
    found = {item.name: next(extractor.extract(item)) for item in items}
    failed = {name: one.reason for name, one in found.items() if isinstance(one, Failure)}
    assert failed == {
        "slow.html": "takes too long to read",
        "bomb.docx": "has a part that unpacks to more than 200 times its size",
        "deep.html": "has no text in it",
    }
    assert "root:" not in str(found)


def test_long_markdown_is_read_in_the_child_too(extractor: Extractor) -> None:
    found = one(extractor, raw(f"# Bridge\n\n{TEXT}\n\n" * 1500, "long.md"))
    assert (found.title, found.text[: len(TEXT)]) == ("Bridge", TEXT)
    assert "takes too long" in reason(extractor, raw("![" * 1_000_000, "slow.md"))
