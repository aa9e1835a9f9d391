"""Sentences and questions made wrong on purpose: a name, date, number or "not" exchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_YEAR = re.compile(r"\b(1[0-9]|20)\d\d\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(\.\d+)?(?![\w,]|\.\d)")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty".split()
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})\b")
NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w’'-]+(?: (?:of |de |van |the )?[A-Z][\w’'-]+)*")

_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do) not\b|n['’]t\b"
)
_VERB = re.compile(r"\b(is|are|was|were|has|had|have|will|would|can|could|should|must)\b(?! not)")
_OPPOSITES = dict(
    pair
    for a, b in (
        line.split()
        for line in """more less|higher lower|highest lowest|largest smallest|first last
before after|increased decreased|rose fell|rising falling|won lost|accepted rejected
approved rejected|confirmed denied|opened closed|began ended|north south|east west|northern southern
eastern western|older younger|oldest youngest|early late|best worst|always never|all none
supported opposed|agreed refused|allowed banned|arrived left|bought sold|gained lost|up down
majority minority|public private|possible impossible|legal illegal|male female|wins loses
above below|inside outside|strong weak|new old|long short|with without""".replace("\n", "|").split(
            "|"
        )
    )
    for pair in ((a, b), (b, a))
)
_OPPOSITE = re.compile(rf"\b({'|'.join(_OPPOSITES)})\b")


def other_number(text: str, rng: random.Random) -> str | None:
    """The text with one number, year, month or number word exchanged; None if there is none."""
    found = [m for p in (_NUMBER, _NUMBER_WORD, _MONTH) for m in p.finditer(text)]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if old in _MONTHS:
        new = rng.choice([one for one in _MONTHS if one != old])
    elif old in _NUMBER_WORDS:
        new = rng.choice([one for one in _NUMBER_WORDS if one != old])
    elif _YEAR.fullmatch(old):
        new = str(int(old) + rng.choice([-20, -11, -6, -3, -2, -1, 1, 2, 3, 5, 10, 17]))
    else:
        value = float(old.replace(",", ""))
        near = value * rng.choice([0.1, 0.4, 0.6, 0.8, 1.3, 1.5, 2, 3, 10]) + rng.randint(1, 3)
        places = len(old.partition(".")[2])
        new = f"{near:,.{places}f}" if "," in old else f"{near:.{places}f}"
    return None if new == old else text[: match.start()] + new + text[match.end() :]


def other_name(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """The text with one name exchanged for one of ``names`` that is not in it."""
    found = [m for m in NAME.finditer(text) if m.group() not in _MONTHS]
    fresh = [name for name in names if name not in text]
    if not found or not fresh:
        return None
    match = rng.choice(found)
    alike = [name for name in fresh if name.count(" ") == match.group().count(" ")]
    return text[: match.start()] + rng.choice(alike or fresh) + text[match.end() :]


def negated(text: str, rng: random.Random) -> str | None:
    """The text saying the opposite: "not" dropped or added, or a word turned to its opposite."""
    if match := _NOT.search(text):
        kept = match.group(1) or ""
        if not kept and match.start() and text[: match.start()].endswith(("ca", "wo")):
            return None  # can't, won't: no longer a verb without its ending
        return text[: match.start()] + kept + text[match.end() :]
    ways = [m for p in (_VERB, _OPPOSITE) for m in p.finditer(text)]
    if not ways:
        return None
    match = rng.choice(ways)
    old = match.group()
    new = _OPPOSITES.get(old) or f"{old} not"
    return text[: match.start()] + new + text[match.end() :]


def names_in(texts: Sequence[str]) -> list[str]:
    """The names that occur in the texts, each once."""
    found = (match.group() for text in texts for match in NAME.finditer(text))
    return sorted({name for name in found if name not in _MONTHS and len(name) < 40})
