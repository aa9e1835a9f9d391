"""Who does what to whom, and at whose request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from chatbot.saying import CUE
from chatbot.stems import stems, telling
from vectorstore.sentences import sentences

_SOON = r"(?:(?:\w+ly|at first|first|also|later|then|now|already|still|since|again|once|not)\s+)?"
_VERB = re.compile(
    rf"(?P<aux>(?:\b(?:has|have|had|was|were|is|are|been|being|be|will|would)\s+{_SOON})+)"
    rf"\b(?P<past>\w{{3,}}ed)\b|\b(?:will|would)\s+{_SOON}(?!be\b|have\b)(?P<base>\w{{3,}})\b"
)
_HOW = re.compile(r"\b(?![A-Z]|family|supply|ally|reply|assembly)\w{3,}ly\b")
_ONE = frozenset(stems("one ones"))
_WHEN = frozenset(stems("already also now then still again soon later"))
_EITHER_WAY = re.compile(r"(?:empt|clear|load|unload|drain|fill|pack|spray|suppl|strip|stripp)")
"""Verbs whose object may be what holds or what is held: water or the tank is emptied."""
_HE_SAID = re.compile(rf",\s(?:\w+\s){{1,4}}?(?:{CUE}),(?=\s)")
"""What only tells who says it, in the middle: "the firm, he said, had …"."""
_CLAUSE = re.compile(rf"[,:]\s|\b(?:that|which|who|and|but|while|{CUE})\b")
_PRONOUN = re.compile(r"\b(?:it|he|she|they|we|I)\s*$")
_DONE_TO = re.compile(
    r"\b(?P<be>(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?)?(?P<verb>accus|blam|su|attack|beat|defeat|"
    r"kill|buy|bought|sell|sold|pay|paid|ask|told|offer|reject|critici[sz]|support|defend|arrest|free|"
    r"rescu|led|own|charter|operat|thank|warn|order|follow|replac|hit|ramm|tow|demand|refus|help|"
    r"invit|elect|appoint|visit|us|carri|carry|fir|leav|contradict|prais|thank|trapp|block|hold|held)"
    r"(?:ed|d|s|es|ing|ied|ies|e)?\b(?=(?P<by>[^.;]{0,60}?\bby\b))?",
    re.IGNORECASE,
)
_REDUCED = re.compile(
    r"\s(?:(?:up|back|down|off|out)\s)?(?:was|were|had|has|is|are|have|will|would)\b"
)
"""What follows a participle that only belongs to the subject: "the ships held up had left"."""
_NEXT = re.compile(r"\s(?:(?:up|back|down|off|out)\s)?by")
_AUX = r"(?:(?:has|have|had|did|would|will|also|then|never|once)\s|['’](?:ve|d)\s)"
_DONE_TO_HIM = re.compile(
    rf"\b(?P<who>(?!that\b)[^\W\d_]+)\s{_AUX}*(?P<verb>[a-z]{{3,}})\s(?:him|her|them|me|us|it)\b"
)
_HE_DOES = re.compile(
    rf"\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t)\s?{_AUX}*(?P<verb>[a-z]{{3,}})"
    r"(?=\s(?:the|an?|his|her|my|our|their|its|[A-Z]))"
)
"""With a pronoun as the one it is done to, and as the one who does it."""
_NAMED = re.compile(r"(?<=[a-z]),\s(?=[A-ZÀ-Þ][\w’'-]+[,.;])")
"""The comma before the name of what was just told of: "a ferry, Alba, …"."""
_AT_ONES = re.compile(
    r"\b(?:at|on|by|under)\s(?:(?P<whose>[^,.;:]{1,50}?)['’]s?\s"
    r"(?P<noun>request|orders?|demand|expense|invitation|advice|insistence|suggestion|initiative)"
    r"|the\s(?P<which>request|orders?|demand|expense|invitation|advice|insistence|suggestion"
    r"|initiative)\sof\s(?P<of>[^.;:]{1,60}))\b",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"\b(?:(?P<gave>g[ai]ves?|given|granted|lent)|(?:took|takes?|taken|seized))\b"
    r" (?:the |an? |some |its |their |his |her )?(?P<what>[a-z]{3,})\b",
    re.IGNORECASE,
)


def turned_round(said: str, given: str) -> bool:
    """Whether one does to the other what the other is given as doing to the one."""
    theirs = list(_acts(given))
    for verb, doer, done_to in _acts(said):
        same = [(giver, given_to) for other, giver, given_to in theirs if other == verb]
        straight = [len(doer & giver) + len(done_to & given_to) for giver, given_to in same]
        crossed = [len(doer & given_to) + len(done_to & giver) for giver, given_to in same]
        if max(crossed, default=0) > max(straight, default=0):
            return True
    return False


def wrong_subject(said: str, given: str) -> bool:
    """Whether one is said to have done what the same sentence gives of another."""
    theirs = list(_deeds(given))
    for verb, passive, before, after in _deeds(said):
        same = [one for one in theirs if one[:2] == (verb, passive)]
        if before and same and not any(before & earlier for _, _, earlier, _ in same):
            if any(
                before <= later or (earlier and earlier <= after) for _, _, earlier, later in same
            ):
                return True
    return False


def taken_for_given(said: str, given: str) -> bool:
    """Whether something is said to have been taken that was given, or given that was taken."""
    mine, theirs = set(_handed(said)), set(_handed(given))
    return any((what, not gave) in theirs for what, gave in mine - theirs)


def _handed(text: str) -> Iterator[tuple[str, bool]]:
    """What is given or taken, and whether it is given."""
    for match in _HANDED.finditer(text):
        for what in stems(match["what"]):
            yield what, match["gave"] is not None


def turned_to_him(said: str, given: str) -> bool:
    """Whether one is said to have done to "him" what "he" or "I" did to that one, or so back."""
    mine, theirs = set(_on_pronouns(said)), set(_on_pronouns(given))
    turned = {(verb, who, not does) for verb, who, does in mine - theirs}
    return bool(turned & theirs)


def _on_pronouns(text: str) -> Iterator[tuple[str, str, bool]]:
    """Verbs with a pronoun on one side, the last word for who is on the other, and whether that
    is the one who does it.
    """
    for match in _DONE_TO_HIM.finditer(text):
        for who, verb in product(stems(match["who"])[-1:], stems(match["verb"])[:1]):
            yield verb, who, True
    for match in _HE_DOES.finditer(text):
        after = _CLAUSE.split(re.split(r"[.;]", text[match.end() :])[0])[0]
        for who, verb in product(stems(after)[:1], stems(match["verb"])[:1]):
            yield verb, who, False


def wrong_order(said: str, given: str) -> bool:
    """Whether what is done at the request of one is said to be done at another's."""
    mine, theirs = list(_orders(said)), list(_orders(given))
    return any(
        not any(who & whose for noun, whose in theirs if noun == mine_noun)
        for mine_noun, who in mine
        if any(noun == mine_noun for noun, _ in theirs)
    )


def _orders(text: str) -> Iterator[tuple[str, set[str]]]:
    """What something is done at, like a request or an order, and the words for whose it is."""
    for match in _AT_ONES.finditer(text):
        whose = match["whose"] or match["of"]
        yield (match["noun"] or match["which"]).lower(), set(stems(whose))


def _deeds(text: str) -> Iterator[tuple[list[str], bool, set[str], set[str]]]:
    """Verbs, whether in the passive, and the words of their sentence on either side."""
    text = _HE_SAID.sub("", text)
    for a, b in sentences(text):
        for match in _VERB.finditer(text, a, b):
            verb = match["past"] or match["base"]
            before = _CLAUSE.split(text[a : match.start()])[-1]
            if not _EITHER_WAY.match(verb) and not _PRONOUN.search(before):
                be = re.search(r"\b(?:was|were|is|are|been|being|be)\b", match["aux"] or "")
                later = set(telling(text[match.end() : b]))
                yield stems(verb), be is not None, set(telling(before)), later


def _acts(text: str) -> Iterator[tuple[str, set[str], set[str]]]:
    """Verb, doer and the one it is done to, as far as word order tells; the doer may be nobody."""
    for match in _DONE_TO.finditer(text):
        if text[: match.start()].endswith("to "):
            continue  # an infinitive has its subject elsewhere
        before, after = _last(text[: match.start()]), _first(text[match.end() :])
        if match["by"] and (match["be"] or _NEXT.fullmatch(match["by"])):
            before, after = _first(text[match.end("by") :]), before  # "ships held up by the ice"
        elif match["be"]:
            before, after = set(), before  # by whom is not said
        elif _REDUCED.match(text, match.end()):
            continue
        if after and (before or match["be"]):
            yield match["verb"].lower(), before, after


def _last(text: str) -> set[str]:
    bare = _HOW.sub(" ", text)
    parts = re.split(r"[;:.]\s|\b(?:that|but|and|while|because|had|has|have|was|were)\b", bare)
    pieces: Sequence[str] = [part for part in parts if set(stems(part)) - _WHEN]
    return set(stems(pieces[-1])[-4:]) - _ONE - _WHEN if pieces else set()


def _first(text: str) -> set[str]:
    part = re.split(
        r"[,;:.]\s|\b(?:that|but|and|while|because|for|over|after|in|at|on|to|with"
        r"|of \w+ing)\b",
        _NAMED.sub(" ", text, count=1),
    )[0]
    return set(stems(part)[:4]) - _ONE
