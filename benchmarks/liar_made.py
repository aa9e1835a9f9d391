"""True sentences and lies made by rule from the sentences of articles and from who says what."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.figures import figures
from chatbot.moments import moments
from chatbot.support import Source
from chatbot.terms import content_terms
from training.altered import names_in, negated, other_name, other_number
from vectorstore import UNCLEAR, Claim

INVENTED = (
    ", and three people were arrested",
    ", and the mayor has since resigned",
    " because a valve had been left open",
    ", which experts called unusual",
    ", and shares in the company fell sharply",
    " after a warning from the army",
)
MADE = "made"
_SMALL = ("The ", "It w", "They", "Its ", "At l", "Abou", "Some", "In t", "On S")
_NUMBER = re.compile(r"(?<![\w.,$:])\d[\d,]*(?:\.\d+)?(?![\w:]|[.,]\d)")
_BEGINNERS = frozenset(
    "one two damage falling reports some trade sand wind dr capt officials sixty-two".split()
)
_DIGITS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Item:
    """A written sentence with the passages it cites, and whether it is true."""

    sentence: str
    sources: tuple[Source, ...]
    true: bool
    kind: str
    origin: str
    """The file it is from, or MADE."""


def made(sources: Sequence[Source], rng: random.Random) -> Iterator[Item]:
    """Sentences made of passages, each citing the passage it is made of, or a wrong one."""
    told = [(one, text) for one in sources for text in _sentences(one)]
    names = _named([text for _, text in told])
    for number, (source, text) in enumerate(told):
        yield Item(text, (source,), True, "as it stands", MADE)
        if other := _otherwise(text):
            yield Item(other, (source,), True, "figure otherwise", MADE)
        if source.hit.language != "en":
            continue
        for kind, lie in _altered(text, source.hit.text, names, rng):
            if lie and lie != text:
                yield Item(lie, (source,), False, kind, MADE)
        if number % 3 == 0:
            away = [one for one in sources if text not in one.hit.text]
            wrong = rng.choice([one for one in away if one.hit.group != source.hit.group])
            yield Item(text, (wrong,), False, "citation", MADE)
        if number % 6 == 0 and number + 3 < len(told):
            after, more = told[number + 3]
            small = more[0].lower() if more.startswith(_SMALL) else more[0]
            joined = f"{text.rstrip('.')}, while {small}{more[1:]}"
            cited = (source,) if after is source else (source, after)
            yield Item(joined, cited, True, "two joined", MADE)
    speakers = sorted(
        {claim.speaker for one in sources for claim in _mine(one) if _names(claim.speaker)}
    )
    for source in sources:
        if source.hit.language == "en":
            yield from _by_claims(source, speakers, rng)


def _altered(
    text: str, passage: str, names: Sequence[str], rng: random.Random
) -> Iterator[tuple[str, str | None]]:
    yield "figures", other_number(text, rng)
    yield "not", negated(text, rng)
    yield "names", other_name(text, names, rng)
    yield "names", other_name(text, _named([passage]), rng)
    yield "exchanged", _exchanged(text, _named([text]))
    yield "exchanged", _exchanged(text, _NUMBER.findall(text))
    if rng.random() < 0.25:
        yield "clause", text.rstrip(".") + rng.choice(INVENTED) + "."


def _named(texts: Sequence[str]) -> list[str]:
    """The names in some texts, without words that only begin a sentence, and days."""
    found = [name for name in names_in(texts) if content_terms(name) and not moments(name)]
    return [name for name in found if name.lower() not in _BEGINNERS]


def _exchanged(text: str, things: Sequence[str]) -> str | None:
    """The text with the first two of some names or figures in each other's place."""
    apart = [
        one
        for one in dict.fromkeys(things)
        if text.count(one) == 1
        and not re.search(rf"[A-Z][\w.-]* {re.escape(one)}|{re.escape(one)} [A-Z]", text)
    ]
    if len(apart) < 2:
        return None
    (a, b), (c, d) = sorted((text.index(one), text.index(one) + len(one)) for one in apart[:2])
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] if b <= c else None


def _by_claims(source: Source, speakers: Sequence[str], rng: random.Random) -> Iterator[Item]:
    for claim in _mine(source):
        said = _said(source, claim)
        if said is None:
            continue
        others = [name for name in speakers if not set(_words(name)) & _of(source, claim)]
        other = rng.choice(others)
        if claim.kind == "direct":
            text = said.rstrip(",.?! ")
            yield Item(f"“{text},” said {_inside(claim.speaker)}.", (source,), True, "quoted", MADE)
            yield Item(f"“{text},” said {_inside(other)}.", (source,), False, "quoted", MADE)
        elif claim.cue in ("hopes", "hoped", "expects"):
            continue
        elif claim.stance in ("asserts", "confirms") and _clause(said):
            lead = f"According to {_inside(claim.speaker)}, "
            yield Item(f"{lead}{_inside(said)}.", (source,), True, "according to", MADE)
            yield Item(f"{other} said that {said}.", (source,), False, "speaker", MADE)
            yield Item(f"{said[0].upper()}{said[1:]}.", (source,), False, "dropped", MADE)
            yield Item(f"{claim.speaker} denied that {said}.", (source,), False, "stance", MADE)
        elif claim.stance == "denies" and _clause(said):
            yield Item(f"{claim.speaker} confirmed that {said}.", (source,), False, "stance", MADE)


def _sentences(source: Source) -> Iterator[str]:
    for start, end in source.hit.sentences:
        text = source.hit.text[start - source.hit.start : end - source.hit.start]
        whole = text.count("“") == text.count("”") and text.count("«") == text.count("»")
        whole = whole and text.count('"') % 2 == 0
        alone = text[0] in "“„«‘" and text[-1] in "”“»’"  # who speaks stands elsewhere
        if len(text) > 40 and whole and not alone and ":" not in text:
            yield re.sub(r"^[A-Z]+, \w+ \([^)]*\) — ", "", text)


def _mine(source: Source) -> list[Claim]:
    hit = source.hit
    return [
        claim
        for claim in source.claims
        if claim.speaker != UNCLEAR and hit.start <= claim.start and claim.end <= hit.end
    ]


def _said(source: Source, claim: Claim) -> str | None:
    """What is said, where it stands by itself and is not the whole sentence around its cue."""
    if claim.start <= claim.cue_start < claim.end or not _names(claim.speaker):
        return None
    return source.hit.text[claim.start - source.hit.start : claim.end - source.hit.start]


def _clause(said: str) -> bool:
    """Whether it is a clause of its own, long enough, and says who it is about."""
    return bool(
        len(said.split()) > 4
        and re.search(r"\b(?:was|were|had|is|are|has|have|would|could|will)\b", said)
        and not re.match(r"(?:to|it|he|she|they|its|this|no|not)\b", said)
    )


def _names(speaker: str) -> bool:
    """Whether a speaker is a party that a sentence can name: with a capital, or with "the"."""
    return bool(re.match(r"(?:The |the |A |a |an )?\w", speaker)) and not re.match(
        r"(?:[Ii]ts|[Hh]is|[Tt]heir|[Ss]ome|one|it|[Rr]eports|[Bb]oth)\b", speaker
    )


def _of(source: Source, claim: Claim) -> set[str]:
    """Words by which any of those who speak in a passage, or are named in it, are known."""
    return set(_words(source.hit.text)) | set(_words(f"{claim.speaker} {claim.name}"))


def _words(text: str) -> list[str]:
    small = {"the", "of", "a", "an", "for", "in", "on", "at"}
    return [word for word in re.findall(r"\w+", text.lower()) if word not in small]


def _inside(text: str) -> str:
    """A phrase as it stands within a sentence."""
    first = text.split(" ")[0]
    return text[0].lower() + text[1:] if first in ("The", "A", "An", "Some", "Two") else text


def _otherwise(text: str) -> str | None:
    """The text with a figure written in another way that means the same."""
    for figure in () if "“" in text or "‘" in text else figures(text):
        written = re.match(r"\d[\d,]*(?![\d.]| ?(?:million|billion))", text[figure.start :])
        if written is None or (figure.start and text[figure.start - 1] in "$€£"):
            continue
        value = int(written[0].replace(",", ""))
        if 2 <= value <= 12 and len(written[0]) <= 2:
            other = _DIGITS[value]
        elif "," in written[0]:
            other = written[0].replace(",", "")
        elif value % 1000 == 0:
            other = f"{value // 1000} thousand"
        else:
            continue
        return text[: figure.start] + other + text[figure.start + len(written[0]) :]
    match = re.search(r"(\d+)%", text)
    return text.replace(match[0], f"{match[1]} percent", 1) if match else None
