"""What a question takes for granted, and the sentence of the evidence that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from chatbot.accounts import Account, ClaimsOf, accounts
from chatbot.reader import OwnReader, Reader
from chatbot.scoring import Scores, Sentence
from chatbot.terms import content_words, words

LOOKED_AT = 8
"""The best sentences that are compared with a premise."""
CONTRADICTS = 0.8
"""The chance from which a sentence is taken to contradict it."""
SHARED = 0.5
"""Share of the premise's words that a sentence has which speaks of the same thing."""

_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so),? )?(?:why|how come|when|where|how|for what reason|since when)\s+"
    r"(?:exactly )?(?P<aux>did|does|do|has|have|had|is|are|was|were|will|would)\s+"
    r"(?P<rest>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_OPPOSITES = (
    ("accept agree approve allow permit back support welcome", "reject refuse decline oppose deny"),
    ("confirm admit acknowledge concede", "deny dispute dismiss reject"),
    ("win succeed", "lose fail"),
    ("sign join", "refuse reject decline"),
    ("attack bomb shell fire hit strike cause", "deny"),
    ("stay remain keep continue", "leave quit resign stop end"),
    ("resign quit leave step", "stay remain refuse"),
    ("pay", "refuse"),
    ("apologise apologize", "refuse"),
)  # fmt: skip
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
    best = [read[place] for place in np.argsort(-scores, kind="stable")[:LOOKED_AT]]
    near = [one for one in best if _shared(taken, one) >= SHARED]
    if not near:
        return None
    chances = (
        reader.supports([one.text for one in near], [taken] * len(near))[:, 1]
        if isinstance(reader, OwnReader)
        else np.ones(len(near), np.float32)
    )
    for sentence, chance in zip(near, chances, strict=True):
        found = accounts(sentence, 0.0, claims(sentence.hit.article_id, sentence.hit.version))
        denied = [one for one in found if one.claim and one.claim.stance == "denies"]
        if chance >= CONTRADICTS and (denied or _opposed(taken, sentence.text)):
            return denied[0] if denied else found[0]
    return None


def _shared(taken: str, sentence: Sentence) -> float:
    wanted = set(content_words(taken))
    there = set(words(sentence.text)) | set(words(sentence.before))
    return len(wanted & there) / len(wanted)


def _opposed(taken: str, text: str) -> bool:
    """Whether one has a word of which the other has the opposite, or only one has a negation."""
    mine, theirs = set(words(taken)), set(words(text))
    for ones, others in _OPPOSITES:
        for here, there in ((ones, others), (others, ones)):
            if mine & set(words(here)) and theirs & set(words(there)):
                return True
    return _negated(taken) != _negated(text)


def _negated(text: str) -> bool:
    plain = re.findall(r"n['’]t\b|\w+", text.lower().replace("n’t", " n't").replace("n't", " n't"))
    return bool(_NEGATIONS & set(plain))
