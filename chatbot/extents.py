"""What an amount is of, in a written sentence and in its quotes: a length, or so much more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.amounts import Missing
from chatbot.figures import Figure, figures
from chatbot.moments import moments
from chatbot.stems import telling

_TAILS = {
    "length": r"\s(?:long|(?:in|of) length)\b",
    "width": r"\s(?:wide|broad|across|(?:in|of) (?:width|breadth))\b",
    "height": r"\s(?:high|tall|(?:in|of) height)\b",
    "depth": r"\s(?:deep|(?:in|of) depth)\b",
    "thickness": r"\s(?:thick|(?:in|of) thickness)\b",
    "weight": r"\s(?:heavy|(?:in|of) weight)\b",
    "ago": r"\sago\b",
    "later": r"\s(?:later|afterwards)\b",
    "earlier": r"\s(?:earlier|beforehand)\b",
    "more": r"\s(?:(?!than\b)[a-z]+\s)?(?:more(?! than)|further|additional|extra|others?)\b",
    "all": r"\s(?:[a-z]+\s){0,2}(?:in all|in total|altogether)\b",
}
"""What stands behind a figure and says what it is of."""
_MORE = re.compile(r"\b(?:another|a further|an additional|an extra)\s$", re.IGNORECASE)
_LASTED = re.compile(
    r"(?P<what>[^\W\d_]+)\s(?:only |just )?for (?:about |some |nearly |almost |more than |many "
    r"|several )?(?:(?:an?|one) )?(?P<unit>second|minute|hour|day|night|week|month|year|decade"
    r"|centur)(?:s|y|ies)?\b",
    re.IGNORECASE,
)
"""A word, and how long it was so, of which it is not said how many."""
_LIVED = re.compile(
    r"\([^()]{0,40}?\b\d{3,4}(?:\s?[-–—]\s?|\s(?:to|until)\s)[^()]{0,40}?\d{3,4}\s?\)"
    r"|\b(?:born|b\.)[^();.]{0,30}?\d{4}\b"
)
"""The years of a life: "(1807 – 1857)", "born 21 July 1807"."""
_IN_FULL = re.compile(r"[a-z]{3}|\bb\.", re.IGNORECASE)
"""What bare years lack, which may be those of a war or a reign too."""
_OF_A_LIFE = re.compile(
    r"\b(?:born|birth\w*|die[ds]|death|dead|killed|lived|life|alive|aged?|old)\b|\(", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?:ma(?:de|kes?|king) up|compris(?:e|es|ed|ing)|account(?:s|ed|ing)? for"
    r"|constitut(?:e|es|ed|ing)|represent(?:s|ed|ing)?)\b(?=[^,.;:]{0,30}?(?P<figure>\d[\d.,]*\d|\d))",
    re.IGNORECASE,
)
"""What makes up a share, and the first digits after it."""

_WENT_ON = re.compile(
    r"\bfor (?:about |some |nearly |almost |over |around |more than |at least )?"
    r"(?P<count>\d[\d,.]*) (?P<unit>(?:second|minute|hour|day|night|week|month|year|decade)s)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.;:!?]\s")
_CLAUSE = re.compile(r"[,.;:]")
NEAR = 3
"""Content words before "for 100 years" that say what went on."""
MAKERS = 2
"""Content words before "make up" that say what does."""


def wrong_extents(sentence: str, given: str) -> Iterator[Missing]:
    """A figure as a width that the quote has as a length, or as so many more that were all."""
    theirs = [(one, _tail(one, given)) for one in figures(given)]
    for one in figures(sentence):
        mine = _tail(one, sentence)
        of_it = {tail for other, tail in theirs if other.value == one.value}
        others = {tail for other, tail in theirs if other.value != one.value}
        if not mine or not of_it or mine in of_it:
            continue
        if any(of_it) or mine in others:
            written = sentence[one.start : one.end].strip()
            yield Missing(written, f"The quote says “{written}” of something else.")


def _tail(one: Figure, text: str) -> str:
    """What a figure is of, as far as the words next to it tell; else nothing."""
    if _MORE.search(text[: one.start]):
        return "more"
    after = text[one.end :]
    return next((name for name, tail in _TAILS.items() if re.match(tail, after)), "")


def wrong_places(sentence: str, given: str) -> Iterator[Missing]:
    """A figure for one place that the quote gives for all: "51 here" of "97 ships: 51 here"."""
    theirs = [(one.value, place) for one in figures(given) if (place := _place(one, given))]
    for one in figures(sentence):
        place = _place(one, sentence, words=3)
        there = {value for value, other in theirs if other == place}
        if there and one.value not in there:
            written = sentence[one.start : one.end].strip()
            yield Missing(written, f"The quote says “{written}” of something else.")


def _place(one: Figure, text: str, words: int = 0) -> str:
    """The name for where a number of things are, at most so many words behind it; else nothing."""
    name = r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ]\w+)*"
    behind = rf"(?:\s[a-z]+){{0,{words}}}?\s(?:at|in|on|from)\s(?:the\s)?({name})"
    found = re.match(behind, text[one.end :]) if one.kind == "count" else None
    return "" if not found or moments(found[1]) else found[1]


def wrong_lasting(sentence: str, given: str) -> Iterator[Missing]:
    """What is said to have been so for a week, and in the quote for years."""
    theirs = [(match["what"].lower(), match["unit"].lower()) for match in _LASTED.finditer(given)]
    for match in _LASTED.finditer(sentence):
        units = {unit for what, unit in theirs if what == match["what"].lower()}
        if units and match["unit"].lower() not in units:
            yield Missing(match.group(), f"The quote does not say “{match.group()}”.")


def wrong_durations(sentence: str, given: str) -> Iterator[Missing]:
    """How long something is said to have been so, where it is given of something else."""
    theirs = list(_durations(given))
    for length, mine in _durations(sentence):
        of = [what for other, what in theirs if other == length]
        if of and not any(mine & what for what in of):
            yield Missing(length, f"The quote says “{length}” of something else.", grave=False)


def _durations(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each "100 years" that something went on for, with the words before it."""
    for match in _WENT_ON.finditer(text):
        clause = _STOPS.split(text[: match.start()])[-1]
        if before := set(telling(clause)[-NEAR:]):
            yield f"{match['count']} {match['unit']}", before


def wrong_lives(sentence: str, given: str) -> Iterator[Missing]:
    """A year told of something else that is given only as that of a birth or a death."""
    if _OF_A_LIFE.search(sentence):
        return
    lives, others = _LIVED.findall(given), _LIVED.sub(" ", given)
    for year in re.findall(r"\b\d{4}\b", sentence):
        of = [life for life in lives if year in life]
        if of and year not in others:
            grave = any(map(_IN_FULL.search, of))
            yield Missing(year, f"The quote has “{year}” only as the year of a life.", grave)


def wrong_shares(sentence: str, given: str) -> Iterator[Missing]:
    """A share made up by something else than what the quote has as making it up."""
    theirs = list(_shares(given))
    for figure, mine in _shares(sentence):
        of = [what for other, what in theirs if other == figure]
        if mine and of and not any(mine & what or not what for what in of):
            yield Missing(figure, f"The quote says “{figure}” of something else.")


def _shares(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each share, with the last words for what makes it up."""
    for match in _SHARE.finditer(text):
        yield match["figure"], set(telling(_CLAUSE.split(text[: match.start()])[-1])[-MAKERS:])
