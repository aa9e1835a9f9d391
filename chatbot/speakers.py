"""Whether a written sentence keeps who says what its quotes have somebody say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.asserted import asserted, clauses
from chatbot.attributions import Assertion
from chatbot.polarity import contrary, hedged
from chatbot.presupposed import takes_for_granted
from chatbot.stems import every, stems
from vectorstore import UNCLEAR, Claim, Hit, Span
from vectorstore.sentences import sentences

_GENERIC = re.compile(
    r"(?:its|their|his|her) (?:\w+ )?(?:investigations?|inquir(?:y|ies)|statements?|reports?"
    r"|estimates?|figures?|findings|stud(?:y|ies)|data|research)"
    r"|(?:the|this) (?:company|firm|agency|group|ministry|office|organi[sz]ation|association|union"
    r"|party|institute|club|bank|airline|university|hospital|court|commission|museum|council)",
    re.IGNORECASE,
)
"""What stands for the one named last."""
_LEANS = re.compile(r"\b(?:he|she|it|they|its|his|her|their)\b", re.IGNORECASE)
_PLAIN = frozenset("said says say saying told tells tell according to".split())
"""Words of saying that tell nothing of what is said."""
_ASKS = re.compile(
    r"(?P<who>[^,;:]{2,80}?)\s(?:(?:is|are|was|were|has|had|have|also|now|still|then)\s)*"
    r"(?:been\s)?(?:seek(?:s|ing)?|sought|want(?:s|ed)?|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?"
    r"|request(?:s|ed|ing)?|claim(?:s|ed|ing)?|call(?:s|ed|ing)? for|appeal(?:s|ed|ing)?"
    r"|promis(?:es|ed|ing)|pledg(?:es|ed|ing)|vow(?:s|ed|ing)?|urg(?:es|ed|ing))\b",
    re.IGNORECASE,
)
"""Who wants or promises something, as the subject of a sentence."""
_CALLED = re.compile(
    r"[^.;“”]{0,80}?\b(?:gave (?:his|her|their) name (?:only )?as|asked to be (?:called|known as)"
    r"|(?:named|called|known as)|identified (?:him|her|them)sel(?:f|ves) (?:only )?as)"
    r"\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)"
)
"""How one who is first told of without a name gets one."""
_ROLE = frozenset(
    stems(
        "head chief chairman chairwoman president minister spokesman spokeswoman company ship"
        " officials government authority owner manager group agency mayor director police"
    )
)
SHARE = 0.5
"""Share of an assertion's matched words within what somebody says, from which it is his."""

FEW = 2
"""Words of an assertion that are enough to tell whose it is, those of "it" apart."""

NEARLY = 0.6
"""Share of the words of the best fitting claim that another must have to be meant too."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with who says it."""

    reason: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim with its words, and the hit that it is in."""

    claim: Claim
    text: str
    hit: Hit
    also: frozenset[str]
    """Words by which the passages know the speaker beside his name: "the ship's manager"."""
    before: str = ""
    """The sentence before it, if "it" or "they" in what is said may stand for something there."""


def spoken(hit: Hit, claims: Sequence[Claim], span: Span, whole: str) -> list[Spoken]:
    """What is said by somebody within a span of a passage; ``whole`` are all passages given."""
    found = []
    for claim in claims:
        start, end = max(claim.start, span[0]), min(claim.end, span[1])
        if (claim.article_id, claim.version) == (hit.article_id, hit.version) and start < end:
            text = hit.text[start - hit.start : end - hit.start]
            if not stems(text):  # "denied this"
                text = _meant(hit, claim, claims)
            also = _also_called(claim, claims, whole)
            found.append(Spoken(claim, text, hit, also, _before(hit, start, text)))
    return found


def _before(hit: Hit, start: int, text: str) -> str:
    """The sentence before the one that something is said in, where that leans on it."""
    earlier = [s for s in hit.sentences if s[1] <= start]
    if not earlier or not _LEANS.match(text):
        return ""
    return hit.text[earlier[-1][0] - hit.start : earlier[-1][1] - hit.start]


def _meant(hit: Hit, claim: Claim, claims: Sequence[Claim]) -> str:
    """What "this" stands for: what was said just before, as far as the passage has it."""
    earlier = [one for one in claims if one.end <= claim.cue_start and one.start >= hit.start]
    last = max(earlier, key=lambda one: one.end, default=claim)
    return hit.text[last.start - hit.start : last.end - hit.start]


def called(spoken: Spoken) -> str:
    """The speaker as the article puts it, and by name."""
    return f"{spoken.claim.speaker} {spoken.claim.name}"


def faults(sentence: str, text: str, said: Sequence[Spoken], own: str, whole: str) -> list[Fault]:
    """What the sentence does to the speakers of its quotes.

    ``text`` is that of the quotes, ``own`` what is outside every claim, ``whole`` the passages.
    """
    parts = asserted(sentence)
    found: list[Fault] = []
    for before, one in zip([None, *parts], parts, strict=False):
        words = set(stems(one.text)) - set(stems(one.speaker or ""))
        words |= set() if one.cue.lower() in _PLAIN else set(stems(one.cue))
        matched = words & every(text)
        bound = _bound(matched, said, set(stems(own)))
        if one.speaker is None:
            bound = [b for b in bound if not takes_for_granted(b.text, b.claim.stance, matched)]
        if bound and not any(_clear(other) for other in bound):
            if not any(other.speaker for other in parts):
                found.append(Fault("The quote has somebody say this, not the article itself."))
            continue
        bound = [other for other in bound if _clear(other)]
        if not bound:
            found += _added(one, said, text, whole)
        elif one.speaker is None:
            found += _dropped(one, before, parts, bound, sentence)
        elif one.pronoun:
            known = [other for other in bound if _kept(one, other, sentence)]
            found += [] if known else [Fault("It leaves open who says this.", grave=False)]
            found += _stance(one, known or bound)
        elif same := [other for other in bound if _same(one.speaker, other)]:
            found += _stance(one, same)
        else:
            instead = "" if one.of_article else f", not {_lower(one.speaker)}"
            found.append(Fault(f"The quote has {_who(bound)} say this{instead}."))
    return found


def _bound(matched: set[str], said: Sequence[Spoken], own: set[str]) -> list[Spoken]:
    """The claims within which most of an assertion lies, those that fit best."""
    found: list[tuple[float, Spoken]] = []
    for one in said:
        about = matched - set(stems(called(one))) - one.also
        if one.before and len(rest := about - every(one.before)) >= FEW:
            about = rest
        inside = len(about & set(stems(one.text)))
        if inside >= max(SHARE * len(about), len(about & own) + 1):
            found.append((inside / len(about), one))
    most = max((share for share, _ in found), default=0.0)
    kept = [one for share, one in found if share >= NEARLY * most]
    return [one for one in kept if one.claim.speaker != UNCLEAR]


def _clear(spoken: Spoken) -> bool:
    """Whether it is clear who speaks: hardly one who is only named in what is said.

    But "the minister called it odd: the firm, he said, …" begins with the one who says it.
    """
    claim, start = spoken.claim, spoken.claim.speaker_start
    if not claim.resolved or start is None or not claim.start <= start < claim.end:
        return True
    before = spoken.hit.text[: max(0, claim.cue_start - spoken.hit.start)]
    return start == claim.start and ": " in before[claim.start - spoken.hit.start :]


def _dropped(
    one: Assertion,
    before: Assertion | None,
    parts: Sequence[Assertion],
    bound: Sequence[Spoken],
    sentence: str,
) -> list[Fault]:
    """Something is said plainly that the quote has somebody say."""
    if told := [other for other in bound if _told(other, sentence)]:
        return _stance(one, told)
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
    if _names(one.speaker) and theirs and _names(theirs.speaker or ""):
        stands = any(
            one.stance == o.claim.stance != "asserts" and _same(one.speaker, o) for o in said
        )
        return [] if stands or len(who & every(near)) >= SHARE * len(who) else [fault]
    text = whole if _LEANS.search(text) else text  # "he" may be anybody there
    there = every(" ".join([text, *map(called, said), *(o.hit.publisher or "" for o in said)]))
    return [fault] if who and not who & there else []


def _nearest(said: str, text: str) -> str:
    """The sentence of a text that has most of the words of what is said."""
    words = set(stems(said))
    each = [text[start:end] for start, end in sentences(text)]
    return max(each, key=lambda one: len(words & every(one)), default="")


def _told(spoken: Spoken, sentence: str) -> bool:
    """Whether a sentence has the speaker and the word for what he does, as subject and verb."""
    if spoken.claim.stance in ("demands", "promises") and (asks := _ASKS.match(sentence)):
        return _same(asks["who"], spoken)
    who = set(stems(called(spoken)))
    there = every(sentence)
    does = set(stems(spoken.claim.cue))
    return bool(who & there) and bool(does) and does <= there


def _kept(one: Assertion, spoken: Spoken, sentence: str) -> bool:
    """Whether an attribution names the speaker, or has a pronoun for one named in the sentence."""
    if one.pronoun:
        return bool(set(stems(called(spoken))) & every(sentence))
    return _same(one.speaker or "", spoken)


def _same(speaker: str, spoken: Spoken) -> bool:
    """Whether a phrase can stand for the speaker of a claim."""
    mine = set(stems(speaker))
    claim = spoken.claim
    theirs = set(stems(f"{claim.speaker} {claim.name} {claim.via or ''}"))
    if not mine:
        return False
    also = spoken.also
    shared = mine & (theirs | also)
    names = _names(speaker)
    their_names = _names(f"{claim.speaker}, {claim.name}")
    if names and their_names and not names & (their_names | also):
        return False
    if named := _CALLED.search(speaker):
        if not set(stems(named["name"])) <= theirs | also or named["name"] in claim.speaker:
            return False  # "who gave her name as" the village that she is from
    if names & also - theirs and not (mine - names - _ROLE) <= theirs | also:
        return False
    if names and not their_names:
        head = stems(speaker.split(",")[0])[-1:]
        return bool(names & also) or bool((mine - names) & theirs) or bool(set(head) & theirs)
    if shared - _ROLE:
        return True
    return bool(shared) and not ((mine - shared) and (theirs - shared) and (mine - theirs - also))


def _also_called(claim: Claim, claims: Sequence[Claim], whole: str) -> frozenset[str]:
    """Words of what the passages call the speaker beside his name, between commas."""
    found: set[str] = set()
    if _GENERIC.fullmatch(claim.speaker):
        named = [one for one in claims if one.cue_start < claim.cue_start and _names(one.speaker)]
        if named:
            last = max(named, key=lambda one: one.cue_start)
            found.update(stems(f"{last.speaker} {last.name}"), _also_called(last, (), whole))
    for name in {claim.name, claim.speaker}:
        if not name or name == UNCLEAR:
            continue
        bare = re.escape(re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE))
        for match in re.finditer(
            rf"\b{bare}\b, ((?:the|an?|its|whose|who|which)\b[^,.;]*)[,.;]", whole
        ):
            found.update(stems(match[1]))
        for match in re.finditer(rf"((?:[Tt]he|[Aa]n?|[Ii]ts) [^,.;]*?),? {bare}\b", whole):
            if len(match[1].split()) <= 8:
                found.update(stems(match[1]))
        for match in re.finditer(rf"\b{bare}\b{_CALLED.pattern}", whole):
            found.update(stems(match["name"]))
    return frozenset(found)


def _names(phrase: str) -> set[str]:
    """The words of a phrase that are names."""
    bare = re.sub(r"^(?:The|An?|Its|His|Her|Their)\b", "", phrase)
    bare = re.sub(r"^[A-ZÀ-Þ][\w’'-]*(?= (?:for|of|at|in|from)\b)", "", bare)  # "Lawyers for"
    found = re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", bare)
    return {word for name in found for word in stems(name)}


def _stance(one: Assertion, bound: Sequence[Spoken]) -> list[Fault]:
    """Whether the sentence turns a denial to an assertion, or the other way round."""
    found = [_stance_against(one, other) for other in bound]
    if one.stance == "denies" and not all(found):
        return []  # he says more than one thing of it, and one of them is a denial
    return next((fault for fault in found if fault), [])


def _stance_against(one: Assertion, other: Spoken) -> list[Fault]:
    stance, mine = one.stance, contrary(one.text)
    claim, theirs = other.claim, contrary(_part(other.text, one.text))
    who = _lower(claim.speaker)
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
