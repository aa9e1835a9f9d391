"""What an article only repeats to take it back: "an earlier version gave it as 90 metres"."""

from __future__ import annotations

import re

_TAKEN_BACK = re.compile(
    r"[^.;:]*\b(?:(?:earlier|previous|first|original) (?:version|edition)"
    r"|(?:wrongly|mistakenly|incorrectly|erroneously) (?:\w+ )?"
    r"(?:gave|put|said|stated|reported|given))\b[^.;]*",
    re.IGNORECASE,
)
_OF_THAT = re.compile(
    r"\b(?:earlier|previous\w*|first|original\w*|version|edition|correct\w*|wrong\w*|mistak\w*"
    r"|incorrect\w*|error|erroneous\w*|instead|not)\b",
    re.IGNORECASE,
)


def standing(text: str, sentence: str) -> str:
    """A text without what it takes back, unless a sentence speaks of that."""
    return text if _OF_THAT.search(sentence) else _TAKEN_BACK.sub(" ", text)
