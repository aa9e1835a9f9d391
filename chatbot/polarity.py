"""What a text says is not so, is only possible, or goes one way and not the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.stems import stems

_WORD = re.compile(r"n['’]t\b|[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()—–]")
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
    r"\b(?:may|might|maybe|perhaps|possib\w+|probabl\w+|likely|suspect\w*|alleg\w+|could(?: also)?"
    r" have|apparently|presum\w+|reportedly|hop(?:e|es|ed|ing)|expect\w*|plan(?:s|ned)?|suggest\w*"
    r"|believ\w+|fear\w*|rumou?r\w*|risk\w*|threat\w*|aim(?:s|ed)?|want\w*|promis\w+|can(?:not)?"
    r"|could|would|if|whether|estimat\w+|potential\w*|tr(?:y|ies|ied)|attempt\w*|intend\w*"
    r"|will|going to|ask\w*|demand\w*|propos\w+|offer\w*|sought|seek\w*|point(?:s|ed)? to|examin\w+"
    r"|blam\w+|accus\w+|claim\w*|not ruled? out|doubt\w*|meant|supposed|due|to)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may|might|perhaps|possibl[ey]|probably|likely|suspected|allegedly|could have|apparently"
    r"|presumably|reportedly|hopes?|hoped|fears?|feared|unlikely)\b",
    re.IGNORECASE,
)

STRICT, WIDE = 2, 6
"""Content words after a "not" that are surely meant, and that may be."""

_PAIRS = [
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in """
rose rise risen rises rising increase increased increases increasing climbed climb grew grow grown
 growing gained gain jumped soared up upwards higher doubled | fell fall fallen falls falling
 decrease decreased decreases decreasing dropped drop declined decline shrank shrunk shrink lost
 down downwards lower halved
more | less fewer
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
accept accepts accepted approved approve approves agreed agree welcomed backed supported |
 reject rejects rejected refused refuse refuses opposed oppose declined criticised
confirmed confirm confirms admitted acknowledged | denied deny denies denying disputed
opened open opens reopened | closed close closes shut
began begin begun begins started start starts | ended end ends finished finish stopped
allowed allow allows permitted let permit | banned ban bans forbidden forbade barred prohibited
arrived arrive arrives entered enter enters | departed depart departs exited
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
harder | easier
hot warm | cold cool
major | minor
guilty | innocent
known clear | unknown unclear
found discovered | lost
raised raise | lowered lower cut reduced
forbidden banned | allowed permitted
accused blamed | defended praised cleared
doubled | halved tripled
included including | excluded excluding
possible | impossible
full fully whole entirely completely | partly partially half
shallow | deep
day | night
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
_ORDER = {"before": "after", "after": "before"}


def denied(text: str, reach: int) -> set[str]:
    """The content words that a "not" is about: no more than ``reach`` after each."""
    found: set[str] = set()
    flat = _SEEMS_NOT.sub(lambda match: "x" * len(match.group()), text.replace("n't", " n't"))
    tokens = [match.group() for match in _WORD.finditer(flat.replace("n’t", " n’t"))]
    for place, token in enumerate(tokens):
        if token.lower().replace("’", "'") in _NOT:
            found.update(_after(tokens[place + 1 :], reach))
    return found


def implies_not(text: str) -> bool:
    """Whether a text says in other words than "not" that something is not so."""
    return _IMPLIES_NOT.search(text) is not None


def says_not(text: str) -> bool:
    return bool(denied(text, 1)) or bool(
        _NOT.intersection(match.group().lower() for match in _WORD.finditer(text))
    )


def unsure(text: str) -> set[str]:
    """The content words of which a text only says that they may be so."""
    found: set[str] = set()
    for match in _UNSURE.finditer(text):
        found.update(_after(_WORD.findall(text[match.end() :]), WIDE))
    return found


def hedged(text: str) -> bool:
    """Whether a text has any word that keeps it from being a plain statement of fact."""
    return _MAY_BE.search(text) is not None


def _after(tokens: list[str], reach: int) -> Iterator[str]:
    count = 0
    for token in tokens:
        if token in ".;:!?()—–" or token.lower() in ("but", "although", "though"):
            return
        for stem in stems(token):
            yield stem
            count += 1
        if count >= reach:
            return


def turned(said: str, given: str) -> tuple[str, str] | None:
    """A word of what is said that goes the other way than one of what is given."""
    mine, theirs = _plain(said), _plain(given)
    for ones, others in _OTHER_DIRECTION:
        if mine & ones and not mine & others and theirs & others and not theirs & ones:
            return min(mine & ones), min(theirs & others)
    return None


def out_of_order(said: str, given: str) -> bool:
    """Whether what is said puts before and after the other way round than what is given."""
    for word, other in _ORDER.items():
        mine = _sides(said, word)
        if mine is None:
            continue
        for joint, turned_round in ((word, False), (other, True)):
            theirs = _sides(given, joint)
            if theirs is None:
                continue
            straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
            crossed = len(mine[0] & theirs[1]) + len(mine[1] & theirs[0])
            if turned_round and straight > crossed:
                return True
            if not turned_round and crossed > straight + 1:
                return True
            if straight or crossed:
                break
    return False


def _sides(text: str, joint: str) -> tuple[set[str], set[str]] | None:
    parts = re.split(rf"\b{joint}\b", text, maxsplit=1, flags=re.IGNORECASE)
    if len(parts) < 2:
        return None
    left, right = (set(stems(part)) for part in parts)
    return left - right, right - left


def _plain(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
