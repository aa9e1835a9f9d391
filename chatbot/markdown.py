"""Article text as Markdown that shows as exactly that text, and the [n] markers that are not it."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_\[\]<~|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINK = re.compile(r"(?<=\w)(?::(?=//)|@(?=\w))|(?<=\bwww)\.", re.IGNORECASE)
_LINE_START = re.compile(r"((?:^|[\n\r])[^\S\n\r]*)(?:([#+\-=>])|(\d+)([.)]))")

MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
"""A citation's number in an answer; the same characters in article text are escaped."""


def escape(text: str) -> str:
    """Markdown that renders as ``text``: no markup, link, HTML, list or [n] of its own.

    Only what Markdown would read is changed, so most quotes stay letter for letter.
    """
    text = _INLINE.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(r"\&", text)
    text = _LINK.sub(r"\\\g<0>", text)
    return _LINE_START.sub(
        lambda at: f"{at[1]}\\{at[2]}" if at[2] else f"{at[1]}{at[3]}\\{at[4]}", text
    )


def unescape(markdown: str) -> str:
    """The text that ``escape`` was given."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
