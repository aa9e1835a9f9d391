"""Is this written sentence supported by the quotes that it cites?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from chatbot import facts, polarity, roles, speakers
from chatbot.asserted import asserted, asserts_nothing, quoted
from chatbot.attributions import QUOTED, Assertion
from chatbot.facts import Given
from chatbot.reader import OwnReader, Reader
from chatbot.stems import every, stems, telling
from vectorstore import Claim, Hit, Span
from vectorstore.sentences import sentences

Level = Literal["supported", "weak", "unsupported"]

LONGEST_QUOTE = 4
"""Sentences in a row that one quote may hold."""
LONGER = 0.06
"""How much more of the sentence's words each further sentence of a quote must bring."""
NAMED = 0.3
"""What a word of the speaker's name counts, against one of what he says, in choosing a quote."""
SUPPORTED, WEAK = 0.6, 0.35
"""The chance from which a sentence counts as supported, and as weakly so."""
NEARBY = 0.5
"""What a word counts that is not in the quote, but in its passage or title."""
SHORT = 3
"""Words from which a clause is judged by itself."""
ALMOST = 0.75
"""Share of the words that the nearest sentence has, from which another is as near."""
IDLE = 0.34
"""The share of its words below which one of several sources has nothing to do with a sentence."""
ELSEWHERE = 0.2
"""How much more of its words a source that it does not cite must have to be pointed out."""

# The log-odds that a clause is supported: a constant, plus each feature times its weight: the share
# of its words that the quotes have, the same squared, how many of its words they do not have, and
# the log-odds by which the reader takes them to support and to contradict it.
BY_READER = (-3.6, 2.0, 4.0, -0.25, 0.35, -0.25)
BY_WORDS = (-4.6, 3.0, 5.0, -0.35)


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that the model was given under a number, and who says what in its article."""

    number: int
    hit: Hit
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How well a sentence is supported, by which quotes, and why not fully."""

    level: Level
    spans: tuple[Span, ...]
    """For each of the cited sources, in order, its quote: whole sentences inside the passage, as
    offsets into the article's text."""
    reasons: tuple[str, ...] = ()


def check(
    sentence: str,
    sources: Sequence[Source],
    reader: Reader | None,
    others: Sequence[Source] = (),
) -> Support:
    """Whether the cited ``sources`` support a sentence without its markers.

    ``others`` are the passages that it could have cited instead. May raise ModelError.
    """
    if not sources:
        if asserts_nothing(sentence):
            return Support("supported", ())
        return Support("unsupported", (), ("It cites nothing.",))
    spans = tuple(_quote(sentence, one.hit) for one in sources)
    grave, slight = _faults(sentence, sources, spans, others)
    if grave:
        return Support(
            "unsupported", spans, tuple([*grave, *_elsewhere(sentence, sources, others)])
        )
    likely = score(sentence, sources, reader)
    if likely < WEAK:
        why = ("The quote does not say this.", *_elsewhere(sentence, sources, others))
        return Support("unsupported", spans, why)
    idle = [
        f"[{one.number}] does not say this."
        for one, span in zip(sources, spans, strict=True)
        if _share(sentence, _text(one.hit, span)) < IDLE
    ]
    slight += idle if len(sources) > 1 else []
    if likely < SUPPORTED:
        slight.append("The quote says this only in part, or in quite other words.")
    return Support("weak" if slight else "supported", spans, tuple(slight))


def score(sentence: str, sources: Sequence[Source], reader: Reader | None) -> float:
    """The chance that the cited passages support the sentence, by its least supported clause."""
    if not sources:
        return 0.0
    clauses = _clauses(sentence)
    quotes = [_text(one.hit, _quote(sentence, one.hit)) for one in sources]
    odds = [
        sum(w * x for w, x in zip(weights(reader), (1.0, *row), strict=True))
        for row in features(sentence, clauses, quotes, sources, reader)
    ]
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, min(odds)))))


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


def weights(reader: Reader | None) -> tuple[float, ...]:
    return BY_READER if isinstance(reader, OwnReader) else BY_WORDS


def features(
    sentence: str,
    clauses: Sequence[Assertion],
    quotes: Sequence[str],
    sources: Sequence[Source],
    reader: Reader | None,
) -> list[list[float]]:
    """What the score of each clause is made of."""
    text = " ".join(quotes)
    quoted_words = every(text)
    near = every(" ".join(f"{one.hit.text} {_beside(one)}" for one in sources))
    rows = []
    for clause in clauses:
        own = set(telling(clause.text))
        lacking = own - quoted_words
        beside = len(lacking & near)
        share = 1.0 - (len(lacking) - NEARBY * beside) / (len(own) or 1)
        rows.append([share, share * share, float(len(lacking) - beside)])
    if isinstance(reader, OwnReader):
        texts = list(dict.fromkeys([*quotes, text]))
        said = list(dict.fromkeys([sentence, *(clause.text for clause in clauses)]))
        pairs = [(quote, one) for one in said for quote in texts]
        chances = reader.supports([quote for quote, _ in pairs], [one for _, one in pairs])
        best = {
            one: _best([chances[n] for n, pair in enumerate(pairs) if pair[1] == one])
            for one in said
        }
        for row, clause in zip(rows, clauses, strict=True):
            supports = max(best[clause.text][0], best[sentence][0])
            row += [supports, best[clause.text][1]]
    return rows


def _best(chances: Sequence[np.ndarray]) -> tuple[float, float]:
    """Log-odds of support and of contradiction by the text that supports most."""
    first = max(chances, key=lambda one: float(one[0]))
    return _log_odds(float(first[0])), _log_odds(float(first[1]))


def _log_odds(chance: float) -> float:
    p = min(max(chance, 0.002), 0.998)
    return math.log(p / (1.0 - p))


def _faults(
    sentence: str, sources: Sequence[Source], spans: Sequence[Span], others: Sequence[Source]
) -> tuple[list[str], list[str]]:
    """What is plainly wrong with a sentence, and what is only not quite right."""
    each = [_text(one.hit, span) for one, span in zip(sources, spans, strict=True)]
    quotes = list(dict.fromkeys(each))
    text = " ".join(quotes)
    whole = "\n".join(one.hit.text for one in [*sources, *others])
    said = [
        spoken
        for one, span in zip(sources, spans, strict=True)
        for spoken in speakers.spoken(one.hit, one.claims, span, whole)
    ]
    given = Given(
        text,
        " ".join([*(one.hit.title or "" for one in sources), *map(speakers.called, said)]),
        " ".join(f"{one.hit.publisher or ''} {one.hit.author or ''}" for one in sources),
        [one.hit.published for one in sources],
        frozenset(word for one in said for word in one.also),
    )
    found: list[tuple[str, bool]] = []
    found += [(one.reason, one.grave) for one in facts.missing(sentence, given)]
    own = _own(sources, spans, said)
    found += [(one.reason, one.grave) for one in speakers.faults(sentence, text, said, own, whole)]
    found += [(reason, True) for reason in _turned(sentence, quotes)]
    grave = [reason for reason, is_grave in found if is_grave]
    slight = [reason for reason, is_grave in found if not is_grave]
    return list(dict.fromkeys(grave)), list(dict.fromkeys(slight))


def _turned(written: str, quotes: Sequence[str]) -> list[str]:
    """Where a sentence says the opposite of its quotes, or of each thing the other's."""
    sentence = QUOTED.sub(" ", written)  # what is quoted is compared word for word
    text = _nearest(sentence, quotes)
    for words in quoted(written):
        text = text.replace(words.strip(" .,;:!?"), " ")
    found = []
    if negation := polarity.negation(sentence, text):
        found.append(negation)
    if turned := polarity.turned(sentence, text):
        found.append(f"It says “{turned[0]}” where the quote says “{turned[1]}”.")
    if polarity.out_of_order(sentence, text):
        found.append("It turns round what was before and what after.")
    if not polarity.hedged(sentence) and polarity.unsure(text) & set(stems(sentence)):
        found.append("It states as certain what the quote does not.")
    whole = " ".join(quotes)
    named = [(one.speaker or "").split(",")[0] for one in asserted(written)]
    who = {word for phrase in named for word in stems(phrase)}
    if wrong := roles.misplaced(sentence, whole, who):
        where = f"where the quote says “{wrong[1]}”" if wrong[1] else "in another place"
        found.append(f"It says “{wrong[0]}” {where}.")
    if roles.turned_round(sentence, whole):
        found.append("It turns round who does it to whom.")
    return found


def _nearest(sentence: str, quotes: Sequence[str]) -> str:
    """Of the quotes' sentences those that are nearest to the clauses of a sentence."""
    each = [quote[a:b] for quote in quotes for a, b in sentences(quote)]
    kept: set[str] = set()
    for clause in asserted(sentence):
        words = set(stems(clause.text))
        found = [len(words & every(one)) for one in each]
        kept |= {
            one for one, count in zip(each, found, strict=True) if count >= ALMOST * max(found)
        }
    return " ".join(one for one in each if one in kept)


def _own(sources: Sequence[Source], spans: Sequence[Span], said: Sequence[speakers.Spoken]) -> str:
    """What the quotes say outside all claims, in the article's own voice."""
    kept = []
    for one, (start, end) in zip(sources, spans, strict=True):
        inside = [(s.claim.start, s.claim.end) for s in said if s.hit is one.hit]
        kept += [
            one.hit.text[at - one.hit.start] if not any(a <= at < b for a, b in inside) else " "
            for at in range(start, end)
        ]
        kept.append(" ")
    return "".join(kept)


def _elsewhere(sentence: str, sources: Sequence[Source], others: Sequence[Source]) -> list[str]:
    """The source that a sentence should rather have cited."""
    cited = max(
        (_share(sentence, _text(s.hit, _quote(sentence, s.hit))) for s in sources), default=0.0
    )
    words = list(quoted(sentence))
    for one in others:
        share = _share(sentence, _text(one.hit, _quote(sentence, one.hit)))
        if share > cited + ELSEWHERE or any(word in one.hit.text for word in words):
            return [f"It is rather [{one.number}] that speaks of this."]
    return []


def _quote(sentence: str, hit: Hit) -> Span:
    """The whole sentences of a passage that have most of what a sentence says."""
    spans = hit.sentences or ((hit.start, hit.end),)
    wanted = _wanted(sentence)
    literal = list(quoted(sentence))
    best, span = -math.inf, spans[0]
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + LONGEST_QUOTE)):
            tried = spans[first][0], spans[last][1]
            text = _text(hit, tried)
            there = every(text)
            value = sum(weight for word, weight in wanted.items() if word in there)
            value += sum(one.strip(" .,;:!?") in text for one in literal)
            value -= LONGER * (last - first)
            if value > best + 1e-9:
                best, span = value, tried
    return span


def _wanted(sentence: str) -> dict[str, float]:
    """The words of a sentence by their share in it; who says it counts less than what is said."""
    weight = dict.fromkeys(stems(sentence), 1.0)
    for one in asserted(sentence):
        said = set(stems(one.text))
        weight |= {word: NAMED for word in stems(one.speaker or "") if word not in said}
    total = sum(weight.values()) or 1.0
    return {word: each / total for word, each in weight.items()}


def _share(sentence: str, text: str) -> float:
    wanted = set(stems(sentence))
    return len(wanted & every(text)) / len(wanted) if wanted else 0.0


def _text(hit: Hit, span: Span) -> str:
    return hit.text[span[0] - hit.start : span[1] - hit.start]


def _beside(source: Source) -> str:
    hit = source.hit
    return " ".join(filter(None, (hit.title, hit.publisher, hit.author)))
