"""What may stand between a cue and what is said: the listener, the day, the occasion."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.named import addressee, aside
from ingest.phrases import Phrases

_TOLD = frozenset(
    "told tells tell informed informs assured assures reassured reminded advised briefed notified "
    "warned urged asked telling warning assuring reminding asking urging".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_INTENT = frozenset("hopes hoped hope hoping expects expected expect proposes proposed".split())


def content(phrases: Phrases, clause: Clause) -> int:
    """Where what is said begins behind the clause, past the listener and asides."""
    low, tokens = phrases.low, phrases.tokens
    place = clause.end
    if clause.inverted:
        return place
    if clause.way == "act":
        that = place
        while low(that) in phrases.grammar.times or low(that) in ("on", "again", "yesterday"):
            that += 1
        if low(that) in phrases.grammar.that:
            return that + 2 if low(that + 1) == "," else that + 1
        if clause.cue[1] > clause.cue[0] + 1 or low(clause.cue[0]) not in _TOLD:
            return place
    if clause.first and low(place) == "," and tokens[clause.first - 1].text == ",":
        return place
    listener = addressee(phrases, place) if phrases.tokens[clause.cue[1] - 1].low in _TOLD else None
    if listener is not None and not (clause.way == "act" and low(listener[1]) in (".", "")):
        place = listener[1]
    mark = _mark(phrases, place, listener is not None)
    if mark is not None:
        return mark
    while place < len(tokens) and (
        _later(phrases, place) or low(place) in ("to", "in", "on", "at", "during", "after")
    ):
        if _later(phrases, place):
            place += 1
            continue
        behind = aside(phrases, place)
        if behind is None:
            break
        place = behind
    return place


def _later(phrases: Phrases, place: int) -> bool:
    low, before = phrases.low(place), phrases.low(place - 1)
    return (
        low in ("again", "later", "yesterday", "today", "tonight", "afterwards", "also")
        or low in _DAYS
        or (low in ("night", "morning", "afternoon", "evening") and before in (*_DAYS, "yesterday"))
        or (low in ("last", "this", "earlier") and phrases.low(place + 1) in phrases.grammar.times)
        or (
            before in ("last", "this")
            and low in ("week", "month", "year", "night", "weekend", *_DAYS)
        )
    )


def _mark(phrases: Phrases, place: int, told: bool) -> int | None:
    """Behind "that" or a colon, or at speech, if only an aside is between."""
    low, tokens = phrases.low, phrases.tokens
    for there in range(place, min(place + 14, len(tokens))):
        token = tokens[there]
        only_aside = there == place or told or (
            low(place) in phrases.grammar.prepositions
            or low(place) == ","
            or phrases.is_adverb(place)
            or low(place) in phrases.grammar.times
        )  # fmt: skip
        if not only_aside:
            return None
        if low(there) in phrases.grammar.that and (
            there == place or not _is_object(phrases, there)
        ):
            return there + 2 if low(there + 1) == "," else there + 1
        if token.quotation is not None and (there == place or tokens[there - 1].text in ",:"):
            return there
        if token.text == ":":
            return there + 1
        if token.text in ".;":
            return None
        if there > place and (cue := phrases.cues.get(token.low)) and cue.form == "ing":
            return None
        if phrases.is_auxiliary(there):
            return None
    return None


def _is_object(phrases: Phrases, there: int) -> bool:
    """Whether "that" belongs to a noun ("the claim that") rather than to the verb."""
    return phrases.low(there - 1) in phrases.grammar.prepositions


def trailing(phrases: Phrases, start: int) -> bool:
    """Whether nothing but an aside follows: "… , he said on Tuesday in a statement." """
    tokens = phrases.tokens
    place = start
    while place < len(tokens):
        token = tokens[place]
        if not token.word and token.quotation is None:
            return True
        if token.quotation is not None:
            return False
        low = token.low
        known = phrases.grammar
        if low == "there" and phrases.is_auxiliary(place + 1):
            return False
        if low == "to" and place and phrases.low(place - 1) in _INTENT:
            return False
        if low.endswith("ed") and phrases.low(place + 1) in known.prepositions | known.times:
            return True
        if low in known.prepositions or low in known.times or phrases.is_adverb(place):
            return True
        return low in known.subordinators or low.endswith("ing") or low in known.conjunctions
    return True


def may_close(phrases: Phrases, place: int, quoted: bool) -> bool:
    """Whether a sentence could end here or go on with an aside only."""
    if place >= len(phrases.tokens):
        return True
    token = phrases.tokens[place]
    if token.quotation is not None:
        return quoted
    if not token.word:
        return token.text in ".,;:–—-()!?…"
    low = token.low
    return (
        low in phrases.grammar.prepositions or low in phrases.grammar.relatives
        or low in phrases.grammar.times or phrases.is_adverb(place)
        or low in phrases.grammar.conjunctions or low in phrases.grammar.subordinators
        or (quoted and low.endswith("ing"))
    )  # fmt: skip
