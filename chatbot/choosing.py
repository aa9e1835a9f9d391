"""Which sentences an answer quotes: the fewest that answer, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chatbot.accounts import ClaimsOf, accounts
from chatbot.alike import alike, contradict, facts
from chatbot.forms import Form
from chatbot.scoring import Scores, Sentence, log_odds
from chatbot.terms import content_words, words

RELATED = 0.05
"""The score from which a sentence is worth showing though nothing answers."""
CLOSE = 1.0
"""How far below the best sentence, in log-odds, another is still quoted beside it."""
ELSEWHERE, LIKELY = 2.0, 0.15
"""The same for the best sentence of another article, if it names what no better one does, and the
score that it must have."""
MOST = 4
"""Sentences chosen, not counting those brought along so that they are understood."""
CLOSE_LISTED, MOST_LISTED = 1.5, 6
"""The same where the answer may have many parts."""
FAR = 2.0
"""How far below the best sentence what the party that was asked about says still comes first."""
ABOUT = 0.5
"""The share of a question's words from which a sentence is about what is asked."""
SAME = 0.8
"""The share of words in common from which a sentence only repeats another."""


def choose(
    read: Sequence[Sentence], scores: Scores, form: Form, claims: ClaimsOf
) -> list[Sentence]:
    """The best sentence and those close to it, best first, none that repeats a better one.

    Of two things compared, the best about each; of what somebody says, what is said by them.
    """
    odds = log_odds(scores)
    places = [int(place) for place in np.argsort(-scores, kind="stable")]
    places = [place for place in places if scores[place] >= RELATED]
    if form.compared and (pair := _of_each(form.compared, read, places)):
        return pair
    if form.speaker:
        near = [place for place in places if odds[place] >= odds[places[0]] - FAR]
        places = [p for p in near if _says(form.speaker, read[p], claims)] or places
    close, most = (CLOSE_LISTED, MOST_LISTED) if form.listed else (CLOSE, MOST)
    chosen: list[Sentence] = []
    for place in places:
        if odds[place] < odds[places[0]] - max(close, ELSEWHERE) or len(chosen) == most:
            break
        one = read[place]
        near = odds[place] >= odds[places[0]] - close
        if not near and (scores[place] < LIKELY or not _adds(one, chosen)):
            continue
        if not any(_repeats(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen


def _adds(one: Sentence, chosen: Sequence[Sentence]) -> bool:
    """Whether it is the first of its article, and names what none of the chosen does."""
    if any(one.hit.article_id == other.hit.article_id for other in chosen):
        return False
    named = {word for other in chosen for word in words(other.text)}
    return not facts(one.text) <= named


def _repeats(one: str, other: str) -> bool:
    return alike(one, other, SAME) and not contradict(one, other)


def nearest(question: str, read: Sequence[Sentence], scores: Scores) -> list[Sentence]:
    """The likeliest sentence of those that are about what is asked, though it does not answer."""
    asked = set(content_words(question))
    for place in np.argsort(-scores, kind="stable"):
        near = {*words(read[place].before), *words(read[place].text)}
        if asked and len(asked & near) >= ABOUT * len(asked):
            return [read[place]]
    return []


def _of_each(
    compared: Sequence[str], read: Sequence[Sentence], places: Sequence[int]
) -> list[Sentence]:
    """The best sentence about each of the things compared; none where one of them has none."""
    found: list[Sentence] = []
    for one in compared:
        named = set(content_words(one))
        about = (read[p] for p in places if named <= {*words(read[p].before), *words(read[p].text)})
        best = next(about, None)
        if best is None:
            return []
        if best not in found:
            found.append(best)
    return found


def _says(speaker: str, sentence: Sentence, claims: ClaimsOf) -> bool:
    """Whether somebody of that name or description says something in the sentence."""
    named = set(content_words(speaker))
    said = accounts(sentence, 0.0, claims(sentence.hit.article_id, sentence.hit.version))
    return any(one.claim and named & one.party for one in said)
