"""Speech whose speaker is named beside it, but by none of the cues we know."""

from __future__ import annotations

from ingest.asides import trailing
from ingest.named import initial, named_after
from ingest.phrases import Phrase, Phrases
from vectorstore import Span

_AFTER_VERB = frozenset("back out in on up off me us him her them".split())
Beside = tuple[Phrase | None, Span]
"""Who it is, if that is said, and what stands for the cue."""


def after_colon(phrases: Phrases, place: int) -> Beside | None:
    """Anna Berg: “…”, and “Her answer is blunt: …”."""
    if place == 0 or phrases.tokens[place - 1].text != ":":
        return None
    colon = phrases.tokens[place - 1]
    return initial(phrases), (colon.start, colon.end)


def before_dash(phrases: Phrases, place: int) -> Beside | None:
    """“…” – Anna Berg."""
    tokens = phrases.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].text not in "–—-":
        return None
    name = phrases.after(place + 2)
    if name is None or not phrases.is_name(name[0]):
        return None
    if name[1] < len(tokens) and tokens[name[1]].text not in ".,(":
        return None
    return name, (tokens[place + 1].start, tokens[place + 1].end)


def by_any_verb(phrases: Phrases, place: int) -> Beside | None:
    """“…,” giggled Anna Berg; “…,” she shot back: by whatever verb, right beside the speech."""
    tokens, known = phrases.tokens, phrases.grammar
    quotation = tokens[place].quotation
    assert quotation is not None
    first = place + 1
    if phrases.text[quotation.inner[1] - 1] not in ",!?…":
        if first >= len(tokens) or tokens[first].text != ",":
            return None
        first += 1
    if first + 1 >= len(tokens) or not tokens[first].word:
        return None
    verb = first
    if tokens[first].low in ("was", "is", "came"):  # was the verdict of Anna Berg
        near = range(first, min(first + 7, len(tokens)))
        of = next((p for p in near if phrases.low(p) in ("of", "from")), 0)
        subject = phrases.after(of + 1) if of else None
        if subject is None or not phrases.speaks(subject):
            return None
        return named_after(phrases, subject), (tokens[first].start, tokens[of].end)
    if tokens[first].capital or tokens[first].low in known.determiners | set(known.pronouns):
        subject = phrases.after(first)
        verb = subject[1] if subject else len(tokens)
    else:
        subject = phrases.after(first + 1)
    if subject is None or verb >= len(tokens) or not phrases.speaks(subject):
        return None
    token = tokens[verb]
    small = (
        known.determiners | known.prepositions | known.conjunctions | known.auxiliaries
        | known.subordinators | known.adverbs | known.relatives | known.times
    )  # fmt: skip
    if not token.word or token.capital or token.low in small or token.low in known.others:
        return None
    behind = max(verb + 1, subject[1])
    if verb > first and behind < len(tokens) and not trailing(phrases, behind):
        if phrases.low(behind) not in _AFTER_VERB:
            return None
    return named_after(phrases, subject), (token.start, token.end)
