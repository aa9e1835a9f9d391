"""Amounts of a written sentence that its quotes do not have: figures, ordinals, spans of time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from chatbot.clocks import timed
from chatbot.figures import Figure, figures
from chatbot.moments import moments
from chatbot.stems import every, stems

DIGITS = 2
"""Digits of a figure from which it may be another one, rounded."""

ROUND = 1.2
"""Share by which a figure that is meant as a bound, or roughly, may differ from the one given."""

_UNIT = {
    "km": "kilometer", "kilometre": "kilometer", "metre": "meter", "m": "meter", "ft": "foot",
    "feet": "foot", "kg": "kilogram", "kilo": "kilogram", "tonne": "ton", "litre": "liter",
    "%": "percent", "prozent": "percent", "per": "percent", "cent": "percent",
    "metro": "meter", "kilómetro": "kilometer", "tonelada": "ton", "metern": "meter",
    "kilometern": "kilometer", "tonnen": "ton", "litern": "liter", "litro": "liter",
    "dólare": "dollar", "segundo": "second", "sekunde": "second", "sekunden": "second",
    "minuto": "minute", "minuten": "minute", "hora": "hour", "stunde": "hour", "stunden": "hour",
    "día": "day", "tag": "day", "tage": "day", "tagen": "day", "jour": "day", "semana": "week",
    "woche": "week", "wochen": "week", "semaine": "week", "mese": "month", "monat": "month",
    "monate": "month", "monaten": "month", "moi": "month", "año": "year", "jahr": "year",
    "jahre": "year", "jahren": "year", "an": "year", "heure": "hour",
    "$": "dollar", "us$": "dollar", "usd": "dollar",
    "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound",
}  # fmt: skip
_RATE = re.compile(
    r"^\W*(?:(?:a|an|per|each|every)\s+(second|minute|hour|day|night|week|month|year)\b|(hourly|daily"
    r"|weekly|monthly|yearly|annually)\b)",
    re.IGNORECASE,
)
_EACH = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
         "annually": "year"}  # fmt: skip
_ONE = re.compile(
    r"\b(?:one|an?|single|ein\w*|una?|une)\b(?! (?:hundred|thousand|million|billion))", re.I
)
_ROUND = re.compile(
    r"\b(?:an?|one) (dozen|hundred|thousand|million|billion|fortnight|decade|century)\b", re.I
)
_ROUND_VALUE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
                "fortnight": 2.0, "decade": 10.0, "century": 100.0}  # fmt: skip
_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
"""From the third on: "first" and "second" are often something else."""
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b(?!s)", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:in (?:all|total)|a total of|altogether|together|combined)\b", re.I)
_HOLDS = re.compile(
    r"\b(?P<what>crew|fleet|team|staff|group|audience|crowd|army|queue|backlog|cargo|load)"
    r" of (?:about |some |around |nearly |over |more than |at least )?$"
)
"""What holds so many: "a crew of 25"."""
_AGE = re.compile(r"\b(?:of|aged|age)\s+$", re.IGNORECASE)
_PHRASE_ENDS = re.compile(
    r"\b(?:and|or|of|in|on|at|to|from|by|for|with|were|was|are|is|had|has|have|did|do|will|would|that"
    r"|who|which|before|after|than)\b"
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_FRACTION = re.compile(
    r"(?<!first )(?<!second )\b(?:half (?=of|the|its|their)"
    r"|(?:an?|one|two|three) (?:thirds?|quarters?|fifths?|tenths?) of)",
    re.IGNORECASE,
)
_PARTS = {"half": ("hal[fv]", 50), "third": ("third", 33), "quarter": ("quarter", 25),
          "fifth": ("fifth", 20), "tenth": ("tenth", 10)}  # fmt: skip
_SPAN = re.compile(
    r"\b(?:after|for|within|in|about|around|over|under|than|nearly|almost|roughly|some|just|only"
    r"|another|lasted|lasts|last|took|takes|take|spent|needed)\s(?:(?:less|more) than\s)?(?:only\s"
    r"|about\s|roughly\s|around\s|nearly\s|almost\s)?(?P<half>half\s)?(?:an?|one)\s(?P<unit>second|minute|hour"
    r"|day|night|week|fortnight|month|year|decade|century)\b(?![’'-])"
    r"|\b(?:otr[oa]|weitere[nr]?)\s(?P<more>hora|día|semana|mes|año|stunde|tag|woche|monat|jahr)\b",
    re.IGNORECASE,
)
"""A single span of time, and not a rate like "$5 a day"."""
_UNCOUNTED = re.compile(
    r"\b(?:(?:second|minute|hour|day|week|month|year|decade)s(?!['’])|stunden|tagen?|wochen|monaten?"
    r"|jahren?|horas|días|semanas|meses|años|heures|jours|semaines|ans)\b",
    re.IGNORECASE,
)
_AS_HALF = {
    "minute": "30 second", "hour": "30 minute", "day": "12 hour", "year": "6 month",
    "decade": "5 year", "century": "50 year",
}  # fmt: skip
_AS_MANY = {"minute": "60 second", "hour": "60 minute", "day": "24 hour", "week": "7 day",
            "fortnight": "2 week", "year": "12 month", "decade": "10 year",
            "century": "100 year"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a sentence says and its quotes do not."""

    what: str
    reason: str
    grave: bool = True
    """Whether the sentence is wrong without it; else it is only less exact."""


def wrong_figures(sentence: str, given: str) -> Iterator[Missing]:
    there = figures(given)
    extra = [_ROUND_VALUE[match[1].lower()] for match in _ROUND.finditer(given)]
    if _IN_ALL.search(sentence):
        parts = [one.value for one in figures(sentence) if one.value in {o.value for o in there}]
        extra += [sum(some) for n in (2, 3) for some in combinations(parts, n)]
    clocks = [(start, end) for _, start, end in timed(sentence)]
    for one in figures(sentence):
        written = sentence[one.start : one.end].strip()
        if any(start <= one.start < end for start, end in clocks):
            continue
        if _YEAR.fullmatch(written.partition(" ")[0]) and written.partition(" ")[0] in given:
            continue  # "the 2019 flood" is that of 2019
        if (one.value == 1 and _ONE.search(given)) or one.value in extra:
            continue
        near = [other for other in there if _same_kind(one, other, sentence, given)]
        verdicts = [_compare(one, other) for other in near]
        if "same" in verdicts:
            continue
        if "bound" in verdicts:
            yield Missing(written, f"“{written}” is less exact than the quote.", grave=False)
        else:
            yield Missing(written, f"The quote does not say “{written}”.")


def _same_kind(one: Figure, other: Figure, mine: str, theirs: str) -> bool:
    loose = ("to", "and", "or", "bis", "a", None)
    if one.kind != other.kind:
        if one.value == other.value and _aged(mine, one) and _aged(theirs, other):
            return True
        counts = [figure for figure in (one, other) if figure.kind == "count"]
        return one.value == other.value and any(figure.of in loose for figure in counts)
    if one.kind == "count":
        return True
    a, b = _unit(mine, one), _unit(theirs, other)
    if a and b and a != b:
        return False
    a, b = _rate(mine, one), _rate(theirs, other)
    return a == b or not (a and b)


def _aged(text: str, figure: Figure) -> bool:
    """Whether a figure may be somebody's age: "a man of 49", "49-year-old"."""
    return text[: figure.end].endswith("old") or bool(_AGE.search(text[: figure.start]))


def _unit(text: str, figure: Figure) -> str:
    written = text[figure.start : figure.end].lower()
    marks = re.findall(r"us\$|[$€£%]", written)
    letters = marks or re.findall(
        r"[a-zà-ÿ]+", re.sub(r"(?:hundred|thousand|million|billion|trillion)s?", "", written)
    )
    if not letters:
        return ""
    last = letters[-1] if letters[-1] != "old" else (letters[-2] if len(letters) > 1 else "")
    bare = last.removesuffix("s") if len(last) > 2 and last != "us$" else last
    return _UNIT.get(bare, bare)


def _rate(text: str, figure: Figure) -> str:
    found = _RATE.match(text[figure.end : figure.end + 14])
    return (found[1] or _EACH[found[2].lower()]).lower() if found else ""


def _compare(one: Figure, other: Figure) -> str:
    """Whether a figure is the same as a given one, only less exact about its bounds, or another."""
    if one.value != other.value and not _rounded(one.value, other.value):
        alike = max(one.value, other.value) <= ROUND * min(one.value, other.value)
        if one.kind == "count" and one.of != other.of:
            return "other"
        return "same" if alike and one.low <= other.low and other.high <= one.high else "other"
    if math.isinf(one.high) != math.isinf(other.high) or (one.low == 0) != (other.low == 0):
        opposed = (math.isinf(one.high) and other.low == 0) or (
            one.low == 0 and math.isinf(other.high)
        )
        return "other" if opposed else "bound"
    return "same"


def _rounded(one: float, other: float) -> bool:
    """Whether the one is the other with fewer digits, which are enough."""
    digits = f"{one:.12g}".replace(".", "").strip("0")
    return len(digits) >= DIGITS and float(f"{other:.{len(digits)}g}") == one


def wrong_counts(sentence: str, given: str) -> Iterator[Missing]:
    """A figure with what the quote has another figure of: "65 gas carriers" where it has 23."""
    theirs = [(one.value, what) for one in figures(given) if (what := _counted(one, given))]
    days = [(day.start, day.end) for day in moments(sentence)]
    for one in figures(sentence):
        if any(start <= one.start < end for start, end in days):
            continue
        mine = _counted(one, sentence)
        same = [what for value, what in theirs if value == one.value]
        if not mine or not same or mine in same:
            continue
        another = any(mine == what and value != one.value for value, what in theirs)
        if another or (all(not mine & what for what in same) and mine <= every(given)):
            written = sentence[one.start : one.end].strip()
            yield Missing(written, f"The quote says “{written}” of something else.")


def _counted(one: Figure, text: str) -> frozenset[str]:
    """The words right behind a figure, up to where its phrase ends, or else before "of" it."""
    if one.kind != "count":
        return frozenset()
    phrase = re.match(
        r"[\s-]*(?!more\b|others?\b|further\b)((?:[a-z-]+\s?){1,4})", text[one.end :], re.IGNORECASE
    )
    behind = frozenset(stems(_PHRASE_ENDS.split(phrase[1])[0])) if phrase else frozenset()
    holds = _HOLDS.search(text[: one.start])
    return behind or (frozenset(stems(holds["what"])) if holds else behind)


def wrong_ordinals(sentence: str, given: str) -> Iterator[Missing]:
    days = [(one.start, one.end) for one in moments(sentence)]
    there = {_place(match.group()) for match in _ORDINAL.finditer(given)}
    for match in _ORDINAL.finditer(sentence):
        if not any(a <= match.start() < b for a, b in days) and _place(match.group()) not in there:
            yield Missing(match.group(), f"The quote does not say “{match.group()}”.")


def _place(ordinal: str) -> int:
    """Which place an ordinal names."""
    word = ordinal.lower()
    return _ORDINALS.index(word) + 3 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def wrong_fractions(sentence: str, given: str) -> Iterator[Missing]:
    """A half, say, where the quote has another share."""
    percent = {one.value for one in figures(given) if one.kind == "percent"}
    for match in _FRACTION.finditer(sentence):
        word, hundredth = next(part for name, part in _PARTS.items() if name in match[0].lower())
        there = re.search(rf"\b{word}", given, re.IGNORECASE)
        if not there and hundredth not in percent and (percent or _FRACTION.search(given)):
            yield Missing(match[0].strip(), f"The quote does not say “{match[0].strip()}”.")


def wrong_spans(sentence: str, given: str) -> Iterator[Missing]:
    """A single day, say, where the quote has another single span of time: "about a week"."""
    there = {_span(match) for match in _SPAN.finditer(given)}
    counted = {f"{one.value:g} {_unit(given, one)}" for one in figures(given)}
    for match in _SPAN.finditer(sentence):
        half, unit = mine = _span(match)
        known = mine in there or (_AS_HALF if half else _AS_MANY).get(unit) in counted
        if not known and (there or not re.search(rf"\b{unit}", given, re.IGNORECASE)):
            yield Missing(match.group(), f"The quote does not say “{match.group()}”.")


def wrong_units(sentence: str, given: str) -> Iterator[Missing]:
    """Months, say, where the quote has weeks, and neither says how many."""
    there = set(_uncounted(given))
    for unit in set(_uncounted(sentence)):
        if there and not re.search(rf"\b{unit[:-1]}", given, re.IGNORECASE):
            yield Missing(unit, f"The quote does not say “{unit}”.")


def _uncounted(text: str) -> Iterator[str]:
    """The units of time of which it is not said how many there are."""
    counted = [(one.start, one.end) for one in figures(text)]
    for match in _UNCOUNTED.finditer(text):
        if not any(start <= match.start() < end for start, end in counted):
            yield match[0].lower()


def _span(match: re.Match[str]) -> tuple[bool, str]:
    """Whether it is only half of it, and the unit."""
    return match["half"] is not None, (match["unit"] or match["more"]).lower()
