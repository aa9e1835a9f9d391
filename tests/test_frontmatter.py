"""Front matter: read as it is written, or refused with the line."""

from __future__ import annotations

import pytest

from ingest.frontmatter import split
from ingest.items import Unreadable


def test_keys_are_lower_case_and_values_stay_as_written() -> None:
    stated, rest = split("---\nTitle: No\nid: 0012\ndate: 2020-10-04T14:05:00+02:00\n---\nText\n")
    assert stated == {"title": "No", "id": "0012", "date": "2020-10-04T14:05:00+02:00"}
    assert rest == "Text\n"


def test_it_ends_with_dots_too_and_may_be_empty_or_have_comments() -> None:
    assert split("---\n# about\na: [b, c]\n...\nText") == ({"a": ["b", "c"]}, "Text")
    assert split("---\n---\nText") == ({}, "Text")


@pytest.mark.parametrize(
    "text", ["Text", "", "---", "---\n\nA rule above.\n\n---\nText", "----\na: b"]
)
def test_a_text_without_it_is_left_alone(text: str) -> None:
    assert split(text) == ({}, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: x\n\nText", "without a closing"),
        ('---\ntitle: "x\nurl: y\n---\nText', "broken in line"),
        ("---\ntitle: x\n  - y: [\n---\nText", "broken in line 3"),
        ("---\na: &x [*x]\nb: !!python/object:os.system {\n---\n", "broken in line"),
        ("---\na: " + "[" * 19_000 + "\n---\n", "front matter"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        split(text)


def test_aliases_do_not_grow() -> None:
    steps = zip("abcdefgh", "bcdefghi", strict=True)
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n" for before, name in steps
    )
    stated, _ = split(f"---\n{bomb}---\nText")
    assert stated["a"] == ["x", "x"]


def test_a_tag_runs_nothing() -> None:
    stated, _ = split("---\na: !!python/object/apply:os.getcwd []\n---\nText")
    assert stated == {"a": []}
