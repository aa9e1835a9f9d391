"""Among the accounts of what is asked: which differ, and which is only a later figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from chatbot.accounts import Account, ClaimsOf, accounts, same_party
from chatbot.alike import alike, contradict
from chatbot.cues import asked_for
from chatbot.figures import Figure, differ, figures
from chatbot.scoring import Scores, Sentence
from chatbot.terms import content_words, words

LOOKED_AT = 12
"""The best sentences among which accounts are compared."""
RELATED = 0.25
"""The score from which a sentence is about what is asked."""
ABOUT_SAME = 0.5
"""Share of the words of the shorter of two accounts of one thing that the other has too."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Accounts that differ, each party's once, the best first; and figures of other days, newest
    first, where what was counted has changed with time."""

    sides: tuple[Account, ...] = ()
    updates: tuple[Account, ...] = ()


def differences(
    question: str, read: Sequence[Sentence], scores: Scores, claims: ClaimsOf, answers: float
) -> Differences:
    """How the accounts of what is asked differ; ``answers`` is the score that answers it."""
    found: list[Account] = []
    for place in np.argsort(-scores, kind="stable")[:LOOKED_AT]:
        if scores[place] < RELATED:
            break
        sentence = read[place]
        hit = sentence.hit
        found += accounts(sentence, float(scores[place]), claims(hit.article_id, hit.version))
    sides = _opposed(question, found, answers)
    if not sides and (altered := _altered(found, answers)):
        return altered
    if not sides and asked_for(question) == "amount":
        return _by_figures(question, [one for one in found if one.score >= answers])
    return Differences(sides=tuple(sides))


def _opposed(question: str, found: Sequence[Account], answers: float) -> list[Account]:
    """The accounts of which one denies what another asserts, if that is what is asked about."""
    asked = set(content_words(question))
    for one in found:
        if one.claim is None or one.claim.stance != "denies":
            continue
        said = set(content_words(f"{one.claim.speaker} {one.text}"))
        if len(asked & said) < min(2, len(asked)):
            continue
        against = [
            other
            for other in found
            if max(one.score, other.score) >= answers
            and not same_party(one, other)
            and _asserts(other)
            and _of_one_thing(one, other)
        ]
        if against:
            return _each_once([one, *against])
    return []


def _asserts(account: Account) -> bool:
    if account.claim is None:
        return not _negated(account.text)
    return account.claim.stance in ("asserts", "confirms", "accuses") and not _negated(account.text)


def _negated(text: str) -> bool:
    return bool({"not", "no", "never", "without", "nicht", "kein", "ne", "pas"} & _plain(text))


def _plain(text: str) -> set[str]:
    return {part.strip(".,;:!?“”\"'’").lower() for part in text.split()}


def _of_one_thing(one: Account, other: Account) -> bool:
    """In one sentence two parties speak of one thing; in two, if they use the same words."""
    if one.sentence is other.sentence and one.claim and other.claim:
        return True
    mine, others = set(content_words(one.text)), set(words(other.text))
    shorter = min(len(mine), len(set(content_words(other.text))))
    return shorter > 0 and len(mine & others) >= max(ABOUT_SAME * shorter, min(shorter, 2))


def _altered(found: Sequence[Account], answers: float) -> Differences | None:
    """What answers in one article beside what another tells in the same words, but for a name or a
    number; None where there is no such thing."""
    for one, other in combinations(found, 2):
        if one.score < answers or one.sentence.hit.article_id == other.sentence.hit.article_id:
            continue
        texts = one.sentence.text, other.sentence.text
        if alike(*texts) and contradict(*texts):
            itself = one.claim is not None and same_party(one, other)
            if not itself and _of_one_time(one, other):
                return Differences(sides=(one, other))
            newest = sorted((one, other), key=lambda each: each.day or "", reverse=True)
            return Differences(updates=tuple(newest))
    return None


def _by_figures(question: str, found: Sequence[Account]) -> Differences:
    """Figures for one quantity that cannot all be right."""
    stated = [(one, mine) for one in found if (mine := _figures(question, one))]
    sides: list[Account] = []
    updates: list[Account] = []
    for (one, mine), (other, others) in combinations(stated, 2):
        if one.sentence is other.sentence and one.claim is other.claim:
            continue
        if not all(differ(a, b) for a in mine for b in others):
            continue
        if same_party(one, other) or not _of_one_time(one, other):
            updates += [one, other]
        else:
            sides += [one, other]
    newest = sorted(updates, key=lambda one: one.day or "", reverse=True)
    return Differences(tuple(_each_once(sides)), tuple({id(one): one for one in newest}.values()))


def _figures(question: str, account: Account) -> list[Figure]:
    """The figures of an account that may answer: of what the question counts, if it has such."""
    asked = set(words(question))
    there = [one for one in figures(account.text) if not _in_question(one, account.text, question)]
    return [one for one in there if one.of in asked] or there


def _in_question(figure: Figure, text: str, question: str) -> bool:
    return text[figure.start : figure.end] in question


def _of_one_time(one: Account, other: Account) -> bool:
    """Whether their articles are of one time, as far as both say; of one article they are."""
    return one.day is None or other.day is None or one.day == other.day


def _each_once(given: Sequence[Account]) -> list[Account]:
    """The first account of each party, in order."""
    kept: list[Account] = []
    for one in given:
        if not any(one is other or same_party(one, other) for other in kept):
            kept.append(one)
    return kept
