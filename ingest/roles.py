"""Words that sound like somebody who can speak, and words that only name a body."""

from __future__ import annotations

import re

_ROLE = re.compile(
    r".{3,}(?:m[ae]n|wom[ae]n|person|people|ologists?|[st]ors?|ists?|icians?|keepers?|holders?"
    r"|\w+ers?|ants?|sprecher(?:in)?|minister(?:in)?|meister(?:in)?"
    r"|präsident(?:in)?|ministerium|gericht|amt|verband|experten?|leiter(?:in)?|anwält(?:in)?"
    r"|anwalt|behörde|trainer(?:in)?|forscher(?:in)?)\Z"
)
_THINGS = frozenset(
    "water river matter number summer winter paper order power answer offer corner danger "
    "weather cover dinner after under over other another whether rather either neither together "
    "however further later earlier greater larger smaller lower higher better former latter "
    "inner outer upper computer disaster border quarter tender chapter theater theatre shelter "
    "september october november december never ever yesterday consider remember register easter "
    "counter matters papers numbers waters rivers orders powers answers offers corners dangers "
    "letter letters quarters longer older younger newer bigger easier harder stronger weaker "
    "cheaper faster slower wider closer nearer deeper plants important relevant significant "
    "distant restaurant restaurants plant grants grant instant constant want wants elephant "
    "covers borders chapters winters summers posters poster shower showers tower towers flower "
    "flowers finger fingers butter dangers cancer character characters barrier career trailer "
    "bumper hammer layer layers monster master silver timber lumber copper rubber super proper "
    "eager bitter sober tanker helicopter customer's manner manners gender slender wonder "
    "thunder surrender render order's murder murders fever container containers freezer "
    "thermometer meter meters litre hunger anger wander wonders".split()
)
ORGANISATIONS = frozenset(
    "university college school bank ministry department institute institution house court "
    "council church office board bureau agency association federation union society committee "
    "commission party army force service trust foundation group centre center city county state "
    "kingdom republic organization organisation authority secretary minister chief head "
    "director duke prince princess earl bishop archbishop mayor president friends chamber "
    "academy confederation league campaign alliance hospital museum institut ministère "
    "université universidad bundesamt ministerio tribunal cour conseil chamber fund guild voice "
    "voices doctors reporters clerk lord king queen museum royal governor chairman order "
    "daughters sons".split()
)


def sounds_like_a_role(word: str) -> bool:
    """Whether a lower-case word ends as words for people do, and is not known to be a thing."""
    return _ROLE.match(word) is not None and word not in _THINGS
