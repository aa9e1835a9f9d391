"""Days as a text gives them, in part or relative, and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = [
    names.split("|")
    for names in """january|jan|januar|enero|janvier february|feb|februar|febrero|février
march|mar|märz|marzo|mars april|apr|abril|avril may|mai|mayo june|jun|juni|junio|juin
july|jul|juli|julio|juillet august|aug|agosto|août september|sept|sep|septiembre|septembre
october|oct|oktober|octubre|octobre november|nov|noviembre|novembre
december|dec|dezember|diciembre|décembre""".split()
]
_WEEKDAYS = [
    names.split("|")
    for names in """monday|montag|lunes|lundi tuesday|dienstag|martes|mardi
wednesday|mittwoch|miércoles|mercredi thursday|donnerstag|jueves|jeudi
friday|freitag|viernes|vendredi
saturday|samstag|sonnabend|sábado|samedi sunday|sonntag|domingo|dimanche""".split()
]
_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY_OF = {name: n for n, names in enumerate(_WEEKDAYS) for name in names}
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1, "gestern": -1, "heute": 0, "ayer": -1}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH = rf"(?P<month>{_any(_MONTH_OF)})\b\.?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_MOMENT = re.compile(
    rf"\b(?:(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?:(?P<day>\d{{1,3}})(?:st|nd|rd|th|\.|er)?(?: of| de)? )?{_MONTH}"
    rf"(?: (?P<after>\d{{1,2}})(?!\d|,\d)(?:st|nd|rd|th)?)?(?:,?(?: of| de)? (?P<year>{_YEAR})\b)?"
    rf"|(?P<weekday>{_any(_WEEKDAY_OF)})s?\b"
    rf"|(?P<relative>{_any(_RELATIVE)})\b"
    rf"|(?P<alone>{_YEAR})(?![\w,.-]?\d|[^\S\n]?[%a-zß-ÿ]*(?:metres|tons|tonnes)))\b",
    re.IGNORECASE,
)
NEWS = 7
"""Days from its article's own that a weekday may lie, before or after."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as far as the text gives it; ``text[start:end]`` names it."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    away: int | None = None
    """Days from that of the article."""


def moments(text: str) -> list[Moment]:
    """The days, months and years that a text names, in order."""
    return [found for match in _MOMENT.finditer(text) if (found := _moment(match, text))]


def _moment(match: re.Match[str], text: str) -> Moment | None:
    at = match.span()
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return Moment(*at, year=year, month=month, day=day)
    if match["weekday"]:
        return Moment(*at, weekday=_WEEKDAY_OF[match["weekday"].lower()])
    if match["relative"]:
        return Moment(*at, away=_RELATIVE[match["relative"].lower()])
    if match["alone"]:
        before = text[max(0, at[0] - 12) : at[0]]
        counted = re.match(r"\s[a-z]+s\b", text[at[1] :]) and not re.search(r"\bin $", before)
        return None if counted or before.endswith(("$", "€", "£")) else _year(at, match["alone"])
    told, name = match["day"] or match["after"], match["month"]
    if told is None and match["year"] is None and _doubtful(name):
        return None
    return Moment(
        *at,
        year=int(match["year"]) if match["year"] else None,
        month=_MONTH_OF[name.lower()],
        day=int(told) if told else None,
    )


def _year(at: tuple[int, int], year: str) -> Moment:
    return Moment(*at, year=int(year))


def _doubtful(name: str) -> bool:
    """Whether a month alone may be another word: "may", "mar", "march"."""
    return not name[0].isupper() or name == "Mars" or len(name) < 4 and name != "May"


def agree(said: Moment, given: Moment, published: date | None) -> bool:
    """Whether what is said of a day is what is given of one, in an article of a day."""
    return any(
        _within(one, other) for one in _full(said, published) for other in _full(given, published)
    )


def published_on(published: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat((published or "")[:10])
    return None


def on(day: date) -> Moment:
    """A day as a moment."""
    return Moment(0, 0, day.year, day.month, day.day, day.weekday())


def _full(given: Moment, published: date | None) -> Iterator[Moment]:
    """What a moment may be, with all that follows from the day of its article."""
    if published and given.away is not None:
        yield on(published + timedelta(given.away))
    elif published and given.weekday is not None and given.day is None:
        for away in range(-NEWS, NEWS + 1):
            day = published + timedelta(away)
            if day.weekday() == given.weekday:
                yield on(day)
    elif given.day and given.month and (given.year or published):
        years = [given.year] if given.year else _years(published)
        for year in years:
            with suppress(ValueError):
                yield on(date(year, given.month, given.day))
    elif given.month and given.year is None and published:
        for year in _years(published):
            yield replace(given, year=year)
    else:
        yield given


def _years(published: date | None) -> list[int]:
    return [published.year, published.year - 1, published.year + 1] if published else []


def _within(said: Moment, given: Moment) -> bool:
    mine = (said.year, said.month, said.day, said.weekday, said.away)
    theirs = (given.year, given.month, given.day, given.weekday, given.away)
    return all(one is None or one == other for one, other in zip(mine, theirs, strict=True))
