"""Times of day as a text gives them: "3:05 p.m.", "15:05", "five past three in the afternoon"."""

from __future__ import annotations

import re

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_MINUTES = {name: n for n, name in enumerate(_HOURS, 1)}
_MINUTES |= {"quarter": 15, "half": 30, "twenty": 20, "twenty-five": 25}
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_PART = r"\s(?:in the|on \w+|at|that|this|yesterday)\s(?P<part>morning|afternoon|evening|night)"
_DIGITS = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b"
    r"|\b(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b"
    r"|\b(?P<twelve>noon|midnight)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"\b(?:(?:a\s)?(?P<minutes>{'|'.join(sorted(_MINUTES, key=len, reverse=True))}|\d\d?)"
    rf"(?:\sminutes)?\s(?P<way>past|to)\s)?(?P<hour>{_HOUR})\b"
    rf"(?P<clock>\so['’]clock)?(?:{_PART})?",
    re.IGNORECASE,
)


def timed(text: str) -> list[tuple[frozenset[int], int, int]]:
    """The times of day in a text: as the minutes since midnight each may stand for, and where."""
    found = [(_digital(match), *match.span()) for match in _DIGITS.finditer(text)]
    found += [
        (_spoken(match), *match.span())
        for match in _SPOKEN.finditer(text)
        if match["clock"] or match["part"] or (match["way"] or "").lower() == "past"
    ]
    return sorted(found, key=lambda one: one[1])


def _digital(match: re.Match[str]) -> frozenset[int]:
    if match["twelve"]:
        return frozenset({12 * 60 if match["twelve"].lower() == "noon" else 0})
    hour = int(match["hour"] or match["hours"])
    minute = int(match["minute"] or match["minutes"] or 0)
    if match["half"]:
        hours = {hour % 12 + (12 if match["half"].lower() == "p" else 0)}
    else:
        hours = {hour, hour + 12} if 1 <= hour < 12 else {hour}
    return frozenset(60 * one + minute for one in hours)


def _spoken(match: re.Match[str]) -> frozenset[int]:
    hour = _number(match["hour"]) % 12
    away = _number(match["minutes"]) if match["minutes"] else 0
    minute = 60 * hour + (-away if match["way"] and match["way"].lower() == "to" else away)
    part = (match["part"] or "").lower()
    if part == "morning":
        return frozenset({minute % 1440})
    later = (minute + 720) % 1440
    return frozenset({later} if part in ("afternoon", "evening") else {minute % 1440, later})


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _MINUTES[word.lower()]
