"""What a text says is not so, is only possible, or goes one way and not the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chatbot.stems import stems

_WORD = re.compile(r"[¬⌐]|n['’]t\b|[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()—–]")
_NOT = frozenset(
    "not n't no never nobody none neither nor without cannot nothing nowhere nicht kein keine "
    "keinen nie ohne nunca sin ningún ninguna pas jamais sans aucun aucune".split()
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
    r"|instead of|rather than|few|hardly|barely|excluded?|disput\w+|contradict\w*|safe|secret"
    r"|declin\w+|withh\w+|withdr\w+|drop(?:ped)? the|barred|banned|forb\w+|prohibit\w*|doubt\w*"
    r"|nor|otherwise|undisclosed|impassable|cut off|too (?:early|soon|little|late|few)|spared)\b",
    re.IGNORECASE,
)
_MAY_BE = re.compile(
    r"\b(?:may|might|maybe|perhaps|possib\w+|probabl\w+|likely|unlikely|suspect\w*|alleg\w+|could"
    r"|apparently|presum\w+|reportedly|hop(?:e|es|ed|ing)|suggest\w*|believ\w+|fear\w*|rumou?r\w*"
    r"|risk\w*|threat\w*|if|whether|potential\w*|rul\w+ out|doubt\w*|open|unclear|point(?:s|ed)? to"
    r"|expect\w*|examin\w+|consider\w*|can|able|unable)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(r"\bturn(?:s|ed|ing)? (?:it |them )?down\b", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:rul(?:e|ed|es|ing) (?:\w+ ){0,2}?out|fail(?:s|ed|ing)?|den(?:y|ies|ied|ying)|refus\w+"
    r"|reject\w*|unable|unsupported|untrue|impossible)\b",
    re.IGNORECASE,
)
_BEGIN, _SIGN = "⌐", "¬"
"""What is put before and after a word like "refused"."""
_UN = ("un", "in", "im", "ir", "dis", "non")
_UNSURE = re.compile(
    r"\b(?:may|might|perhaps|possibl[ey]|probably|likely|suspected|allegedly|could(?! not| no)"
    r"|apparently|presumably|reportedly|hopes?|hoped|fears?|feared|unlikely)\b",
    re.IGNORECASE,
)

FIRST, CLOSE, WIDE = 1, 3, 6
"""Content words after a "not" that are surely meant, mostly, and that may be."""
BEFORE, AFTER = 2, 4
"""Content words around a word like "refused" that may be meant by it."""
ALIKE = 0.9
"""Share of words in common from which two texts are to have equally many "not"s."""


def _stems_of(ones: Iterable[str]) -> set[str]:
    return {stem for word in ones for stem in stems(word)}


_PAIRS = [
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in """
rose rise risen rises rising increase increased increases increasing climbed climb grew grow grown
 growing gained gain jumped soared higher doubled | fell fall fallen falls falling
 decrease decreased decreases decreasing dropped drop declined decline shrank shrunk shrink
 lost lower halved
more | less fewer
up upwards | down downwards
much | little
many | few
new newer newest | old former
next | previous last
top | bottom
most largest biggest greatest highest longest heaviest | least smallest lowest fewest shortest
larger bigger greater taller heavier longer | smaller lesser shorter lighter
larger bigger greater higher more | smaller lesser lower less fewer
faster quicker | slower
older oldest | younger youngest newer
earlier sooner | later
first | last second third
second | first third fourth
best better | worst worse
north northern northwards northbound northwest northeast | south southern southwards southbound
 southwest southeast
east eastern eastwards eastbound | west western westwards westbound
left | right
won win wins winning victory beat defeated | lost lose loses losing defeat
accept accepts accepted approved approve approves agreed agree welcomed backed supported
 defended defend defends | reject rejects rejected refused refuse refuses opposed oppose declined
 criticised attacked
confirmed confirm confirms admitted acknowledged | denied deny denies denying disputed
opened open opens reopened | closed close closes shut
began begin begun begins started start starts | ended end ends finished finish stopped
allowed allow allows permitted let permit | banned ban bans forbidden forbade barred prohibited
arrived arrive arrives entered enter enters | departed depart departs exited left leave leaves
bought buy buys purchased | sold sell sells
safe unhurt unharmed alive survived | dead died killed
safe unhurt unharmed uninjured | injured hurt wounded
succeeded succeed successful success worked | failed fail fails unsuccessful failure
always | never
majority | minority
public | private
legal lawful | illegal unlawful
strong stronger heavy | weak weaker light
loaded | unloaded
inside within indoors | outside outdoors
above over | below under beneath
early | late
improved improve better | worsened worsen worse
hot warm | cold cool
major | minor
guilty | innocent
known clear | unknown unclear
found discovered | lost
raised raise | lowered lower cut reduced
forbidden banned | allowed permitted
accused blamed responsible | defended praised cleared
easy easier | difficult hard harder
long | short
wide | narrow
high tall | low
bow | stern
practical useful | impractical useless
safe | dangerous unsafe
doubled | halved tripled
included including | excluded excluding
possible | impossible
full fully whole entirely completely | partly partially half
shallow | deep
day daytime | night
morning | afternoon evening night
afternoon | evening morning
men man male | women woman female
boys sons | girls daughters
brother | sister
mother | father
husband | wife
""".replace("\n ", " ")
    .strip()
    .splitlines()
]
_OTHER_DIRECTION = [(a, b) for a, b in _PAIRS] + [(b, a) for a, b in _PAIRS]
_STEM_PAIRS = {
    (a, b) for ones, others in _OTHER_DIRECTION for a in _stems_of(ones) for b in _stems_of(others)
}
_ENDS = ("and", "but", "although", "though", "which", "who")
"""Words that what a "not" is about does not reach beyond."""
_DIRECTED = frozenset(word for ones, _ in _OTHER_DIRECTION for word in ones)
_ORDER = ("before", "after")


def negation(said: str, given: str) -> str | None:
    """What is wrong with the "not"s of what is said, against those of what is given."""
    mine, theirs = _marked(said), _marked(given)
    both = {word.stem for word in mine} & {word.stem for word in theirs}
    count, counted = _count(said), _count(given)
    kept = _kept(mine, theirs), _kept(theirs, mine)
    for stem in sorted(both):
        here = [word for word in mine if word.stem == stem and word.scope not in kept[0]]
        there = [word for word in theirs if word.stem == stem and word.scope not in kept[1]]
        if _denied(there, here):
            return "It leaves out a “not” of the quote."
        if _denied(here, there):
            return "It says “not” where the quote does not."
    alike = len(both) / (len({word.stem for word in [*mine, *theirs]}) or 1)
    if count > counted + len(_IMPLIES_NOT.findall(given)) or (alike > ALIKE and count != counted):
        return "It does not say “not” as often as the quote."
    return None


@dataclass(frozen=True, slots=True)
class _Marked:
    """A content word, and how far it stands behind a "not"; 0 where there is none."""

    stem: str
    behind: int
    scope: int
    """Which "not" that is, counted from 1; 0 where there is none."""
    implied: bool
    """Whether a word like "refused" is near."""


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
    for token in _tokens(_IMPLIES_NOT.sub(rf" {_BEGIN} \g<0> {_SIGN} ", _plainly(text))):
        if token == _BEGIN:
            found[-BEFORE:] = [replace(word, implied=True) for word in found[-BEFORE:]]
        elif token == _SIGN:
            near = AFTER
        elif token.lower().replace("’", "'") in _NOT:
            behind, scope = 1, scope + 1
        elif token in ".;:!?()—–" or token.lower() in _ENDS:
            behind = near = 0
        else:
            for stem in stems(token):
                within = behind if behind <= WIDE else 0
                found.append(_Marked(stem, within, scope if within else 0, near > 0))
                behind = behind + 1 if behind else 0
                near = max(0, near - 1)
    return found


def _plainly(text: str) -> str:
    """The text without what only looks like a "not", and with that of "didn't" by itself."""
    flat = text.replace("n’t", "n't").replace("n't", " n't").replace("cannot", "can not")
    return _SEEMS_NOT.sub(" ", flat)


def _tokens(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text)]


def _count(text: str) -> int:
    return sum(token.lower() in _NOT for token in _tokens(_plainly(text)))


def contrary(text: str) -> bool:
    """Whether a text as a whole says that something is not so: two "no"s undo each other."""
    return (_count(text) + len(_TURNS.findall(text))) % 2 == 1


def implies_not(text: str) -> bool:
    """Whether a text says in other words than "not" that something is not so."""
    return _IMPLIES_NOT.search(text) is not None


def unsure(text: str) -> set[str]:
    """The content words of which a text only says that they may be so."""
    found: set[str] = set()
    for match in _UNSURE.finditer(text):
        after = re.split(r"[,.;:!?]|\b(?:and|but)\b", text[match.end() :])[0]
        found.update(stems(after)[:AFTER])
    return found


def hedged(text: str) -> bool:
    """Whether a text has any word that keeps it from being a plain statement of fact."""
    return _MAY_BE.search(text) is not None


def has_opposite(word: str) -> bool:
    """Whether a word says which way something goes."""
    return word in _DIRECTED


def opposite(one: str, other: str) -> bool:
    """Whether one word goes the other way than another."""
    return any(one in ones and other in others for ones, others in _OTHER_DIRECTION)


def clash(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether among stems there is one that goes the other way than one of the others."""
    return any((one, other) in _STEM_PAIRS for one in ones for other in others)


def turned(said: str, given: str) -> tuple[str, str] | None:
    """A word of what is said that goes the other way than one of what is given."""
    mine, theirs = _plain(_phrased(said)), _plain(_phrased(given))
    if _count(said) == _count(given):
        for ones, others in ((mine, theirs), (theirs, mine)):
            for word in ones - others:
                if found := {f"{no}{word}" for no in _UN if len(word) > 4} & (others - ones):
                    return (word, min(found)) if ones is mine else (min(found), word)
    for ones, others in _OTHER_DIRECTION:
        if mine & ones and not mine & others and theirs & others and not theirs & ones:
            return min(mine & ones), min(theirs & others)
    return None


def out_of_order(said: str, given: str) -> bool:
    """Whether what is said puts before and after the other way round than what is given."""
    there = [(joint, *sides) for joint in _ORDER for sides in _sides(given, joint)]
    for word in _ORDER:
        for left, right in _sides(said, word):
            fits = []
            for joint, before, after in there:
                straight = len(left & before) + len(right & after)
                crossed = len(left & after) + len(right & before)
                same = joint == word
                wrong, right_way = (crossed, straight) if same else (straight, crossed)
                fits.append((straight + crossed, wrong > right_way + same))
            if fits and max(fits)[0] > 1 and max(fits)[1]:
                return True
    return False


def _sides(text: str, joint: str) -> Iterator[tuple[set[str], set[str]]]:
    """The words just before and after each place where a text has a word."""
    for match in re.finditer(rf"\b{joint}\b", text, re.IGNORECASE):
        before, after = text[: match.start()], text[match.end() :]
        if not stems(before):  # "After the fire they left."
            first, rest = stems(after)[:BEFORE], stems(after)[BEFORE:]
            yield set(rest), set(first)
        else:
            yield set(stems(before)[-WIDE:]), set(stems(after)[:AFTER])


def _phrased(text: str) -> str:
    """With one word for "turned down" and its like."""
    return _TURNED_DOWN.sub("rejected", text)


def _plain(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
