"""Quotes mode: choose the fewest sentences that answer, and compose an answer of them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from chatbot.accounts import Account, ClaimsOf
from chatbot.answers import Answer, Status
from chatbot.choosing import MOST, choose, nearest
from chatbot.citing import Fetch, cite, claims_in, lead, quotation, sides_of
from chatbot.disputes import differences
from chatbot.forms import form_of
from chatbot.premises import contradicting
from chatbot.reader import Reader
from chatbot.retrieval import Evidence
from chatbot.scoring import Sentence

UNKNOWN = "The articles do not answer this."
NEAREST = "The nearest they come:"
OTHERWISE = "The articles do not say so. What they say:"
DIFFER = "Accounts differ:"
NEWEST_FIRST = "The figure changed over time; the newest first:"

ANSWERS = 0.5
"""The score from which an account is taken to answer."""
CLEARLY = 1.0
"""How much surer of an answer, in log-odds, evidence from elsewhere must make us than what there is
within the limits that a question named, to be quoted instead."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an answer is going to say: in which words of ours, and in which sentences."""

    status: Status
    sentences: Sequence[Sentence]
    lead: str | None = None
    """None: who reports what follows."""
    sides: tuple[Account, ...] = ()
    updates: tuple[Account, ...] = ()
    """Figures that changed over time, the newest first."""

    @property
    def answers(self) -> bool:
        """Whether there is something to tell: an answer, or that what was asked is not so."""
        return self.status != "unknown" or self.lead == OTHERWISE


def composed(
    question: str, plan: Plan, article: Fetch, claims: ClaimsOf
) -> Generator[Answer, None, None]:
    """The answer in the sources' own words: each whole so far, the last one done."""
    citations = cite(plan.sentences, article)
    sides = sides_of(plan.sides, citations)
    so_far = Answer(
        question=question,
        text=plan.lead or lead(citations),
        status=plan.status,
        mode="quotes",
        done=not citations,
    )
    yield so_far
    for citation in citations:
        said = claims(citation.article_id, citation.version)
        so_far = replace(
            so_far,
            text=f"{so_far.text}\n\n{quotation(citation, sides, said)}",
            citations=(*so_far.citations, citation),
            claims=(*so_far.claims, *claims_in(citation, said)),
            sides=tuple(one for one in sides if one.citation <= citation.number),
            done=citation is citations[-1],
        )
        yield so_far


def plan(question: str, evidence: Evidence, claims: ClaimsOf, reader: Reader | None) -> Plan:
    """Choose the sentences that answer, the accounts that differ, or what comes nearest."""
    read, scores = evidence.sentences, evidence.scores
    chosen = choose(read, scores, form_of(question), claims)
    found = differences(question, read, scores, claims, ANSWERS)
    if found.sides:
        newest = found.updates[:1]  # what has been found out since
        return Plan("disputed", _each_once([*found.sides, *newest]), DIFFER, found.sides)
    if denial := contradicting(question, read, scores, claims, reader):
        return Plan("unknown", [denial.sentence], OTHERWISE)
    if found.updates:
        return Plan(
            "answered", _each_once(found.updates)[:MOST], NEWEST_FIRST, updates=found.updates
        )
    if answered(evidence):
        return Plan("answered", chosen)
    near = chosen or nearest(question, read, scores)
    return Plan("unknown", near, f"{UNKNOWN}\n\n{NEAREST}" if near else UNKNOWN)


def _each_once(accounts: Sequence[Account]) -> list[Sentence]:
    kept: list[Sentence] = []
    for one in accounts:
        if not any(one.sentence is other for other in kept):
            kept.append(one.sentence)
    return kept


def answered(evidence: Evidence) -> bool:
    """Whether a sentence of what was found answers."""
    return evidence.known >= 0.0


def answers_better(one: Evidence, other: Evidence) -> bool:
    """Whether the one answers, and clearly better than what the other has."""
    return answered(one) and one.known >= other.known + CLEARLY
