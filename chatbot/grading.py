"""How likely the passages that a sentence cites are to support it, and the quote in each."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.asserted import asserted, quoted
from chatbot.attributions import Assertion
from chatbot.figures import figures
from chatbot.moments import moments
from chatbot.reader import OwnReader, Reader
from chatbot.spoken import LEANS
from chatbot.stems import every, stems, telling
from chatbot.terms import content_words, words
from vectorstore import Hit, Span

LONGEST = 4
"""Sentences in a row that one quote may hold."""
LONGER = 0.06
"""How much more of the sentence's words each further sentence of a quote must bring."""
NAMED = 0.3
"""What a word of the speaker's name counts, against one of what he says, in choosing a quote."""
NEARBY = 0.5
"""What a word counts that is not in the quote, but in its passage or title."""
SHORT = 3
"""Words from which a clause is judged by itself."""

_NUMBER = re.compile(
    r"(?:\d[\d,]*(?![\w.])|[A-Za-z]+(?:-[a-z]+)?)(?: (?:hundred|thousand|million|billion)\b)?"
)
_BEFORE_DAY = re.compile(
    r",?\s*\b(?:(?:on|by|in|from|of|as of|until)\s+)?(?:the\s+)?$", re.IGNORECASE
)

# The log-odds that a clause is supported: a constant, plus each feature times its weight: the share
# of its words that the quotes have, how many they do not have, the log-odds that the reader gives
# to their supporting it, and those that it gives to their contradicting the sentence. Set by hand,
# near a logistic regression over held-back training pairs of the reader and the lies;
# python -m training.support DATA makes it anew (docs/evaluation.md says what it came to). With the
# reader the sentence's overlap counts too.
BY_READER = (-4.35, 2.1, 0.0, 0.62, -0.15)
BY_WORDS = (-2.0, 3.0, -0.17)
BY_OVERLAP = 3.0


def score(sentence: str, hits: Sequence[Hit], reader: Reader | None) -> float:
    """The chance that the passages support the sentence: that of its least supported clause.

    May raise ModelError.
    """
    if not hits:
        return 0.0
    constant, *weights = BY_WORDS
    if isinstance(reader, OwnReader):
        constant, *weights = BY_READER
        constant += BY_OVERLAP * overlap(sentence, hits)
    odds = min(
        constant + sum(w * x for w, x in zip(weights, row, strict=True))
        for row in features(sentence, hits, reader)
    )
    return 1.0 / (1.0 + math.exp(-odds))


def overlap(sentence: str, hits: Sequence[Hit]) -> float:
    """The share of a sentence's content words that one or two sentences of a passage have."""
    asked = content_words(sentence)
    best = 0
    for hit in hits:
        spans = hit.sentences or ((hit.start, hit.end),)
        for (start, _), (_, end) in zip(spans, [*spans[1:], spans[-1]], strict=True):
            there = words(text_of(hit, (start, end)))
            best = max(best, len(set(asked).intersection(there)))
    return best / len(asked) if asked else 0.0


def features(sentence: str, hits: Sequence[Hit], reader: Reader | None) -> list[list[float]]:
    """What the score of each clause is made of: one row a clause, two or four features."""
    quoted_in = [(one, quote(sentence, one)) for one in hits]
    quotes = list(dict.fromkeys(text_of(one, span) for one, span in quoted_in))
    text = " ".join(quotes)
    there = every(text)
    near = every(" ".join(f"{one.title or ''} {one.text}" for one in hits))
    clauses = _clauses(sentence)
    rows = []
    for clause in clauses:
        own = set(telling(clause.text))
        lacking = own - there
        nearby = len(lacking & near)
        share = 1.0 - (len(lacking) - NEARBY * nearby) / (len(own) or 1)
        rows.append([share, float(len(lacking) - nearby)])
    if isinstance(reader, OwnReader):
        said = {one: restated(one, text) for one in [sentence, *(c.text for c in clauses)]}
        leaning = [leans_on(one, span) + text_of(one, span) for one, span in quoted_in]
        read = dict.fromkeys([*quotes, text, *leaning])
        pairs = [(given, one) for one in said.values() for given in read]
        chances = reader.supports([given for given, _ in pairs], [one for _, one in pairs])
        best: dict[str, float] = {}
        worst: dict[str, float] = {}
        for (_, one), (supports, contradicts) in zip(pairs, chances[:, :2].tolist(), strict=True):
            best[one] = max(best.get(one, 0.0), supports)
            worst[one] = max(worst.get(one, 0.0), contradicts)
        for row, clause in zip(rows, clauses, strict=True):
            row.append(_log_odds(max(best[said[clause.text]], best[said[sentence]])))
            row.append(_log_odds(worst[said[sentence]]))
    return rows


def restated(sentence: str, given: str) -> str:
    """A sentence with its figures as the text given has them, and without days put otherwise.

    Days are compared by themselves, with the day of publication; the reader cannot know that
    "on 4 May 2021" is the text's "on Tuesday".
    """
    kept = sentence
    for day in reversed(moments(sentence)):
        if kept[day.start : day.end] not in given:
            before = _BEFORE_DAY.sub("", kept[: day.start])
            after = kept[day.end :]
            kept = f"{before.rstrip()} {after.lstrip(' ,')}" if before else after.lstrip(" ,")
    return _as_given(kept, given) if stems(kept) else sentence


def _as_given(sentence: str, given: str) -> str:
    """A sentence with each whole number written as the text given has it: "62" as "Sixty-two"."""
    there = {one.value: _NUMBER.match(given, one.start) for one in figures(given)}
    for one in reversed(figures(sentence)):
        mine, theirs = _NUMBER.match(sentence, one.start), there.get(one.value)
        if mine and theirs and one.value == int(one.value) and mine.group() != theirs.group():
            sentence = sentence[: mine.start()] + theirs.group() + sentence[mine.end() :]
    return sentence


def quote(sentence: str, hit: Hit) -> Span:
    """The whole sentences of a passage that have most of what a sentence says."""
    spans = hit.sentences or ((hit.start, hit.end),)
    wanted = _wanted(sentence)
    literal = list(quoted(sentence))
    best, span = -math.inf, spans[0]
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + LONGEST)):
            tried = spans[first][0], spans[last][1]
            text = text_of(hit, tried)
            there = every(text)
            value = sum(weight for word, weight in wanted.items() if word in there)
            value += sum(one.strip(" .,;:!?") in text for one in literal)
            value -= LONGER * (last - first)
            if value > best + 1e-9:
                best, span = value, tried
    return span


def before(hit: Hit, span: Span) -> Span:
    """The sentence before a quote; empty at the start of its passage."""
    return max((one for one in hit.sentences if one[1] <= span[0]), default=(span[0], span[0]))


def leans_on(hit: Hit, span: Span) -> str:
    """The sentence before a quote that begins with "it" or "they", and a space; else nothing."""
    earlier = text_of(hit, before(hit, span))
    return f"{earlier} " if earlier and LEANS.match(text_of(hit, span)) else ""


def share(sentence: str, text: str) -> float:
    """The share of a sentence's content words that a text has."""
    wanted = set(stems(sentence))
    return len(wanted & every(text)) / len(wanted) if wanted else 0.0


def text_of(hit: Hit, span: Span) -> str:
    """The part of a passage between two offsets into its article."""
    return hit.text[span[0] - hit.start : span[1] - hit.start]


def _wanted(sentence: str) -> dict[str, float]:
    """The words of a sentence by their share in it; who says it counts less than what is said."""
    weight = dict.fromkeys(stems(sentence), 1.0)
    for one in asserted(sentence):
        said = set(stems(one.text))
        weight |= {word: NAMED for word in stems(one.speaker or "") if word not in said}
    total = sum(weight.values()) or 1.0
    return {word: each / total for word, each in weight.items()}


def _clauses(sentence: str) -> list[Assertion]:
    """What a sentence asserts, clauses too short to be judged by themselves with the one before."""
    found: list[Assertion] = []
    for one in asserted(sentence):
        if found and len(telling(one.text)) < SHORT:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {one.text}")
        else:
            found.append(one)
    if len(found) > 1 and len(telling(found[0].text)) < SHORT:
        found[1] = replace(found[1], text=f"{found[0].text} {found[1].text}")
        found = found[1:]
    return found if any(telling(one.text) for one in found) else [Assertion(sentence)]


def _log_odds(chance: float) -> float:
    p = min(max(chance, 0.002), 0.998)
    return math.log(p / (1.0 - p))
