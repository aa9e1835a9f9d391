"""What a written sentence states exactly and its quotes do not: amounts, days, names, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.amounts import (
    Missing,
    wrong_counts,
    wrong_figures,
    wrong_fractions,
    wrong_ordinals,
    wrong_spans,
    wrong_units,
)
from chatbot.asserted import asserted, plain, quoted
from chatbot.clocks import timed
from chatbot.corrections import standing
from chatbot.extents import (
    wrong_durations,
    wrong_extents,
    wrong_lasting,
    wrong_lives,
    wrong_places,
    wrong_shares,
)
from chatbot.figures import in_digits
from chatbot.followups import names
from chatbot.moments import Moment, agree, moments, on, published_on
from chatbot.stems import every, stem
from chatbot.terms import content_terms, words
from chatbot.tongues import tongue

_SHORT = {
    "us": "united states",
    "uk": "united kingdom",
    "un": "united nations",
    "eu": "european union",
}
_ALL_SAY = re.compile(
    r"\b(?:both|all|each|every|the two|the three)(?: of the| the| three)? (?:\w+ )?"
    r"(?:articles?|reports?|sources?|passages?|papers?|newspapers?|accounts?)\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+")
_IS = r"(?:has|had|was|were|is|are|will|would)"
_AS_OF = re.compile(
    r"\b(?:as of|published|reported|dated|by|on|in|from|until)\s+(?:the\s+)?$", re.I
)
_DEMONYM = re.compile(r"\W*(?:The )?([A-Z]\w+(?:ican|ian|ean|ish|ese|ench|utch))\b")
_SMALL_PART = re.compile(r"\b([A-Z]\w+) (Said|Will|May|Can|Do|More|Most|Over|Under)\b")
"""Names with a part that is a small word too: Port Said."""
_NO_NAME = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True)
class Given:
    """The text that a sentence is held against, and what is known beside it."""

    text: str
    beside: str
    """Its titles, the names of those who speak in it, and what it leans on."""
    publishers: str
    """Who published and wrote it: a sentence may name them as its source."""
    published: Sequence[str | None]
    known: frozenset[str] = frozenset()
    """More stems by which those who speak are known."""
    around: str = ""
    """All passages given, of which the text is a part."""
    each: Sequence[str] = ()
    """The text of each source by itself."""
    cited: str = ""
    """The passages that have the text: a name of theirs is not made up, though not in the text."""


def missing(sentence: str, given: Given) -> list[Missing]:
    """What the sentence states exactly and the quotes do not."""
    return [
        *wrong_figures(sentence, standing(given.text, sentence)),
        *_everywhere(sentence, given),
        *wrong_counts(sentence, given.text),
        *wrong_spans(sentence, given.text),
        *wrong_units(sentence, given.text),
        *wrong_extents(sentence, given.text),
        *wrong_places(sentence, given.text),
        *wrong_lasting(sentence, given.text),
        *wrong_durations(sentence, given.text),
        *wrong_lives(sentence, given.text),
        *wrong_shares(sentence, given.text),
        *wrong_fractions(sentence, given.text),
        *_clocks(sentence, given),
        *_days(sentence, given),
        *wrong_ordinals(sentence, given.text),
        *_names(sentence, given),
        *_quoted(sentence, given),
    ]


def missing_abroad(sentence: str, given: Given) -> list[Missing]:
    """The same for a text in another language: names and ordinals have other words there."""
    return [
        *wrong_figures(sentence, given.text),
        *_everywhere(sentence, given),
        *_clocks(sentence, given),
        *_days(sentence, given),
        *_quoted(sentence, given),
    ]


def _everywhere(sentence: str, given: Given) -> Iterator[Missing]:
    """The figures that only some of the sources have, where all are said to give them."""
    if _ALL_SAY.search(sentence):
        for text in given.each:
            yield from wrong_figures(sentence, text)


def _clocks(sentence: str, given: Given) -> Iterator[Missing]:
    there = [other for other, _, _ in timed(given.text)]
    for one, start, end in timed(sentence):
        if not any(one & other for other in there):
            yield Missing(sentence[start:end], f"The quote does not say “{sentence[start:end]}”.")


def _days(sentence: str, given: Given) -> Iterator[Missing]:
    there = moments(given.text)
    for one in moments(sentence):
        written = sentence[one.start : one.end]
        if written.isdecimal() and re.search(rf"\b{written}\b", given.text):
            continue  # a year, wherever it stands
        if not any(_given(one, there, sentence, day) for day in given.published):
            yield Missing(written, f"The quote does not say “{written}”.")


def _given(one: Moment, there: Sequence[Moment], sentence: str, published: str | None) -> bool:
    day = published_on(published)
    if any(agree(one, other, day) for other in there):
        return True
    if day is None:
        return False
    coarse = one.day is None and one.weekday is None and one.away is None
    coarse = coarse and not (one.month and any(other.month for other in there))
    coarse = coarse and not (one.year and any(other.year for other in there))
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
    german = tongue(sentence) == "de"
    begins = _DEMONYM.match(sentence)
    for name in [*([begins[1]] if begins else []), *names(re.sub(r"[“”„«»\"]", " ", sentence))]:
        if name[0].isdigit() or name.islower() or name.lower() in _NO_NAME or moments(name):
            continue
        if in_digits(name) != name or every(name) <= known or name.lower() in initials:
            continue
        if _spelled_out(name, known) or _shortened(name, given):
            continue
        if german and " " not in name:
            continue  # any noun has a capital there
        elsewhere = re.search(rf"\b(?i:at|in|from) {re.escape(name)}\b", given.cited)
        yield Missing(name, f"The quote does not name “{name}”.", grave=not elsewhere)


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
    text = f"{given.text} {given.beside}"
    for one in full:
        first, *_, last = one.split()
        if name not in one:
            continue
        if re.search(rf"\b(?:[Tt]he|[Ii]ts) {re.escape(last.lower())}\b", text):
            alike = {other.removeprefix("The ") for other in full if other.endswith(f" {last}")}
        elif re.search(rf"\b{re.escape(first)} (?:\w+ed|said|says|{_IS})\b", given.text):
            alike = {other for other in full if other.startswith(f"{first} ")}
        else:
            continue
        if len(alike) == 1:
            return True
    bare = re.escape(name)
    beside = re.findall(
        rf"\b(?:[Tt]he|[Ii]ts)(?: [\w-]+){{0,3}} ([a-z-]+),? {bare}\b"
        rf"|\b{bare}, (?:the|its)(?: [\w-]+){{0,3}}? ([a-z-]+)(?=[,.;]| of\b| for\b)",
        given.around,
    )  # "the dam operator, Alder": "the operator" is Alder
    return any(
        re.search(rf"\b(?:[Tt]he|[Ii]ts) (?:\w+ )?{noun}\b", given.text)
        for one in beside
        for noun in one
        if noun
    )


def _quoted(sentence: str, given: Given) -> Iterator[Missing]:
    text = plain(given.text)
    for words_quoted in quoted(sentence):
        wanted = plain(words_quoted).strip(" .,;:!?'\"")
        if wanted and wanted not in text and wanted[0].lower() + wanted[1:] not in text.lower():
            yield Missing(words_quoted, f"“{words_quoted}” is not word for word in the quote.")
