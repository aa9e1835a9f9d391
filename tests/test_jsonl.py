"""Articles in JSON lines: one bad line is one failure."""

from __future__ import annotations

import json

from ingest.items import Draft
from ingest.jsonl import parse_lines


def test_each_line_stands_for_itself() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "title": "T", "text": " One.\\r\\n\\u0000Two. "}\n',
        b"\n",
        b"not json\n",
        b'["a list"]\n',
        b'{"id": "b"}\n',
        b'{"text": 5}\n',
        b'{"text": "x", "title": {}}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"text": "\\ud800 half", "published": "2020-10-04", "meta": {"any": 1}}',
    ]
    found = {
        number: one if isinstance(one, Draft) else str(one) for number, one in parse_lines(lines)
    }
    assert found == {
        1: Draft(id="a", title="T", text="One.\nTwo."),
        3: "is not JSON (Expecting value: line 1 column 1 (char 0))",
        4: "is not a JSON object",
        5: "has no “text”",
        6: "has no “text”",
        7: "has a “title” that is not text",
        8: "is not UTF-8",
        9: found[9],
        10: Draft(text="half", published="2020-10-04"),
    }
    assert str(found[9]).startswith("is not JSON")


def test_lines_are_read_as_they_are_asked_for() -> None:
    read: list[int] = []

    def lines() -> object:
        for number in range(1000):
            read.append(number)
            yield json.dumps({"text": f"Text {number}"}).encode()

    drafts = parse_lines(lines())  # type: ignore[arg-type]
    next(drafts)
    assert read == [0]
