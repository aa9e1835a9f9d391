"""Who does what to whom, and what belongs to which name or figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from typing import Literal

from chatbot.attributions import FINITE
from chatbot.clocks import timed
from chatbot.directions import clash, has_opposite, opposite
from chatbot.figures import figures
from chatbot.moments import moments
from chatbot.polarity import denied
from chatbot.stems import stems
from chatbot.tongues import tongue
from vectorstore import Span
from vectorstore.sentences import sentences

NEAR = 4
"""Words on either side of a name or figure that tell what it is about."""
CLEARLY = 2.0
"""How much better something else must fit to be what was meant."""

ABSENT = -50.0
"""Below how well anything fits: it is not there at all."""
ALONE = 4
"""Words around a name that what is given has too, though nowhere near that name."""

_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:(?:(?<![a-zß-ÿ]{3})\.|(?<=Capt)\.|(?<=Prof)\.)? (?:of |de )?"
    r"[A-ZÀ-Þ][\w’'-]*)*"
)
"""With dots behind what is short: "J. K. Brandt", but not from one sentence into the next."""
_DOES = re.compile(rf"\s+(?:{FINITE.pattern}|\w+ed\b)")
_STOP = re.compile(r"(?<=\w\w)[.!?]\s")
_FIRST = re.compile(r"(?:^|[.!?]\s)[\s“”\"‘’'(]*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BOUND = re.compile(r"[,;:.!?]\s|\b(?:and|but|while|whereas|or)\b")
_LEAD = re.compile(r"(?:In|At|On|From|To|Near|By|For|With|After|Before|Since|Of|As|Across)\s")
"""What has its capital only because it begins a sentence."""
_RELATIVE = re.compile(r"\s(?:that|which|who)\b")
_OF_WHOM = re.compile(r",\s(?:who|which)\b")
_IT = re.compile(r"\b(?:it|he|she|they|its|his|her|their)\b", re.IGNORECASE)
_WAYS = {"in": "at", "at": "at", "near": "at", "to": "to", "into": "to", "from": "from"}
_PLACE = ("in", "at", "near")
_DEMONYM = re.compile(
    r"\w+(?:ian|ean|ish|ese|ican|ench|utch|wiss|reek|zech|raqi|aeli|stani|erman)|Thai|Welsh|Norse"
)
_UNCOUNTED = re.compile(r"\s?(?:[.,;:]|$|(?:in|at|on|to|from|near|and|further)\b)")
_OR = re.compile(r"\bor (?:\w+ )?$")
_KIND = re.compile(
    r"\s(?!(?:in|at|on|to|from|near|and|or|of|for|by|with|as|that|who|which)\b)[a-z]"
)
_LINK = frozenset(
    "in from to into at by on against over under with without of across through"
    " throughout within around near among".split()
)


Sort = Literal["count", "money", "percent", "time", "measure", "day", "clock", "name", "way"]


@dataclass(frozen=True, slots=True)
class _Thing:
    """A name, day, figure or direction in a text, and the words around it."""

    sort: Sort
    name: frozenset[str]
    """Comparable: its stems, its value, its minutes."""
    text: str
    around: frozenset[str]
    beside: frozenset[str]
    """The words next to it, each with its side."""
    link: str
    """The preposition before it."""
    first: bool
    """Whether it is a single word that begins a sentence."""
    part: int
    """Which of the sentences it is in."""
    does: bool
    """Whether a verb follows at once."""
    bare: bool
    """Whether it is a name that only tells of what kind the thing behind it is, or a figure with
    nothing behind it that is counted."""


def misplaced(said: str, given: str, but: set[str]) -> tuple[str, str | None] | None:
    """A name, figure or direction that stands where another is given, and that other.

    Without the other where it is given, but not with any of the words around it. Names made of the
    words in ``but`` are left aside.
    """
    mine = [one for one in _things(said) if one.sort != "name" or not one.name <= but]
    mine = [one for one in mine if not one.first]  # it has its capital anyway
    no, none = denied(said), denied(given)
    nouns = tongue(said) == "de"  # each has a capital, and stands for a name or not
    theirs = _things(given)
    for one, other in combinations(mine, 2):
        literal = one.sort != "name" or (one.text in given and other.text in given)
        literal = literal and (one.sort != "way" or _opposite(one, other))
        kept = one.bare != other.bare and _keep(one, theirs) and _keep(other, theirs)
        literal = literal and not kept
        if one.sort == other.sort and literal and not _same(one, other):
            both = one.name | other.name
            straight = _best(one, one, theirs, both) + _best(other, other, theirs, both)
            crossed = [_best(one, other, theirs, both), _best(other, one, theirs, both)]
            if straight > ABSENT and sum(crossed) > straight + 1 and min(crossed) > 0:
                return one.text, other.text
    if moved := _moved(mine, theirs):
        return moved
    for one in mine:
        own = _best(one, one, theirs, one.name)
        for other in theirs:
            instead = other.sort == one.sort or (other.sort == "day" and one.link == "on")
            if not instead or any(_same(other, its) for its in mine):
                continue
            if one.sort == "way" and not _opposite(one, other):
                continue
            if one.sort == "way" and (one.text.lower() in no) != (other.text.lower() in none):
                continue  # "not hurt" where the quote has "safe"
            if one.sort == "name" and ((nouns and own < ABSENT) or (other.bare and not one.bare)):
                continue  # "a Danish ship" has nobody in the place of its captain
            if _heads(other, one, theirs, set(stems(said))):
                continue
            if own < ABSENT and one.sort not in ("way", "name"):
                continue
            if one.link in _PLACE and any(_beside_it(one, other, its) for its in theirs):
                continue
            if not one.beside & other.beside:
                continue
            only = own < ABSENT or (own <= 0 and one.beside == other.beside)
            better = 1.0 if only else max(own, 0.0) + CLEARLY
            if _like(one, other, one.name | other.name) >= better:
                return one.text, other.text
    everything = set(stems(given))
    for one in mine:
        own = _best(one, one, theirs, one.name)
        nowhere = one.does and ABSENT < own <= 0 or (own < ABSENT and one.link == "by")
        known = len(one.around & everything)
        if one.sort == "name" and nowhere and known >= ALONE and not _leaned_on(one, given):
            return one.text, None
    return None


def _leaned_on(one: _Thing, given: str) -> bool:
    """Whether "it", or a word of the name, may stand in the sentence in question for the name
    before it; or "the ship", where that sentence names nobody.
    """
    each = [given[a:b] for a, b in sentences(given)]
    near = [2 * len(one.around & set(stems(its))) >= len(one.around) for its in each]
    names = [
        any(thing.sort == "name" and not thing.first for thing in _things(its)) for its in each
    ]
    return any(is_near and not named for is_near, named in zip(near, names, strict=True)) or any(
        one.text.lower() in before.lower()
        and (_IT.search(after) or one.name & set(stems(after)))
        and is_near
        for (before, after), is_near in zip(pairwise(each), near[1:], strict=True)
    )


def _beside_it(one: _Thing, other: _Thing, its: _Thing) -> bool:
    """Whether the other place is told of within the one: "In Peru, … in the Ica region"."""
    return one.sort == "name" and _same(one, its) and its.link in _PLACE and its.part == other.part


def _same(one: _Thing, other: _Thing) -> bool:
    """Whether two are one thing; a name may be given in part."""
    if one.sort != other.sort:
        return False
    if one.name <= other.name or other.name <= one.name:
        return True
    return one.sort == "name" and (_initials(one) == other.text or one.text == _initials(other))


def _initials(one: _Thing) -> str:
    return "".join(word[0] for word in one.text.split() if word[0].isupper())


def _keep(one: _Thing, theirs: Sequence[_Thing]) -> bool:
    """Whether a name tells of what kind something is where it does so in what is given."""
    return one.sort == "name" and any(its.bare == one.bare and _same(its, one) for its in theirs)


def _opposite(one: _Thing, other: _Thing) -> bool:
    return opposite(one.text.lower(), other.text.lower())


def _best(one: _Thing, place: _Thing, theirs: Sequence[_Thing], both: frozenset[str]) -> float:
    """How well one thing fits where what is given has another; far below 0 if it has not."""
    likes = [_like(one, its, both) for its in theirs if _same(its, place)]
    return max(likes, default=2 * ABSENT)


def _like(one: _Thing, other: _Thing, both: frozenset[str]) -> float:
    """How much what stands around the one stands around the other, the two names apart."""
    shared = (one.around & other.around) - both
    against = clash(one.around - shared, other.around - shared)
    same_link = one.link and one.link == other.link
    counted = sum(2 if word.isdecimal() else 1 for word in shared)
    return counted + (1.0 if same_link else 0.0) - (CLEARLY if against else 0.0)


def _things(text: str) -> list[_Thing]:
    found = []
    for sort, name, start, end in _named(text):
        left, right = _STOP.split(text[:start])[-1], _STOP.split(text[end:])[0]
        cuts = list(_BOUND.finditer(left))
        near = left[cuts[-1].end() :] if cuts else left
        told = _OF_WHOM.match(right)  # what follows is of this name
        cut = _BOUND.search(right, told.end() if told else 0)
        around = [*stems(near)[-NEAR:], *stems(right[: cut.start()] if cut else right)[:NEAR]]
        if not around:
            around = [*stems(left)[-NEAR:], *stems(right)[:NEAR]]
        words = re.findall(r"[^\W\d_]+", left)
        link = words[-1].lower() if words and words[-1].lower() in _LINK else ""
        beside = {f"{one}<" for one in stems(left)[-1:]}
        if not _RELATIVE.match(right):
            beside |= {f">{one}" for one in stems(right)[:1]}
        own = text[start:end].strip()
        first = sort == "name" and " " not in own and bool(_FIRST.search(left))
        first = first and not _DEMONYM.fullmatch(own)
        near = frozenset(around) - name
        does = not link and bool(_DOES.match(right))
        part = len(_STOP.findall(text[:start]))
        if sort == "name":
            bare = bool(_KIND.match(right)) and not does and not link
        else:
            bare = bool(_UNCOUNTED.match(right) or _OR.search(left))
        found.append(
            _Thing(sort, name, own, near, frozenset(beside), link, first, part, does, bare)
        )
    return found


def _moved(mine: Sequence[_Thing], theirs: Sequence[_Thing]) -> tuple[str, str] | None:
    """Two names, one where somebody is and one where he goes to, the other way round."""
    for one, other in permutations([its for its in mine if its.link in _WAYS], 2):
        here, there = _WAYS[one.link], _WAYS[other.link]
        ways, others = _ways(one, theirs), _ways(other, theirs)
        away = (here, there) == ("from", "to") and others == {"at"}  # he is there, and leaves it
        if here != there and ways == {there} and (others == {here} or away):
            return one.text, other.text
    return None


def _ways(one: _Thing, theirs: Sequence[_Thing]) -> set[str]:
    return {_WAYS.get(its.link, "") for its in theirs if its.sort == "name" and _same(its, one)}


def _heads(other: _Thing, one: _Thing, theirs: Sequence[_Thing], words: set[str]) -> bool:
    """Whether a figure only heads the list that has the one: "97 ships: 51 here and 29 there"."""
    first = next(its for its in theirs if (its.sort, its.part) == (other.sort, other.part))
    return first is other and any(
        its.bare and its.part == other.part and _same(its, one) and its.around & words
        for its in theirs
    )


def _named(text: str) -> Iterator[tuple[Sort, frozenset[str], int, int]]:
    taken: list[Span] = []
    for time, start, end in timed(text):
        yield "clock", frozenset({f"{min(time)}"}), start, end
        taken.append((start, end))
    for day in moments(text):
        yield "day", frozenset({text[day.start : day.end].lower()}), day.start, day.end
        taken.append((day.start, day.end))
    for one in figures(text):
        number = re.match(r"\W?[\d.,]*\d|\w+(?:-\w+)?", text[one.start :])
        if number and not any(a < one.end and one.start < b for a, b in taken):
            end = one.start + number.end()
            yield one.kind, frozenset({f"{one.value:g}"}), one.start, end
            taken.append((one.start, end))
    for match in _NAME.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            lead = _LEAD.match(match.group())
            if own := frozenset(stems(match.group())):
                yield "name", own, match.start() + (lead.end() if lead else 0), match.end()
    for match in _WORD.finditer(text):
        if has_opposite(match.group()):
            yield "way", frozenset({match.group()}), *match.span()
