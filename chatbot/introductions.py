"""Who somebody is, as articles tell it in passing: "the pilot Ada Berg", "Ada Berg, a pilot"."""

from __future__ import annotations

import re

from chatbot.terms import words

_WHO = re.compile(
    r"^\W*(?i:(?:(?:and|but|so),? )?who(?:['’]s| is| was| are| were))"
    r"\s+(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s+[\w.'’-]+){0,4}?)\W*$"
)
# Told to be a role by the word itself: endings would take "sent Ada Berg" for one.
_ROLE = (
    r"(?:accountant|activist|actor|actress|adviser|advisor|ambassador|analyst|architect|artist"
    r"|astronaut|author|bishop|captain|chairman|chairwoman|chair|chancellor|chef|chief|coach"
    r"|colonel|columnist|commander|commissioner|conductor|cook|coroner|councillor|defendant|deputy"
    r"|designer|detective|dictator|diplomat|director|doctor|economist|editor|engineer|entrepreneur"
    r"|executive|expert|farmer|firefighter|fisherman|footballer|founder|general|geologist|governor"
    r"|guitarist|head|historian|imam|inspector|inventor|investor|journalist|judge|keeper|king"
    r"|lawyer|leader|lieutenant|manager|mayor|midwife|miner|minister|musician|nurse|officer"
    r"|official|owner|painter|philosopher|photographer|physicist|pilot|player|poet|politician|pope"
    r"|premier|president|priest|prince|princess|principal|producer|professor|prosecutor|queen|rabbi"
    r"|reporter|representative|researcher|scientist|secretary|senator|sergeant|shopkeeper|singer"
    r"|skipper|sociologist|soldier|spokesman|spokesperson|spokeswoman|striker|student|sultan"
    r"|superintendent|surgeon|swimmer|teacher|trader|trainer|treasurer|victim|volunteer|widow"
    r"|winner|worker|writer|biologist|chemist|meteorologist|seismologist|virologist|psychologist)"
)
_BEFORE = re.compile(rf"\b(?i:{_ROLE}) (?:[A-ZÀ-Þ][\w.'’-]* ){{0,3}}$")
_BEHIND = re.compile(
    rf"(?: \([^)]*\))?, (?:\d+, )?(?:(?:an?|the|its|their|his|her|who (?:is|was) (?:an?|the)) )?"
    rf"(?:[\w’'-]+ ){{0,4}}?{_ROLE}(?=[,.;]| (?:of|at|for|from|in|who|with)\b)"
)


def whom(question: str) -> str | None:
    """Of whom "Who is …?" asks: a name."""
    found = _WHO.match(question)
    return found["name"] if found else None


def introduces(name: str, sentence: str) -> bool:
    """Whether a sentence says of somebody of this name what they are.

    By a role right before the name (separatist leader Arayik …) or behind it, in commas.
    """
    last = words(name)[-1:]
    return any(
        words(one.group()) == last
        and (_BEFORE.search(sentence[: one.start()]) or _BEHIND.match(sentence[one.end() :]))
        for one in re.finditer(r"[A-ZÀ-Þ][\w'’-]*", sentence)
        if last
    )
