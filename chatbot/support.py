"""Is this written sentence supported by the quotes that it cites?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chatbot import (
    acts,
    certainty,
    directions,
    facts,
    identities,
    polarity,
    roles,
    speakers,
    spoken,
)
from chatbot.asserted import asserted, asserts_nothing, quoted
from chatbot.attributions import QUOTED
from chatbot.facts import Given
from chatbot.grading import before, leans_on, quote, score, share, text_of
from chatbot.reader import Reader
from chatbot.stems import every, stems
from chatbot.tongues import foreign
from vectorstore import Claim, Hit, Span
from vectorstore.sentences import sentences

Level = Literal["supported", "weak", "unsupported"]

SUPPORTED, WEAK = 0.5, 0.2
"""The chance from which a sentence without a fault counts as supported, and as weakly so."""
ALMOST = 0.75
"""Share of the words that the nearest sentence has, from which another is as near."""
IDLE = 0.34
"""The share of its words below which one of several sources has nothing to do with a sentence."""
ELSEWHERE = 0.2
"""How much more of its words a source that it does not cite must have to be pointed out."""


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
    spans = tuple(quote(sentence, one.hit) for one in sources)
    if any(foreign(sentence, one.hit.language) for one in sources):
        return _across(sentence, sources, spans)
    grave, slight = _faults(sentence, sources, spans, others)
    if grave:
        return Support(
            "unsupported", spans, tuple([*grave, *_elsewhere(sentence, sources, others)])
        )
    likely = score(sentence, [one.hit for one in sources], reader)
    if likely < WEAK:
        why = ("The quote does not say this.", *_elsewhere(sentence, sources, others))
        return Support("unsupported", spans, why)
    idle = [
        f"[{one.number}] does not say this."
        for one, span in zip(sources, spans, strict=True)
        if share(sentence, text_of(one.hit, span)) < IDLE
    ]
    slight += idle if len(sources) > 1 else []
    if likely < SUPPORTED:
        slight.append("The quote says this only in part, or in quite other words.")
    return Support("weak" if slight else "supported", spans, tuple(slight))


def _across(sentence: str, sources: Sequence[Source], spans: tuple[Span, ...]) -> Support:
    """The same where a source is in another language: hardly a word can be compared there."""
    given = Given(
        "\n".join(one.hit.text for one in sources),
        beside="",
        publishers="",
        published=[one.hit.published for one in sources],
        each=[one.hit.text for one in sources],
    )
    if wrong := [one.reason for one in facts.missing_abroad(sentence, given)]:
        return Support("unsupported", spans, tuple(dict.fromkeys(wrong)))
    why = "The quote is in another language: only figures, days and quoted words were compared."
    return Support("weak", spans, (why,))


def _faults(
    sentence: str, sources: Sequence[Source], spans: Sequence[Span], others: Sequence[Source]
) -> tuple[list[str], list[str]]:
    """What is plainly wrong with a sentence, and what is only not quite right."""
    each = [text_of(one.hit, span) for one, span in zip(sources, spans, strict=True)]
    quotes = list(dict.fromkeys(each))
    text = " ".join(quotes)
    whole = "\n".join(one.hit.text for one in [*sources, *others])
    said = [
        each_said
        for one, span in zip(sources, spans, strict=True)
        for each_said in spoken.spoken(one.hit, one.claims, span, whole)
    ]
    leaning = [leans_on(one.hit, span) for one, span in zip(sources, spans, strict=True)]
    given = Given(
        text,
        " ".join([*(one.hit.title or "" for one in sources), *map(spoken.called, said), *leaning]),
        " ".join(f"{one.hit.publisher or ''} {one.hit.author or ''}" for one in sources),
        [one.hit.published for one in sources],
        frozenset(word for one in said for word in one.also),
        whole,
        each,
        " ".join(one.hit.text for one in sources),
    )
    found: list[tuple[str, bool]] = []
    found += [(one.reason, one.grave) for one in facts.missing(sentence, given)]
    own = _own(sources, spans, said)
    earlier = [
        each_said
        for one, span in zip(sources, spans, strict=True)
        for each_said in spoken.spoken(one.hit, one.claims, before(one.hit, span), whole)
    ]
    wrong = speakers.faults(sentence, text, said, own, whole, earlier)
    found += [(one.reason, one.grave) for one in wrong]
    found += [(reason, True) for reason in _turned(sentence, quotes)]
    grave = [reason for reason, is_grave in found if is_grave]
    slight = [reason for reason, is_grave in found if not is_grave]
    return list(dict.fromkeys(grave)), list(dict.fromkeys(slight))


def _turned(written: str, quotes: Sequence[str]) -> list[str]:
    """Where a sentence says the opposite of its quotes, or of each thing the other's."""
    sentence = QUOTED.sub(" ", written)  # what is quoted is compared word for word
    text = near = _nearest(sentence, quotes)
    for words in quoted(written):
        text = text.replace(words.strip(" .,;:!?"), " ")
    found = []
    spared = directions.litotes(sentence, text)
    if negation := polarity.negation(sentence, text, " ".join(quotes), spared):
        found.append(negation)
    if turned := directions.turned(sentence, text):
        found.append(f"It says “{turned[0]}” where the quote says “{turned[1]}”.")
    if directions.out_of_order(sentence, text):
        found.append("It turns round what was before and what after.")
    if not certainty.hedged(written) and certainty.unsure(near) & set(stems(written)):
        found.append("It states as certain what the quote does not.")
    if certainty.to_come(sentence, text):
        found.append("It tells as done what the quote has still to come.")
    whole = " ".join(quotes)
    named = [(one.speaker or "").split(",")[0] for one in asserted(written)]
    who = {word for phrase in named for word in stems(phrase)}
    if wrong := roles.misplaced(sentence, whole, who):
        where = f"where the quote says “{wrong[1]}”" if wrong[1] else "in another place"
        found.append(f"It says “{wrong[0]}” {where}.")
    if office := identities.over(sentence, whole):
        found.append(f"The quote has “{office}” only as what somebody was before.")
    if offices := identities.other_office(sentence, whole):
        found.append(f"It says “{offices[0]}” where the quote says “{offices[1]}”.")
    if identities.of_himself(written):
        found.append("It names one and the same as both.")
    if other := identities.only_speaks(sentence, whole):
        found.append(f"The quote says this of somebody else than “{other}”.")
    wrongs = (
        acts.turned_round,
        acts.turned_to_him,
        acts.taken_for_given,
        acts.wrong_subject,
        acts.wrong_order,
    )
    if any(one(sentence, whole) for one in wrongs):
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


def _own(sources: Sequence[Source], spans: Sequence[Span], said: Sequence[spoken.Spoken]) -> str:
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
        (share(sentence, text_of(s.hit, quote(sentence, s.hit))) for s in sources), default=0.0
    )
    words = list(quoted(sentence))
    for one in others:
        found = share(sentence, text_of(one.hit, quote(sentence, one.hit)))
        if found > cited + ELSEWHERE or any(word in one.hit.text for word in words):
            return [f"It is rather [{one.number}] that speaks of this."]
    return []
