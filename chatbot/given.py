"""What a language model is given: which passages, numbered, and what is known about them."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.accounts import Account, ClaimsOf
from chatbot.models import Model
from chatbot.prompts import NAME, block, harmless
from chatbot.quotes import OTHERWISE, Plan
from chatbot.scoring import Sentence
from chatbot.support import Source
from vectorstore import Hit


def sources(
    needed: Sequence[Hit],
    hits: Sequence[Hit],
    claims: ClaimsOf,
    model: Model,
    room: int,
) -> list[Source]:
    """The passages that the answer needs, then the others by rank, each once.

    All that are needed, and as many of the others as ``room`` tokens hold.
    """
    chosen: list[Source] = []
    seen: set[tuple[str, int, int]] = set()
    for rank, hit in enumerate([*needed, *hits]):
        place = hit.article_id, hit.version, hit.position
        if place in seen:
            continue
        seen.add(place)
        said = tuple(claims(hit.article_id, hit.version))
        source = Source(len(chosen) + 1, hit, said)
        room -= model.tokens(block(source))
        if rank >= len(needed) and (room < 0 or len(chosen) >= model.passages):
            break
        chosen.append(source)
    return chosen


def notes(plan: Plan, numbered: Sequence[Source]) -> str:
    """What the model is to know of the accounts in these sources: who differs, what is newest."""
    if plan.sides:
        told = "; ".join(_account(one, numbered) for one in plan.sides)
        return f"Write one sentence for each of these accounts, which differ: {told}.\n\n"
    if plan.lead == OTHERWISE:
        number = _number(plan.sentences[0], numbered)
        return (
            "Write what the sources say instead of what the question takes for granted: "
            f"source {number} denies it.\n\n"
        )
    if plan.updates:
        number = _number(plan.updates[0].sentence, numbered)
        return f"Write the newest figure, which is in source {number}, and its date.\n\n"
    return ""


def _account(account: Account, numbered: Sequence[Source]) -> str:
    claim = account.claim
    who = f"{claim.speaker} ({claim.cue})" if claim else account.sentence.hit.publisher or "one"
    return f"{harmless(who)[:NAME]} in source {_number(account.sentence, numbered)}"


def _number(sentence: Sentence, numbered: Sequence[Source]) -> int:
    """The number of the source that a sentence is in; each that is needed is among them."""
    hit = sentence.hit
    place = hit.article_id, hit.version, hit.position
    return next(
        one.number
        for one in numbered
        if (one.hit.article_id, one.hit.version, one.hit.position) == place
    )
