"""What stands in quotation marks, however a paper sets them, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vectorstore import Span

_DOUBLE = '“”„‟«»"「」『』'
_SINGLE = "‘’‚‛‹›'"
_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_CLOSES = {"“": '”‟"', "”": "”", "„": '“”‟"', "«": "»", "»": "«", '"': '"”', "「": "」", "『": "』"}
_SINGLE_CLOSES = {"‘": "’'", "‚": "‘’", "‹": "›", "›": "‹", "'": "'", "‛": "’"}
# What begins with an apostrophe and is no speech: the ’90s, ’em, ’til, rock ’n’ roll.
_ELISION = re.compile(r"['‘’](?:\d|n['’]|(?:em|til|tis|twas|cause|cos|bout|round)\b)", re.I)
# Two single marks for a double one, as typewriters and TeX have it.
_DOUBLED = re.compile("(?<![\\w'])(?:''|‘‘|``|,,)(?=\\w)|(?<=\\S)(?:''|’’)(?!\\w)")
_LONGEST_SINGLE = 3000
"""Characters; an apostrophe further on than that closes nothing."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text in quotation marks: ``outer`` with its marks, ``inner`` without, neither empty."""

    outer: Span
    inner: Span
    closed: bool = True
    """False where the marks open again in the next paragraph: the speech goes on there."""
    continues: bool = False
    """True where the paragraph before is the beginning of this speech."""


@dataclass(slots=True)
class _Open:
    start: int
    mark: str
    inside: list[Quotation] = field(default_factory=list)


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of ``text``, in order; none crosses a line break.

    A mark that is never closed opens a speech only where the next paragraph begins with a mark
    too, as papers set a speech of several paragraphs; otherwise it is passed over.
    """
    found: list[Quotation] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    goes_on = False
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        more = following is not None and _first(text, following) in set("“„«»\"‘'")
        here, still_open = _in_paragraph(text, start, end, more)
        if goes_on and here and not text[start : here[0].outer[0]].strip():
            first = here[0]
            here[0] = Quotation(first.outer, first.inner, first.closed, continues=True)
        goes_on = still_open
        found += here
    return found


def with_single_marks(text: str) -> str:
    """``text``, as long as before, with one mark where two single ones stand for a double."""
    return _DOUBLED.sub(_as_one, text)


def _as_one(match: re.Match[str]) -> str:
    return ' "' if match.string[match.end() : match.end() + 1].isalnum() else '" '


def _in_paragraph(text: str, start: int, end: int, more: bool) -> tuple[list[Quotation], bool]:
    """The quotations of a paragraph, and whether the last goes on in the next one."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    at = start
    while match := _MARK.search(text, at, end):
        place, mark = match.start(), match.group()
        at = place + 1
        if mark in _SINGLE:
            if not stack and (close := _single_close(text, place, end)):
                found += _quotation(text, place, close + 1, place + 1, close)
                at = close + 1
            continue
        if stack and _is_closer(text, stack, place, mark):
            opened = stack.pop()
            into = stack[-1].inside if stack else found
            into += _quotation(text, opened.start, place + 1, opened.start + 1, place)
        elif mark in _CLOSES and not (mark in '”"' and _ends_a_word(text, place)):
            stack.append(_Open(place, mark))
    if not stack and more and (single := _open_single(text, start, end, found)) is not None:
        stack.append(_Open(single, text[single], found))
        found = []
    if stack and more:
        outer = stack[0].start, end
        found += _quotation(text, *outer, outer[0] + 1, end, closed=False)
        return found, True
    for unclosed in stack:
        found += unclosed.inside
    return sorted(found, key=lambda one: one.outer), False


def _quotation(
    text: str, start: int, end: int, first: int, last: int, closed: bool = True
) -> Iterator[Quotation]:
    inside = text[first:last]
    first, last = last - len(inside.lstrip()), first + len(inside.rstrip())
    if last - first > 1:
        yield Quotation((start, end), (first, last), closed)


def _is_closer(text: str, stack: list[_Open], place: int, mark: str) -> bool:
    mine = stack[-1].mark
    if mark == mine == "“":  # the same mark on both sides: a slip, but a common one
        return _ends_a_word(text, place)
    return mark in _CLOSES[mine]


def _ends_a_word(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(before.strip()) and before not in "([—–-" and not after.isalnum()


def _first(text: str, place: int) -> str:
    return text[place:].lstrip()[:1] if text[place].isspace() else text[place]


def _single_close(text: str, place: int, end: int) -> int | None:
    """Where a quotation in single marks that begins at ``place`` ends; None if none begins."""
    mark = text[place]
    if mark not in _SINGLE_CLOSES or not _opens(text, place):
        return None
    closers, fallback = _SINGLE_CLOSES[mark], None
    end = min(end, place + _LONGEST_SINGLE)
    for match in _MARK.finditer(text, place + 1, end):
        at, found = match.start(), match.group()
        if found in closers and not _inside_word(text, at) and text[at - 1].strip():
            if text[at - 1] not in "sSxz":
                return at
            fallback = fallback or at  # players’ may be a plural: a later mark is more likely
        elif found in "‘‹‚'" and _opens(text, at) and mark not in "‹›":
            break
    return fallback


def _open_single(text: str, start: int, end: int, found: list[Quotation]) -> int | None:
    """A single mark at the beginning of a paragraph that nothing closes."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    taken = found and found[0].outer[0] == first
    return first if text[first] in "‘'" and not taken and _opens(text, first) else None


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if before.isalnum() or (before.strip() and before not in '([—–-:“„«"') or not after.strip():
        return False
    return not _ELISION.match(text, place) and (after.isalnum() or after in '“„«"…¿¡(£$€[')


def _inside_word(text: str, place: int) -> bool:
    return text[place + 1 : place + 2].isalnum()
