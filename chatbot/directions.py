"""Words that go one way and not the other: rose and fell, more and less, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chatbot.polarity import count_nots, denied
from chatbot.stems import stems, telling
from vectorstore.sentences import sentences

FEW, SOME, MANY = 2, 4, 10
"""Content words just before or after "before" and "after" that are compared."""

_UN = ("un", "in", "im", "ir", "dis", "non")
_TURNED_DOWN = re.compile(r"\bturn(?:s|ed|ing)? (?:it |them )?down\b", re.IGNORECASE)


_UNDER_WAY = re.compile(r"\bunder ?way\b|\bunder (?=an?\b|the\b)", re.IGNORECASE)
_SWITCHED = re.compile(r"\b(?:switch|turn)(?:es|s|ed|ing)? (?:it |them )?(on|off)\b", re.IGNORECASE)

_NOT_LET = re.compile(
    r"\b(?:refus\w+ to|not|never|n['’]t) (?:let(?:ting)?|allow\w*|permit\w*)\b", re.IGNORECASE
)
_TAKES_NO_PART = re.compile(
    r"\b(?:not|never|n['’]t) (?:been |\w+ly )?(?:involved in|part of|a member of"
    r"|connected (?:with|to)|(?:work|serve|act)(?:s|ed|ing)? (?:on|for|in)|tak(?:e|en|ing) part in"
    r"|belong to)|\b(?:ha[sd]|have|tak(?:e|es|ing)|took|with) no (?:part|role|share|hand) in"
    r"|\bnothing to do with|\buninvolved in",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"\bwho (?:(?:is|was|are|were|has|had|have|been|also) )*(?:involved in|part of|a member of"
    r"|(?:work|help|serv|lead|join|command|head|direct|manag|assist)(?:e?s|ed|ing)?\b"
    r"|tak(?:es?|ing|en) part in|took part in|belongs? to)"
    r"|\b(?:ha[sd]|have) a (?:part|role|share|hand) in",
    re.IGNORECASE,
)


def _stems_of(ones: Iterable[str]) -> set[str]:
    return {stem for word in ones for stem in stems(word)}


_PAIRS = [
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in """
rose rise risen rises rising increase increased increases increasing climbed climb grew grow grown
 growing jumped soared higher doubled | fell fall fallen falls falling
 decrease decreased decreases decreasing dropped drop declined decline shrank shrunk shrink
 lower halved dwindled
rose risen rises rising increased climbed grew grown fell fallen falls falling decreased dropped
 declined doubled halved changed | unchanged remained remains stayed stays steady stable
gained gain gains gaining | lost lose loses losing
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
confirmed confirm confirms admitted acknowledged | denied deny denies denying disputed contradicted
 contradict contradicts
repeat repeats repeated | contradict contradicts contradicted
continue continues continued continuing resumed | stopped halted ceased suspended interrupted
 blocked cancelled
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
switchedon | switchedoff
brother | sister
same identical equal | different differently differ differed differs differing
agree agreed agrees | disagree disagreed disagrees
broken damaged destroyed ruined | repaired mended fixed restored intact undamaged
broke | mended repaired fixed
blocked blocks blocking obstructed | cleared reopened unblocked
delayed postponed | hastened
help helped helps helping eased eases easing | hinder hindered hinders hindering hampered hamper
 hampers hampering obstructed slowed
helping eased easier | harder worse
glad happy pleased delighted cheerful relieved | sorry sad unhappy angry upset disappointed
 saddened worried
proud | ashamed
good clear | bad poor
secret confidential undisclosed | published disclosed revealed
publicly openly | secretly privately
used accepted adopted | rejected declined refused
praised praise praises | criticised criticized criticises condemned blamed
innocent cleared acquitted | guilty convicted
friend friends ally allies | enemy enemies rival rivals foe foes
love loved loves liked likes | hate hated hates disliked
success | failure
profit profits | loss losses
cheap cheaper | expensive dearer costly
rich richer | poor poorer
full | empty
dry | wet
calm quiet | rough stormy
slow slowly | fast quickly
sunk sank | afloat floated
arrested detained jailed imprisoned | freed released
hired employed appointed | fired sacked dismissed laid-off
remember remembered remembers | forgot forgotten forgets
borrowed | lent
ancient old | modern new
temporary temporarily provisional provisionally | permanent permanently
voluntary voluntarily | compulsory forced
domestic | foreign
urban | rural
presence | absence
maximum | minimum
upper | lower
mother | father
involved | uninvolved
justified founded valid | unsupported unjustified unfounded baseless
closer nearer | away farther further
husband | wife
""".replace("\n ", " ")
    .strip()
    .splitlines()
]
_OTHER_DIRECTION = [(a, b) for a, b in _PAIRS] + [(b, a) for a, b in _PAIRS]
_STEM_PAIRS = {
    (a, b) for ones, others in _OTHER_DIRECTION for a in _stems_of(ones) for b in _stems_of(others)
}
_DIRECTED = frozenset(word for ones, _ in _OTHER_DIRECTION for word in ones)
_ORDER = ("before", "after")


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
    if count_nots(said) == count_nots(given):
        for ones, others in ((mine, theirs), (theirs, mine)):
            for word in ones - others:
                if found := {f"{no}{word}" for no in _UN if len(word) > 4} & (others - ones):
                    return (word, min(found)) if ones is mine else (min(found), word)
    no, none = denied(_phrased(said)), denied(_phrased(given))
    for way, back in _OTHER_DIRECTION:
        if mine & way and not mine & back and theirs & back and not theirs & way:
            if (mine & way <= no) != (theirs & back <= none):
                continue  # "not hurt" where the quote has "safe"
            return min(mine & way), min(theirs & back)
    return None


def litotes(said: str, given: str) -> int:
    """How often what is said denies the opposite of what is given: "not hurt" for "safe"."""
    theirs = _plain(_phrased(given))
    mine, plainly = denied(_phrased(said)) - theirs, theirs - denied(_phrased(given))
    return sum(bool(mine & way and plainly & back) for way, back in _OTHER_DIRECTION)


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
        start = max(a for a, _ in [(0, 0), *sentences(text)] if a <= match.start())
        before, after = text[start : match.start()], text[match.end() :]
        if after.startswith(" which"):  # "a storm, after which the ship lay still"
            yield set(telling(after)[:MANY]), set(telling(before)[-MANY:])
            continue
        if not telling(before):  # "After the fire they left."
            first, rest = telling(after)[:FEW], telling(after)[FEW:]
            yield set(rest), set(first)
        else:
            yield set(telling(before)[-MANY:]), set(telling(after)[:SOME])


def _phrased(text: str) -> str:
    """With one word for "turned down" and its like, and for who has a part in something or none."""
    text = _TAKES_PART.sub("involved", _TAKES_NO_PART.sub("uninvolved", text))
    text = _UNDER_WAY.sub("going", _NOT_LET.sub("barred", text))
    text = _SWITCHED.sub(r"switched\1", text)
    return _TURNED_DOWN.sub("rejected", text)


def _plain(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
