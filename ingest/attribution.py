"""Which clause of its sentence a quotation belongs to."""

from __future__ import annotations

from collections.abc import Collection

from ingest.asides import content
from ingest.clauses import Clause
from ingest.contents import HOWEVER, parenthetical
from ingest.phrases import Phrases
from ingest.tokens import Sentence, Token, word_count

_SMALL = frozenset("of the in on and a an at to for from with by or is as".split())


def owner(phrases: Phrases, found: list[Clause], said: Collection[int], place: int) -> int | None:
    """The clause that a quotation belongs to."""
    tokens = phrases.tokens
    behind = place + 1
    while behind < len(tokens) and tokens[behind].text in (",", "–", "—", "-"):
        behind += 1
    while phrases.low(behind) in HOWEVER:
        behind += 1
    for number, clause in enumerate(found):
        starts = (behind, place + 1, place + 2)
        if number in said and clause.first in starts and not clause.shared:
            if clause.inverted or clause.whole or parenthetical(phrases, clause):
                return number
    if _title(tokens, place, phrases):
        return None
    held = word_count(phrases.text, tokens[place]) == 1 and (
        place + 1 < len(tokens) and tokens[place + 1].word
    )
    best = None
    for number, clause in enumerate(found):
        if number not in said or clause.end > place:
            continue
        if clause.way == "speech" and not _adjacent(phrases, clause, place):
            continue
        if clause.inverted and not _resumes(phrases, clause, place):
            continue
        if held and clause.way == "say" and clause.end != place:
            continue  # a single word held at arm's length, not said
        best = number
    if best is not None:
        return best
    for number, clause in enumerate(found):
        if number in said and place < clause.first and not held:
            if clause.whole or (
                parenthetical(phrases, clause) and tokens[clause.first - 1].text in ",–—"
            ):
                return number
        if number in said and clause.topic and clause.topic[0] <= place < clause.cue[0]:
            return number
    quotation = tokens[place].quotation
    assert quotation is not None
    if place == 0 and phrases.text[quotation.inner[1] - 1] == "," and len(said) == 1:
        return next(iter(said))  # “No comment,” was all that she would say
    return None


def _adjacent(phrases: Phrases, clause: Clause, place: int) -> bool:
    return content(phrases, clause) == place or phrases.tokens[place - 1].text in (",", ":")


def _resumes(phrases: Phrases, clause: Clause, place: int) -> bool:
    """Whether speech goes on behind “…,” said X; not where X is described with a quote."""
    return phrases.tokens[place - 1].text in (",", ":", ";", "–", "—", "-", ".") or (
        phrases.low(place - 1) in phrases.grammar.conjunctions
        or phrases.low(place - 1) in phrases.grammar.that
        or place >= clause.end
    )


def _title(tokens: Sentence, place: int, phrases: Phrases) -> bool:
    """Whether it is rather a name than speech: the “Beast of Bexmoor”."""
    quotation = tokens[place].quotation
    assert quotation is not None
    if place and tokens[place - 1].text in (",", ":"):
        return False
    words = phrases.text[slice(*quotation.inner)].split()
    return (
        1 < len(words) < 8
        and all(word[0].isupper() or word in _SMALL for word in words)
        and words[-1][-1].isalnum()
    )


def stands_alone(quote: Token, sentence: Sentence) -> bool:
    """Whether a quotation is all there is of its sentence."""
    return sentence[0] is quote and all(one is quote or not one.word for one in sentence)


def is_speech(text: str, quote: Token, sentence: Sentence) -> bool:
    """Whether a quotation that stands alone is a sentence, not a title or a word."""
    assert quote.quotation is not None
    if text[quote.quotation.inner[1] - 1] in ".!?…":
        return True
    return sentence[-1].text in ".!?" and word_count(text, quote) > 3
