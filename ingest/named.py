"""Phrases found by what they are for: the name of an office, the listener, whom it is about."""

from __future__ import annotations

from ingest.phrases import Phrase, Phrases

_VAGUE = frozenset("last this next late early earlier later past".split())
"""Words of times that are none alone."""


def with_name(phrases: Phrases, phrase: Phrase, comma: int, mark: int) -> Phrase:
    """ "the mayor, Anna Berg" is one phrase; "Anna Berg, the mayor" is named by its first."""
    described = phrases.low(phrase[0]) in phrases.grammar.determiners and any(
        phrases.is_role(place) and not phrases.tokens[place].capital
        for place in range(phrase[0] + 1, min(phrase[0] + 4, phrase[1]))
    )
    if comma >= mark or phrase[1] != comma or (phrases.is_name(phrase[1] - 1) and not described):
        return phrase
    if described and phrases.person(phrase):
        return phrase
    place = comma + 1
    if phrases.low(place) == "the" and phrases.low(place + 1) in ("rev", "rev.", "reverend", "hon"):
        place += 1
    while place < len(phrases.tokens) and place - comma < 7 and phrases.in_name(place):
        place += 1
    end_of_name = place == mark or (place < len(phrases.tokens) and not phrases.tokens[place].word)
    return (phrase[0], place) if place > comma + 1 and end_of_name else phrase


def named_after(phrases: Phrases, phrase: Phrase) -> Phrase:
    """With the name that follows a description: the mayor, Anna Berg."""
    end = phrase[1]
    if phrases.low(end) != ",":
        return phrase
    return with_name(phrases, phrase, end, len(phrases.tokens))


def before_zufolge(phrases: Phrases, last: int) -> Phrase | None:
    """The German phrase that ends here, before "zufolge"."""
    first = last
    while first > 0 and last - first < 8 and phrases.tokens[first - 1].word:
        if phrases.low(first) in ("dem", "der", "den", "einem", "einer"):
            break
        first -= 1
    if phrases.tokens[first].low not in ("dem", "der", "den", "einem", "einer"):
        first = last
        while first > 0 and phrases.in_name(first - 1):
            first -= 1
    return (first, last + 1) if phrases.tokens[first].word else None


def addressee(phrases: Phrases, place: int) -> Phrase | None:
    """Whom somebody told: reporters, the court, her."""
    if place >= len(phrases.tokens):
        return None
    low = phrases.low(place)
    if low in ("me", "us", "him", "her", "them", "you", "it", "reporters", "journalists"):
        if not (low == "her" and phrases.tokens[place + 1 :] and phrases.is_role(place + 1)):
            return place, place + 1
    if low in phrases.grammar.that or not phrases.tokens[place].word:
        return None
    if low in phrases.grammar.prepositions or low in phrases.grammar.subordinators:
        return None
    return phrases.after(place)


def initial(phrases: Phrases) -> Phrase | None:
    """The phrase that opens the sentence, if it can be a speaker."""
    first = 0
    known = phrases.grammar
    while first < len(phrases.tokens) and (
        phrases.low(first) in known.conjunctions or phrases.is_adverb(first)
    ):
        first += 1
    if (
        phrases.low(first) in known.prepositions
        or phrases.low(first) in known.times
        or phrases.low(first).endswith(("ed", "ing"))
    ):
        commas = (p for p, token in enumerate(phrases.tokens[:20]) if token.text == ",")
        first = next(commas, len(phrases.tokens)) + 1
    if first >= len(phrases.tokens) or not phrases.tokens[first].word:
        return None
    phrase = phrases.after(first)
    if phrase is None or not phrases.speaks(phrase):
        return None
    while phrases.low(phrase[1]) == "," and _name_list(phrases, phrase[1]):
        more = phrases.after(phrase[1] + 1)
        if more is None:
            break
        phrase = phrase[0], more[1]
    return named_after(phrases, phrase)


def _name_list(phrases: Phrases, comma: int) -> bool:
    """Whether a comma at the beginning of a sentence stands between names: A, B and C are."""
    place = comma + 1
    while place < len(phrases.tokens) and place - comma < 12:
        if phrases.low(place) in phrases.grammar.conjunctions:
            return place + 1 < len(phrases.tokens) and phrases.is_name(place + 1)
        if not (phrases.is_name(place) or phrases.tokens[place].text == ","):
            return False
        place += 1
    return False


def someone(phrases: Phrases) -> Phrase | None:
    """The first person named in the sentence, unless in passing: after a preposition."""
    place = 0
    while place < min(len(phrases.tokens), 12):
        if phrases.is_name(place):
            end = place + 1
            while end < len(phrases.tokens) and phrases.in_name(end):
                end += 1
            before = phrases.low(place - 1) if place else ""
            if before in ("the", "a", "an") and place > 1:
                before = phrases.low(place - 2)
            if phrases.person((place, end)) and before not in phrases.grammar.prepositions:
                return place, end
            place = end
        place += 1
    return None


def aside(phrases: Phrases, place: int) -> int | None:
    """Behind a phrase of time or occasion, or "to reporters", that begins here."""
    known = phrases.grammar
    for there in range(place + 1, min(place + 8, len(phrases.tokens))):
        low = phrases.low(there)
        if not phrases.tokens[there].word:
            return None
        ahead = phrases.low(there + 1)
        if low in _VAGUE:
            continue
        if low in known.times or low in known.occasions or low in ("reporters", "journalists"):
            if (
                low in known.times
                and there + 1 < len(phrases.tokens)
                and phrases.low(there - 1) in ("a", "an")
            ):
                continue
            if ahead not in known.times and ahead not in known.occasions and ahead != "of":
                return there + 1
        elif low not in known.determiners and not phrases.is_adverb(there) and there > place + 3:
            return None
    return None
