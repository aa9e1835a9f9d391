"""Sentence boundaries with exact offsets: for passages, and for written answers.

sentencex finds the boundaries; we settle around it what news is full of and it leaves open: quoted
speech, titles before names, times of day, and sentences too long to be read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sentencex

from vectorstore.articles import Span
from vectorstore.lines import unwrap

LONGEST = 1000
"""Characters; a longer sentence is cut at a clause mark or a space."""

_BLOCK = 10_000

_CLOSING = "\"'”’»›」』〞"
_OPENING = "“„«‹‘‚「『〝"
_QUOTES = _CLOSING + _OPENING
# A quote mark, but not an apostrophe inside a word.
_QUOTE = re.compile(f'[«»“”„「」『』"]|(?<!\\w)[{_QUOTES}]|[{_QUOTES}](?!\\w)')
_UNPAIRED = re.compile("[\ud800-\udfff]")
# Quote marks after a terminator that belong to its sentence: ." Next / ! » Suite / 。」次
_CLOSERS = re.compile(f'[{_QUOTES}]+(?=\\s|$)|[ \xa0\u202f][»”"](?=\\s|$)|[{_CLOSING}]+')
_CLAUSE = re.compile(r"[;:,–—](?=\s)|[،；：，、]")
_SPACE = re.compile(r"\s")
_SOLID = re.compile(r"\S")
# Ends that sentencex runs over: of a paragraph, of a whole sentence in brackets, after "etc."
_SURE_END = re.compile(
    r"\n|(?<=[.!?]\s)\([^()\n]{12,}[.!?]\s?\)(?=\s+[^\W\d_a-z])|\betc\.(?=\s+[A-Z][a-z])"
)

_TITLES = frozenset(
    "Ms Mx Ald Amb Atty Chmn Engr Lieut Pte Secy Spc Treas Ft Ste Mme Mlle Dhr dhr Mevr mevr Mw mw "
    "Dña Cnel Tte Cel Dipl Frhr Hptm mgr inż św płk por gen ks им св".split()
)
_ORDINAL = re.compile(
    r"(?:^|\s)(?:[Dd](?:er|ie|as|em|en|es)|[AaIi]m|[Zz]u[mr]|[Bb]eim|[Vv]om) \d+\.$"
)
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_DAY_OR_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{1,3}T\b|GMT\b|UTC\b|Eastern\b|Central\b"
    r"|Pacific\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
)
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_GLUED = re.compile(r"(?:^|[^\w/.@=&%#-])[^\W\d_]*[^\W\d_A-Z]{2}[.!?]+$")

_SAID = (
    r"(?:(?:asked|shouted|replied|answered|cried|yelled|told|wondered|joked|tweeted)\b"
    r"|(?:said|says|added|wrote|writes|insisted|continued|recalled)\b"
    r"(?! (?:that|he|she|it|they|we|I|there|his|her|their|the|an?|no)\b))"
)
_SPEAKER = (
    r"(?!(?:He|She|They|It|We|You)\b)[A-Z][\w.’'-]*"
    r"(?: [^\W\d_][\w.’'-]*){0,5}(?:,[^.!?,]{1,80},)?"
)
_ATTRIBUTION = re.compile(
    rf"{_SPEAKER} {_SAID}|I {_SAID}|と|って"
    r"|[^。！？，、]{1,12}(?:说|說|表示|称|稱|道|问|問|指出|强调|強調|写道)"
)


def sentences(text: str, language: str | None = None) -> list[Span]:
    """Spans of the sentences of ``text``, in order, covering all that is not whitespace.

    No span is empty, edged with whitespace or longer than ``LONGEST``; none crosses a paragraph.
    """
    spans: list[Span] = []
    start = 0
    for end in _ends(text, language or "en"):
        piece = text[start:end]
        first, last = end - len(piece.lstrip()), start + len(piece.rstrip())
        while last - first > LONGEST:
            middle = cut(text, first, LONGEST)
            spans.append((first, first + len(text[first:middle].rstrip())))
            first = last - len(text[middle:last].lstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return spans


def covering(part: Span, spans: Sequence[Span]) -> Span:
    """The whole sentences, of those of a text, that a part of it touches."""
    touched = [span for span in spans if span[0] < part[1] and part[0] < span[1]]
    starts, ends = zip(*touched, part, strict=True)
    return min(starts), max(ends)


def _ends(text: str, language: str) -> list[int]:
    """Where sentences end, ascending; the last is the end of the text."""
    # Quote marks are blanked so that sentences inside a quotation are found too. Every replacement
    # keeps the length: an offset into ``flat`` is an offset into ``text``.
    flat = _UNPAIRED.sub("\ufffd", _QUOTE.sub(" ", unwrap(text)))
    ends = {found.end() for found in _SURE_END.finditer(flat)}
    start = 0
    for boundary in _boundaries(flat, language):
        end = start + len(flat[start:boundary].rstrip())
        following = _SOLID.search(flat, boundary) if end > start else None
        if following and not _goes_on(text, flat, end, following.start(), language):
            closers = _CLOSERS.match(text, end)
            ends.add(closers.end() if closers else end)
        start = boundary
    return sorted(ends | {len(text)})


def _boundaries(flat: str, language: str) -> Iterator[int]:
    """sentencex's own, asked for block by block: its time grows with the square of a paragraph."""
    start = 0
    while start < len(flat):
        end = start + _BLOCK
        if end < len(flat):
            end = flat.rfind("\n", start, end) + 1 or flat.rfind(" ", start, end) + 1 or end
        for boundary in sentencex.get_sentence_boundaries(language, flat[start:end]):
            yield start + boundary["end_index"]
        start = end


def _goes_on(text: str, flat: str, end: int, following: int, language: str) -> bool:
    """Whether the sentence before ``end`` includes what begins at ``following``."""
    before, first = flat[max(0, end - 40) : end], flat[following]
    quoted = _CLOSERS.match(text, end) is not None
    # Georgian letters count as lower case, yet have no upper case to begin a sentence with.
    if first != first.title() and not _CAMEL.match(flat, following):
        return True
    if first in ",;:)]}" or (quoted and first in "—–-"):
        return True
    if before[-1] in ".!?" and following == end:
        return not (_GLUED.search(before) and flat[following + 1 : following + 2].islower())
    if quoted and before[-1] in "!?…。！？":
        return _ATTRIBUTION.match(flat, following) is not None
    if before[-1] != ".":
        return False
    word = (before[:-1].split() or [""])[-1].lstrip("([")
    return (
        word in _TITLES
        or (len(word) == 1 and word.isupper())
        or (_CLOCK.search(before) and _DAY_OR_ZONE.match(flat, following)) is not None
        or (language == "de" and _ORDINAL.search(before) is not None)
    )


def cut(text: str, start: int, size: int) -> int:
    """Where to cut ``text[start:]`` so that no more than ``size`` characters come before.

    In the second half of these: after the last clause mark, else a space, else at the very end.
    """
    for mark in (_CLAUSE, _SPACE):
        found = list(mark.finditer(text, start + size // 2, start + size))
        if found:
            return found[-1].end()
    return start + size
