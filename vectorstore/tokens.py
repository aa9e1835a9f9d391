"""The words of any text, made comparable: numbers, hyphens, and scripts without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 60
"""Characters; longer runs are no words that anybody asks for."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"  # Japanese, Chinese, Korean
)
_SIGNS = "\u0900-\u0dff"
"""Scripts of India, some of whose signs are no letters to ``re``, but parts of words."""
_WORD = f"(?:[^\\W_{_SIGNS}]+|[{_SIGNS}]+)+"

_TIMES = {
    3: "thousand tausend mille mil k",
    6: "million millions millionen millón millones mio mln mn m",
    9: "billion billions bn milliarde milliarden milliard milliards mrd mld",
    12: "trillion trillions billionen",
}
_ZEROS = {word: zeros for zeros, words in _TIMES.items() for word in words.split()}
_TIMES_WORDS = "|".join(sorted(_ZEROS, key=len, reverse=True))
_ZEROS |= {"万": 4, "萬": 4, "亿": 8, "億": 8}
_NUMBER = re.compile(
    r"(?<![\w.,-])"
    r"(?P<whole>\d{1,3}(?P<mark>[,.'’ ])\d{3}(?:(?P=mark)\d{3})*(?!\d)|\d+)"
    r"(?:[.,](?P<rest>\d{1,9}))?(?![.,-]?\d)"
    rf"(?:[ -]?(?P<times>{_TIMES_WORDS})(?![^\W_])|\s(?P<myriads>[万萬亿億]))?(?![^\W_{_UNSPACED}])"
)
_TOKEN = re.compile(
    r"(?P<initials>(?<!\w)(?:[^\W\d_]\.){2,})"
    rf"|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|{_WORD}(?:[-‐‑'’]{_WORD})*"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_JOINT = re.compile("[-‐‑'’]")
_POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)
_FREE_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents that no letter took, and what Hebrew and Arabic are written with or without."""


def tokens(text: str) -> list[str]:
    """The words of a text, in order, in lower case; none holds white space.

    A number has one form however it is written ("330,000", "330 000", "0.33 million" → 330000);
    what hyphens and apostrophes join comes in its parts and as one; a script without spaces comes
    in pairs of neighbouring characters (as in Lucene's CJK analysis).
    """
    flat = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    flat = _RUN.sub(r" \g<0> ", _FREE_MARKS.sub("", flat))
    found, at = list[str](), 0
    for match in _NUMBER.finditer(flat):
        found += _words(flat[at : match.start()])
        found += _number(match)
        at = match.end()
    found += _words(flat[at:])
    return [one for one in found if len(one) <= LONGEST]


def _number(match: re.Match[str]) -> list[str]:
    """The forms of a number: as it is, and times the million or thousand after it."""
    digits = re.sub(r"\D", "", match["whole"])
    rest = (match["rest"] or "").rstrip("0")
    plain = f"{digits.lstrip('0') or '0'}.{rest}" if rest else digits
    times = match["times"] or match["myriads"]
    if times is None:
        return [plain]
    zeros = _ZEROS[times]
    full = digits + rest + "0" * (zeros - len(rest)) if len(rest) <= zeros else plain
    return [plain, times, full.lstrip("0") or "0"]


def _words(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match["initials"]:
            yield token.replace(".", "")
        elif match["unspaced"]:
            yield from (token[n : n + 2] for n in range(max(1, len(token) - 1)))
        else:
            yield from _parts(_POSSESSIVE.sub("", token))


def _parts(word: str) -> Iterator[str]:
    """What hyphens and apostrophes join: its parts, but no single letters, and the whole."""
    parts = _JOINT.split(word)
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 1 or part.isdecimal())
    yield "".join(parts)
