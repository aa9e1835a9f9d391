"""What somebody states about an article."""

from __future__ import annotations

import pytest

from ingest.given import draft_of
from ingest.items import Draft, Unreadable


def test_every_field_is_taken_and_made_normal() -> None:
    stated = {
        "id": 12,
        "title": " Two\nlines ",
        "publisher": "The Post",
        "author": ["Ada Quill", "Tom Reed"],
        "published": "4 October 2020 14:05 CEST",
        "modified": "2020-10-05",
        "language": "en-GB",
        "url": "https://post.example/a",
        "section": {"not": "read"},
    }
    assert draft_of(stated, "Text") == Draft(
        text="Text",
        id="12",
        title="Two lines",
        publisher="The Post",
        author="Ada Quill, Tom Reed",
        published="2020-10-04T14:05:00+02:00",
        updated="2020-10-05",
        language="en",
        url="https://post.example/a",
    )


def test_what_is_not_understood_stays_unknown() -> None:
    stated = {
        "title": None,
        "author": "null",
        "publisher": [],
        "published": "last week",
        "language": "English",
        "url": "javascript:alert(1)",
    }
    assert draft_of(stated, "Text") == Draft(text="Text")
    assert draft_of({"date": "2020-10-04"}, "Text").published == "2020-10-04"
    assert draft_of({"url": "http://[broken"}, "Text").url is None


@pytest.mark.parametrize("value", [{"a": 1}, True, [["nested"]]])
def test_a_value_of_another_kind_is_named(value: object) -> None:
    with pytest.raises(Unreadable, match="“title”"):
        draft_of({"title": value}, "Text")
