"""Where the sentences of a paragraph end, once its quotations are folded."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.cues import cues
from ingest.grammar import grammar
from ingest.tokens import Sentence, ends

_LONGEST = 160
"""Tokens; no prose has longer sentences, and time grows with the square of one."""


def sentences(tokens: Sentence, text: str, language: str) -> Iterator[Sentence]:
    """A paragraph's tokens, sentence by sentence; speech keeps the words that attribute it."""
    start = 0
    for place in range(len(tokens) - 1):
        if place - start == _LONGEST or _ends_here(tokens, place, text, language):
            yield tokens[start : place + 1]
            start = place + 1
    if start < len(tokens):
        yield tokens[start:]


def _ends_here(tokens: Sentence, place: int, text: str, language: str) -> bool:
    token, following = tokens[place], tokens[place + 1]
    known = grammar(language)
    if not ends(token, text):
        return (
            token.text[-1] == "."
            and following.capital
            and (following.low in known.determiners or following.low in known.pronouns)
        )
    if following.quotation is not None:
        return True
    if not following.word:
        return False
    if token.quotation is None:
        return True
    if not following.capital and not following.text[0].isdigit():
        return False
    return not _attributed(tokens, place + 1, text, language)


def _attributed(tokens: Sentence, first: int, text: str, language: str) -> bool:
    """Whether “…!” is followed by: Anna Berg said."""
    known, verbs = grammar(language), cues(language)
    quotation = tokens[first - 1].quotation
    full_stop = quotation is not None and text[quotation.inner[1] - 1] == "."
    for place in range(first + 1, min(first + 14, len(tokens))):
        token = tokens[place]
        if (
            token.quotation is not None
            or token.text in ".:;!?"
            or (full_stop and token.text == ",")
        ):
            return False
        cue = verbs.get(token.low)
        if cue is None or cue.way not in ("say", "speech") or cue.form not in ("past", "present"):
            continue
        if place + 1 >= len(tokens):
            return True
        following = tokens[place + 1]
        if following.quotation is not None or following.text == ":":
            return False
        if following.text == ",":
            return place + 2 >= len(tokens) or (
                not full_stop and tokens[place + 2].quotation is None
            )
        if not following.word:
            return True
        rest = tokens[place + 1 : place + 16]
        for token in rest:
            if token.text in ".!?":
                break
            if token.low in known.that or token.quotation is not None or token.text == ":":
                return False
            if token.low in known.auxiliaries:
                return False
        return (
            following.low in known.prepositions
            or following.low in known.adverbs
            or (
                following.low in known.times or cue.base in ("tell", "ask") or following.low == "to"
            )
        )
    return False


def without_dateline(tokens: Sentence) -> Sentence:
    """Without "LOWEN, March 3 (Agency) —", which is no part of the sentence."""
    if tokens and len(tokens[0].text) > 2 and tokens[0].text.isupper():
        for place, token in enumerate(tokens[1:14], 1):
            if token.text in "–—-" and token.text:
                return tokens[place + 1 :]
            if token.low not in "(),./" and not (token.capital or token.text[0].isdigit()):
                break
    return tokens
