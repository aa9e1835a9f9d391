"""Whom a clause names as the one who says what it says: "according to", "X denied that"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.saying import CUE, CUE_ABROAD, stance_of
from vectorstore import Stance

# These are as often something else, and count only with what is said behind them.
_WITH_THAT = frozenset(
    "found find finds note notes report reports claim claims call calls called question state "
    "states point pointed points put puts answer counts counted gave observe estimate estimates "
    "warning attack hope hopes demand demands described describe describes thought stress add "
    "adds added asked asks attacked expected estimated told spoke speak speaks spoken comment "
    "comments repeated blame blames mention promise doubt doubts dispute urge defended "
    "defend".split()
)
_WITH_OBJECT = frozenset(
    "told blame blames demand demands promise doubt doubts added asked estimated counted defended "
    "described called".split()
)
_TO_SOMEBODY = frozenset("tell tells told telling warn warns warned warning".split())
_INVERTS = frozenset("said says reported reports announced added wrote warned estimated".split())
"""Those that stand before their speaker also without quotation marks."""
_DOT = r"(?<=\b[A-Z])\.|(?<=\bDr)\.|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bSt)\.|(?<=\bMrs)\.|(?<=\bCapt)\."
_PHRASE = rf"(?:[^,.;:“”\"«»()]|{_DOT})+"
_ADVERB = (
    r"(?:has|have|had|did|do|does|was|were|is|are|could|would|will|can|also|later|then|further"
    r"|since|not|never|again|only|even|still|once|first|expressed|voiced|\w+ly)"
)
_BEFORE_VERB = re.compile(
    rf"(?P<gap>(?:n['’]t)?\s+(?:{_ADVERB}(?:n['’]t)?\s+)*)(?P<cue>{CUE}|rul\w+ out)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?P<cue>according to|in the (?:words|view|opinion) of|as (?:reported|stated|told|said"
    rf"|announced) by|laut|según|selon|de acuerdo con|d['’]après"
    r"|nach (?:den )?Angaben (?:von|des|der)?)\s+"
    rf"(?!(?:plan|schedule|law)\b)(?P<speaker>{_PHRASE}"
    r"(?:, (?:the|a|an|its|who|which|whose)\b[^,.;]*(?=,))?)",
    re.IGNORECASE,
)
_CUE_ABROAD = re.compile(rf"\b(?:{CUE_ABROAD})\b", re.IGNORECASE)
_ABROAD = re.compile(
    rf",\s(?P<cue>{CUE_ABROAD})\s(?P<speaker>{_PHRASE})"
    rf"|(?P<whose>{_PHRASE}?)\s(?:(?:no|ha|han|hat|haben|a|ont)\s)?(?P<noun>{CUE_ABROAD})\b"
    r"(?:\s[^,.;:]{0,40}?)??(?:\s(?:de )?que\b|,\sdass\b|,)?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?(?P<cue>den|reject|dismiss|disput|confirm"
    r"|admi|accus|blam|promis|announc|report|claim|estimat|describ|stat|disclos|put|given|called"
    r"|voiced|expressed|made|rul|said|count|warn|critici[sz]|complain|defend|demand|argu)"
    r"(?:ied|ed|ned|tted|t|en)?(?: out)?(?: (?:as|at|to be|of|for)\b[^,.;]*?)? by "
    rf"(?P<speaker>{_PHRASE})",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"(?P<mark>[,”\"»’?!])\s*(?P<cue>{CUE})\s+"
    rf"(?P<speaker>(?!(?:that|to|it|he|she|they|on|in|at|of|about|there)\b){_PHRASE})",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"(?P<speaker>{_PHRASE}?)['’]s? (?:\w+ )?(?P<cue>estimates?|claims?|statements?|accounts?"
    r"|accusations?|denials?|words|view|opinion|figures?|announcement|promise)\b"
    r"|\b(?P<noun>estimates?|statements?|accounts?|figures?|denials?"
    rf"|announcement|accusations?) (?:by|from|of) (?P<whose>{_PHRASE})",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"“([^“”]+)”|«\s?([^«»]+?)\s?»|„([^„“”]+)[“”]|\"([^\"]+)\""
    r"|(?<!\w)‘([^‘]+?)’(?!\w)|(?<!\w)'([^'\n]{3,}?)'(?!\w)"
)
FINITE = re.compile(r"\b(?:was|were|had|is|are|has|have|would|could|will|may|might|did)\b")
_PRONOUN = re.compile(
    r"(?:er|sie|él|ella|ellos|il|elle|he|she|it|they|who|which|him|her|them|this|that|both|others|some)",
    re.I,
)
_ENDS_IN_PRONOUN = re.compile(r"(?:^|\s)(he|she|it|they|who|which)$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:in|on|at|after|before|when|by|during|as|for|with|since|from|to|under|despite)\b", re.I
)
_DAY_FIRST = re.compile(
    r"^(?:In|On|By|At|Since|Until) (?:\w+day|(?:\d{1,2} )?(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)|\d{4})(?: \d{4})? (?=the\b|an?\b|[A-ZÀ-Þ])"
)
"""A day before the subject that no comma parts from it."""
_AT_FIRST = re.compile(
    r"^(?:while|whereas|although|though|when|if|as|since|because|at first|at last|first|then|now"
    r"|later|still|also|earlier|meanwhile|previously|originally|initially|afterwards|so far)\s",
    re.IGNORECASE,
)
"""What joins a clause to another, or says when, before the subject: no part of who says it."""
_A_NAME = re.compile(rf"(?:\s[A-ZÀ-Þ][\w’'-]*)+,?\s(?:{CUE})\b")
_NOBODY = re.compile(
    r"no[ -]?one|nobody|none|someone|somebody|anyone|anybody|(?:neither|none of)\b.*",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"(?:who|which|whose)\b", re.IGNORECASE)
_COMMA = re.compile(r",\s(?:it|he|she|they|[^,]{3,60})\s+$")
_COMMA_BEFORE = re.compile(r",\s[^,]*$")
_ARTICLE = re.compile(
    r"(?:the |this |these |that |one |another |an? )?(?:\w+ )?(?:articles?|reports?|passages?"
    r"|sources?|texts?|stor(?:y|ies)|newspapers?|papers?|documents?|excerpts?|news|media|outlets?"
    r"|press|corrections?|headlines?|editor['’]s notes?)"
    r"(?: \d+| from .*| of .*| by .*)?",
    re.IGNORECASE,
)


_TOLD_THAT = re.compile(r"[^,.;:“”]{2,60}?\sthat\s")
_TRAILING = re.compile(
    rf",\s[^,]{{3,60}}?\s(?:{CUE})(?:\s(?:last|on|in|this|earlier|yesterday|today)\b[^,]{{0,20}})?"
    r"[.\s]*$",
    re.IGNORECASE,
)
"""Who says all that stands before: "…, the mayor said last month"."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One clause of a sentence: what it says, and whom it gives as the one who says so."""

    text: str
    speaker: str | None = None
    """As the sentence puts it; None where it says so itself."""
    cue: str = ""
    stance: Stance | None = None

    @property
    def pronoun(self) -> bool:
        return self.speaker is not None and _PRONOUN.fullmatch(self.speaker) is not None

    @property
    def of_article(self) -> bool:
        """Whether the one named is only the article: "the report says"."""
        return self.speaker is not None and _ARTICLE.fullmatch(self.speaker) is not None


def stated(cue: str) -> Assertion:
    """Nothing as yet, said with this word."""
    return Assertion("", None, cue, stance_of(cue))


def attribution(clause: str) -> Assertion | None:
    """The clause with the one on whose word it stands; None where it says so itself."""
    masked = QUOTED.sub(lambda match: f"“{'_' * (len(match[0]) - 2)}”", clause)
    for pattern in (_ACCORDING, _ABROAD, _INVERTED, _BY, _BEFORE_VERB, _NOUN):
        if pattern is _ABROAD and not _CUE_ABROAD.search(masked):
            continue  # else it would be tried at every letter
        matches = list(pattern.finditer(masked))
        if pattern is _BEFORE_VERB and (last := _TRAILING.search(masked)):
            matches.sort(key=lambda match: match.start("cue") < last.start())
        for match in matches:
            found = _before_verb if pattern is _BEFORE_VERB else _plainly
            if one := found(clause, masked, match):
                return one
    return None


def _plainly(clause: str, masked: str, match: re.Match[str]) -> Assertion | None:
    """Where the pattern itself says which phrase is the speaker."""
    groups = match.groupdict()
    cue = groups["cue"] or groups["noun"]
    speaker = groups["speaker"] or groups["whose"]
    speaker = re.split(r",? (?:that|which|who|whose)\b", speaker)[0]
    if match.re is _INVERTED:
        verb = FINITE.search(speaker) or re.search(rf"\b(?:{CUE})\b", speaker)
        if match["mark"] == "," and (verb or cue.lower() not in _INVERTS):
            return None  # "X, the Y, said the ship had …"
        speaker = re.split(r" (?:in|at|on|to)\b", speaker)[0] if len(speaker) > 60 else speaker
    if match.re is _NOUN:
        speaker = re.sub(r"^(?:by|in|on|at|from|with|despite) ", "", speaker, flags=re.IGNORECASE)
    rest = f"{clause[: match.start()]} {clause[match.end() :]}".strip(" ,")
    if match.re is _ACCORDING:
        rest = f"{clause[: match.start()]} {clause[match.start('speaker') + len(speaker) :]}"
    speaker = speaker.strip(" ,'’")
    return Assertion(rest.strip(" ,"), speaker, cue, stance_of(cue)) if speaker else None


def _before_verb(clause: str, masked: str, match: re.Match[str]) -> Assertion | None:
    """Where the speaker is the subject before the word of saying."""
    cue, after = match["cue"].lower(), masked[match.end() :]
    before = masked[: match.start("cue")]
    if re.search(
        r"\b(?:was|were|is|are|been|being)\s+(?:(?:\w+ly|now|then|also|first|not|never|only)\s+)*$",
        before,
    ):
        return None  # a passive has its speaker after it, if at all
    aside = not re.match(r"\s+(?!then\b|on \w+day\b|in a\b)\w|\s+“", after)
    told = _COMMA_BEFORE.search(masked[: match.start()])
    if told and not FINITE.search(after) and FINITE.search(masked[: told.start()]):
        aside = True  # "The ship is safe, the owner told a court."
    if cue == "called" and _A_NAME.match(after):
        return None  # "a man called Ole said"
    if cue in _WITH_THAT and not _tells(after, cue) and not (aside and _COMMA.search(before)):
        return None
    speaker = _subject(masked[: match.start()], aside)
    if not speaker or _NOBODY.fullmatch(speaker):
        return None
    stance = stance_of(cue)
    if re.search(r"\b(?:not|never)\s+$|n['’]t\s+$", before):
        stance = "doubts" if stance in ("denies", "confirms") else stance
    start = masked.rfind(speaker, 0, match.start("cue"))
    rest = f"{clause[:start].strip(' ,')} {clause[match.end() :].strip(' ,')}".strip(" ,")
    if cue in _TO_SOMEBODY:
        whom = _TOLD_THAT.match(rest)
        rest = rest[whom.end() :] if whom and not FINITE.search(whom[0]) else rest
    return Assertion(re.sub(r"^that\b\s*", "", rest), speaker, cue, stance)


def _tells(after: str, cue: str) -> bool:
    said = (
        r"\s+(?:in \w+ )?(?:that|whether|how|why|it|the|a|an|there|no|its|him|them|nobody)\b|\s+“"
    )
    if cue.startswith("sp") and re.match(r"\s+(?:on \w+ )?of\b", after):
        return True
    return bool(re.match(said, after)) or (cue in _WITH_OBJECT and bool(after.strip(" .")))


def _subject(text: str, aside: bool) -> str:
    """The phrase that ends a text, back to where its clause begins.

    In an ``aside`` it is only what stands after the last comma: "The ship, the owner said".
    """
    joints = r"(?:^|\s)(?:that|while|but|and that|because|although|if)\s+|[;:“”«»]"
    last = re.split(joints, text)[-1]
    if found := _ENDS_IN_PRONOUN.search(last.strip()):
        return found[1]
    bare = _AT_FIRST.sub("", _DAY_FIRST.sub("", last.strip()))
    pieces = [piece.strip() for piece in bare.split(",")]
    pieces = [piece for piece in pieces if piece]
    while len(pieces) > 1 and _OF_WHOM.match(pieces[-1]):
        pieces = pieces[:-1]
    if aside and len(pieces) > 1:
        return pieces[-1]
    while len(pieces) > 1 and _ADVERBIAL.match(pieces[0]):
        pieces = pieces[1:]
    return re.sub(r"^and ", "", ", ".join(pieces))
