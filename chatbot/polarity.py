"""What a text says is not so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from chatbot.stems import stems

_NEITHER = re.compile(
    r"\b(neither|none|no|not one) (?:sides?|party|parties|one|of (?:the|them|these|those|its|their)"
    r"(?: \w+)?)\b",
    re.IGNORECASE,
)
"""A subject of which something is denied: in "neither side told", that is "told"."""
_BOTH = re.compile(r"\b(neither [^.;:]{1,60}?) nor\b", re.IGNORECASE)
_NOR = re.compile(r"\b[Nn]either ((?:the|its|his|her|their|[A-Z])[^.;:]{20,90}?) nor\b")
"""A long subject: the "not" is brought nearer to what is denied of it."""
_PLAINLY = [
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\bno longer\b", "no"),
        (r"\bno[ -]one\b", "nobody"),
        (r"\b(?:nothing|no) (?:more|other) than(?! \d)\b|\bnone other than\b", "only"),
        (r"\bnot (?:even|so much as)\b", "not"),
        (r"\bnot far\b", "near"),
        (r"\bnot long\b", "soon"),
        (r"\b(\w+) by (?:neither|nobody|none|no)\b", r"not \1"),
        (r"\byet to\b", "not"),
        (r"\bnothing but\b", "only"),
        (
            r"\b(?:refuse[sd]|declined|declines|failed|fails|ceased|ceases|neglected|unable"
            r"|unwilling|forgot) to (?!let\b)",
            "not ",
        ),
        (r"\b(?:stop(?:s|ped)|ceas(?:es?|ed)|quit|halted) (?=[a-z]{2,}ing\b)", "not "),
        (r"\bno (?:ha |han )?dej(?:a|an|ó|ado|aron) de\b", ""),
        (r"\bdej(?:a|an|ó|ado|aron) de\b", "no"),
        (r"\b(?:not|never|n['’]t) (?:yet )?g(?:i|a)ve(?:n|s)? up\b", ""),
        (r"\bg(?:i|a)ve(?:n|s)? up\b", "not"),
    )
]
"""What says "not" in other words, and what says it twice."""
_WORD = re.compile(r"[¬⌐]|n['’]t\b|[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()—–”»]")
_NOT = frozenset(
    "not n't no never nobody none neither nor without cannot nothing nowhere nicht kein keine "
    "keinen nie ohne nunca sin ningún ninguna pas jamais sans aucun aucune".split()
)
_SAYING = frozenset(
    stems("confirmed said told announced added admitted explained disclosed stated")
)
_SEEMS_NOT = re.compile(
    r"\b(?:only|just|merely|necessarily) |\bno (?:fewer|less|more|later) than|not until|no\. ?\d"
    r"|no matter|no doubt|whether or not",
    re.IGNORECASE,
)
_IMPLIES_NOT = re.compile(
    r"\b(?:rul(?:e|ed|es|ing) (?:\w+ ){0,2}?out|fail(?:s|ed|ing)?|failure|den(?:y|ies|ied|ying|ial)"
    r"|refus\w+|reject\w*|dismiss\w*|lack(?:s|ed|ing)?|absence|unable|un(?:true|likely|known|solved"
    r"|clear|founded|supported|injured|harmed|hurt|disclosed|aware|damaged)|impossible|free of"
    r"|prevent\w*|avoid\w*|stopp?(?:ed|s)?|halt\w*|suspend\w*|lost|loses?|false|wrong|incorrect"
    r"|abandon\w*|instead of|rather than|few|hardly|barely|excluded?|disput\w+|contradict\w*|safe"
    r"|secret|declin\w+|withh\w+|withdr\w+|drop(?:ped)? the|barred|banned|forb\w+|prohibit\w*"
    r"|doubt\w*|nor|otherwise|badly|poorly|wrongly|improper\w*|inadequate\w*|insufficient\w*"
    r"|undisclosed|impassable|cut off|too (?:early|soon|little|late|few)|spared)\b",
    re.IGNORECASE,
)
_NOT_ENOUGH = re.compile(r"\b(?:not enough|too little|insufficient)\b[^.;:!?]*", re.IGNORECASE)
_LIGHT = r"(?:bring|bear|give|make|take|hold|have|put|do)"
"""Verbs that say little beside their object: "not to bring charges" means the charges."""
_TURNS = re.compile(
    r"\b(?:rul(?:e|ed|es|ing) (?:\w+ ){0,2}?out|fail(?:s|ed|ing)?|den(?:y|ies|ied|ying)|refus\w+"
    r"|reject\w*|unable|unsupported|untrue|impossible|exclud(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    r"(?:,? (?:and|or|nor|that is)|,),? (?:that )?"
    r"(?:no[ -]one|nobody|nothing|none|no|neither|not)\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(r"\b[Nn]o (?P<what>[a-z]{3,})\b(?! than)")
_SOME_SUCH = re.compile(
    r"\b(?:[Oo]ne|[Ss]ome|[Ss]everal|[Mm]any|[Aa] few|[Tt]wo|[Tt]hree|\d+) (?P<what>[a-z]{3,})\b"
)
_CAN = re.compile(r"\b(?:can|could|(?<!not )(?<!un)able to) (?P<what>[a-z]{3,})", re.IGNORECASE)
_CANNOT = re.compile(
    r"\b(?:cannot|can(?: not|['’]t)|could(?: not|n['’]t)|unable to|not able to) (?:\w+ly )?"
    r"(?P<what>[a-z]{3,})",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all|every one|each)(?: of)?(?: the| these| those| its| their)? (?P<what>[a-z]{3,})\b"
    r"|\bevery (?P<one>[a-z]{3,})\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:(?:one|two|three|some|most|many|several|few|half|part|\d+)"
    r" (?:of (?:the |these |its )?)?)(?P<what>[a-z]{3,})\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:all|both|each|every\w*|entire|whole|any)\b", re.IGNORECASE)
_BEGIN, _SIGN = "⌐", "¬"
"""What is put before and after a word like "refused"."""

REACH = 8
"""Words after a "not" among which it has its own: "no member of the crew was hurt"."""
FIRST, CLOSE, WIDE = 1, 3, 6
"""Content words after a "not" that are surely meant, mostly, and that may be."""
BEFORE, AFTER = 2, 4
"""Content words around a word like "refused" that may be meant by it."""
ALIKE = 0.9
"""Share of words in common from which two texts are to have equally many "not"s."""

_ENDS = ("and", "but", "although", "though", "which", "who")
"""Words that what a "not" is about does not reach beyond."""


def negation(said: str, given: str, around: str, spared: int = 0) -> str | None:
    """What is wrong with the "not"s of what is said, against those of what is given.

    What is given is the nearest part of a text; ``around`` is the whole of it. So many "not"s are
    ``spared`` as they only turn round an opposite: "not hurt" is "safe".
    """
    mine, theirs = _marked(said), _marked(given)
    both = {word.stem for word in mine} & {word.stem for word in theirs}
    count, counted = count_nots(said) - spared, count_nots(given)
    kept = _kept(mine, _marked(around)), _kept(theirs, mine)
    for stem in sorted(both):
        here = [word for word in mine if word.stem == stem and word.scope not in kept[0]]
        there = [word for word in theirs if word.stem == stem and word.scope not in kept[1]]
        if _denied(there, here):
            return "It leaves out a “not” of the quote."
        if not spared and _denied(here, there):
            return "It says “not” where the quote does not."
    if _some_of_none(said, given):
        return "It leaves out a “not” of the quote."
    if _unable(around) & _able(said) - _able(around) - _unable(said):
        return "It leaves out a “not” of the quote."
    if _all_of_some(said, given):
        return "It says “all” where the quote does not."
    alike = len(both) / (len({word.stem for word in [*mine, *theirs]}) or 1)
    if count > count_nots(around) + len(_IMPLIES_NOT.findall(around)) or (
        alike > ALIKE and count != counted
    ):
        return "It does not say “not” as often as the quote."
    return None


def _some_of_none(said: str, given: str) -> bool:
    """Whether there is said to be one, or some, of what is given as none: "no deaths"."""
    none = {stem for match in _NO_SUCH.finditer(given) for stem in stems(match["what"])}
    some = {stem for match in _SOME_SUCH.finditer(said) for stem in stems(match["what"])}
    known = {stem for match in _SOME_SUCH.finditer(given) for stem in stems(match["what"])}
    return bool(some & none - known) and not _NO_SUCH.search(said)


def _able(text: str) -> set[str]:
    """What somebody can do."""
    return {stem for match in _CAN.finditer(text) for stem in stems(match["what"])}


def _unable(text: str) -> set[str]:
    """What somebody cannot do."""
    return {stem for match in _CANNOT.finditer(text) for stem in stems(match["what"])}


def _all_of_some(said: str, given: str) -> bool:
    """Whether what is given of one or some is said of all: "two of the boys"."""
    if _WHOLE.search(given) or re.search(r"\bnot all\b", said, re.IGNORECASE):
        return False
    some = {stem for match in _NOT_ALL.finditer(given) for stem in stems(match["what"])}
    mine = {stem for match in _ALL.finditer(said) for stem in stems(match["what"] or match["one"])}
    return bool(some & mine)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A content word, and how far it stands behind a "not"; 0 where there is none."""

    stem: str
    behind: int
    scope: int
    """Which "not" that is, counted from 1; 0 where there is none."""
    implied: bool
    """Whether a word like "refused" is near."""


def denied(text: str) -> set[str]:
    """The words right behind a "not": "hurt" in "nobody was badly hurt"."""
    found: set[str] = set()
    tokens = _tokens(_plainly(text))
    for at, token in enumerate(tokens):
        if token.lower().replace("’", "'") in _NOT:
            reached = tokens[at + 1 : at + 1 + REACH]
            found.update(word.lower() for word in takewhile(str.isalpha, reached))
    return found


def _kept(ones: list[_Marked], others: list[_Marked]) -> set[int]:
    """The "not"s of the ones that are about something which the others deny too."""
    there = {word.stem for word in others if 0 < word.behind <= CLOSE}
    return {word.scope for word in ones if 0 < word.behind <= CLOSE and word.stem in there}


def _denied(ones: list[_Marked], others: list[_Marked]) -> bool:
    """Whether a word is denied among the ones, and plainly stated among the others."""
    denied = any(word.behind == FIRST for word in ones)
    free = any(not word.behind and not word.implied for word in ones)
    return denied and not free and not any(word.behind or word.implied for word in others)


def _marked(text: str) -> list[_Marked]:
    found: list[_Marked] = []
    behind = near = scope = 0
    before = ""
    for token in _tokens(_IMPLIES_NOT.sub(rf" {_BEGIN} \g<0> {_SIGN} ", _plainly(text))):
        if token == _BEGIN and before != "to":
            found[-BEFORE:] = [
                replace(word, implied=word.implied or word.stem not in _SAYING)
                for word in found[-BEFORE:]  # "confirmed that they were safe" denies no confirming
            ]
        elif token == _SIGN:
            near = AFTER
        elif token.lower().replace("’", "'") in _NOT:
            behind, scope = 1, scope + 1
        elif token in ".;:!?()—–”»" or token.lower() in _ENDS:
            behind = near = 0
        elif token != _BEGIN:
            for stem in stems(token):
                within = behind if behind <= WIDE else 0
                found.append(_Marked(stem, within, scope if within else 0, near > 0))
                behind = behind + 1 if behind else 0
                near = max(0, near - 1)
        before = token.lower()
    return found


def _plainly(text: str) -> str:
    """The text without what only looks like a "not", and with that of "didn't" by itself."""
    text = _NOR.sub(r"\1 or neither", text)
    text = _BOTH.sub(r"\1 or", _NEITHER.sub(r"\1", text))
    for pattern, plain in _PLAINLY:
        text = pattern.sub(plain, text)
    text = _NOT_ENOUGH.sub(_to_no_end, text)
    flat = text.replace("n’t", "n't").replace("n't", " n't").replace("cannot", "can not")
    return _SEEMS_NOT.sub(" ", flat)


def _to_no_end(match: re.Match[str]) -> str:
    """What there is not enough for, denied: "not enough to bring charges"."""
    return re.sub(rf"\bto (?:{_LIGHT} )?(?=[a-z])", "to not ", match.group())


def _tokens(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text)]


def count_nots(text: str) -> int:
    """How often a text says "not" in one of its plain forms."""
    return sum(token.lower() in _NOT for token in _tokens(_plainly(text)))


def contrary(text: str) -> bool:
    """Whether a text as a whole says that something is not so: two "no"s undo each other.

    But those in a row say it once: "no deaths, no injuries", "nobody had called, that nobody knew".
    """
    text = _IN_A_ROW.sub(" and ", text)
    return (count_nots(text) + len(_TURNS.findall(text))) % 2 == 1
