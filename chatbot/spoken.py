"""Who says what in a quote, and by which words a sentence may call him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.attributions import FINITE
from chatbot.stems import stems
from vectorstore import UNCLEAR, Claim, Hit, Span

GENERIC = re.compile(
    r"(?:its|their|his|her) (?:\w+ )?(?:investigations?|inquir(?:y|ies)|statements?|reports?"
    r"|estimates?|figures?|findings|stud(?:y|ies)|data|research)"
    r"|(?:the|this) (?:company|firm|agency|group|ministry|office|organi[sz]ation|association|union"
    r"|party|institute|club|bank|airline|university|hospital|court|commission|museum|council)",
    re.IGNORECASE,
)
"""What stands for the one named last."""
LEANS = re.compile(r"\b(?:he|she|it|they|its|his|her|their|er|sie|él|ella)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"[^.;“”]{0,80}?\b(?P<gives>gave (?:his|her|their) name (?:only )?as|asked to be (?:called"
    r"|known as)|(?:named|called|known as)|identified (?:him|her|them)sel(?:f|ves) (?:only )?as)"
    r"\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)"
)
"""How one who is first told of without a name gets one."""
_OF = re.compile(r"\b(?:of|for|from|by|with|to|at)\b")
_WHERE = re.compile(r"\b(?:in|on|at|from|near|outside|inside|by)\b[^,]*")
_SHORT = re.compile(
    r"\W*(?:that\s)?(?:it|he|she|they)\s(?:did|had|was|were|has|have|is|are|would|could)"
    r"(?P<no>\snot|n['’]t)?\W*",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\W*(?:(?:that|this|these|those|it|they)\s)*(?:is|was|were|are|had been)\s"
    r"(?P<no>not\s|n['’]t\s)?(?:(?:simply|quite|completely|entirely)\s)?"
    r"(?:(?P<right>correct|true|right|accurate|the case)"
    r"|(?:incorrect|untrue|false|wrong|inaccurate|nonsense|unfounded|baseless|a lie))\W*",
    re.IGNORECASE,
)
"""What somebody says of what was said before: that it is right or wrong."""
_REPEATS = ("denies", "confirms", "doubts")
"""Who "confirmed this" speaks of what was said before; who "defended it" may say other things."""
_ASIDE = re.compile(r",\s(?:although|though|while)\s(?=[^.;:]*$)")
MEANWHILE = re.compile(
    r"\bsa(?:id|ys)(?: \w+day| (?:on|in|at) [^,.;]{3,40})?,"
    r" (?P<does>(?!adding\b|saying\b)(?P<verb>\w{3,})ing\b[^,;.]*)$"
)
"""What the speaker does while he speaks: "…, the judge said on Monday, closing the case"."""
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b")
_WHOSE = re.compile(r"(?P<whose>[^,]+?)['’]s?\s(?P<who>[^,]+)")
_VOICES = frozenset(stems("spokesman spokeswoman spokesperson officials statement"))
_WORK = (
    r"(?:inquir(?:y|ies)|investigations?|stud(?:y|ies)|research|calculations?|analys[ie]s|surveys?"
    r"|findings|data|figures?|estimates?|statements?|accounts?|tests?)"
)
_WORK_OF = re.compile(
    rf"(?:the |an? )?(?:[\w-]+ ){{0,2}}{_WORK} (?:by|from|of) (?P<who>.+)"
    rf"|(?P<whose>.+?)['’]s? (?:\w+ ){{0,2}}{_WORK}",
    re.IGNORECASE,
)
"""What somebody has made or had made, and speaks through."""
LEADERS = frozenset(stems("head chief chairman chairwoman president minister director mayor boss"))
"""Those who lead others, and are not they."""
_FOR = re.compile(r"\w[\w -]*? for (?P<whom>[^,;:]+)")
_ANYONE = frozenset(
    stems(
        "man woman person people resident inhabitant local neighbour villager islander passer-by"
        " witness someone traveller passenger visitor citizen"
    )
)
"""What anybody may be called."""
_ROLE = frozenset(
    stems(
        "head chief chairman chairwoman president minister spokesman spokeswoman company ship"
        " officials government authority owner manager group agency mayor director police"
    )
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim with its words, and the hit that it is in."""

    claim: Claim
    text: str
    hit: Hit
    also: frozenset[str]
    """Words by which the passages know the speaker beside his name: "the ship's manager"."""
    others: tuple[frozenset[str], ...] = ()
    """The words for each of the others who speak in the passage."""
    before: str = ""
    """The sentence before it, if "it" or "they" in what is said may stand for something there."""
    master: frozenset[str] = frozenset()
    """The words for the one whose spokesman he is: the subject of the sentence before."""
    short: bool = False
    """Whether it is only "that they did", and its words are those that this stands for."""


def spoken(hit: Hit, claims: Sequence[Claim], span: Span, whole: str) -> list[Spoken]:
    """What is said by somebody within a span of a passage; ``whole`` are all passages given."""
    found = []
    for claim in claims:
        start, end = max(claim.start, span[0]), min(claim.end, span[1])
        if (claim.article_id, claim.version) == (hit.article_id, hit.version) and start < end:
            text = _cut(hit, claim, hit.text[start - hit.start : end - hit.start])
            if short := _SHORT.fullmatch(text):  # "the pilots said that they did"
                text = _in_full(hit, claim, negated=short["no"] is not None)
            elif not stems(text) and claim.stance in _REPEATS:  # "denied this"
                text = _meant(hit, claim, claims)
            elif judged := _JUDGED.fullmatch(text):  # "said that this was not true"
                text = _meant(hit, claim, claims)
                claim = replace(claim, stance="confirms" if _right(judged) else "denies")
            also = _also_called(claim, claims, whole)
            others = _others(hit, claim, claims)
            before = _before(hit, start, text)
            master = _master(hit, claim)
            found.append(Spoken(claim, text, hit, also, others, before, master, short is not None))
    return found


def _cut(hit: Hit, claim: Claim, text: str) -> str:
    """What is said without what follows an aside: "…, although X said that A, and B"."""
    before = hit.text[: max(0, claim.cue_start - hit.start)]
    if (aside := _ASIDE.search(before)) and "," not in before[aside.end() :]:
        return re.split(r",\s+and\b", text)[0]
    return text


def _in_full(hit: Hit, claim: Claim, *, negated: bool) -> str:
    """What "they did" or "they did not" stands for: what the same sentence says before."""
    start = max((a for a, _ in hit.sentences if a <= claim.cue_start), default=hit.start)
    before = hit.text[start - hit.start : max(0, claim.cue_start - hit.start)]
    meant = _NOT.sub(" ", re.split(r",?\s(?:although|though|while|but|and)\s", before)[0])
    return f"not {meant}" if negated else meant


def _others(hit: Hit, claim: Claim, claims: Sequence[Claim]) -> tuple[frozenset[str], ...]:
    """The words for those who also speak in a passage, and are not the speaker of a claim."""
    there = [one for one in claims if hit.start <= one.start and one.end <= hit.end]
    return tuple(frozenset(stems(one.speaker)) for one in there if one.name != claim.name)


def _master(hit: Hit, claim: Claim) -> frozenset[str]:
    """The words of the subject of the sentence before the one in which somebody speaks."""
    earlier = [s for s in hit.sentences if s[1] <= claim.cue_start]
    if not earlier:
        return frozenset()
    text = hit.text[earlier[-1][0] - hit.start : earlier[-1][1] - hit.start]
    return frozenset(stems(re.split(rf",|{FINITE.pattern}|\b\w+ed\b", text)[0]))


def _before(hit: Hit, start: int, text: str) -> str:
    """The sentence before the one that something is said in, where that leans on it."""
    earlier = [s for s in hit.sentences if s[1] <= start]
    if not earlier or not LEANS.match(text):
        return ""
    return hit.text[earlier[-1][0] - hit.start : earlier[-1][1] - hit.start]


def _meant(hit: Hit, claim: Claim, claims: Sequence[Claim]) -> str:
    """What "this" stands for: what was said just before, as far as the passage has it."""
    earlier = [one for one in claims if one.end <= claim.cue_start and one.start >= hit.start]
    last = max(earlier, key=lambda one: one.end, default=claim)
    return hit.text[last.start - hit.start : last.end - hit.start]


def _right(judged: re.Match[str]) -> bool:
    return (judged["right"] is None) == (judged["no"] is not None)


def called(spoken: Spoken) -> str:
    """The speaker as the article puts it, and by name."""
    return f"{spoken.claim.speaker} {spoken.claim.name}"


def clear(spoken: Spoken) -> bool:
    """Whether it is clear who speaks: hardly one who is only named in what is said.

    But "the minister called it odd: the firm, he said, …" begins with the one who says it.
    """
    claim, start = spoken.claim, spoken.claim.speaker_start
    if not claim.resolved or start is None or not claim.start <= start < claim.end:
        return True
    before = spoken.hit.text[: max(0, claim.cue_start - spoken.hit.start)]
    return start == claim.start and ": " in before[claim.start - spoken.hit.start :]


def same(speaker: str, spoken: Spoken) -> bool:
    """Whether a phrase can stand for the speaker of a claim."""
    claim = spoken.claim
    if (by := _WORK_OF.fullmatch(speaker)) and set(stems(by["whose"] or by["who"])):
        speaker = by["whose"] or by["who"]  # his inquiries say what he says
    if set(stems(claim.speaker)) <= _VOICES and claim.speaker.lower().startswith(
        ("its ", "their ")
    ):
        return bool(mine := set(stems(speaker))) and mine <= spoken.master | _VOICES
    theirs = set(stems(f"{claim.speaker} {claim.name} {claim.via or ''}"))
    also = spoken.also
    if named := _CALLED.search(speaker):
        if not set(stems(named["name"])) <= theirs | also or named["name"] in claim.speaker:
            return False  # "who gave her name as" the village that she is from
        speaker = f"{speaker[: named.start('gives')]} {named['name']}"
    mine = set(stems(speaker))
    if not mine:
        return False
    for_whom, for_them = _FOR.match(speaker), _FOR.match(claim.speaker)
    if for_whom and for_them and not set(stems(for_whom["whom"])) & (theirs | also):
        return False  # lawyers, but another's
    shared = mine & (theirs | also)
    my_place, their_place = _place(speaker), _place(claim.speaker)
    my_names = names(speaker)
    their_names = names(f"{claim.speaker}, {claim.name}")
    called = my_names if my_place <= their_names | also else my_names - my_place
    if called and their_names and not called & (their_names | also):
        return False
    who = set(stems(_WHERE.sub("", speaker))) - my_names
    if my_place and their_place and their_place == their_names and not my_place & their_place:
        return False  # "a baker in" another village, though it may be called like the baker
    if my_names & also and not my_names & theirs and not who <= theirs | also | _ROLE | _ANYONE:
        return False
    if head(speaker) in LEADERS and not names(speaker.partition(",")[2]) & theirs:
        if not (theirs | also) & LEADERS:
            return False  # its chairman is not the firm
    if (of := _WHOSE.match(_WHERE.sub("", speaker))) and set(stems(claim.speaker)) <= set(
        stems(of["whose"])
    ):
        if head(of["who"]) not in theirs | also | _VOICES:
            return False  # the firm's lawyer is not the firm
    if my_names and not their_names:
        last = stems(speaker.split(",")[0])[-1:]
        return bool(my_names & also) or bool((mine - my_names) & theirs) or bool(set(last) & theirs)
    if _only_where(speaker, spoken, shared):
        return False  # "a baker in" the teacher's village, or the judge, of a man before the court
    if rather_another(speaker, spoken, theirs | also):
        return False
    if shared - _ROLE:
        return True
    return bool(shared) and not ((mine - shared) and (theirs - shared) and (mine - theirs - also))


def _only_where(speaker: str, spoken: Spoken, shared: set[str]) -> bool:
    """Whether a phrase has in common with the speaker no more than where he is."""
    claim = spoken.claim
    own = set(stems(f"{_WHERE.sub('', claim.speaker)} {_WHERE.sub('', claim.name)}"))
    what = head(_WHERE.sub("", speaker))
    where = _place(speaker) | set(stems(claim.speaker)) - own
    known = (own | spoken.also) - where
    return what not in known | _ANYONE and shared <= where and not own & set(stems(speaker))


def rather_another(speaker: str, spoken: Spoken, known: set[str]) -> bool:
    """Whether a phrase is rather that for another one who speaks in the passage."""
    mine = set(stems(speaker))
    if any(mine <= other for other in spoken.others) and not mine <= known:
        return True
    return mine in spoken.others and head(spoken.claim.speaker) in LEADERS - mine


def head(phrase: str) -> str:
    """The word that says what somebody is: "chairman" of "the chairman of the firm"."""
    first = _OF.split(phrase.split(",")[0])[0]
    return next(reversed(stems(first)), "")


def _also_called(claim: Claim, claims: Sequence[Claim], whole: str) -> frozenset[str]:
    """Words of what the passages call the speaker beside his name, between commas."""
    found: set[str] = set()
    if GENERIC.fullmatch(claim.speaker):
        named = [one for one in claims if one.cue_start < claim.cue_start and names(one.speaker)]
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
            known = stems(match[1])  # "whose crew" is not the firm
            found.update(known[1:] if match[1].startswith("whose") else known)
        for match in re.finditer(rf"((?:[Tt]he|[Aa]n?|[Ii]ts) [^,.;]*?)(,)? {bare}\b", whole):
            before = match[1]
            if match[2] is None:  # and not "the owner and the canal authority"
                before = re.split(r"\b(?:and|or|but|that|which|who)\b", before)[-1]
            whose = match[2] is None and _OF.search(before)  # "the chairman of the firm"
            if len(before.split()) <= 8 and not whose:
                found.update(stems(before))
        for match in re.finditer(rf"\b{bare}\b{_CALLED.pattern}", whole):
            found.update(stems(f"{bare} {_WHERE.sub(_only_names, match.group())} {match['name']}"))
    return frozenset(found)


def _only_names(where: re.Match[str]) -> str:
    """The names among the words for where somebody is: he is no judge who stands before one."""
    return " ".join(re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", where.group()))


def _place(phrase: str) -> set[str]:
    """The names of a phrase that tell where somebody is or belongs."""
    return names(" ".join(re.split(r"\b(?:in|of|at|from|near)\b", phrase)[1:]))


def names(phrase: str) -> set[str]:
    """The words of a phrase that are names."""
    bare = re.sub(r"^(?:The|An?|Its|His|Her|Their)\b", "", phrase)
    bare = re.sub(r"^[A-ZÀ-Þ][\w’'-]*(?= (?:for|of|at|in|from)\b)", "", bare)  # "Lawyers for"
    found = re.findall(r"\b[A-ZÀ-Þ](?:[\w’'-]+|\.(?:[A-Z]\.?)+)", bare)
    return {word for name in found for word in stems(name)}
