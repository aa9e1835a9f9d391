"""Publishers that a question names as its source, or refuses as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from chatbot.terms import content_terms

LONGEST = 6
"""Words of a publisher's name."""
MOST = 16
"""Mentions of publishers that are looked at in a question."""
FURTHEST = 60
"""Characters before a name in which there may be a word that makes it a source."""

_BEFORE = (
    r"according to|reported (?:by|in)|published (?:by|in)|covered by|featured (?:by|in)"
    r"|(?:articles?|reports?|stor(?:y|ies)|coverage|news|pieces?|reporting) (?:from|by|in|of)"
    r"|only (?:from|by|in)|laut|nach angaben (?:von|der|des)"
    r"|(?:artikeln?|berichten?|bericht|meldung(?:en)?) (?:von|aus|in)"
    r"|(?:sagt|schreibt|berichtet|meldet)|nur (?:von|aus)"
    r"|según|(?:artículos?|noticias?|informes?) del?|(?:dice|informa|publica|escribe|cuenta)"
    r"|selon|d['’]après|articles? d[eu]s?|(?:dit|écrit|rapporte|publie|annonce)"
)
_WEAK = r"in|im|en|dans"
_REFUSED = (
    r"(?:but )?not (?:from|in|according to)|except(?: for| from)?|excluding|other than"
    r"|apart from|without|(?:aber )?nicht (?:von|aus|in|laut)|außer|ohne"
    r"|(?:pero )?no (?:del?|en|según)|excepto|salvo|menos|sin|(?:mais )?pas (?:d[eu]|dans|selon)"
    r"|sauf|hormis"
)
_SAYS = re.compile(
    r"(?:['’]s?)? (?:articles?|reports?|stor(?:y|ies)|coverage|reporting|pieces?|says?|said"
    r"|reported|writes?|wrote|claims?|claimed|states?|suggests?|suggested|describes?|described"
    r"|mentions?|zufolge)\b",
    re.IGNORECASE,
)
_OPENING = r"\s+['\"“‘«]*(?:(?:an?|the|de[rmns]|die|das|el|la|los|las|les?)\s+|l['’])?['\"“‘«]*"
_CUES = re.compile(
    rf"(?:(?P<refused>\b(?:{_REFUSED}))|(?P<wanted>\b(?:{_BEFORE}))|(?P<weak>\b(?:{_WEAK}))){_OPENING}$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"['\"”’»]*(?:\s*,\s*|\s+)(?:(?:and|or|und|oder|noch|y|e|o|ni|et|ou|ni|nor)\s+)?"
    r"(?:(?:the|de[rmn]|die|das|el|la|le)\s+)?['\"“‘«]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_ARTICLE = re.compile(r"(?:the|der|die|das|el|la|los|las|le|les)\s+|l['’]", re.IGNORECASE)
_SECTION = re.compile(r"\s+[-–—|·]\s+|:\s+|\s+\(")
_DOMAIN = re.compile(r"(?<=\w)(?:\.com?)?\.[a-z]{2,4}$", re.IGNORECASE)
_KIND = re.compile(r"\s+(?:news|online)$", re.IGNORECASE)

Key = tuple[str, ...]
Role = Literal["wanted", "refused", "mentioned"]


@dataclass(frozen=True, slots=True)
class Named:
    """Publishers that a question names at one place, and what for."""

    start: int
    end: int
    publishers: tuple[str, ...]
    role: Role


def named_publishers(question: str, known: tuple[str, ...]) -> list[Named]:
    """Where a question names publishers of those ``known``: wanted or refused as its sources.

    One is a source only with words that make it one: "according to the BBC", "the BBC's report",
    "in the Guardian", "not from Reuters"; else it is only mentioned. Capitals, the article before
    a name, ".com" behind it and a section ("BBC News - Health") do not matter.
    """
    found: list[Named] = []
    for start, end, publishers in islice(_mentions(question, _by_name(known)), MOST):
        cue = _CUES.search(question, max(0, start - FURTHEST), start)
        role: Role = "mentioned"
        if cue and (not cue["weak"] or question[start].isupper()):
            start, role = cue.start(), "refused" if cue["refused"] else "wanted"
        elif _SAYS.match(question, end) and not _within_name(question, start):
            role = "wanted"
        elif not question[start].isupper() and not (
            found and _AND.fullmatch(question, found[-1].end, start)
        ):
            continue  # a word like any other: the age, a fortune
        if not cue and found and _AND.fullmatch(question, found[-1].end, start):
            before = found.pop()
            publishers = tuple(dict.fromkeys(before.publishers + publishers))
            start, role = before.start, role if before.role == "mentioned" else before.role
        found.append(Named(start, end, publishers, role))
    return found


def _mentions(
    question: str, by_name: dict[Key, tuple[str, ...]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where the question has the name of a publisher, and not a part of a longer name."""
    words = list(_WORD.finditer(question))
    keys = [word.group().casefold() for word in words]
    place = 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            publishers = by_name.get(tuple(keys[place : place + length]))
            last, *after = words[place + length - 1 : place + length + 1]
            if publishers and not _goes_on(question, last, after[0] if after else None):
                yield words[place].start(), last.end(), publishers
                place += length
                break
        else:
            place += 1


def _goes_on(question: str, last: re.Match[str], after: re.Match[str] | None) -> bool:
    """Whether the name goes on, or is none: "World" of "World Bank", "the age of"."""
    if after is None or question[last.end() : after.start()] != " ":
        return False
    return after.group()[0].isupper() or after.group() == "of"


def _within_name(question: str, start: int) -> bool:
    """Whether a longer name has begun before ``start``: "Post" of "New York Post"."""
    before = re.search(r"([^\W_]+) $", question[:start])
    return bool(before and before[1][0].isupper() and content_terms(before[1]))


@lru_cache(maxsize=4)
def _by_name(known: tuple[str, ...]) -> dict[Key, tuple[str, ...]]:
    """Publishers by what they may be called, as words in lower case."""
    found: dict[Key, dict[str, None]] = {}
    for publisher in known:
        for name in _called(publisher):
            key = tuple(word.group().casefold() for word in _WORD.finditer(name))
            if 0 < len(key) <= LONGEST:
                found.setdefault(key, {})[publisher] = None
    return {key: tuple(publishers) for key, publishers in found.items()}


def _called(publisher: str) -> Iterator[str]:
    """The name itself, and without its section, article, domain and kind."""
    plain = " ".join(publisher.split())
    whole = _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
    title = _SECTION.split(whole)[0]
    for name in (whole, title):
        bare = _DOMAIN.sub("", name.removeprefix("www."))
        yield from (name, bare, _KIND.sub("", bare))
