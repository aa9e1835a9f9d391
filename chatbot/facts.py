"""Figures, days, names and quoted words of a written sentence that its quotes do not have."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from chatbot.asserted import asserted, quoted
from chatbot.figures import Figure, figures
from chatbot.followups import names
from chatbot.moments import Moment, agree, moments, on, published_on, timed
from chatbot.stems import every, stem
from chatbot.terms import content_terms, words

DIGITS = 2
"""Digits of a figure from which it may be another one, rounded."""

ROUND = 1.2
"""Share by which a figure that is meant as a bound, or roughly, may differ from the one given."""

_SHORT = {
    "us": "united states",
    "uk": "united kingdom",
    "un": "united nations",
    "eu": "european union",
}
_UNIT = {
    "km": "kilometer", "kilometre": "kilometer", "metre": "meter", "m": "meter", "ft": "foot",
    "feet": "foot", "kg": "kilogram", "kilo": "kilogram", "tonne": "ton", "litre": "liter",
    "%": "percent", "prozent": "percent", "per": "percent", "cent": "percent",
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
_FULL = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+")
_IS = r"(?:has|had|was|were|is|are|will|would)"
_MARKS = str.maketrans("“”„«»‘’‚′", '"""""\'\'\'\'')
_AS_OF = re.compile(
    r"\b(?:as of|published|reported|dated|by|on|in|from|until)\s+(?:the\s+)?$", re.I
)
_DEMONYM = re.compile(r"\W*(?:The )?([A-Z]\w+(?:ican|ian|ean|ish|ese|ench|utch))\b")
_SMALL_PART = re.compile(r"\b([A-Z]\w+) (Said|Will|May|Can|Do|More|Most|Over|Under)\b")
"""Names with a part that is a small word too: Port Said."""
_NO_NAME = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a sentence says and its quotes do not."""

    what: str
    reason: str
    grave: bool = True
    """Whether the sentence is wrong without it; else it is only less exact."""


@dataclass(frozen=True, slots=True)
class Given:
    """The text that a sentence is held against, and what is known beside it."""

    text: str
    beside: str
    """Its titles, and the names of those who speak in it."""
    publishers: str
    """Who published and wrote it: a sentence may name them as its source."""
    published: Sequence[str | None]
    known: frozenset[str] = frozenset()
    """More stems by which those who speak are known."""
    around: str = ""
    """All passages given, of which the text is a part."""


def missing(sentence: str, given: Given) -> list[Missing]:
    """What the sentence states exactly and the quotes do not."""
    return [
        *_figures(sentence, given),
        *_clocks(sentence, given),
        *_days(sentence, given),
        *_ordinals(sentence, given),
        *_names(sentence, given),
        *_quoted(sentence, given),
    ]


def _figures(sentence: str, given: Given) -> Iterator[Missing]:
    there = figures(given.text)
    extra = [_ROUND_VALUE[match[1].lower()] for match in _ROUND.finditer(given.text)]
    if _IN_ALL.search(sentence):
        parts = [one.value for one in figures(sentence) if one.value in {o.value for o in there}]
        extra += [sum(some) for n in (2, 3) for some in combinations(parts, n)]
    for one in figures(sentence):
        written = sentence[one.start : one.end].strip()
        if (one.value == 1 and _ONE.search(given.text)) or one.value in extra:
            continue
        near = [other for other in there if _same_kind(one, other, sentence, given.text)]
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
        counts = [figure for figure in (one, other) if figure.kind == "count"]
        return one.value == other.value and any(figure.of in loose for figure in counts)
    if one.kind == "count":
        return True
    a, b = _unit(mine, one), _unit(theirs, other)
    if a and b and a != b:
        return False
    a, b = _rate(mine, one), _rate(theirs, other)
    return a == b or not (a and b)


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


def _clocks(sentence: str, given: Given) -> Iterator[Missing]:
    there = [other for other, _, _ in timed(given.text)]
    for one, start, end in timed(sentence):
        if not any(one & other for other in there):
            yield Missing(sentence[start:end], f"The quote does not say “{sentence[start:end]}”.")


def _days(sentence: str, given: Given) -> Iterator[Missing]:
    there = moments(given.text)
    for one in moments(sentence):
        if not any(_given(one, there, sentence, day) for day in given.published):
            written = sentence[one.start : one.end]
            yield Missing(written, f"The quote does not say “{written}”.")


def _ordinals(sentence: str, given: Given) -> Iterator[Missing]:
    days = [(one.start, one.end) for one in moments(sentence)]
    there = {_place(match.group()) for match in _ORDINAL.finditer(given.text)}
    for match in _ORDINAL.finditer(sentence):
        if not any(a <= match.start() < b for a, b in days) and _place(match.group()) not in there:
            yield Missing(match.group(), f"The quote does not say “{match.group()}”.")


def _place(ordinal: str) -> int:
    """Which place an ordinal names."""
    word = ordinal.lower()
    return _ORDINALS.index(word) + 3 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _given(one: Moment, there: Sequence[Moment], sentence: str, published: str | None) -> bool:
    day = published_on(published)
    if any(agree(one, other, day) for other in there):
        return True
    if day is None:
        return False
    coarse = one.day is None and one.weekday is None and one.away is None
    coarse = coarse and not (one.month and any(other.month for other in there))
    said_as_of = _AS_OF.search(sentence[: one.start]) and not there
    return bool((coarse or said_as_of) and agree(one, on(day), day))


def _names(sentence: str, given: Given) -> Iterator[Missing]:
    text = f"{given.text} {given.beside}"
    known, initials = every(text), _initials(text)
    sources = " ".join(one.speaker or "" for one in asserted(sentence))
    known |= (every(given.publishers) | given.known) & every(sources)
    for name, part in _SMALL_PART.findall(sentence):
        if not content_terms(part) and f"{name} {part}" not in text and name in text:
            yield Missing(f"{name} {part}", f"The quote does not name “{name} {part}”.")
    begins = _DEMONYM.match(sentence)
    for name in [*([begins[1]] if begins else []), *names(re.sub(r"[“”„«»\"]", " ", sentence))]:
        if name[0].isdigit() or name.islower() or name.lower() in _NO_NAME or moments(name):
            continue
        if all(stem(word) in known for word in words(name)) or name.lower() in initials:
            continue
        if _spelled_out(name, known) or _shortened(name, given):
            continue
        yield Missing(name, f"The quote does not name “{name}”.")


def _initials(text: str) -> set[str]:
    """What the names of a text would be as acronyms."""
    found = set()
    for match in re.finditer(
        r"\b[A-ZÀ-Þ][\w’'-]*(?: (?:of |the |and |for )?[A-ZÀ-Þ][\w’'-]*)+", text
    ):
        found.add("".join(word[0] for word in match.group().split() if word[0].isupper()).lower())
    return found


def _spelled_out(name: str, known: set[str]) -> bool:
    """Whether a name is part of what the text has only as initials, or initials of what it has."""
    plain = name.lower().replace(".", "")
    for short, long in _SHORT.items():
        parts = {stem(word) for word in words(long)}
        if plain in long.split() and (short in known or set(short) <= known):
            return True
        if plain == short and parts <= known:
            return True
    return False


def _shortened(name: str, given: Given) -> bool:
    """Whether the quote has only a part of a name that the passages give in full.

    "The authority" is the Harbour Authority, and "Alder" is Alder Lines, where there is no other.
    """
    full = {match.group() for match in _FULL.finditer(given.around)}
    for one in full:
        first, *_, last = one.split()
        if name not in one:
            continue
        if re.search(rf"\b(?:[Tt]he|[Ii]ts) {re.escape(last.lower())}\b", given.text):
            alike = {other.removeprefix("The ") for other in full if other.endswith(f" {last}")}
        elif re.search(rf"\b{re.escape(first)} (?:\w+ed|said|says|{_IS})\b", given.text):
            alike = {other for other in full if other.startswith(f"{first} ")}
        else:
            continue
        if len(alike) == 1:
            return True
    return False


def _quoted(sentence: str, given: Given) -> Iterator[Missing]:
    text = _plain(given.text)
    for words_quoted in quoted(sentence):
        wanted = _plain(words_quoted).strip(" .,;:!?'\"")
        if wanted and wanted not in text and wanted[0].lower() + wanted[1:] not in text.lower():
            yield Missing(words_quoted, f"“{words_quoted}” is not word for word in the quote.")


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())
