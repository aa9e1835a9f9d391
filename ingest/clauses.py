"""What a clause is that says somebody says something, and the negation of its cue."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.cues import Cue
from ingest.phrases import Phrase
from vectorstore import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """All places are indexes into the sentence's tokens."""

    first: int
    """Where it begins: its subject, its verb or its preposition."""
    end: int
    """Behind its last word; what is said may follow."""
    cue: Phrase
    stance: Stance
    way: str
    speaker: Phrase | None
    """None where the sentence leaves it unclear."""
    inverted: bool = False
    """The speaker stands behind the cue: it can only belong to what was said before."""
    whole: bool = False
    """What is said is the rest of the sentence: "according to …", "as … put it"."""
    topic: Phrase | None = None
    """The subject, where it is what is spoken of: "the king is said to be ill"."""
    shared: bool = False
    """The speaker is taken from further ahead in the sentence: "… and said"."""
    via: Phrase | None = None


def negated(cue: Cue) -> Stance | None:
    """What "not" makes of it; None where nothing is said then."""
    if cue.base in ("confirm", "verify", "corroborate", "believe", "think", "expect"):
        return "doubts"
    if cue.stance == "denies":
        return "doubts"
    if cue.stance == "doubts":
        return "asserts"
    if cue.base in ("agree", "accept"):
        return "denies"
    return None
