"""Articles in JSON, one a line: {id, title, text, published, updated, publisher, …}."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ingest.cleaning import clean
from ingest.given import draft_of
from ingest.items import Draft, Unreadable, damaged

LARGEST = 10_000_000
"""Bytes of one line."""


def parse_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, Draft | Unreadable]]:
    """Each line's number, and its draft or why there is none; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, _parse(line)
            except Unreadable as error:
                yield number, error
            except Exception as error:
                yield number, damaged(error)


def _parse(line: bytes) -> Draft:
    if len(line) > LARGEST:
        raise Unreadable(f"is longer than {LARGEST:,} bytes")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON ({error})") from None
    if not isinstance(row, dict):
        raise Unreadable("is not a JSON object")
    if not isinstance(row.get("text"), str):
        raise Unreadable("has no “text”")
    return draft_of(row, clean(row["text"]))
