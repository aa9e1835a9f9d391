"""Who somebody is, as articles tell it in passing: "the pilot Ada Berg", "Ada Berg, a pilot"."""

from __future__ import annotations

import re

from chatbot.terms import words

_WHO = re.compile(
    r"^\W*(?i:(?:(?:and|but|so),? )?who(?:['’]s| is| was| are| were))"
    r"\s+(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s+[\w.'’-]+){0,4}?)\W*$"
)
_ROLE = (
    r"(?:[a-z]*(?:[a-z]er|or|ist|ian|ant|ent|man|woman)"
    r"|chief|head|judge|coach|captain|mp|boss|chef|cook|king|queen|pope|spokesperson|general|aide)"
)
_NOT_ROLES = frozenset(
    "after over under never other another former later earlier per for nor or their "
    "whether however further either rather than ever yesterday different recent important "
    "government parliament statement agreement moment".split()
)


def whom(question: str) -> str | None:
    """Of whom "Who is …?" asks: a name."""
    found = _WHO.match(question)
    return found["name"] if found else None


def introduces(name: str, sentence: str) -> bool:
    """Whether a sentence says of somebody of this name what they are."""
    last = words(name)[-1:]
    for match in re.finditer(r"[A-ZÀ-Þ][\w'’-]*", sentence):
        if last and words(match.group()) == last:
            if _before(sentence[: match.start()]) or _behind(sentence[match.end() :]):
                return True
    return False


def _before(text: str) -> bool:
    """Whether a role stands before the rest of the name: separatist leader Arayik …"""
    found = re.search(rf"\b(?P<role>{_ROLE}|[A-Z]{_ROLE}) (?:[A-ZÀ-Þ][\w.'’-]* ){{0,3}}$", text)
    return found is not None and found["role"].lower() not in _NOT_ROLES


def _behind(text: str) -> bool:
    """Whether an apposition follows: …, a pilot from Lowen,"""
    found = re.match(
        r"['’]?s?(?: \([^)]*\))?, (?:\d+, )?(?:an?|the|its|their|who (?:is|was|runs|heads|leads))\b"
        r"|, (?P<role>[a-z]+) (?:of|at|for)\b",
        text,
    )
    if found is None:
        return False
    role = found["role"]
    return role is None or (re.fullmatch(_ROLE, role) is not None and role not in _NOT_ROLES)
