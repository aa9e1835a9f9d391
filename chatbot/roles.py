"""Who does what to whom, and what belongs to which name or figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from chatbot.figures import figures
from chatbot.moments import moments, timed
from chatbot.polarity import has_opposite, opposite
from chatbot.stems import stems
from vectorstore import Span

NEAR = 4
"""Words on either side of a name or figure that tell what it is about."""
CLEARLY = 2.0
"""How much better something else must fit to be what was meant."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BOUND = re.compile(r"[,;:.!?]\s|\b(?:and|but|while|whereas|or)\b")
_LINK = frozenset("from to into at by against over under with without of".split())

_DONE_TO = re.compile(
    r"\b(?P<be>(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?)?(?P<verb>accus|blam|su|attack|beat|defeat|"
    r"kill|buy|bought|sell|sold|pay|paid|ask|told|offer|reject|critici[sz]|support|defend|arrest|free|"
    r"rescu|led|own|charter|operat|thank|warn|order|follow|replac|hit|ramm|tow|demand|refus|help|"
    r"invit|elect|appoint|visit|us|carri|carry|fir|leav|contradict|prais|thank|trapp|block|hold|held)"
    r"(?:ed|d|s|es|ing|ied|ies|e)?\b(?P<by>[^.;]{0,60}?\bby\b)?",
    re.IGNORECASE,
)


Sort = Literal["figure", "day", "clock", "name", "way"]


@dataclass(frozen=True, slots=True)
class _Thing:
    """A name, day, figure or direction in a text, and the words around it."""

    sort: Sort
    name: str
    """The same for all ways to write it."""
    text: str
    around: frozenset[str]
    link: str
    """The preposition before it."""


def swapped(said: str, given: str) -> tuple[str, str] | None:
    """A name, figure or direction in what is said, and the one that is given in its place."""
    mine, theirs = _things(said), _things(given)
    here = {one.name for one in mine}
    for one, other in combinations(mine, 2):
        if one.name == other.name or one.sort != other.sort:
            continue
        both = frozenset(f"{one.name} {other.name}".split())
        straight = _best(one, one, theirs, both) + _best(other, other, theirs, both)
        crossed = [_best(one, other, theirs, both), _best(other, one, theirs, both)]
        if straight >= 0 and sum(crossed) > straight + 1 and min(crossed) > 0:
            return one.text, other.text
    for one in mine:
        own = _best(one, one, theirs, frozenset())
        for other in theirs:
            if other.sort != one.sort or other.name in here:
                continue
            if not opposite(one.name, other.name) if one.sort == "way" else own < 0:
                continue
            if _like(one, other, frozenset({one.name, other.name})) >= max(own, 0.0) + CLEARLY:
                return one.text, other.text
    return None


def _best(one: _Thing, place: _Thing, theirs: Sequence[_Thing], both: frozenset[str]) -> float:
    """How well one thing fits where what is given has another; far below 0 if it has not."""
    likes = [_like(one, its, both) for its in theirs if its.name == place.name]
    return max(likes, default=-100.0)


def _like(one: _Thing, other: _Thing, both: frozenset[str]) -> float:
    """How much what stands around the one stands around the other, the two names apart."""
    shared = len((one.around & other.around) - both)
    return shared + (1.0 if one.link and one.link == other.link else 0.0)


def _things(text: str) -> list[_Thing]:
    found = []
    for sort, name, start, end in _named(text):
        left, right = text[:start], text[end:]
        cuts = list(_BOUND.finditer(left))
        left = left[cuts[-1].end() :] if cuts else left
        cut = _BOUND.search(right)
        right = right[: cut.start()] if cut else right
        around = {*stems(left)[-NEAR:], *stems(right)[:NEAR]} - set(stems(text[start:end]))
        words = re.findall(r"[^\W\d_]+", left)
        link = words[-1].lower() if words and words[-1].lower() in _LINK else ""
        found.append(_Thing(sort, name, text[start:end].strip(), frozenset(around), link))
    return found


def _named(text: str) -> Iterator[tuple[Sort, str, int, int]]:
    taken: list[Span] = []
    for time, start, end in timed(text):
        yield "clock", f"{min(time)}", start, end
        taken.append((start, end))
    for day in moments(text):
        yield "day", text[day.start : day.end].lower(), day.start, day.end
        taken.append((day.start, day.end))
    for one in figures(text):
        number = re.match(r"\W?[\d.,]*\d|\w+(?:-\w+)?", text[one.start :])
        if number and not any(a < one.end and one.start < b for a, b in taken):
            yield "figure", f"{one.value:g}", one.start, one.start + number.end()
    for match in _WORD.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        word = match.group()
        if word[0].isupper() and stems(word):
            yield "name", " ".join(stems(word)), *match.span()
        elif has_opposite(word.lower()):
            yield "way", word.lower(), *match.span()


def turned_round(said: str, given: str) -> bool:
    """Whether one does to the other what the other is given as doing to the one."""
    theirs = [(verb, a, b) for verb, a, b in _acts(given)]
    for verb, doer, done_to in _acts(said):
        for other, giver, given_to in theirs:
            if verb != other:
                continue
            straight = len(doer & giver) + len(done_to & given_to)
            crossed = len(doer & given_to) + len(done_to & giver)
            if crossed > straight and doer & given_to and done_to & giver:
                return True
    return False


def _acts(text: str) -> Iterator[tuple[str, set[str], set[str]]]:
    """Verb, doer and the one it is done to, as far as word order tells."""
    for match in _DONE_TO.finditer(text):
        before = _last(text[: match.start()])
        after = _first(text[match.end() :])
        verb = match["verb"].lower()
        if not before or not after:
            continue
        if match["be"] and match["by"]:
            before, after = after, before
        elif match["be"]:
            continue
        yield verb, before, after


def _last(text: str) -> set[str]:
    parts = re.split(r"[;:.]\s|\b(?:that|but|and|while|because|had|has|have|was|were)\b", text)
    pieces: Sequence[str] = [part for part in parts if stems(part)]
    return set(stems(pieces[-1])[-4:]) if pieces else set()


def _first(text: str) -> set[str]:
    part = re.split(
        r"[,;:.]\s|\b(?:that|but|and|while|because|for|over|after|in|at|on|to|with)\b", text
    )[0]
    return set(stems(part)[:4])
