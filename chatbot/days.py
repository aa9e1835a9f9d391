"""The days that a question names: "in October 2020", "between March and May", "last week"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

Run = tuple[date, date]
"""The first and the last of some days, both meant."""

MOST = 8
"""Days read of a text in each language; each takes about half a millisecond."""

_PAST = re.compile(r"(?:the )?past ", re.IGNORECASE)
_NO_PART = re.compile(
    r"^the |last (?=\w+day)|letzte[nm] (?=\w+tag)|letzten (?=Mittwoch)", re.IGNORECASE
)
"""What a day may have before it and dateparser does not read."""


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, ``None`` where it is open, and the part of the text that names it."""

    start: int
    end: int
    first: date | None
    last: date | None
    recent: bool
    """Whether they are named by how long ago they were, as "yesterday" is."""


_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_NUMBERS = rf"{_YEAR}-\d\d-\d\d|\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR}"


def _spoken(
    months: str, weekdays: str, recent: str, day: str, of: str, within: str, since: str,
    before: str, after: str, until: str, between: str, to: str,
) -> re.Pattern[str]:  # fmt: skip
    """How one language names days; every argument is a regular expression."""
    month = rf"(?:{months})\.?"
    dated = (
        rf"{_NUMBERS}|(?:{day} )?{month} {day}(?!\d)(?:,? {_YEAR})?"
        rf"|(?:{day} {of})?{month}(?:,? {of}{_YEAR})?|{_YEAR}(?![\w-])"
    )
    # Without a word before it a year may be part of a name, and a month one of another kind.
    return re.compile(
        rf"\b(?:(?:(?P<before>{before})|(?P<after>{after})|(?P<since>{since})|(?P<until>{until})"
        rf"|(?P<between>{between})|(?P<within>{within}))\s+"
        rf"(?P<one>{dated}|(?P<ago>{weekdays}|{recent}))(?:\s*{to}\s+(?P<other>{dated}|{recent}))?"
        rf"|(?P<bare>(?P<long_ago>{recent})|{_NUMBERS}"
        rf"|(?:{day} {of}{month}|{month} {day},|{month}) {of}{_YEAR}))(?!\w)"
    )


_MONTHS = {
    "en": "[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|Mar(?:ch)?|march(?= [12]\\d\\d\\d)|[Aa]pr(?:il)?|May"
    "|may(?= [12]\\d\\d\\d)|[Jj]une?|[Jj]uly?|Aug(?:ust)?|august|[Ss]ep(?:t(?:ember)?)?"
    "|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|Dec(?:ember)?|december",
    "de": "Jan(?:uar)?|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Jun[io]?|Jul[iy]?|Aug(?:ust)?"
    "|Sept(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre"
    "|diciembre",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
}
ANY_MONTH = "|".join(_MONTHS.values())
"""The months as English, German, Spanish and French write them: a regular expression."""

_SPOKEN = {
    "en": _spoken(
        months=_MONTHS["en"],
        weekdays="(?:[Ll]ast )?(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day",
        recent="[Yy]esterday|(?:[Tt]he )?(?:[Ll]ast|[Tt]his|[Pp]ast) (?:week|month|year)",
        day=rf"(?:the )?{_DAY}(?:st|nd|rd|th)?",
        of="(?:of )?",
        within="[Ii]n|[Oo]n|[Dd]uring|[Ff]rom|of|dated|[Ff]or",
        since="[Ss]ince",
        before="[Bb]efore|[Pp]rior to",
        after="[Aa]fter",
        until="[Uu]ntil|[Tt]ill|[Uu]p to",
        between="[Bb]etween|from",
        to="(?:and|to|until|–)",
    ),
    "de": _spoken(
        months=_MONTHS["de"],
        weekdays="(?:letzte[nm] )?(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)",
        recent="[Gg]estern|(?:[Ll]etzte|[Vv]orige|[Vv]ergangene|[Dd]iese)[nrsm]?"
        " (?:Woche|Monat|Jahr)",
        day=rf"{_DAY}\.",
        of="",
        within="[Ii]m Jahre?|[Ii]m|[Ii]n der|[Ii]n|[Aa]m|vom|von|[Aa]us dem Jahr|[Aa]us",
        since="[Ss]eit(?: dem)?",
        before="[Vv]or(?: dem)?",
        after="[Nn]ach(?: dem)?",
        until="[Bb]is(?: zum)?",
        between="[Zz]wischen(?: dem)?|[Vv]on|[Vv]om",
        to="(?:und(?: dem)?|bis(?: zum)?|–)",
    ),
    "es": _spoken(
        months=_MONTHS["es"],
        weekdays="(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
        recent="[Aa]yer|[Ll]a semana pasada|[Ee]l (?:mes|año) pasado|[Ee]sta semana"
        "|[Ee]ste (?:mes|año)",
        day=_DAY,
        of="(?:del? )?",
        within="[Ee]n el|[Ee]n|[Ee]l|del?|[Dd]urante",
        since="[Dd]esde(?: el)?",
        before="[Aa]ntes del?",
        after="[Dd]espués del?",
        until="[Hh]asta(?: el)?",
        between="[Ee]ntre(?: el)?|[Dd]el?",
        to="(?:y|al?)(?: el)?",
    ),
    "fr": _spoken(
        months=_MONTHS["fr"],
        weekdays="(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
        # "hier" is German for "here": it is meant where the question is French.
        recent="(?<=é )hier|^[Hh]ier(?=[ ,]+(?:qu|où|le|la|les|il|elle)\\b)|[Ll]a semaine dernière"
        "|[Ll]e mois dernier|[Ll]'an(?:née)? derni(?:er|ère)|[Cc]ette (?:semaine|année)|[Cc]e mois",
        day=rf"{_DAY}(?:er)?",
        of="",
        within="[Ee]n|[Ll]e|du|de|d[eu] l'année",
        since="[Dd]epuis(?: le)?",
        before="[Aa]vant(?: le)?",
        after="[Aa]près(?: le)?",
        until="[Jj]usqu'(?:en|au|à)",
        between="[Ee]ntre(?: le)?|[Dd]u|[Dd]e",
        to="(?:et|au?|à)(?: le)?",
    ),
}


def mentions_days(text: str) -> bool:
    """Whether a text may name days: cheap, and nothing is loaded for it."""
    plain = text.replace("’", "'")
    return any(spoken.search(plain) for spoken in _SPOKEN.values())


def named_days(text: str, today: date) -> list[Days]:
    """The days that a text names, in its order; relative ones are counted back from ``today``.

    English, German, Spanish and French. What is no date, such as 31 February, names nothing.
    """
    plain = text.replace("’", "'")
    found: list[Days] = []
    for days in sorted(_each(plain, today), key=lambda one: (one.start, -one.end)):
        if not found or days.start >= found[-1].end:
            found.append(days)
    return found


def _each(text: str, today: date) -> Iterator[Days]:
    for language, spoken in _SPOKEN.items():
        for match in islice(spoken.finditer(text), MOST):
            with suppress(OverflowError):  # the calendar ends
                if days := _meant(match, language, today):
                    yield days


def _meant(match: re.Match[str], language: str, today: date) -> Days | None:
    phrase, other = match["one"] or match["bare"], match["other"]
    if other and not re.search(_YEAR, phrase) and (year := re.search(_YEAR, other)):
        phrase = f"{phrase} {year[0]}"
    run = _run(phrase, language, today)
    upto = _run(other, language, today) if other else run
    if run is None or upto is None or upto[1] < run[0]:
        return None
    first: date | None = run[0]
    last: date | None = upto[1]
    if match["before"]:
        first, last = None, run[0] - timedelta(1)
    elif match["after"]:
        first, last = run[1] + timedelta(1), None
    elif match["since"] or _PAST.match(phrase):
        last = None
    elif match["until"]:
        first = None
    recent = bool(match["ago"] or match["long_ago"])
    return Days(match.start(), match.end(), first, last, recent)


def _run(phrase: str, language: str, today: date) -> Run | None:
    """The days of a phrase without its preposition; None where there is no such day."""
    if re.fullmatch(_YEAR, phrase):
        return date(int(phrase), 1, 1), date(int(phrase), 12, 31)
    if re.fullmatch(_NUMBERS, phrase):  # dateparser takes ten times as long for these
        return _numbered(phrase)
    spoken = _NO_PART.sub("", _PAST.sub("last ", phrase))
    found = _parser(language, today).get_date_data(spoken)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    if found.period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if found.period == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    return day, day


def _numbered(phrase: str) -> Run | None:
    parts = [int(part) for part in re.split(r"\D+", phrase)]
    try:
        day = date(*parts) if parts[0] > 31 else date(*reversed(parts))
    except ValueError:
        return None
    return day, day


@lru_cache(maxsize=16)
def _parser(language: str, today: date) -> Any:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # slow to load

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "PREFER_DATES_FROM": "past",
    }
    return DateDataParser(languages=[language], settings=settings)
