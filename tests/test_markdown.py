"""Markdown and plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.items import Draft, Unreadable
from ingest.markdown import parse_markdown, parse_text

SOURCE = """---
author: Ada Quill
---
# The bridge, **reopened**

The *swing* bridge at [Port Ellery](https://x.example) reopened
on `Thursday`; 3 \\* 4 &lt; 13.<br>It <b>creaked</b>.<!-- not for readers -->

## Ferries

- one
- two
    - below two

3. third
4. fourth

> “No,” she said.

| Day | Riders |
|-----|-------:|
| Mon | 1,600  |

![A bridge](bridge.jpg)

<script>alert(1)</script>

---

    set as code

Last.
"""


def test_markdown_is_read_as_a_reader_sees_it() -> None:
    assert parse_markdown(SOURCE) == Draft(
        title="The bridge, reopened",
        author="Ada Quill",
        text=(
            "The swing bridge at Port Ellery reopened\non Thursday; 3 * 4 < 13.\nIt creaked."
            "\n\nFerries\n\n- one\n- two\n- below two\n\n3. third\n4. fourth"
            "\n\n“No,” she said.\n\nDay | Riders\nMon | 1,600\n\nset as code\n\nLast."
        ),
    )


def test_a_heading_that_differs_from_the_stated_title_is_text() -> None:
    draft = parse_markdown("---\ntitle: Stated\n---\n# Heading\n\nText.")
    assert (draft.title, draft.text) == ("Stated", "Heading\n\nText.")
    assert parse_markdown("Text.\n\n# Not first").title is None


def test_plain_text_is_kept_as_it_stands() -> None:
    text = "# no heading *here*\n\nSecond    line"
    assert parse_text(text) == Draft(text=text)
    assert parse_text("---\ntitle: T\n---\r\nA\r\n\r\n\r\n\r\nB\r\n") == Draft(
        title="T", text="A\n\nB"
    )


@given(st.text(alphabet="#*_`[]()<>!|-+=\\ \n\ta1\"'&;:~", max_size=200))
def test_no_markdown_breaks_it(text: str) -> None:
    try:
        parse_markdown(text)
    except Unreadable:  # it happens to begin like front matter
        assert text.startswith("---")
