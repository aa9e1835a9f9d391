"""What a written sentence asserts, clause by clause, and on whose word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.stems import stems
from vectorstore import Span, Stance

_STANCES: dict[str, Stance] = {}
_CUES: dict[Stance, str] = {
    "denies": "deny denies denied denying reject rejects rejected rejecting dismiss dismisses "
    "dismissed dismissing dispute disputes disputed refute refutes refuted contradict contradicts "
    "contradicted",
    "confirms": "confirm confirms confirmed confirming admit admits admitted admitting acknowledge "
    "acknowledges acknowledged concede concedes conceded",
    "accuses": "accuse accuses accused accusing blame blames blamed blaming criticise criticises "
    "criticised criticize criticized criticizes attack attacked condemn condemned",
    "promises": "promise promises promised promising pledge pledges pledged vow vows vowed",
    "doubts": "doubt doubts doubted question questioned",
    "demands": "demand demands demanded urge urges urged demanding asked asks requested",
    "asserts": "say says said saying state states stated stating report reports reported reporting "
    "claim claims claimed claiming announce announces announced announcing add adds added adding "
    "explain explains explained note notes noted noting tell tells told telling write writes wrote "
    "stress stresses stressed argue argues argued arguing estimate estimates estimated warn warns "
    "warned warning suggest suggests suggested believe believes believed think thinks thought "
    "hope hopes hoped hoping expect expects expected expecting complain complains complained "
    "describe describes described describing call calls called insist insists insisted maintain "
    "maintains maintained declare declares declared reveal reveals revealed disclose disclosed "
    "discloses repeat repeats repeated recall recalled mention mentioned mentions "
    "predict predicted joke joked reply replied answer answered remark remarked comment commented "
    "recount recounted "
    "apologise apologised apologises apologize apologized regret regrets regretted defend defends "
    "defended find finds found spoke speaks speak observe observed point pointed points put puts "
    "counted counts gave",
}
for _stance, _words in _CUES.items():
    _STANCES.update(dict.fromkeys(_words.split(), _stance))

# Words that are as often something else count only with what is said after them.
_WITH_THAT = frozenset(
    "found find finds note notes report reports claim claims call calls called question state "
    "states point pointed points put puts answer counts counted gave observe estimate estimates "
    "warning attack hope hopes demand demands described describe describes thought stress add adds added "
    "asked asks attacked expected estimated told spoke speak speaks comment comments repeated "
    "blame blames mention promise doubt doubts dispute urge defended defend".split()
)
_CUE = "|".join(sorted(_STANCES, key=len, reverse=True))
_NP = r"[^,.;:“”\"«»]{1,80}?"
_BEFORE_VERB = re.compile(
    rf"(?P<speaker>[^;:“”\"«»]{{1,140}}?)\s+(?P<aux>(?:has|have|had|did|do|does|was|were|is|are|could"
    rf"|would|will|can|also|later|then|further|since|not|never|n['’]t|again|only|even|still|once|first"
    rf"|reportedly|publicly|strongly|repeatedly|initially|\w+ly)\s+)*(?P<cue>{_CUE}|rul\w+ out)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?P<cue>according to|in the (?:words|view|opinion) of|as (?:reported|stated|told|said|"
    r"announced) by|laut|según|selon|in a statement from)\s+(?P<speaker>[^,.;:“”\"«»()]+(?:, "
    r"(?:the|a|an|its|who|which)\b[^,.;]*(?=,))?)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?)?(?P<cue>den|reject|dismiss|disput|confirm|"
    r"admitt|accus|blam|promis|announc|report|claim|estimat|describ|stat|disclos|put|given|called|"
    r"voiced|expressed|made|rul|said|count|warn|critici[sz]|complain|defend|demand|"
    r"argu)(?:ied|ed|ned|t|en)?(?: out)?(?: (?:as|at|to be|of|for)\b[^,.;]*?)? by "
    r"(?P<speaker>[^,.;:“”\"«»]+)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"[,”\"»’?!]\s*(?P<cue>{_CUE})\s+(?P<speaker>(?!that\b|to\b|it\b|he\b|she\b|they\b)[^.;:“”\"«»]+)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?P<speaker>(?:the |an? )?[^,.;:“”\"«»]{2,60}?)['’]s? (?:\w+ )?(?P<cue>estimates?|claims?|"
    r"statements?|accounts?|accusations?|denials?|words|view|opinion|figures?|report|announcement|promise|"
    r"spokes\w+)\b|\b(?P<cue2>estimates?|claims?|statements?|accounts?|figures?|words|count|denials?|"
    r"announcement|accusations?) (?:by|from|of) (?P<speaker2>[^,.;:“”\"«»]+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“(?P<a>[^“”]+)”|«\s?(?P<b>[^«»]+?)\s?»|„(?P<c>[^„“”]+)[“”]|\"(?P<d>[^\"]+)\""
    r"|(?<!\w)‘(?P<e>[^‘]+?)’(?!\w)|(?<!\w)'(?P<f>[^'\n]{3,}?)'(?!\w)"
)
_CLAUSE = re.compile(
    r";\s+|\s[–—]\s|,?\s+(?:while|whereas|although|though|but|yet)\s+"
    r"|,\s+(?:and|which|who|whose|where|after|because|as|so|or|adding|with|including)\s+"
    r"|\s+and\s+(?=(?:that|it|he|she|they|there|the|a|an|its|his|her|their|no|none|nobody|all|two|three)\b"
    r"|[\w’'-]+\s+(?:was|were|had|has|have|is|are|did|will|would|could|not)\b"
    r"|(?:was|were|had|has|is|are|will|would|could|did|did not|no)\b"
    r"|[a-z]+(?:ed|ied)\b|[A-Z][\w’'-]+ (?:[a-z]+ed|said|was|is|were|had|has)\b)"
)
_PRONOUN = re.compile(
    r"^(?:he|she|it|they|who|which|him|her|them|this|that|both|others|some)$", re.I
)
_META = frozenset(
    stem
    for stem in stems(
        "article articles passage passages source sources text texts document documents report "
        "reports answer answers question questions information following provided given context "
        "excerpt excerpts quote quotes news story stories statement details here based mentioned "
        "available summary known contain contains include includes find found specific"
    )
)
_ARTICLE = re.compile(
    r"^(?:the |this |these |that |one |another |an? )?(?:\w+ )?(?:articles?|reports?|passages?|"
    r"sources?|texts?|stor(?:y|ies)|newspapers?|papers?|documents?|excerpts?|news|media|outlets?|press)"
    r"(?: \d+| from .*| of .*| by .*)?$",
    re.IGNORECASE,
)


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
        return self.speaker is not None and bool(_PRONOUN.match(self.speaker))

    @property
    def of_article(self) -> bool:
        """Whether the one named is only the article: "the report says"."""
        return self.speaker is not None and bool(_ARTICLE.match(self.speaker))


def asserted(sentence: str) -> list[Assertion]:
    """The clauses of a sentence, each with the attribution that covers it."""
    cut = _clauses(sentence)
    found: list[Assertion] = []
    for start, end in cut:
        clause = sentence[start:end]
        own = attribution(clause)
        if own is None and found and _goes_on(clause) and found[-1].speaker:
            last = found[-1]
            own = Assertion(clause, last.speaker, last.cue, last.stance)
        found.append(own or Assertion(clause))
    trailing = found[-1]
    if len(found) > 1 and trailing.cue and not stems(trailing.text):
        found = [
            one
            if one.speaker
            else Assertion(one.text, trailing.speaker, trailing.cue, trailing.stance)
            for one in found[:-1]
        ]
    return found


def attribution(clause: str) -> Assertion | None:
    """The clause with the one on whose word it stands; None where it says so itself."""
    masked = _QUOTED.sub(lambda match: "“" + "_" * (len(match.group()) - 2) + "”", clause)
    for pattern in (_ACCORDING, _INVERTED, _BY, _BEFORE_VERB, _NOUN):
        for match in pattern.finditer(masked):
            if one := _attributed(clause, masked, match):
                return one
    return None


def _attributed(clause: str, masked: str, match: re.Match[str]) -> Assertion | None:
    groups = match.groupdict()
    cue = groups.get("cue") or groups.get("cue2") or ""
    speaker = groups.get("speaker") or groups.get("speaker2") or ""
    key = cue.lower()
    if match.re is _BEFORE_VERB:
        speaker = _subject(speaker)
        after = masked[match.end() :]
        if not speaker or (key in _WITH_THAT and not _tells(after, key)):
            return None
        if re.search(
            r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?$", masked[: match.start("cue")]
        ):
            return None  # a passive has its speaker after it, if at all
    if match.re is _ACCORDING:
        speaker = re.split(r"\s+(?:that|which)\s+", speaker)[0]
    if match.re is _BY or match.re is _INVERTED:
        speaker = re.split(r",? (?:that|in|at|on|who|which|to)\b", speaker)[0]
    speaker = speaker.strip(" ,'’")
    if not speaker:
        return None
    stance = _STANCES.get(key) or _stance_of(key)
    before = (
        masked[max(0, match.start("cue") - 14) : match.start("cue")]
        if "cue" in groups and groups["cue"]
        else ""
    )
    if re.search(r"\b(?:not|never)\s+$|n['’]t\s+$", before):
        stance = "doubts" if stance in ("denies", "confirms") else stance
    rest = (clause[: match.start()] + " " + clause[match.end() :]).strip(" ,")
    if match.re is _BEFORE_VERB:
        rest = clause[match.end() :].strip(" ,")
        if match.start("speaker") > 0 or speaker not in clause[:60]:
            rest = f"{clause[: masked.index(speaker)] if speaker in masked else ''} {rest}".strip(
                " ,"
            )
        rest = re.sub(r"^that\b\s*", "", rest)
    return Assertion(rest, speaker, cue, stance)


def _tells(after: str, key: str) -> bool:
    if re.match(r"\s+(?:that|whether|how|why|it |the |a |an |there|“|no |its |him |them )", after):
        return True
    return key in (
        "told",
        "blame",
        "blames",
        "demand",
        "demands",
        "promise",
        "doubt",
        "doubts",
        "added",
        "asked",
        "estimated",
        "counted",
        "defended",
        "described",
        "called",
    ) and bool(after.strip(" ."))


def _stance_of(key: str) -> Stance:
    for start, stance in (
        ("den", "denies"), ("reject", "denies"), ("dismiss", "denies"), ("disput", "denies"),
        ("rul", "denies"), ("confirm", "confirms"), ("admitt", "confirms"), ("accus", "accuses"),
        ("blam", "accuses"), ("promis", "promises"), ("demand", "demands"),
    ):  # fmt: skip
        if key.startswith(start):
            return stance  # type: ignore[return-value]
    return "asserts"


def _subject(text: str) -> str:
    """The phrase that ends a text, back to where its clause begins."""
    parts = re.split(
        r"(?:^|\s)(?:that|while|but|and|because|although|when|as|after|if)\s+|[“”]", text
    )
    last = parts[-1] if parts else text
    pieces = [piece.strip() for piece in last.split(",") if piece.strip()]
    if len(pieces) > 1 and re.match(
        r"(?:in|on|at|after|before|when|by|during|as|for|with|since|from|two|three)\b",
        pieces[0],
        re.I,
    ):
        pieces = pieces[1:]
    return ", ".join(pieces).strip()


def _clauses(sentence: str) -> list[Span]:
    inside = [match.span() for match in _QUOTED.finditer(sentence)]
    spans: list[Span] = []
    start = 0
    for match in _CLAUSE.finditer(sentence):
        if any(a < match.start() < b for a, b in inside):
            continue
        if len(stems(sentence[start : match.start()])) < 2:
            continue
        if len(stems(sentence[match.end() :])) < 2:
            break
        spans.append((start, match.start()))
        relative = re.search(r"(?:which|who)\s+$", match.group())
        start = match.end() - (len(relative.group()) if relative else 0)
    spans.append((start, len(sentence)))
    return spans


def _goes_on(clause: str) -> bool:
    """Whether a clause without an attribution of its own is still what was said before it."""
    return bool(
        re.match(
            r"(?:that|it|he|she|they|its|their|his|her|there|all|no|none|was|were|had|has|is|are)\b",
            clause,
        )
    )


def quoted(sentence: str) -> Iterator[str]:
    """What a sentence has in quotation marks."""
    for match in _QUOTED.finditer(sentence):
        yield next(part for part in match.groups() if part is not None)


def asserts_nothing(sentence: str) -> bool:
    """Whether a sentence only speaks of the articles or of the answer itself."""
    return set(stems(sentence)) <= _META and not re.search(r"\d", sentence)
