"""Dates as documents write them, to ISO 8601: never today's, never completed by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_OLDEST = 1600
"""The first newspapers are a little younger; an earlier year is a slip."""

_HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "МСК": 3, "PKT": 5, "WIB": 7, "HKT": 8,
    "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Zones that one abbreviation names; CST, IST and others mean several, so they are not here."""

_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
    r"(?:\[[\w/]+\])?"
)
_MAIL = re.compile(r"([^\W\d_]{3},\s*)?\d{1,2} [^\W\d_]{3} \d{4} \d\d:\d\d.*")
_MONTH = r"(?:de\s+)?([^\W\d_]{3,14}\.?)(?:\s+de|\s+del)?,?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
_WRITTEN = (
    re.compile(rf"\b{_DAY}\.?\s+{_MONTH}\s+(\d{{4}})\b"),  # 4 October 2020, 4 de octubre de 2020
    re.compile(rf"\b([^\W\d_]{{3,14}}\.?)\s+{_DAY},?\s+(\d{{4}})\b"),  # October 4, 2020
    re.compile(rf"\b(\d{{4}})\.?\s+([^\W\d_]{{3,14}})\s+{_DAY}\b"),  # 2020. október 4.
)
_EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_YEAR_LAST = re.compile(r"\b(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})\b")
_TIME = re.compile(
    r"\b(\d{1,2})[:.h](\d\d)(?::(\d\d))?\s*([ap]\.?m\.?(?!\w))?\s*(?:Uhr|hrs?\b|h\b|\()?\s*"
    r"(?:([A-ZМСК]{1,4})\b)?(?:GMT|UTC)?\s?([+-]\d{1,2}(?::?\d\d)?)?",
    re.I,
)


def read_date(text: str, language: str | None = None) -> str | None:
    """The whole date in a short text, with its time only where its zone is stated too.

    ``language`` is a tag such as ``en-GB``; it reads month names, and settles 04/10/2020.
    ``None`` when there is none, it is not certain, or it is no date an article can have.
    """
    text = " ".join(text.split())[:300]
    for found in _readings(text, language):
        day = found.date() if isinstance(found, datetime) else found
        unset = day == date(1970, 1, 1)  # what a database writes for "never"
        if day.year < _OLDEST or unset or day > datetime.now(UTC).date() + timedelta(days=1):
            return None
        zoned = isinstance(found, datetime) and found.tzinfo is not None
        return found.isoformat() if zoned else day.isoformat()
    return None


def _readings(text: str, language: str | None) -> Iterator[date | datetime]:
    """Each way to read it, the strictest first."""
    if whole := _ISO.fullmatch(text):
        day, time, zone = whole.groups()
        zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(zone, zone or "")
        try:
            yield datetime.fromisoformat(f"{day}T{time}{zone}" if time else day)
        except ValueError:
            return
    if re.fullmatch(r"1\d{9}(\d{3})?", text):  # seconds or milliseconds since 1970
        yield datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        yield datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        pass
    if _MAIL.fullmatch(text):  # RFC 5322, as in mail and RSS
        try:
            yield parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    for day in _days(text, language):
        moment = _time(text)
        zone = _zone(moment, day) if moment else None
        if moment is None or zone is None:
            yield day
            continue
        hour, minute, second, half = moment.group(1, 2, 3, 4)
        hours = int(hour) % 12 + 12 * (half.lower().startswith("p")) if half else int(hour)
        try:
            yield datetime(
                day.year, day.month, day.day, hours, int(minute), int(second or 0), tzinfo=zone
            )
        except ValueError:
            yield day


def _days(text: str, language: str | None) -> Iterator[date]:
    for pattern in (_EASTERN, _YEAR_FIRST):
        for found in pattern.finditer(text):
            yield from _day(*map(int, found.groups()))
    for found in _YEAR_LAST.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day_first = True if found[2] == "." else _day_comes_first(language)
        if first > 12 or (day_first and second <= 12) or first == second:
            yield from _day(year, second, first)
        elif second > 12 or day_first is False:
            yield from _day(year, first, second)
    for pattern in _WRITTEN:
        for found in pattern.finditer(text):
            yield from _in_words(found[0], language)


def _in_words(text: str, language: str | None) -> Iterator[date]:
    import dateparser  # type: ignore[import-untyped]  # slow to load, and seldom needed

    spoken = [language.split("-")[0]] if language else ["de", "fr", "es", "it", "pt", "nl"]
    rules = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    for tongue in dict.fromkeys([*spoken, "en"]):
        try:
            found = dateparser.parse(text, languages=[tongue], settings=rules)
        except ValueError:  # a language it does not know
            continue
        if found:
            yield found.date()
            return


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _day_comes_first(language: str | None) -> bool | None:
    """Whether 04/10 is in October for a reader of this language; ``None`` where both are usual."""
    main, _, region = (language or "").lower().replace("_", "-").partition("-")
    if main == "en" and region:
        return {"us": False, "ph": False, "ca": None}.get(region, True)
    return None if main in {"", "en"} else True


def _time(text: str) -> re.Match[str] | None:
    return next((found for found in _TIME.finditer(text) if int(found[1]) < 24), None)


def _zone(moment: re.Match[str], day: date) -> tzinfo | None:
    """The zone stated after a time."""
    name, offset = moment.group(5), moment.group(6)
    if offset:
        sign = -1 if offset[0] == "-" else 1
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        total = sign * timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(total) if abs(total) < timedelta(hours=15) else None
    name = (name or "").upper()
    if name in _PLACES:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(_PLACES[name]))
        return timezone(noon.utcoffset() or timedelta())
    return timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else None
