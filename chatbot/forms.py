"""What form an answer must take: one thing or a list, two things compared, somebody's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = (
    r"[A-ZÀ-Þ0-9][\w’'.-]*"
    r"(?: (?:(?:of|the|de|del|la|von|van|bin|al) )*[A-ZÀ-Þ0-9][\w’'.-]*)*"
)
_JOINT = (
    r"(?P<joint>and|or|versus|vs\.?|with|to|than|und|oder|als|y|o|que|et|ou)"
    r"(?: (?:in|by|of|for|from|at|on|that|those|the|der|die|das|el|la|le|les|en))*"
)
_PAIRS = (
    re.compile(rf"(?P<one>{_NAME})(?:[’']s)?,? {_JOINT} (?P<other>{_NAME})"),
    re.compile(
        rf"(?P<one>{_NAME})[^,.?]{{1,30}} (?P<joint>than)(?: [^,.?]{{1,30}}?)? (?P<other>{_NAME})"
    ),
)
_ALONE = ("or", "oder", "o", "ou", "than")
"""What joins two things so that no other word need say that they are compared."""
_COMPARES = re.compile(
    r"(?i)\b(?:differ\w*|compar\w*|contrast\w*|versus|vs|both|than|similar\w*|unlike|(?:dis)?agree\w*"
    r"|unterschied\w*|vergl\w*|beide\w*|als|diferen\w*|ambos|que|différ\w*|tous les deux)\b"
)
_LIST = re.compile(
    r"(?i)^\W*(?:please |can you |bitte )?(?:list|name|enumerate|nenne|liste|enumera|énumère)\b"
    r"|\b(?:what|who) (?:all )?(?:are|were) (?:all )?(?:the|some|his|her|its|their) "
    r"(?:[\w’'-]+ ){0,3}?[\w’'-]{2,}[^su\W]s\b"
    r"|\bwhich (?:[\w’'-]+ ){0,2}?[\w’'-]{2,}[^suir\W]s\b"
    r"|\bwhat (?:[\w’'-]+ )?[\w’'-]{2,}[^su\W]s (?:are|were|did|do|have|had)\b"
    r"|\bwhich of\b.*\b(?:are|were|have)\b|\ball (?:of )?the\b"
)
_SAYS = (
    r"(?:say|said|saying|tell|told|claim|announce|respond|react|reply|answer|comment|describe"
    r"|explain|promise|demand|warn|think|argue|state|call|confirm|deny|accuse|suggest|propose"
    r"|believe|insist|admit|advise|urge|want|ask)(?:s|d|ed|ing)?"
)
_SPEAKER = re.compile(
    r"\b(?i:what|how|why|whom?|when|where) (?:did|does|do|has|have|had|is|was|were)"
    rf" (?P<who>[^,?]+?) {_SAYS}\b"
    rf"|\b(?i:what) (?P<whose>[A-ZÀ-Þ][^,?]*?) {_SAYS}\b"
)


@dataclass(frozen=True, slots=True)
class Form:
    """What an answer to a question must look like, beside holding the kind of thing it asks for."""

    listed: bool = False
    """It may have many parts."""
    compared: tuple[str, str] | None = None
    """It must tell of both of these."""
    speaker: str | None = None
    """It must be what this party says."""


def form_of(question: str) -> Form:
    """The form that an answer to the question must take."""
    compared = _compared(question)
    said = None if compared else _SPEAKER.search(question)
    return Form(
        listed=bool(_LIST.search(question)),
        compared=compared,
        speaker=(said["who"] or said["whose"]) if said else None,
    )


def _compared(question: str) -> tuple[str, str] | None:
    # The capital of the first word is no sign of a name.
    after_first = question.find(" ") + 1
    for pair in _PAIRS:
        found = pair.search(question, after_first)
        if found and (found["joint"] in _ALONE or _COMPARES.search(question)):
            return found["one"].rstrip("."), found["other"].rstrip(".")
    return None
