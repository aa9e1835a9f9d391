"""What a question takes for granted, and the sentence of the evidence that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from chatbot.accounts import Account, ClaimsOf, accounts
from chatbot.reader import OwnReader, Reader
from chatbot.scoring import Scores, Sentence
from chatbot.terms import content_terms, content_words, words

LOOKED_AT = 8
"""The best sentences that are compared with a premise."""
CONTRADICTS = 0.8
"""The chance from which a sentence is taken to contradict it."""
KIN = 4
"""Letters by which a name and who or what is called by it are alike: Turkey, Turkish."""
SHARED = 0.5
"""Share of the premise's words that a sentence has which speaks of the same thing."""

_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so),? )?(?:why|how come|when|where|how|for what reason|since when)\s+"
    r"(?:exactly )?(?P<aux>did|does|do|has|have|had|is|are|was|were|will|would)\s+"
    r"(?P<rest>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_OPPOSITES = [
    (frozenset(words(one)), frozenset(words(other)))
    for one, other in (
        ("accept agree approve allow permit support welcome", "reject refuse decline oppose deny"),
        ("confirm admit acknowledge concede", "deny dispute dismiss reject"),
        ("win succeed", "lose fail"),
        ("join sign pay apologise apologize", "refuse reject decline"),
        ("resign quit leave", "stay remain refuse"),
    )
]
_DENIALS = frozenset(words("deny denied reject refuse dispute dismiss decline oppose"))
_NEGATIONS = frozenset("not no never nobody none neither without cannot n't".split())


def premise(question: str) -> str | None:
    """What "Why did X accept Y?" takes for granted, as words in the order of a statement."""
    found = _ASKED.match(question)
    if found is None or len(content_words(found["rest"])) < 2:
        return None
    aux = found["aux"].lower()
    return found["rest"] if aux in ("did", "does", "do") else f"{found['rest']} ({aux})"


def contradicting(
    question: str,
    read: Sequence[Sentence],
    scores: Scores,
    claims: ClaimsOf,
    reader: Reader | None,
) -> Account | None:
    """The account that denies what the question takes for granted, the best first."""
    taken = premise(question)
    if taken is None:
        return None
    best = np.argsort(-scores, kind="stable")[:LOOKED_AT]
    near = [read[place] for place in best if _shared(taken, read[place].text) >= SHARED]
    if not near:
        return None
    chances = np.zeros(len(near), np.float32)
    if isinstance(reader, OwnReader):
        chances = reader.supports([one.text for one in near], [taken] * len(near))[:, 1]
    for sentence, chance in zip(near, chances, strict=True):
        found = accounts(sentence, 0.0, claims(sentence.hit.article_id, sentence.hit.version))
        for account in found:
            if _denies(account, taken):
                return account
        unlike = _negated(taken) != _negated(sentence.text)
        opposed = _opposed(taken, sentence.text)
        if opposed or (unlike and chance >= CONTRADICTS):
            return found[0]
        if not unlike and set(content_words(taken)) <= set(words(sentence.text)):
            return None  # a better sentence says just that
    return None


def says_otherwise(question: str, text: str) -> bool:
    """Whether a text about it denies what the question takes for granted."""
    taken = premise(question) or question
    denies = bool(_DENIALS.intersection(words(text)))
    return denies or _opposed(taken, text) or _negated(taken) != _negated(text)


def _shared(taken: str, text: str) -> float:
    """The share of the premise's words that a text has, or has the opposite of.

    Without any of the names in the premise it speaks of somebody else.
    """
    there = set(words(text))
    beginnings = {word[:KIN] for word in there}
    wanted = {word: term[0].isupper() for term in content_terms(taken) for word in words(term)}
    met = {
        word
        for word, named in wanted.items()
        if word in there or (named and word[:KIN] in beginnings) or _opposites(word) & there
    }
    if any(wanted.values()) and not any(wanted[word] for word in met):
        return 0.0
    return len(met) / len(wanted)


def _opposites(word: str) -> frozenset[str]:
    found = [others for ones, others in _OPPOSITES if word in ones]
    found += [ones for ones, others in _OPPOSITES if word in others]
    return frozenset().union(*found)


def _denies(account: Account, taken: str) -> bool:
    """Whether the one of whom the premise says something denies it."""
    claim = account.claim
    if claim is None or claim.stance != "denies":
        return False
    return bool(account.party.intersection(words(taken))) and _shared(taken, account.text) > 0


def _opposed(taken: str, text: str) -> bool:
    """Whether one has a word of which the other has the opposite."""
    mine, theirs = set(words(taken)), set(words(text))
    return any(
        (mine & ones and theirs & others) or (mine & others and theirs & ones)
        for ones, others in _OPPOSITES
    )


def _negated(text: str) -> bool:
    plain = re.findall(r"n['’]t\b|\w+", text.lower().replace("n’t", " n't").replace("n't", " n't"))
    return bool(_NEGATIONS.intersection(plain))
