"""What a written sentence asserts, clause by clause, and on whose word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from chatbot.attributions import FINITE, QUOTED, Assertion, attribution, stated
from chatbot.saying import CUE
from chatbot.stems import stems
from vectorstore import Span

_CLAUSE = re.compile(
    r";\s+|\s[–—]\s|,?\s+(?:while|whereas|although|though|but|yet)\s+"
    r"|,\s+(?:and|which|who|whose|where|so|or|adding|with|including)\s+"
    r"|,?\s+(?:because|after|since|when)\s+"
    rf"|\s+and\s+(?=(?:that|it|he|she|they|there|the|a|an|its|his|her|their|no|none|nobody|all|two"
    rf"|three)\b|(?:{CUE})\b|[\w’'-]+\s+(?:was|were|had|has|have|is|are|did|will|would|could|not)\b"
    r"|(?:was|were|had|has|is|are|will|would|could|did)\b|[a-z]+(?:ed|ied)\b"
    r"|[A-Z][\w’'-]+ (?:[a-z]+ed|said|was|is|were|had|has)\b)"
)
_FIRST = re.compile(r"((?:While|Whereas|Although|Though)\s[^,;]*),\s")
_ASIDE = re.compile(rf"[^,]*,\s+(?:{CUE})\b")
_VERB = re.compile(rf"{FINITE.pattern}|\b\w+(?:ed|ied)\b|\b(?:{CUE})\b")
_SAYS = re.compile(rf"(?P<cue>{CUE})\b\s+(?:that\s+)?(?!by\b)")
_GOES_ON = re.compile(
    r"(?:that|it|he|she|they|its|their|his|her|there|all|no|none|was|were|had|has|is|are)\b"
)
_MARKS = str.maketrans("“”„«»‘’‚′", '"""""\'\'\'\'')
_META = frozenset(
    stems(
        "article articles passage passages source sources text texts document documents report "
        "reports answer answers question questions information following provided given context "
        "excerpt excerpts quote quotes news story stories statement details here based mentioned "
        "available summary known contain contains include includes find found specific"
    )
)


@lru_cache(maxsize=64)
def asserted(sentence: str) -> tuple[Assertion, ...]:
    """The clauses of a sentence, each with the attribution that covers it."""
    found: list[Assertion] = []
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        own = attribution(clause)
        if found and found[-1].speaker and (begins := _SAYS.match(clause)):
            own = replace(
                stated(begins["cue"]), text=clause[begins.end() :], speaker=found[-1].speaker
            )
        if own is None and found and found[-1].speaker and _GOES_ON.match(clause):
            own = Assertion(clause, found[-1].speaker, found[-1].cue, found[-1].stance)
        found.append(own or Assertion(clause))
    last = found[-1]
    if last.speaker and _trails(sentence, last):  # "A, and B, said C"
        found = [one if one.speaker else replace(last, text=one.text) for one in found]
        found = [one for one in found if stems(one.text)] or [last]
    return tuple(found)


def _trails(sentence: str, last: Assertion) -> bool:
    """Whether a sentence ends with its attribution."""
    end = sentence.rstrip(" .!?”’\"'").lower()
    return end.endswith((last.cue.lower(), (last.speaker or last.cue).lower()))


def clauses(sentence: str) -> list[Span]:
    """Where its clauses are, as far as they can be told apart by their joints."""
    inside = [match.span() for match in QUOTED.finditer(sentence)]
    spans: list[Span] = []
    start = 0
    if (first := _FIRST.match(sentence)) and len(stems(first.group())) > 1:
        spans.append((0, first.end(1)))
        start = first.end()
    for match in _CLAUSE.finditer(sentence):
        joint = match.group().strip(" ,")
        if match.start() < start:
            continue
        if any(a < match.start() < b for a, b in inside):
            continue
        if joint in ("which", "who", "whose") and _ASIDE.match(sentence, match.end()):
            continue
        before = sentence[start : match.start()]
        if len(stems(before)) < 2 or (joint == "and" and not _VERB.search(before)):
            continue
        if len(stems(sentence[match.end() :])) < 2:
            break
        spans.append((start, match.start()))
        start = match.end() - (len(joint) + 1 if joint in ("which", "who") else 0)
    return [*spans, (start, len(sentence))]


def quoted(sentence: str) -> Iterator[str]:
    """What a sentence has in quotation marks."""
    for match in QUOTED.finditer(sentence):
        yield next(part for part in match.groups() if part is not None)


def plain(text: str) -> str:
    """A text with plain quotation marks and single spaces, to be compared word for word."""
    return " ".join(text.translate(_MARKS).split())


def asserts_nothing(sentence: str) -> bool:
    """Whether a sentence only speaks of the articles or of the answer itself."""
    return set(stems(sentence)) <= _META and not re.search(r"\d", sentence)
