"""Which language a written sentence is in, as its small words tell."""

from __future__ import annotations

import re

_SMALL = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is was were that for on it with as at by from had has have are "
        "be been not this which or an its their his her they who but after said says will would",
        "de": "der die das und den dem des ein eine einen einem einer nicht ist war sind waren zu "
        "im am mit auf für von dass sich bei nach hat hatte haben wird werden wurde es er aus zur "
        "zum vor als auch wie",
        "es": "el la los las de del que y en un una por con se su para es al lo como más no ha fue "
        "pero sus le ya o este sí porque esta son entre cuando sin sobre ser según",
        "fr": "le la les des du et un une dans est que qui pour par sur au aux pas ce il elle ne "
        "se son avec plus a été ont sont cette mais ou leur selon",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")


def tongue(text: str) -> str | None:
    """ISO 639-1 code of the language that most of its small words are of; None where in doubt."""
    there = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    found = sorted((sum(w in small for w in there), code) for code, small in _SMALL.items())
    (second, _), (most, code) = found[-2:]
    return code if most > second else None


def foreign(sentence: str, language: str | None) -> bool:
    """Whether a sentence is surely in another language than a text."""
    own = tongue(sentence)
    return own is not None and language is not None and own != language[:2].lower()
