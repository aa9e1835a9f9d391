"""What is said in the article's own words, as a stretch of a sentence's tokens."""

from __future__ import annotations

from ingest.asides import content, trailing
from ingest.clauses import Clause
from ingest.phrases import Phrase, Phrases
from ingest.tokens import Token, word_count
from vectorstore import Span

_ASKED = frozenset("what how why where that".split())
_SPOKE = frozenset("spoke speaks speaking talked talks talking refers referred referring".split())
HOWEVER = frozenset("however then later also meanwhile".split())


def contents(phrases: Phrases, found: list[Clause], number: int) -> Span | None:
    """The span of what a clause says, if that is more than what stands in quotation marks."""
    clause = found[number]
    stretch = _stretch(phrases, found, number)
    if stretch is None:
        return None
    first, end = stretch
    tokens = phrases.tokens
    while end > first and not _counts(tokens[end - 1], "%)€$£"):
        end -= 1
    while first < end and not _counts(tokens[first], "($€£"):
        first += 1
    if first >= end:
        return None
    inside = tokens[first:end]
    own = sum(
        token.word and not clause.first <= place < clause.end
        for place, token in enumerate(inside, first)
    )
    quoted = sum(word_count(phrases.text, token) for token in inside if token.quotation)
    least = quoted if clause.whole else min(quoted, 3 if clause.way == "act" else 4)
    if own == 0 or own < least or (quoted and own < 3):
        return None
    if inside[0].quotation is not None and own < 5:
        return None
    return inside[0].start, inside[-1].end


def _counts(token: Token, marks: str) -> bool:
    return token.word or token.quotation is not None or token.text in marks


def _stretch(phrases: Phrases, found: list[Clause], number: int) -> Phrase | None:
    """What is said, as a stretch of tokens; quotations may be in it."""
    clause = found[number]
    tokens = phrases.tokens
    stop = len(tokens)
    after = _next_clause(phrases, found, number)
    if clause.way == "speech" or (clause.way == "name" and not names_it(phrases, clause)):
        return None
    if clause.topic is not None:
        return clause.topic[0], after
    left = _left(phrases, found, number)
    if clause.whole and clause.speaker is None:
        return left, after
    if clause.whole:
        if clause.first <= left + 1 and clause.end < stop:
            return clause.end, after
        if clause.first - left < 5 and phrases.quoted(clause.end, 2):
            return None
        if (
            clause.first > left + 1
            and phrases.low(clause.first - 2) in phrases.grammar.subordinators
        ):
            if after > clause.end + 1:
                return clause.end, after
        if clause.first > left:
            if clause.end < stop - 1 and tokens[clause.end].text == "," and after > clause.end + 3:
                return left, after
            return left, clause.first
        return clause.end, after
    if parenthetical(phrases, clause) and clause.way in ("say", "act"):
        if tokens[clause.first - 1].quotation is not None:
            if clause.inverted or trailing(phrases, content(phrases, clause)):
                return None
        start = content(phrases, clause)
        words = sum(token.word for token in phrases.tokens[left : clause.first])
        resumes = start < stop and tokens[start].text == "," and clause.first - left > 0
        if (words >= 3 or (resumes and not phrases.quoted(start, 2))) and not _adverbial(
            phrases, left, clause.first
        ):
            if resumes and after - start > 2 and not clause.inverted:
                return left, after
            return left, clause.first
    if clause.inverted and phrases.language == "en":
        return None
    start = content(phrases, clause)
    if start >= after:
        return None
    if clause.way == "say" and tokens[start].text in ",;–—" and not phrases.quoted(start, 2):
        return None
    if clause.way == "say" and trailing(phrases, start) and not behind_that(phrases, start):
        if not (start == clause.end and phrases.low(start).endswith("ing")) and not any(
            phrases.is_auxiliary(p) for p in range(start, after)
        ):
            return None
    return start, after


def parenthetical(phrases: Phrases, clause: Clause) -> bool:
    """Whether what is said stands before the clause."""
    if clause.inverted:
        return True
    if clause.first == 0 or clause.shared or clause.way == "name":
        return False
    before = phrases.tokens[clause.first - 1]
    if before.quotation is None and before.text not in (",", "–", "—", "-"):
        return before.low in HOWEVER and any(
            phrases.tokens[p].quotation is not None
            for p in range(max(0, clause.first - 4), clause.first)
        )
    start = content(phrases, clause)
    if start >= len(phrases.tokens):
        return True
    if before.quotation is not None and phrases.tokens[start - 1].text in ",:":
        return True
    return trailing(phrases, start) and not behind_that(phrases, start)


def behind_that(phrases: Phrases, start: int) -> bool:
    before = start - 2 if phrases.low(start - 1) == "," else start - 1
    return phrases.low(before) in phrases.grammar.that or phrases.tokens[before].text == ":"


def names_it(phrases: Phrases, clause: Clause) -> bool:
    """Whether "called the plan a mistake", "described it as late" follows."""
    if phrases.low(clause.cue[0]) in _SPOKE:
        return False
    for place in range(clause.end, min(clause.end + 12, len(phrases.tokens))):
        low = phrases.low(place)
        if low == "as" or (low in ("a", "an") and place > clause.end):
            return True
        if low in phrases.grammar.prepositions and low != "of":
            return False
        if not phrases.tokens[place].word:
            return False
    return False


def _next_clause(phrases: Phrases, found: list[Clause], number: int) -> int:
    """Where the next clause begins that is not part of what this one says."""
    clause = found[number]
    known = phrases.grammar
    for later in found[number + 1 :]:
        start = later.first
        if later.cue[0] < clause.end or start <= clause.end:
            continue
        before = phrases.low(start - 1)
        if (
            later.shared
            and later.speaker == clause.speaker
            or before in (",", ";", "–", "—")
            or (before in known.conjunctions and phrases.low(start - 2) in (",", ";"))
        ):
            while (
                start > clause.end
                and (
                    not phrases.tokens[start - 1].word
                    or phrases.low(start - 1) in known.conjunctions
                )
                and phrases.tokens[start - 1].quotation is None
            ):
                start -= 1
            return start
    for place in range(clause.end, len(phrases.tokens)):
        if phrases.tokens[place].text == ";":
            return place
    return len(phrases.tokens)


def _left(phrases: Phrases, found: list[Clause], number: int) -> int:
    """Where the part of the sentence before a clause begins."""
    start = 0
    for place in range(found[number].first - 1, -1, -1):
        if phrases.tokens[place].text in (";",):
            start = place + 1
            break
    return start


def _adverbial(phrases: Phrases, start: int, end: int) -> bool:
    """Whether what stands before a clause only says when or where: "In 2011, …"."""
    known = phrases.grammar
    while start < end and phrases.low(start) in known.conjunctions:
        start += 1
    opening = phrases.low(start)
    before_comma = phrases.is_adverb(start) and phrases.low(start + 1) == ","
    joining = opening in known.subordinators and opening not in known.relatives | _ASKED
    timed = opening in known.prepositions or opening in known.times
    if not (before_comma or joining or timed or opening in ("asked", "speaking")):
        return False
    commas = sum(phrases.tokens[place].text == "," for place in range(start, end))
    helped = any(phrases.is_auxiliary(place) for place in range(start, end))
    return commas < 2 and (not helped or opening in known.subordinators)
