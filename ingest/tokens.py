"""Words and marks of a paragraph, each quotation folded into one token, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.quotations import Quotation

_ABBREVIATIONS = (
    "Mr Mrs Ms Mx Dr Prof Sen Rep Gov Gen Col Lt Capt Sgt Cpl Maj Adm Rev Hon Pres St Sr Jr Det "
    "Insp Supt Const Cllr Atty Ald Amb Cmdr Fr Dir Mt No Inc Ltd Co Corp vs Jan Feb Mar Apr Jun "
    "Jul Aug Sep Sept Oct Nov Dec Hr Bzw ca Sra Dra Sres Mme Mlle Messrs Mgr Pvt Spc Dept Assn "
    "Ave Blvd"
)
_WORD = re.compile(
    rf"(?:{'|'.join(_ABBREVIATIONS.split())})\.(?=\s)"
    r"|(?:[^\W\d_]\.){2,}|[A-ZÀ-Þ]\.(?=\s)"  # U.S., p.m., J.
    r"|\d[\d.,:]*\d(?:[-’']?\w+)*|\w+(?:[-’'&.@]\w+)*|\.\.\.|\S"
)
_FRENCH = re.compile(
    r"(?:[cdjlmnst]|qu|lorsqu|puisqu)[’'](?=\w)|[^\W\d_]+(?=-(?:t-)?(?:ils?|elles?|on|je)\b)"
    r"|-(?:t-)?(?:ils?|elles?|on|je)\b|" + _WORD.pattern,
    re.I,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,2}\Z")


class Token(NamedTuple):
    """A word, a mark, or a folded quotation (which then says which)."""

    text: str
    low: str
    start: int
    end: int
    quotation: Quotation | None = None

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


Sentence = list[Token]


def folded(text: str, start: int, end: int, quotes: Sequence[Quotation], language: str) -> Sentence:
    """The tokens of ``text[start:end]``, with each of its quotations as one."""
    pattern = _FRENCH if language == "fr" else _WORD
    tokens: Sentence = []

    def read(first: int, last: int) -> None:
        for match in pattern.finditer(text, first, last):
            word = match.group()
            tokens.append(Token(word, word.lower().replace("’", "'"), *match.span()))

    at = start
    for quote in quotes:
        read(at, quote.outer[0])
        if _nickname(text, quote):
            read(*quote.inner)
        else:
            tokens.append(Token("“”", "“”", *quote.outer, quote))
        at = quote.outer[1]
    read(at, end)
    return tokens


def _nickname(text: str, quote: Quotation) -> bool:
    """Whether it belongs to a name: Wilhelmina “Billie” Hansson."""
    before, after = (
        text[max(0, quote.outer[0] - 2) : quote.outer[0]],
        text[quote.outer[1] : quote.outer[1] + 2],
    )
    return (
        before[:1].isalpha()
        and before[1:] == " "
        and after[:1] == " "
        and after[1:].isupper()
        and _NAME.match(text, *quote.inner) is not None
        and text[max(0, quote.outer[0] - 40) : quote.outer[0]].split()[-1][0].isupper()
    )


def word_count(text: str, token: Token) -> int:
    """How many words a folded quotation has."""
    assert token.quotation is not None
    return text.count(" ", *token.quotation.inner) + 1


def ends(token: Token, text: str) -> bool:
    """Whether a sentence may end with this token: . ! ? or speech that ends so."""
    if token.quotation is None:
        return token.text in (".", "!", "?", "…", "...")
    return text[token.quotation.inner[1] - 1] in ".!?…"
