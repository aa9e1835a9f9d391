"""Which line breaks end a paragraph, and which only wrap a line."""

from __future__ import annotations

import re

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"\s*(\S+)")
_ITEM = re.compile(r"\s*(?:[-*•‣–—]|\(?\w{1,2}[.)])\s")
_WRAP_WIDTHS = range(40, 121)
"""Characters; text wrapped by hand or by a mail program has lines of such a width."""


def unwrap(text: str) -> str:
    """``text``, as long as before, with ``\\n`` for each break that ends a paragraph.

    A break that only wraps a line becomes a space: the line was full (the next word would not have
    fitted) in a block of narrow lines, at least one of which goes on in lower case.
    """
    flat = _BREAK.sub(lambda found: "\n" * len(found[0]), text)
    if "\n" not in flat:
        return flat
    return "\n\n".join(map(_unwrap_block, flat.split("\n\n")))


def _unwrap_block(block: str) -> str:
    lines = block.split("\n")
    width = max(map(len, lines))
    if width not in _WRAP_WIDTHS or not any(line.lstrip()[:1].islower() for line in lines[1:]):
        return block
    joined = lines[:1]
    for before, line in zip(lines, lines[1:], strict=False):
        word = _WORD.match(line)
        full = word is not None and len(before) + 1 + len(word[1]) > width
        joined.append((" " if full and not _ITEM.match(line) else "\n") + line)
    return "".join(joined)
