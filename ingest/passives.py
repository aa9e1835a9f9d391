"""It is said, X was quoted, Y reported citing X: where the subject is not who says it."""

from __future__ import annotations

from dataclasses import replace

from ingest.clauses import Clause
from ingest.cues import Cue
from ingest.named import named_after
from ingest.phrases import Phrase, Phrases

BE = frozenset(
    "is are was were be been being isn't wasn't weren't aren't 's wird werden wurde wurden".split()
)
_HEARSAY = frozenset(
    "say report believe think allege fear claim regard consider see understand know suspect "
    "rumour estimate expect predict accuse".split()
)


def passive(phrases: Phrases, subject: Phrase, verb: int, end: int, cue: Cue) -> Clause | None:
    """X was quoted as saying; was accused by Y; is said to; it is feared that."""
    low = phrases.low
    if cue.base == "quote":
        place, via = end, None
        if low(place) == "by":
            via = phrases.after(place + 1)
            place = via[1] if via else place
        if low(place) == "as" and low(place + 1) in ("saying", "telling"):
            return Clause(
                first=subject[0], end=place + 2, cue=(verb, end), stance="asserts", way="say",
                speaker=subject, via=via,
            )  # fmt: skip
        return None
    for place in range(end, min(end + 25, len(phrases.tokens))):
        if phrases.tokens[place].text in ".;:" or phrases.tokens[place].quotation is not None:
            break
        if low(place) == "by" and cue.way != "speech":
            agent = phrases.after(place + 1)
            agent = agent and named_after(phrases, agent)
            if agent is None or not phrases.speaks(agent) or low(place + 1) in ("saying",):
                break
            return Clause(
                first=subject[0], end=agent[1] if place == end else end, cue=(verb, end),
                stance=cue.stance, way=cue.way, speaker=agent, topic=subject,
            )  # fmt: skip
    following = low(end)
    if (
        low(subject[0]) == "it"
        and following in ("that", "is", "are", "has", "the")
        or (cue.base in _HEARSAY and following in ("to", "that", "as", "of"))
        or (cue.base == "tell" and following not in ("to", "by", "of", "about", "."))
    ):
        if cue.base in ("know", "expect", "see", "regard", "consider") and following != "as":
            if cue.base != "expect" or low(subject[0]) != "it":
                return None
        first = next(p for p in range(verb - 1, 0, -1) if low(p) in BE)
        return Clause(
            first=subject[0], end=end, cue=(first, end), stance=cue.stance, way="say",
            speaker=None, topic=None if low(subject[0]) == "it" or cue.base == "tell" else subject,
        )  # fmt: skip
    if cue.way == "name" and (
        phrases.quoted(end) or (following == "as" and phrases.quoted(end + 1, 3))
    ):
        return Clause(
            first=subject[0], end=end, cue=(verb, end), stance="asserts", way="name",
            speaker=None,
        )  # fmt: skip
    return None


def handed_on(phrases: Phrases, clause: Clause) -> Clause:
    """Reuters reported, citing the ministry: the ministry says so, by way of Reuters."""
    low = phrases.low
    for place in range(clause.end, min(clause.end + 40, len(phrases.tokens))):
        if low(place) in ("citing", "quoting") and low(place - 1) in (",", "reported", "said"):
            source = phrases.after(place + 1)
            if (
                source is not None and phrases.speaks(source) and clause.speaker
                and low(clause.cue[0]) in ("reported", "reports", "said", "says", "wrote")
                and low(clause.speaker[0]) not in phrases.grammar.pronouns
                and not phrases.person(clause.speaker)
            ):  # fmt: skip
                return replace(clause, speaker=source, via=clause.speaker)
    if phrases.tokens[clause.cue[0]].low in ("quoted", "quotes", "cited") and clause.speaker:
        source = phrases.after(clause.end)
        if source and low(source[1]) == "as" and low(source[1] + 1) in ("saying", "telling"):
            return replace(clause, speaker=source, via=clause.speaker, end=source[1] + 2, way="say")
    return clause
