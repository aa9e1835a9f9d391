"""The clauses of a sentence: by verbs of its language, by "according to", by "reportedly"."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.foreign import foreign_clause
from ingest.named import before_zufolge, named_after
from ingest.phrases import Phrase, Phrases
from ingest.verbs import English

_VIA = ("quoted", "cited", "reported", "carried", "zitiert", "citado", "citée", "cité")
_UNCLEAR_ADVERBS = frozenset("reportedly allegedly supposedly purportedly".split())


def clauses(phrases: Phrases) -> list[Clause]:
    """The clauses of a sentence, in order."""
    found: list[Clause] = []
    for place, token in enumerate(phrases.tokens):
        if token.quotation is not None:
            continue
        clause = _according(phrases, place)
        if clause is None and token.low in _UNCLEAR_ADVERBS and phrases.language == "en":
            clause = Clause(
                first=place, end=place + 1, cue=(place, place + 1), stance="asserts", way="say",
                speaker=None, whole=True,
            )  # fmt: skip
        if clause is None and (cue := phrases.cues.get(token.low)) is not None:
            if phrases.language == "en":
                clause = English(phrases, found).clause(place, cue)
            else:
                clause = foreign_clause(phrases, place, cue, found)
        if clause is not None:
            found.append(clause)
    return found


def _according(phrases: Phrases, place: int) -> Clause | None:
    """According to X; laut X, X zufolge; según X; selon X."""
    if phrases.low(place) == "zufolge" and place > 0:
        speaker = before_zufolge(phrases, place - 1)
        if speaker is None:
            return None
        return Clause(
            first=speaker[0], end=place + 1, cue=(place, place + 1), stance="asserts", way="say",
            speaker=speaker, whole=True,
        )  # fmt: skip
    for words in phrases.grammar.according:
        end = place + len(words)
        if phrases.low(place) == words[0] and all(
            phrases.low(place + n) == word for n, word in enumerate(words)
        ):
            speaker = phrases.after(end)
            if speaker is None or not (speaker[1] - speaker[0] == 1 or phrases.speaks(speaker)):
                if speaker is None or phrases.low(place) != "according":
                    continue
            speaker = named_after(phrases, speaker)
            behind, via = _passed_on(phrases, speaker[1])
            first = place
            if place and phrases.low(place - 1) == "as":
                first = place - 1
            return Clause(
                first=first, end=max(behind, speaker[1]), cue=(place, end), stance="asserts",
                way="say", speaker=speaker, whole=True, via=via,
            )  # fmt: skip
    return None


def _passed_on(phrases: Phrases, place: int) -> tuple[int, Phrase | None]:
    """ ", quoted by the BBC": behind it, and who that is."""
    if phrases.low(place) == ",":
        place += 1
    if phrases.low(place) == "as":
        place += 1
    if phrases.low(place) in _VIA and phrases.low(place + 1) in ("by", "von", "por", "par"):
        who = phrases.after(place + 2)
        if who is not None:
            return who[1], who
    return place, None
