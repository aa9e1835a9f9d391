"""How far a phrase reaches back from its last word."""

from __future__ import annotations

from ingest.phrases import Phrase, Phrases

_LONGEST = 30
"""Tokens; nobody's description is longer."""
_BREAKS = frozenset("as after before since until como comme wie seit".split())
ARTICLES = frozenset("the a an his her its their our my".split())


def stretch(phrases: Phrases, last: int) -> Phrase | None:
    """The phrase that ends with the token ``last``."""
    known = phrases.grammar
    if last < 0:
        return None
    if phrases.low(last) in known.pronouns or phrases.low(last) in known.others:
        return last, last + 1
    if not (phrases.tokens[last].word or phrases.tokens[last].text == "%") or _is_verb(
        phrases, last
    ):
        return None
    end = last + 1
    first = end
    while first > 0 and end - first < _LONGEST:
        token = phrases.tokens[first - 1]
        if token.text == "," and _list_goes_on(phrases, first - 1, end):
            first -= 2
            continue
        if token.quotation is not None or not (token.word or token.text in "&%$£€'’"):
            break
        if token.low in known.relatives and first > 1:
            if not _begins_phrase(phrases, first) and phrases.tokens[first - 2].word:
                end = first - 1  # "the woman who found it said": the rest describes her
                first -= 1
                continue
            break
        if token.low in known.auxiliaries:
            if phrases.low(first - 2) in known.relatives and first > 3:
                end = first = first - 2
                continue
            break
        if token.low in known.adverbs and token.low not in known.determiners:
            break
        if token.low in known.conjunctions:
            if not _joins_phrases(phrases, first - 1, end):
                break
        elif token.low == "than" and phrases.low(first - 2) in ("more", "less", "fewer"):
            pass
        elif token.low in known.subordinators and token.low not in known.prepositions:
            break
        elif token.low in _BREAKS and phrases.low(first - 2) != "such":
            break
        elif _is_verb(phrases, first - 1) and first < end:
            break
        first -= 1
        if _opens_phrase(phrases, first):
            break
    if first == end:
        return None
    return _trimmed(phrases, first, end)


def _trimmed(phrases: Phrases, first: int, end: int) -> Phrase | None:
    """The subject within a stretch that may begin with "But on Tuesday in Lowen"."""
    known = phrases.grammar
    while first < end:
        low = phrases.low(first)
        if low in known.conjunctions or low in known.subordinators - known.prepositions:
            first += 1
        elif (phrases.is_adverb(first) and low not in known.determiners) or (
            first == 0 and end > 1 and low.endswith("ly") and len(low) > 5
        ):
            first += 1
        else:
            break
    if first >= end:
        return None
    low = phrases.low(first)
    doing = low.endswith("ing") and (first == 0 or not phrases.tokens[first].capital)
    if low in known.prepositions or low in known.times or doing:
        if not low.endswith("ing") or not (phrases.is_role(first) or phrases.is_name(first + 1)):
            first = _after_adverbial(phrases, first, end)
    if first >= end:
        return None
    return phrases.after(first, end)


def _after_adverbial(phrases: Phrases, first: int, end: int) -> int:
    """Where the subject begins behind "In a statement to the press" or "Last week"."""
    known = phrases.grammar
    for place in range(first + 1, end):
        low, before = phrases.low(place), phrases.low(place - 1)
        if before in known.prepositions or before in known.determiners:
            continue
        if low in known.times or (
            low in known.determiners and phrases.low(place + 1) in known.times
        ):
            continue
        if low in known.determiners or low in known.pronouns:
            return place
        if phrases.is_name(place) and not phrases.is_name(place - 1):
            while place - 1 > first and phrases.is_role(place - 1):
                place -= 1
            if phrases.low(place - 1) in known.determiners | known.prepositions:
                continue
            return place
        if phrases.is_role(place) and before in known.times:
            return place
    return end


def _opens_phrase(phrases: Phrases, place: int) -> bool:
    """Whether an article, or "one of", follows a noun: "a claim the party denies"."""
    one_of = phrases.low(place) == "one" and phrases.low(place + 1) == "of"
    if place == 0 or not (one_of or phrases.low(place) in ARTICLES):
        return False
    before = phrases.tokens[place - 1]
    known = phrases.grammar
    return before.word and not (
        before.low in known.prepositions or before.low in known.determiners
        or before.low in known.conjunctions or before.low in ("half", "twice", "such")
    )  # fmt: skip


def _is_verb(phrases: Phrases, place: int) -> bool:
    """Whether a known verb stands here as one, with its own subject before it."""
    token = phrases.tokens[place]
    cue = phrases.cues.get(token.low)
    if cue is None or token.capital or cue.form not in ("past", "present") or place == 0:
        return False
    if phrases.is_role(place) or phrases.low(place + 1) in ("by", "of"):
        return False
    before = place - 1
    return (
        phrases.is_name(before) or phrases.is_role(before) or phrases.is_adverb(before)
        or phrases.is_auxiliary(before) or phrases.low(before) in phrases.grammar.negations
        or phrases.low(before) in phrases.grammar.pronouns
        or (phrases.low(before) in phrases.grammar.conjunctions
            and cue.base in ("say", "tell", "add"))
        or phrases.low(before) in phrases.grammar.times or phrases.low(before) in ("who", ",")
    )  # fmt: skip


def _begins_phrase(phrases: Phrases, place: int) -> bool:
    low = phrases.low(place)
    known = phrases.grammar
    return place < len(phrases.tokens) and (
        low in known.determiners
        or low in known.pronouns
        or low in known.others
        or phrases.tokens[place].capital
    )


def _joins_phrases(phrases: Phrases, place: int, end: int) -> bool:
    """Whether an "and" joins two names or roles, and not two sentences."""
    if place == 0 or place + 1 >= end:
        return False
    before = phrases.tokens[place - 1]
    if not before.word:
        return before.text == "," and _list_goes_on(phrases, place - 1, end)
    joined = phrases.is_name(place - 1) or phrases.is_role(place - 1)
    after = any(
        phrases.is_name(p) or phrases.is_role(p) for p in range(place + 1, min(end, place + 5))
    )
    return joined and after


def _list_goes_on(phrases: Phrases, comma: int, end: int) -> bool:
    """Whether a comma stands in a list of names: A, B and C."""
    rest = range(comma + 1, end)
    joined = any(phrases.low(place) in phrases.grammar.conjunctions for place in rest)
    if not joined or comma < 1 or not phrases.tokens[comma - 1].word:
        return False
    if comma > 1 and (phrases.low(comma - 1) in phrases.grammar.times):
        return False
    return phrases.is_name(comma - 1) and phrases.is_name(
        comma + 1 if comma + 1 < end else comma - 1
    )
