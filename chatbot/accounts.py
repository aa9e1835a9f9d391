"""Who stands behind a sentence: the parties it quotes, or its article in its own voice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chatbot.scoring import Sentence
from chatbot.terms import content_words
from vectorstore import UNCLEAR, Claim

ClaimsOf = Callable[[str, int], Sequence[Claim]]
"""The claims of an article's version."""

_DESCRIBES = frozenset(
    "government ministry minister president spokesman spokeswoman spokesperson officials official "
    "authorities authority company police lawyers office agency leader chairman".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one party says in a sentence; without a claim, what the article says by itself."""

    sentence: Sentence
    score: float
    """The probability that the sentence answers the question."""
    claim: Claim | None = None

    @property
    def text(self) -> str:
        """What is said."""
        if self.claim is None:
            return self.sentence.text
        hit = self.sentence.hit
        return hit.text[max(self.claim.start - hit.start, 0) : self.claim.end - hit.start]

    @property
    def party(self) -> frozenset[str]:
        """Words by which the same party is known again; of an article, its group of copies."""
        if self.claim is None:
            return frozenset({self.sentence.hit.group})
        named = frozenset(content_words(self.claim.name))
        return named - _GENERIC or named

    @property
    def day(self) -> str | None:
        published = self.sentence.hit.published
        return published[:10] if published else None


_GENERIC = frozenset(word for one in _DESCRIBES for word in content_words(one))


def accounts(sentence: Sentence, score: float, claims: Iterable[Claim]) -> list[Account]:
    """An account for each claim in the sentence whose speaker is clear; else the article's own."""
    mine = [
        Account(sentence=sentence, score=score, claim=claim)
        for claim in claims
        if claim.speaker != UNCLEAR and claim.start < sentence.end and sentence.start < claim.end
    ]
    return mine or [Account(sentence=sentence, score=score)]


def same_party(one: Account, other: Account) -> bool:
    """Whether the two are of one speaker, or of one article and its copies."""
    if (one.claim is None) != (other.claim is None):
        return False
    return bool(one.party & other.party)
