"""Whether a written sentence keeps who says what its quotes have somebody say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.asserted import asserted, clauses, plain, quoted
from chatbot.attributions import FINITE, Assertion
from chatbot.certainty import hedged
from chatbot.polarity import contrary
from chatbot.presupposed import takes_for_granted
from chatbot.spoken import (
    GENERIC,
    LEADERS,
    LEANS,
    MEANWHILE,
    Spoken,
    called,
    clear,
    head,
    names,
    same,
)
from chatbot.stems import every, stems
from chatbot.told import told_by_verb
from vectorstore import UNCLEAR
from vectorstore.sentences import sentences

_PLAIN = frozenset("said says say saying told tells tell according to".split())
"""Words of saying that tell nothing of what is said."""
_PLANS = re.compile(r"(?P<who>[^,;:]{2,60}?)\s(?:will|would|is to|are to)\b")
"""Who is to do something: if he says so himself, hardly more is claimed than he says."""
_BELIEVED = re.compile(
    r"\b(?:is|are|was|were|been) (?:\w+ly )?(?:expected|believed|thought|said|reported|estimated"
    r"|feared|understood|supposed|alleged|considered|known) to\b"
)
"""That somebody says this, though not who."""
_REPORTED = re.compile(r"\b(?:had|would)\s(?:\w+\s)?\w+", re.IGNORECASE)
"""A tense in which an article goes on telling what somebody said."""
SHARE = 0.5
"""Share of an assertion's matched words within what somebody says, from which it is his."""

FEW = 2
"""Words of an assertion that are enough to tell whose it is, those of "it" apart."""

NEARLY = 0.6
"""Share of the words of the best fitting claim that another must have to be meant too."""


NEAREST = 0.7
"""Share of the most words that a claim must share with what is said to be the one denied."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with who says it."""

    reason: str
    grave: bool = True


def faults(
    sentence: str,
    text: str,
    said: Sequence[Spoken],
    own: str,
    whole: str,
    earlier: Sequence[Spoken],
) -> list[Fault]:
    """What the sentence does to the speakers of its quotes.

    ``text`` is that of the quotes, ``own`` what is outside every claim, ``whole`` the passages;
    ``earlier`` is what is said just before the quotes.
    """
    parts = asserted(sentence)
    found: list[Fault] = []
    for before, one in zip([None, *parts], parts, strict=False):
        words = set(stems(one.text)) - set(stems(one.speaker or ""))
        words |= set() if one.cue.lower() in _PLAIN else set(stems(one.cue))
        matched = words & every(text)
        bound = _literal(one.text, said) or _bound(matched, said, set(stems(own)))
        bound = bound or [b for b in said if b.short and same(one.speaker or "", b)]
        if one.speaker is None:
            bound = [b for b in bound if not _granted(b, matched) and not _of_him(b, matched)]
        if bound and not any(clear(other) for other in bound):
            if not any(other.speaker for other in parts):
                found.append(Fault("The quote has somebody say this, not the article itself."))
            elif not any(_told_of_before(one, other) for other in bound):
                found.append(
                    Fault(f"The quote does not have {_lower(one.speaker or '')} say this.")
                )
            continue
        bound = [other for other in bound if clear(other)]
        if not bound:
            goes_on = any(same(one.speaker or "", other) for other in earlier)
            if not (goes_on and _REPORTED.search(text)):
                found += _added(one, said, text, whole)
        elif one.speaker is None:
            found += _dropped(one, before, parts, bound, sentence)
        elif one.pronoun:
            known = [other for other in bound if _kept(one, other, sentence)]
            found += [] if known else [Fault("It leaves open who says this.", grave=False)]
            found += _stance(one, known or bound)
        elif his := [other for other in bound if same(one.speaker, other)]:
            found += _stance(one, his)
        elif not _within(one, parts, bound):
            instead = "" if one.of_article else f", not {_lower(one.speaker)}"
            found.append(Fault(f"The quote has {_who(bound)} say this{instead}."))
    return found


def _within(one: Assertion, parts: Sequence[Assertion], bound: Sequence[Spoken]) -> bool:
    """Whether the one named only speaks in what another is rightly given as saying."""
    who = set(stems(one.speaker or ""))
    return any(
        part is not one and part.speaker and same(part.speaker, other)
        for other in bound
        for start, end in sentences(other.text)
        if any(who == set(stems(its.speaker or "")) for its in asserted(other.text[start:end]))
        for part in parts
    )


def _bound(matched: set[str], said: Sequence[Spoken], own: set[str]) -> list[Spoken]:
    """The claims within which most of an assertion lies, those that fit best."""
    found: list[tuple[float, Spoken]] = []
    for one in said:
        about = matched - set(stems(f"{called(one)} {one.claim.cue}")) - one.also
        if one.before and (rest := about - every(one.before)):
            if len(rest) >= FEW or rest <= set(stems(one.text)):
                about = rest
        inside = len(about & set(stems(one.text)))
        if inside >= max(SHARE * len(about), len(about & own) + 1):
            found.append((inside / len(about), one))
    most = max((share for share, _ in found), default=0.0)
    best = {one.text for share, one in found if share >= NEARLY * most}
    kept = [one for _, one in found if one.text in best]
    return [one for one in kept if one.claim.speaker != UNCLEAR]


def _literal(text: str, said: Sequence[Spoken]) -> list[Spoken]:
    """The claims that have what a clause quotes, word for word."""
    each = [plain(words).strip(" .,;:!?'\"") for words in quoted(text)]
    each = [words for words in each if " " in words]
    found = [one for one in said if any(words in plain(one.text) for words in each)]
    return [one for one in found if one.claim.speaker != UNCLEAR]


def _granted(spoken: Spoken, matched: set[str]) -> bool:
    """Whether the words are of what the speaker takes for granted, his own name apart."""
    words = matched - set(stems(called(spoken)))
    return takes_for_granted(spoken.text, spoken.claim.stance, words)


def _of_him(spoken: Spoken, matched: set[str]) -> bool:
    """Whether the words are rather of who the speaker is than of what he says."""
    said = set(stems(spoken.text))
    return len(matched & spoken.also - said) > len(matched & said)


def _meanwhile(one: Assertion, spoken: Spoken) -> bool:
    """Whether the speaker is told to do what the quote has him do as he speaks."""
    then = MEANWHILE.search(spoken.text)
    mine = re.match(rf"(?P<who>.{{2,80}}?)\s{then['verb']}\w*\b", one.text) if then else None
    return mine is not None and same(mine["who"], spoken)


def _told_of_before(one: Assertion, spoken: Spoken) -> bool:
    """Whether the passage has the one named before "he said": later ones are not meant by it."""
    if one.speaker is None or one.pronoun or one.of_article:
        return True
    hit, who = spoken.hit, set(stems(one.speaker))
    before = hit.text[: max(spoken.claim.end, spoken.claim.cue_end) - hit.start]
    there = every(f"{before} {hit.title or ''} {called(spoken)}") | spoken.also
    return not names(one.speaker) or len(who & there) >= SHARE * len(who)


def _dropped(
    one: Assertion,
    before: Assertion | None,
    parts: Sequence[Assertion],
    bound: Sequence[Spoken],
    sentence: str,
) -> list[Fault]:
    """Something is said plainly that the quote has somebody say."""
    if told := [other for other in bound if told_by_verb(other, sentence, parts)]:
        return _stance(one, told)
    if any(_meanwhile(one, other) for other in bound):
        return []
    if _BELIEVED.search(one.text):
        return [Fault(f"It leaves open that {_who(bound)} says this.", grave=False)]
    if any(plans and same(plans["who"], o) for o in bound for plans in [_PLANS.match(one.text)]):
        return [
            Fault(f"The quote has {_who(bound)} say this, not the article itself.", grave=False)
        ]
    named = [other for other in parts if other.speaker]
    if any(_kept(other, each, sentence) for other in named for each in bound):
        return []
    if before and before.pronoun:
        return [Fault("It leaves open who says this.", grave=False)]
    return [Fault(f"The quote has {_who(bound)} say this, not the article itself.")]


def _who(bound: Sequence[Spoken]) -> str:
    return _lower(min(bound, key=lambda one: len(one.text)).claim.speaker)


def _added(one: Assertion, said: Sequence[Spoken], text: str, whole: str) -> list[Fault]:
    """Somebody is given as saying what the article says itself."""
    if one.speaker is None or one.pronoun or one.of_article:
        return []
    fault = Fault(f"The quote does not have {_lower(one.speaker)} say this.")
    who = set(stems(one.speaker))
    near = _nearest(f"{one.text} {one.cue}", text)
    theirs = next((other for other in asserted(near) if other.speaker), None)
    plain = not GENERIC.fullmatch(one.speaker) and not FINITE.search(one.speaker)
    plain = plain and (one.stance != "confirms" or bool(names(one.speaker)))  # "by measurements"
    if plain and len(stems(one.text)) >= FEW and theirs and _tells_who(theirs):
        stands = any(
            one.stance == o.claim.stance != "asserts" and same(one.speaker, o) for o in said
        )
        return [] if stands or _there(one.speaker, every(near)) else [fault]
    text = (
        whole if LEANS.search(text) or GENERIC.search(text) else text
    )  # "he" may be anybody there
    there = every(" ".join([text, *map(called, said), *(o.hit.publisher or "" for o in said)]))
    return [fault] if who and not who & there else []


def _there(speaker: str, words: set[str]) -> bool:
    """Whether most of a phrase is among some words, or half of it with its last: "canal agency"."""
    who = stems(speaker.split(",")[0])
    if head(speaker) in LEADERS - words:
        return False
    found = sum(word in words for word in who)
    return not who or 2 * found + (who[-1] in words) > len(who)


def _tells_who(one: Assertion) -> bool:
    """Whether it has more of its speaker than a word that stands for one."""
    return not (one.pronoun or GENERIC.fullmatch(one.speaker or ""))


def _nearest(said: str, text: str) -> str:
    """The sentences of a text that have the most of the words of what is said, or nearly so."""
    words = set(stems(said))
    each = [text[start:end] for start, end in sentences(text)]
    found = [len(words & every(one)) for one in each]
    return " ".join(
        one for one, count in zip(each, found, strict=True) if count >= NEAREST * max(found)
    )


def _kept(one: Assertion, spoken: Spoken, sentence: str) -> bool:
    """Whether an attribution names the speaker, or has a pronoun for one named in the sentence."""
    if one.pronoun:
        return bool(set(stems(called(spoken))) & every(sentence))
    return same(one.speaker or "", spoken)


def _stance(one: Assertion, bound: Sequence[Spoken]) -> list[Fault]:
    """Whether the sentence turns a denial to an assertion, or the other way round."""
    words = set(stems(one.text))
    shared = [len(words & every(other.text)) for other in bound]
    least = min(FEW, SHARE * len(words))
    pairs = list(zip(bound, shared, strict=True))
    nearest = [o for o, n in pairs if n >= max(NEAREST * max(shared), least)]
    others = every(" ".join(near.text for near in nearest))
    for other, count in pairs:  # also one that alone has much of what is said, or is within another
        alone = len(words & every(other.text) - others) >= FEW
        if count >= least and (alone or any(other.text in near.text for near in nearest)):
            nearest.append(other)
    found = [_stance_against(one, other) for other in nearest]
    if one.stance == "denies" and not all(found):
        return []  # he says more than one thing of it, and one of them is a denial
    return next((fault for fault in found if fault), [])


def _stance_against(one: Assertion, other: Spoken) -> list[Fault]:
    stance, mine = one.stance, contrary(one.text)
    claim, theirs = other.claim, contrary(_part(other.text, one.text))
    who = _lower(claim.speaker)
    if other.short and mine != theirs:
        return [Fault(f"The quote has {who} say the opposite.")]
    if claim.stance == "denies" and stance not in ("denies", "doubts") and mine == theirs:
        return [Fault(f"The quote has {who} deny this.")]
    if stance == "denies" and claim.stance not in ("denies", "doubts") and mine == theirs:
        return [Fault(f"The quote does not have {who} deny this.")]
    if claim.stance == "doubts" and stance != "doubts" and not mine and not hedged(one.text):
        return [Fault(f"The quote has {who} leave this open.")]
    if stance == "doubts" and claim.stance in ("confirms", "denies"):
        return [Fault(f"The quote does not have {who} leave this open.")]
    return []


def _part(said: str, about: str) -> str:
    """The clause of what is said that is most about something."""
    words = set(stems(about))
    parts = [said[start:end] for start, end in clauses(said)]
    return max(parts, key=lambda part: len(words & every(part)))


def _lower(speaker: str) -> str:
    """A phrase as it stands within a sentence."""
    first, _, rest = speaker.partition(" ")
    return (
        f"{first.lower()} {rest}" if first in ("The", "A", "An", "Its", "Their", "His") else speaker
    )
