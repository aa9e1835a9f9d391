"""What a text says may only be so, is hoped for, or still to come."""

from __future__ import annotations

import re

from chatbot.stems import stems

_MAY_BE = re.compile(
    r"\b(?:may|might|maybe|perhaps|possib\w+|probabl\w+|likely|unlikely|suspect\w*|alleg\w+|could"
    r"|apparently|presum\w+|reportedly|hop(?:e|es|ed|ing)|suggest\w*|believ\w+|fear\w*|rumou?r\w*"
    r"|risk\w*|threat\w*|if|whether|potential\w*|rul\w+ out|doubt\w*|open|unclear|point(?:s|ed)? to"
    r"|expect\w*|examin\w+|consider\w*|can|able|unable|would have|not sure|unsure|unknown|aim\w*"
    r"|inten\w+|plan\w*|want\w*|tr(?:y|ies|ied|ying)|weighing|attempt\w*|exclud\w+|uncertain"
    r"|in case|not (?:yet )?(?:been )?(?:known|clear)|(?:nobody|no one) knows"
    r"|look\w* for|search\w*|conceivable|probable|explanations?|theor(?:y|ies)|option\w*)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may|might|perhaps|possibl[ey]|probably|likely|suspected|allegedly|could(?! not| no)"
    r"|apparently|presumably|reportedly|hopes?|hoped|fears?|feared|unlikely|would have|in case"
    r"|aim(?:s|ed)?(?: is| was)? to|intends? to|intended to|tr(?:y|ies|ied|ying) to"
    r"|(?:not|n['’]t) (?:rul\w+ out|exclud\w+)|weighing|consider(?:s|ed|ing)?"
    r"|(?:look|search)(?:s|es|ed|ing)? for"
    r"|(?P<list>(?:explanations?|theor(?:y|ies)|possibilit(?:y|ies)|options?|causes)\b[^.;:]*?\b"
    r"(?:examined|considered|investigated|explored|studied|weighed|discussed),? (?:among|including)"
    r"))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|going to|about to|(?:is|are|was|were) to|(?:promis|pledg|vow|offer|plan"
    r"|agree|order|hop|expect|tr|struggl)\w* to|(?:attempts?|efforts?|bids?)(?: \w+){0,4}? to)\b"
    r"(?P<what>(?: (?:not|also|be|then|now|soon|again|\w+ly))* \w+)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been)(?P<what>(?: (?:also|already|now|then|been|\w+ly))* \w+)"
    r"|(?P<past>\w+ed)\b",
    re.IGNORECASE,
)
_UNSURE_OF = re.compile(
    r"(?P<what>[^,.;:!?]*)\b(?:is|are|was|were|remains?|remained|seems?|seemed)"
    r" (?:(?:also|still|not|only) )*(?:possible|likely|probable|conceivable|unclear"
    r"|unknown|unproven|open)\b",
    re.IGNORECASE,
)

BEFORE, AFTER = 2, 4
"""Content words before "is possible", and after "may", of which it is said."""


def unsure(text: str) -> set[str]:
    """The content words of which a text only says that they may be so."""
    found: set[str] = set()
    for match in _UNSURE.finditer(text):
        ends = r"[.;:!?]" if match["list"] else r"[,.;:!?]|\b(?:and|but)\b"
        after = stems(re.split(ends, text[match.end() :])[0])
        found.update(after if match["list"] else after[:AFTER])
    for match in _UNSURE_OF.finditer(text):
        found.update(stems(match["what"])[-BEFORE:])
    return found


def to_come(said: str, given: str) -> bool:
    """Whether it is said to have happened what is only given as still to come."""
    if _TO_COME.search(said) or hedged(said):
        return False
    coming = {word for match in _TO_COME.finditer(given) for word in stems(match["what"])[:1]}
    others = set(stems(_TO_COME.sub(" ", given)))
    done = {
        word for match in _DONE.finditer(said) for word in stems(match["what"] or match["past"])[:1]
    }
    return bool(done & coming - others)


def hedged(text: str) -> bool:
    """Whether a text has any word that keeps it from being a plain statement of fact."""
    return _MAY_BE.search(text) is not None
