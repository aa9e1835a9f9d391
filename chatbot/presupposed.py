"""What somebody's words only take for granted: it stands whoever says the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.attributions import FINITE
from chatbot.saying import CUE
from chatbot.stems import every, stems
from vectorstore import Stance

_DEFINITE = re.compile(
    r"\b(?:the|this|these|those|its|his|her|their)\s(?P<noun>[^,.;:“”]*?)\s(?:that|which|who)\s"
    r"(?!(?:it|he|she|they|we|there|the|an?|its|his|her|their|no|nobody|all)\b)"
    rf"(?P<verb>(?:(?:{FINITE.pattern}|been|not)\s)*\w+)(?P<rest>[^,.;:“”]*)",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"{FINITE.pattern}|\b(?:{CUE})\b", re.IGNORECASE)
_PHRASE = re.compile(
    rf"\b(?i:the|this|these|those|its|his|her|their)\s(?=(?P<of>[^,.;:“”]*?)(?:[,.;:“”]|$"
    rf"|\b(?:that|which|who|{FINITE.pattern}|{CUE})\b))",
)
_BESIDE = re.compile(r",\s(?:as|while|after|since)\s(?P<clause>[^.;:“”]+)")
MOST = 0.9
"""Share of the words of a sentence that what is taken for granted must have."""


def takes_for_granted(said: str, stance: Stance, words: set[str]) -> bool:
    """Whether the words are those of something that is only presupposed in what is said.

    In "The fire that burned the roof was an accident, the police said", the police say nothing
    new of the roof; and who accuses somebody "as ash grounds the flights" does not speak of ash.
    """
    for part in _parts(said, stance):
        if words and len(words & every(part)) >= MOST * len(words):
            return True
    return False


def _parts(said: str, stance: Stance) -> Iterator[str]:
    for match in _DEFINITE.finditer(said):
        if not _SAYS.search(match["noun"]) and stems(match["noun"]):
            rest = FINITE.split(match["rest"])[0]
            yield f"{match['noun']} {match['verb']} {rest}"
    yield from (match["of"] for match in _PHRASE.finditer(said) if len(stems(match["of"])) > 1)
    if stance == "accuses":
        yield from (match["clause"] for match in _BESIDE.finditer(said))
