"""The figures in a sentence: how much, of what kind, and how exactly it is meant."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chatbot.terms import words

Kind = Literal["count", "money", "percent", "time", "measure"]

ROUNDED = 0.06
"""Share by which two figures may differ and still be one, of which at least one is rounded."""

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {word: n for n, word in enumerate(_UNITS, 1)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
_SPELLED |= {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8}
_SPELLED |= {"neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dos": 2, "tres": 3, "cuatro": 4}
_SPELLED |= {"cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "deux": 2}
_SPELLED |= {"trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10}
_SCALES = {
    "hundred": 1e2, "hundert": 1e2, "cien": 1e2, "cent": 1e2, "dozen": 12.0,
    "thousand": 1e3, "tausend": 1e3, "mil": 1e3, "mille": 1e3, "k": 1e3,
    "million": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6, "millions": 1e6, "m": 1e6,
    "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "milliards": 1e9,
    "bn": 1e9, "trillion": 1e12, "billionen": 1e12,
}  # fmt: skip

_DIGITS = r"\d+(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SIMPLE = "|".join([rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[:9])})", *_SPELLED])
_HUNDREDS = (
    rf"(?:an?|{'|'.join(_UNITS)})[- ]hundred"
    rf"(?:[- ]and[- ](?:{_SIMPLE})\b|(?=[- ](?:thousand|million|billion)))"
)
_WORD = rf"{_HUNDREDS}|{_SIMPLE}"
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<money>[$€£¥₹]|US\$|USD |EUR |GBP )?\s?"
    rf"(?:(?P<digits>{_DIGITS})|(?P<word>(?:{_WORD})\b))"
    rf"(?:[- ]?(?P<scale>(?:{_SCALE})\b))?(?P<after>\s?%|[^\S\n]{{0,2}})",
    re.IGNORECASE,
)
_SPELLED_OUT = re.compile(
    rf"\b(?:{_HUNDREDS}|(?!one\b)(?:{_SIMPLE})(?![- ]?(?:{_SCALE})\b))(?!\w)", re.IGNORECASE
)
_MONEY = re.compile(
    r"(?:dollars?|euros?|pounds?|sterling|yen|yuan|roubles?|rubles?|francs?|crowns?|kron\w+|rupees?"
    r"|pesos?|lira|zloty|dólares|livres)\b|[€£$]",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"per ?cent\b|percent\w*|prozent\b|por ciento|pour cent|%", re.IGNORECASE)
_TIME = re.compile(
    r"(?:-| )?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?"
    r"|centur(?:y|ies)"
    r"|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|días?|semanas?|meses|años?"
    r"|horas?|jours?|semaines?|mois|ans?|heures?)(?:-old)?\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:-| )?(?:square |cubic |quadrat|kubik)?"
    r"(?:km|kilomet\w+|met(?:re|er)[sn]?|metros?|kilómetros?|miles?"
    r"|feet|foot|inch(?:es)?|cm|mm|tons?|tonne[sn]?|toneladas?|kg|kilos?|kilograms?|grams?"
    r"|lit(?:re|er)[sn]?|litros?|gallons?|acres?|hectares?|degrees?"
    r"|mph|km/h|knots?|watts?|megawatts?|mw|m)\b|°",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:at least|no fewer than|no less than|more than|over|above|upwards? of|exceed\w*"
    r"|mindestens|mehr als|über|al menos|más de|au moins|plus de)\s*$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:at most|no more than|up to|fewer than|less than|under|below|höchstens|bis zu|weniger als"
    r"|hasta|menos de|jusqu['’]à|moins de)\s*$",
    re.IGNORECASE,
)
_ALMOST = re.compile(r"(?:nearly|almost|just under|fast|knapp|casi|près de)\s*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|some|an estimated|estimated|circa|near|close to|rund"
    r"|etwa|ungefähr|circa|unos|unas|cerca de|environ|quelque)\s*$",
    re.IGNORECASE,
)
_NOT_A_FIGURE = re.compile(
    r"(?:[./:]\d|(?:st|nd|rd|th)\b|\s?(?:a\.?m|p\.?m)\b|\s?(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober"
    r"|Dezember|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto))\b|\. [A-ZÄ][a-zä]+ember)"
)
_IN_A_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,? (?:\d{1,2}, )?$"
)
_YEAR_AFTER = re.compile(
    r"(?:\b(?:in|since|from|until|by|of|before|after|during|between|and|to|im|en|seit|desde|depuis"
    r"|early|late|mid|summer|winter|spring|autumn|\d{1,2}, )[- ]?|[-–/(])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``text[start:end]``: it says that there are from ``low`` to ``high``."""

    start: int
    end: int
    kind: Kind
    value: float
    low: float
    high: float
    of: str | None
    """The stem of the word counted, where one follows."""


def figures(text: str) -> list[Figure]:
    """The figures of a sentence; dates, times of day and ordinals are none."""
    found = []
    for match in _FIGURE.finditer(text):
        if figure := _figure(text, match):
            found.append(figure)
    return found


def differ(one: Figure, other: Figure) -> bool:
    """Whether two figures of one kind cannot both be right for the same quantity."""
    if one.kind != other.kind:
        return False
    low, high = max(one.low, other.low), min(one.high, other.high)
    return low > high * (1 + ROUNDED) if high > 0 else low > high


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    value = _value(match)
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :][:40]
    plain = match["scale"] is None and match["money"] is None
    if value is None or (plain and _NOT_A_FIGURE.match(after)) or _IN_A_DATE.search(before):
        return None
    if plain and match["digits"] and re.fullmatch(r"1\d{3}|20\d\d", match["digits"]):
        if _YEAR_AFTER.search(before) or not re.match(r"[a-zà-ÿ]", after):
            return None
    kind, end = _kind(match, after)
    low, high = value, value
    if _LEAST.search(before):
        high = math.inf
    elif _ALMOST.search(before):
        low = 0.9 * value
    elif _MOST.search(before):
        low = 0.0
    elif _ABOUT.search(before):
        low, high = 0.9 * value, 1.1 * value
    counted = words(after.strip("- ")[:30].partition(" ")[0]) if kind == "count" else []
    start, size = match.start(), len(match.group().rstrip())
    return Figure(
        start=start,
        end=start + size + end,
        kind=kind,
        value=value,
        low=low,
        high=high,
        of=counted[0] if counted else None,
    )


def _kind(match: re.Match[str], after: str) -> tuple[Kind, int]:
    """The kind of a figure, and how far its unit reaches beyond it."""
    if match["money"]:
        return "money", 0
    if "%" in match["after"]:
        return "percent", 0
    kinds: list[tuple[Kind, re.Pattern[str]]] = [
        ("percent", _PERCENT), ("money", _MONEY), ("time", _TIME), ("measure", _MEASURE),
    ]  # fmt: skip
    for kind, unit in kinds:
        if found := unit.match(after):
            return kind, len(found.group()) + len(match["after"])
    return "count", 0


def _value(match: re.Match[str]) -> float | None:
    if match["word"]:
        value = _spelled(match["word"])
        if value < 2 and match["scale"] is None and match["money"] is None:
            return None  # "one" is an article or a pronoun more often than a figure
    else:
        value = _number(match["digits"])
    return value * (_SCALES[match["scale"].lower()] if match["scale"] else 1.0)


def _spelled(word: str) -> float:
    """The number of "sixty-two" or "a hundred and six"."""
    value = 0.0
    for part in re.split("[- ]", word.lower()):
        value = (value or 1.0) * 100 if part == "hundred" else value + _SPELLED.get(part, 0)
    return value


# The same few texts are compared again and again.
@lru_cache(2048)
def in_digits(text: str) -> str:
    """A text with the figures that it spells out in digits, from two on, without their scales."""
    return _SPELLED_OUT.sub(lambda match: f"{_spelled(match.group()):g}", text)


def _number(digits: str) -> float:
    """330,000 and 330.000 and 330 000 are one number; 9.6 and 9,6 are another."""
    grouped = re.fullmatch(r"\d{1,3}((?P<mark>[.,\u00a0\u202f' ])\d{3})+(?P<rest>[.,]\d+)?", digits)
    if grouped and not (grouped["mark"] in ".," and digits.startswith("0")):
        rest = grouped["rest"] or ""
        whole = re.sub(r"\D", "", digits.removesuffix(rest))
        return float(whole + rest.replace(",", "."))
    return float(re.sub(r"[^\d.]", "", digits.replace(",", ".")))
