"""Who does it: the subject before a verb, and what may stand between the two."""

from __future__ import annotations

from ingest.named import with_name
from ingest.phrases import Phrase, Phrases
from ingest.stretches import ARTICLES, stretch

_DASHES = frozenset("–—-")
_LINKS = frozenset("of for de del du von and &".split())


def subject_before(phrases: Phrases, verb: int) -> Phrase | None:
    """The subject that stands before the verb at ``verb`` and what is between them."""
    place = skip_back(phrases, verb - 1)
    if place < 0:
        return None
    token = phrases.tokens[place]
    if token.quotation is not None:
        return None
    if token.text in (",", "–", "—", "-"):
        return _before_mark(phrases, place)
    if token.text == ")":
        while place > 0 and phrases.tokens[place].text != "(":
            place -= 1
        place -= 1
        if place < 0:
            return None
    if phrases.low(place) in phrases.grammar.relatives and place > 0:
        if (
            phrases.low(place) not in phrases.grammar.others
            or phrases.tokens[place - 1].text == ","
        ):
            comma = phrases.tokens[place - 1].text == ","
            return _nearest(phrases, place - (2 if comma else 1))
    return stretch(phrases, place)


def skip_back(phrases: Phrases, place: int) -> int:
    """The last word of the subject: before auxiliaries, adverbs and times."""
    while place >= 0:
        token = phrases.tokens[place]
        if (
            phrases.is_auxiliary(place)
            or phrases.is_adverb(place)
            or token.low in phrases.grammar.negations
            or token.low.endswith("n't")
        ) and not (token.low in phrases.grammar.determiners and token.low != "all"):
            place -= 1
            continue
        before = _time_before(phrases, place)
        if before is None:
            return place
        place = before
    return place


def _time_before(phrases: Phrases, place: int) -> int | None:
    """Where a phrase of time or occasion that ends here begins, less one."""
    known = phrases.grammar
    if phrases.low(place) not in known.times and phrases.low(place) not in known.occasions:
        return None
    first = place
    limit = max(0, place - 6)
    if phrases.low(place) in known.times:
        while first > limit and (
            phrases.low(first - 1) in known.times or phrases.low(first - 1) in known.determiners
        ):
            first -= 1
        if first > 0 and phrases.low(first - 1) in known.prepositions:
            return first - 2 if first > 1 else None
        bare = first < place or phrases.low(place) not in ("march", "may", "april", "june", "x")
        return first - 1 if first > 0 and bare and phrases.low(first) != "the" else None
    while first > limit and phrases.low(first) not in known.prepositions:
        first -= 1
    if phrases.low(first) not in ("in", "at", "during", "on", "via", "through") or first == 0:
        return None
    # "a spokesman for the team in the interview" is rare; "the minister in a statement" is not.
    return (
        first - 1 if phrases.low(first + 1) in ("a", "an", "his", "her", "their", "its") else None
    )


def _before_mark(phrases: Phrases, mark: int) -> Phrase | None:
    """The subject before a clause in commas or dashes: Berg, the mayor, said."""
    text = phrases.tokens[mark].text
    starts = [0]
    for place in range(mark):
        token = phrases.tokens[place]
        if token.quotation is not None or token.text in ":;":
            starts = [place + 1]
        elif token.text == text or (text == "," and token.text in _DASHES):
            starts.append(place + 1)
    if text != ",":
        return stretch(phrases, starts[-1] - 2) if len(starts) > 1 else None
    chosen: tuple[Phrase, int] | None = None
    for start, behind in zip(starts, [*starts[1:], mark + 1], strict=True):
        opening = phrases.low(start)
        if opening in phrases.grammar.conjunctions or (
            opening in phrases.grammar.subordinators and opening not in phrases.grammar.relatives
        ):
            chosen = None  # another clause begins here
        if chosen is not None:
            continue
        if opening in phrases.grammar.relatives and opening not in phrases.grammar.determiners:
            continue
        last = behind - 2
        if last > start and phrases.tokens[last].text == ")":
            while last > start and phrases.tokens[last].text != "(":
                last -= 1
            last -= 1
        phrase = stretch(phrases, last)
        if phrase is None or phrase[0] < start or not phrases.speaks(phrase):
            continue
        if phrase[1] < last + 1 and phrases.low(phrase[1]) not in phrases.grammar.prepositions:
            continue
        chosen = phrase, behind - 1
    if chosen is None and len(starts) > 1 and phrases.low(starts[1]) in phrases.grammar.relatives:
        phrase = stretch(phrases, starts[1] - 2)
        if phrase and phrase[1] == starts[1] - 1 and phrases.low(phrase[0]) in ARTICLES:
            return phrase
    return with_name(phrases, *chosen, mark) if chosen else None


def _nearest(phrases: Phrases, last: int) -> Phrase | None:
    """The shortest phrase that ends here and names somebody, for "…, who said"."""
    whole = stretch(phrases, last)
    if whole is None:
        return None
    known = phrases.grammar
    for first in range(whole[1] - 1, whole[0] - 1, -1):
        low, before = phrases.low(first), phrases.low(first - 1) if first > whole[0] else ""
        named = low in known.determiners or (phrases.is_name(first) and first > 0)
        if not named or (first > whole[0] and (phrases.is_name(first - 1) or before in _LINKS)):
            continue
        if before in known.determiners or (first > whole[0] and phrases.is_role(first - 1)):
            continue
        return first, whole[1]
    return whole


def bare(phrases: Phrases, phrase: Phrase) -> Phrase:
    """Only the last name or role of a phrase, with no more than its article."""
    first = phrase[1] - 1
    while first > phrase[0] and phrases.is_name(first) and phrases.is_name(first - 1):
        first -= 1
    if phrases.low(first - 1) in phrases.grammar.determiners and first > phrase[0]:
        first -= 1
    determined = any(
        phrases.low(place) in phrases.grammar.determiners for place in range(phrase[0] + 1, first)
    )
    return (first, phrase[1]) if determined else phrase
