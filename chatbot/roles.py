"""Who does what to whom, and what belongs to which name or figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from chatbot.figures import figures
from chatbot.moments import moments
from chatbot.stems import stems

NEAR = 3
"""Words on either side of a name or figure that tell what it is about."""

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


@dataclass(frozen=True, slots=True)
class _Thing:
    """A name, day or figure in a text and the words around it."""

    name: str
    text: str
    around: frozenset[str]
    link: str


def swapped(said: str, given: str) -> tuple[str, str] | None:
    """Two names or figures of which each is said to be what the other is given as."""
    mine, theirs = _things(said, given), _things(given, said)
    for one, other in combinations(mine, 2):
        if one.name == other.name:
            continue
        both = {*one.name.split(), *other.name.split()}
        pairs = [(one, one.name), (other, other.name), (one, other.name), (other, one.name)]
        likes = [
            max((_like(mine, its, both) for its in theirs if its.name == name), default=-1.0)
            for mine, name in pairs
        ]
        straight, crossed = sum(likes[:2]), sum(likes[2:])
        if min(likes) >= 0 and min(likes[2:]) > 0 and crossed > straight + 1:
            return one.text, other.text
    return None


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


def _like(one: _Thing, other: _Thing, both: set[str]) -> float:
    """How much what stands around the one stands around the other, the two names apart."""
    shared = len((one.around & other.around) - both)
    return shared + (1.0 if one.link and one.link == other.link else 0.0)


def _things(text: str, other: str) -> list[_Thing]:
    """The names, days and figures of a text that the other text has too."""
    there = set(stems(other))
    found = []
    for start, end in _spans(text):
        own = stems(text[start:end])
        if not own or not set(own) <= there:
            continue
        left, right = text[:start], text[end:]
        cuts = list(_BOUND.finditer(left))
        left = left[cuts[-1].end() :] if cuts else left
        cut = _BOUND.search(right)
        right = right[: cut.start()] if cut else right
        around = [*stems(left)[-NEAR:], *stems(right)[:NEAR]]
        words = re.findall(r"[^\W\d_]+", left)
        link = words[-1].lower() if words and words[-1].lower() in _LINK else ""
        found.append(
            _Thing(" ".join(own), text[start:end].strip(), frozenset(around) - set(own), link)
        )
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for one in figures(text):
        taken.append(
            (one.start, one.start + len(re.match(r"[\W]?[\d.,]*\w*", text[one.start :])[0]))
        )  # type: ignore[index]
    taken += [(one.start, one.end) for one in moments(text)]
    for match in _WORD.finditer(text):
        if match.start() and match.group()[0].isupper():
            taken.append(match.span())
    yield from sorted(set(taken))


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
