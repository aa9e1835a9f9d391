"""Lines as they stand on printed pages, to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_NUMBER = re.compile(r"\W*(page |seite |p\. ?)?\d{1,4}(\s*(/|of|von|sur|de)\s*\d{1,4})?\W*", re.I)

# What browsers print above and below a page.
_PRINTED = re.compile(
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d( [AP]M)?\b.*|(https?|file)://\S+( \d+/\d+)?"
)

_ENDS = '.!?:”"»。'

ROOM = 0.85
"""Share of the usual line's characters below which there was room for one more word."""


def paragraphs(pages: Sequence[str]) -> str:
    """The pages' text in paragraphs, without page numbers, running heads and feet."""
    lined = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    heads = Counter(key for page in lined for key in {*map(_key, _edges(page))})
    running = {key for key, times in heads.items() if times > max(1, len(lined) / 2)}
    lines = [
        line.translate(_LIGATURES)
        for page in lined
        for at, line in enumerate(page)
        if not (_on_edge(at, page) and (_key(line) in running or _is_no_text(line)))
    ]
    return "\n\n".join(_joined(lines))


def _joined(lines: list[str]) -> Iterator[str]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.95 * len(lengths))] if lengths else 0
    divides = _divides(lines)
    block: list[str] = []
    for line in lines:
        if block and not (line and _goes_on(block[-1], line, width)):
            yield _sewn(block, divides)
            block = []
        if line:
            block.append(line)
    if block:
        yield _sewn(block, divides)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line ended because it was full, not because its paragraph did."""
    word = following.split()[0]
    if word in ("•", "-", "–", "*") or re.match(r"\d{1,2}[.)]$", word):
        return False
    if line[-1] in _ENDS:
        return len(line) + 1 + len(word) > width
    return following[0].islower() or len(line) + 1 + len(word) > ROOM * width


def _sewn(lines: list[str], divides: bool) -> str:
    text = lines[0]
    for line in lines[1:]:
        if re.search(r"[^\W\d_]-$", text):
            text = text[:-1] + line if divides and line[0].islower() else text + line
        else:
            text = f"{text} {line}"
    return text


def _divides(lines: list[str]) -> bool:
    """Whether words are divided at the ends of lines; else a hyphen there is the word's own."""
    ends = sum(re.search(r"[^\W\d_]-$", line) is not None for line in lines)
    return ends > max(2, 0.03 * len(lines))


def _edges(page: list[str]) -> list[str]:
    return [line for at, line in enumerate(page) if line and _on_edge(at, page)]


def _on_edge(at: int, page: list[str]) -> bool:
    return at < 2 or at >= len(page) - 2


def _is_no_text(line: str) -> bool:
    return bool(_NUMBER.fullmatch(line) or _PRINTED.fullmatch(line))


def _key(line: str) -> str:
    """A running head is the same on every page but for its number."""
    return re.sub(r"\d+", "0", line)
