"""Who holds which office, or is whose: as a written sentence has it, and as its quotes do."""

from __future__ import annotations

import re

from chatbot.saying import CUE
from chatbot.stems import every, stems
from vectorstore.sentences import sentences

_OFFICE = (
    r"(?:president|minister|chancell?or|premier|mayor|governor|senator|secretary|commissioner"
    r"|ambassador|chair(?:man|woman|person)?|chief|head|director|manager|captain|coach|leader|king"
    r"|queen|prince|princess|judge|officer|owner|boss|editor|professor|spokes(?:man|woman|person)"
    r"|member|player|champion|employee|partner|wife|husband|deputy|adviser|aide|mp|ceo)"
)
_NO_MORE = re.compile(
    rf"\b(?:former|ex|one-time|erstwhile|onetime|ousted|outgoing)[\s-](?:\w+[\s-]){{0,3}}?"
    rf"(?P<office>{_OFFICE})s?\b",
    re.IGNORECASE,
)
_HELD = re.compile(rf"\b(?P<office>{_OFFICE})s?\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:is|are|remains?|current(?:ly)?|now|incumbent)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:former(?:ly)?|ex|was|were|had|been|once|previous(?:ly)?|then|one-time|onetime|erstwhile"
    r"|until|ousted|outgoing)\b",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w’'-]*(?: (?:of |the |de )?(?:[A-ZÀ-Þ][\w’'-]*|I+V?|VI*))*"
_OF_HIMSELF = re.compile(
    rf"\b(?P<who>{_NAME})(?:['’]s?) (?:[a-z]+ ){{0,2}}[a-z]+,? (?:is|was|were|are|named|called) "
    r"(?P=who)(?!\w|['’]| [A-Z])"
    rf"|\b(?P<his>{_NAME}) (?:is|was) the (?:[a-z]+ ){{1,3}}of (?P=his)(?!\w|['’]| [A-Z])"
    r"|[“\"](?P<title>[^“”\"]{4,})[”\"] by (?P=title)\b"
)
_IS = re.compile(
    r"\b[Tt]he (?P<what>[a-z][a-z -]+?) (?:of|at|for|in|to|performing|behind)\b[^,;:]*?"
    rf" (?:is|was) (?P<who>{_NAME})[.\s]*$"
    rf"|^(?P<he>{_NAME}) (?:is|was) the (?P<his>[a-z][a-z -]+?) (?:of|at|for|in|to)\b"
)
_OF_SPEECH = frozenset(
    stems(
        "author authors writer reviewer critic journalist reporter columnist analyst expert source"
        " speaker witness spokesman researcher historian scientist commentator"
    )
)
_LEADING = frozenset("head chief boss leader director manager".split())
"""What the same may be called."""


def over(said: str, given: str) -> str | None:
    """An office that somebody is said to hold, and is given as having held."""
    if _THEN.search(said):
        return None
    former = {match["office"].lower() for match in _NO_MORE.finditer(given)}
    gone = sorted(_offices(said) & (former - _offices(_NO_MORE.sub(" ", given))))
    return gone[0] if gone and _NOW.search(said) else None


def of_himself(said: str) -> bool:
    """Whether somebody is said to be his own father, or the like."""
    return _OF_HIMSELF.search(said) is not None


def only_speaks(said: str, given: str) -> str | None:
    """Whom a sentence gives a part that what is given does not speak of, where he only speaks.

    "The artist of the album is Moss", where "the reviewer Moss called it dull".
    """
    match = _IS.search(said)
    if match is None:
        return None
    who, what = match["who"] or match["he"], match["what"] or match["his"]
    there = list(re.finditer(rf"\b{re.escape(who)}\b", given))
    speaks = [re.match(rf",? (?:\w+ly )?(?:{CUE})\b", given[one.end() :]) for one in there]
    unknown = not set(stems(what)) & (every(given) | _OF_SPEECH)
    return who if there and all(speaks) and unknown else None


def other_office(said: str, given: str) -> tuple[str, str] | None:
    """The office that somebody is said to hold, and the one that all sentences on him give."""
    match = _IS.search(said)
    if match is None:
        return None
    mine = _offices(match["what"] or match["his"])
    who = match["who"] or match["he"]
    told = [given[a:b] for a, b in sentences(given) if who in given[a:b]]
    there = _offices(" ".join(told))
    if not mine or not there or mine & there or (mine & _LEADING and there & _LEADING):
        return None
    return min(mine), min(there)


def _offices(text: str) -> set[str]:
    return {match["office"].lower() for match in _HELD.finditer(text)}
