"""Whether a sentence has a speaker do what he does by speaking: "expects", "asks for"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.attributions import Assertion
from chatbot.spoken import Spoken, called, rather_another, same
from chatbot.stems import every, stems

_ASKS = re.compile(
    r"(?P<who>[^,;:]{2,80}?)\s(?:(?:is|are|was|were|has|had|have|also|now|still|then)\s)*"
    r"(?:been\s)?(?:seek(?:s|ing)?|sought|want(?:s|ed)?|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?"
    r"|request(?:s|ed|ing)?|claim(?:s|ed|ing)?|call(?:s|ed|ing)? for|appeal(?:s|ed|ing)?"
    r"|promis(?:es|ed|ing)|pledg(?:es|ed|ing)|vow(?:s|ed|ing)?|urg(?:es|ed|ing))\b",
    re.IGNORECASE,
)
"""Who wants or promises something, as the subject of a sentence."""
_THINKS = re.compile(
    r"(?P<who>[^;:]{2,80}?)\s(?:(?:is|was|were|has|had|have|also|now|still|then)\s)*"
    r"(?:expect(?:s|ed|ing)?|found|finds|exclud(?:es?|ed)|rul(?:es?|ed) out|objects?|objected"
    r"|hopes?|hoped|fears?|feared|sees|saw|considers?|considered|regards?|regarded|believes?"
    r"|attribut(?:es?|ed)|cites?|cited|puts?|gives?|gave|lists?|listed|foresaw|foresees|predicts?"
    r"|predicted|forecasts?|plans?|planned|orders?|ordered|instructs?|instructed|requires?"
    r"|required|decides?|decided|intends?|intended|rejects?|rejected|criticis(?:es|ed)|named|names"
    r"|counts?|counted|estimates?|estimated|blames?|blamed)\b",
    re.IGNORECASE,
)
"""Who has a thing in mind, or speaks of it: what follows is his view, without "said"."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s\w+(?:ed|ought)(?: for)?$")


def told_by_verb(spoken: Spoken, sentence: str, parts: Sequence[Assertion]) -> bool:
    """Whether a sentence has the speaker and the word for what he does, as subject and verb."""
    thinkers = [_THINKS.match(part.text) for part in parts]
    if any(thinks and same(thinks["who"], spoken) for thinks in thinkers):
        return True
    if spoken.claim.stance in ("demands", "promises") and (asks := _ASKS.match(sentence)):
        if not _PASSIVE.search(asks.group()):  # "… was asked for by the owner"
            return same(asks["who"], spoken)
    who = set(stems(called(spoken)))
    if rather_another(sentence.split(f" {spoken.claim.cue} ")[0], spoken, who | spoken.also):
        return False
    there = every(sentence)
    does = set(stems(spoken.claim.cue))
    return bool(who & there) and bool(does) and does <= there
