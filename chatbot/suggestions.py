"""What to ask next: made of what the articles just quoted also say, and only what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.answers import Answer, Turn
from chatbot.bot import Chatbot
from vectorstore import UNCLEAR, Article, Claim

MOST = 3
TRIED = 5
"""Candidates that are asked before giving up; each costs about as much as a question."""
LONGEST_NAME = 60
"""Characters."""

_COUNTED = re.compile(
    r"(?<![\w.,-])(?:\d[\d.,]*\d|\d) (?P<what>[a-z]+s) (?P<did>were|had|have|are) "
    r"(?P<rest>[^,.;:“”\"()]{3,60})[,.;]"
)
"""“422 ships were waiting at the canal.” answers "How many ships were waiting at the canal?\""""
# One word with a capital may be a day or the first of a sentence as well as a name.
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+)+$")
_SOMEBODY = re.compile(r"[Tt]he (?=.*\b[A-ZÀ-Þ])[\w’' -]+$")


def suggestions(bot: Chatbot, answer: Answer, history: Sequence[Turn] = ()) -> list[str]:
    """Questions that the collection answers with something that ``answer`` does not quote.

    ``history`` ends with the turn that ``answer`` is of.
    """
    quoted = {(c.article_id, c.version, c.start) for c in answer.citations}
    found: list[str] = []
    for number, question in enumerate(_candidates(bot, answer)):
        if number == TRIED or len(found) == MOST:
            break
        other = bot.ask(question, history)
        new = {(c.article_id, c.version, c.start) for c in other.citations} - quoted
        if other.status != "unknown" and new:
            found.append(question)
            quoted |= new
    return found


def _candidates(bot: Chatbot, answer: Answer) -> Iterator[str]:
    """Who else speaks in the articles quoted, and what else is counted in them."""
    known = {answer.question.casefold()}
    speaking = {claim.name for claim in answer.claims}
    for article_id, version in dict.fromkeys((c.article_id, c.version) for c in answer.citations):
        article = bot.article(article_id, version)
        if article.language not in (None, "en"):
            continue
        for claim in bot.claims(article_id, version):
            if claim.name not in speaking and (question := _said(claim)):
                speaking.add(claim.name)
                yield question
        for question in _counts(article):
            if question.casefold() not in known:
                known.add(question.casefold())
                yield question


def _said(claim: Claim) -> str | None:
    """A question that the claim answers, where its speaker can be named in one."""
    if claim.speaker == UNCLEAR:
        return None
    does = "deny" if claim.stance == "denies" else "say"
    for who in (claim.speaker, claim.name):
        if len(who) <= LONGEST_NAME and _SOMEBODY.fullmatch(who):
            return f"What did the {who[4:]} {does}?"
        if len(who) <= LONGEST_NAME and _NAMED.fullmatch(who) and claim.speaker[:4] != "the ":
            return f"What did {who} {does}?"
    return None


def _counts(article: Article) -> Iterator[str]:
    for match in _COUNTED.finditer(" ".join(article.text.split())):
        yield f"How many {match['what']} {match['did']} {match['rest'].strip()}?"
