"""Short made-up news reports with the questions each sentence answers, and who says what in them.

Real news with questions is scarce. Towns, people and events are invented; no report is about
anything that happened.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

_FIRST = """Amara Bruno Chen Dalia Edvin Farah Goran Hana Ibrahim Jonas Katya Luis Mira Nadia Omar
Petra Quentin Rosa Samir Tove Uma Viktor Wanda Yusuf Zora Anton Beatriz Carl Dinah Emil Fiona Greta
Henry Irene Jamal Kim Leila Marcus Nora Oscar""".split()
_LAST = """Abara Brandt Castellan Dimov Eriksen Farouk Galvan Holm Ilic Jansen Kowal Lindqvist
Moreau Nakata Okafor Petrov Quist Rahman Sorensen Tanaka Ulrich Varga Whitlock Xu Yilmaz Zeller
Ashdown Bellamy Cardoso Drummond Ekwueme Fairley Greaves Hartigan""".split()
_TOWN = [
    a + b
    for a in "Bel Cor Dun Esk Fal Gar Hol Kel Lor Mar Nor Ost Pel Rav Sel Tarn Ul Ves Wex".split()
    for b in "brook mouth ville stad haven minster ford owen ta mora".split()
]
_ROLE = (
    """mayor|police chief|health minister|transport minister|company spokesman|union leader
opposition leader|fire officer|prosecutor|defence lawyer|chief executive|hospital director
finance minister|head teacher|water engineer|party chairwoman|judge|coach|museum director
""".strip()
    .replace("\n", "|")
    .split("|")
)
_BODY = """city council|national rail company|health ministry|port authority|police force
farmers' union|central bank|electricity board|university|airline|football federation
weather service|housing agency|fishing fleet|steel works|teachers' union|broadcaster""".replace(
    "\n", "|"
).split("|")
_DAY = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = "January March April June July September October December".split()
_CAUSE = """heavy rain|a broken valve|a shortage of staff|an electrical fault|rising prices
a computer error|a lorry fire|a leak of gas|a dispute over pay|a cracked beam
a mistake in the paperwork|a fallen tree|unpaid bills|an outbreak of flu""".replace(
    "\n", "|"
).split("|")

_SAYS = ("said", "told reporters", "confirmed", "announced", "insisted", "claimed", "stated")
_DENIES = ("denied", "rejected the claim", "disputed the report", "dismissed the allegation")

# What happened: a headline, a clause, and questions with the slot of the clause that answers each.
_EVENTS = (Path(__file__).parent / "events.txt").read_text(encoding="utf-8").splitlines()

_FILLER = """Residents were told to stay at home.|The road remains open to buses.
A report is expected later this year.|Nobody from the {body} was available to comment.
Traffic was diverted for most of {day}.|The matter had been debated for months.
It was the second such case in {town}.|A meeting of the {body} is planned for {day}.
Several shops in {town} closed early.|Photographs of the scene were shared widely.
The cost has not been made public.|About {small} people gathered outside the town hall.
The investigation has not ended.|Similar plans were dropped {small} years ago.""".replace(
    "\n", "|"
).split("|")


@dataclass(frozen=True, slots=True)
class Report:
    """A made-up report, its questions, and statements about it with their labels."""

    title: str
    sentences: list[str]
    questions: list[tuple[str, set[int]]]
    """Each with the numbers of the sentences that answer it; none where nothing does."""
    statements: list[tuple[str, int, str]]
    """Statement, number of the sentence it is held against, label."""


def report(rng: random.Random) -> Report:
    slots = _slots(rng)
    headline, clause, *asks = rng.choice(_EVENTS).split("|")
    title = _filled(headline, slots)
    fact = _filled(clause, slots)
    role, speaker, denier = slots["role"], slots["speaker"], slots["denier"]
    says, denies = rng.choice(_SAYS), rng.choice(_DENIES)
    attributed = rng.choice(
        [
            f"{_upper(fact)}, the {role} {speaker} {says}.",
            f"The {role}, {speaker}, {says} that {fact}.",
            f"According to the {role} {speaker}, {fact}.",
            f"“{_upper(fact)},” {speaker}, the {role}, {says} on {slots['day']}.",
        ]
    )
    denial = f"{denier}, the {slots['other_role']}, {denies} that {fact}."
    cause = f"The {slots['other_role']} {denier} blamed {slots['cause']}."
    has_denial = rng.random() < 0.35
    told = rng.random() < 0.5
    main = attributed if told else f"{_upper(fact)}."
    filler = [_upper(_filled(f, slots)) for f in rng.sample(_FILLER, 3)]
    sentences = [main, *filler, denial if has_denial else cause]
    rng.shuffle(sentences)
    at = sentences.index(main)
    last = sentences.index(denial if has_denial else cause)
    questions: list[tuple[str, set[int]]] = []
    for ask in asks:
        question, slot = ask.split(">")
        answering = {at} | ({last} if has_denial and slot != "other" else set())
        questions.append((_filled(question, slots), answering))
        changed = _slots(rng) | {name: slots[name] for name in (slot,)}
        wrong = _filled(question, changed)
        if wrong != _filled(question, slots):
            questions.append((wrong, set()))
    if told:
        questions.append((f"Who said that {fact}?", {at}))
        questions.append((f"What did {speaker} say?", {at}))
        other = _person(rng)
        if other not in (speaker, denier):
            questions.append((f"What did {other} say?", set()))
    if has_denial:
        questions.append((f"Who denies that {fact}?", {last}))
        questions.append((f"What does {denier} dispute?", {last}))
    else:
        questions.append((f"What did {denier} blame?", {last}))
        questions.append((f"What was blamed for the trouble in {slots['town']}?", {last}))
        if not told:
            questions.append((f"Who denied that {fact}?", set()))
    return Report(
        title, sentences, questions, _statements(rng, slots, clause, at, last, told, has_denial)
    )


def _statements(
    rng: random.Random,
    slots: dict[str, str],
    clause: str,
    at: int,
    last: int,
    told: bool,
    has_denial: bool,
) -> list[tuple[str, int, str]]:
    fact, speaker, denier = _filled(clause, slots), slots["speaker"], slots["denier"]
    slot = rng.choice(
        [one for one in ("number", "date", "town", "other") if f"{{{one}}}" in clause]
    )
    changed = _filled(clause, slots | {slot: _slots(rng)[slot]})
    wrong = "contradicts" if slot in ("number", "date") else "unsupported"
    found = [(f"{_upper(fact)}.", at, "neither" if told else "supports")]
    if told:
        found += [
            (f"{speaker} said that {fact}.", at, "supports"),
            (f"According to {speaker}, {fact}.", at, "supports"),
            (f"The {slots['role']} said that {fact}.", at, "supports"),
            (f"{speaker} said that {changed}.", at, wrong),
            (f"{speaker} denied that {fact}.", at, "contradicts"),
            (f"{denier} said that {fact}.", at, "unsupported"),
            (f"The {slots['other_role']} confirmed that {fact}.", at, "unsupported"),
        ]
    else:
        found.append((f"{_upper(changed)}.", at, wrong))
    if has_denial:
        found += [
            (f"{denier} denied that {fact}.", last, "supports"),
            (f"{denier} confirmed that {fact}.", last, "contradicts"),
            (f"{_upper(fact)}.", last, "unsupported"),
            (f"{speaker} denied that {fact}.", last, "unsupported"),
        ]
    else:
        found += [
            (f"According to {denier}, the cause was {slots['cause']}.", last, "supports"),
            (f"{denier} blamed {rng.choice(_CAUSE)}.", last, "unsupported"),
            (f"{speaker} blamed {slots['cause']}.", last, "unsupported"),
        ]
    blamed = f"{denier} blamed {slots['cause']}."
    return [one for one in found if not (one[2] == "unsupported" and one[0] == blamed)]


def _slots(rng: random.Random) -> dict[str, str]:
    roles = rng.sample(_ROLE, 2)
    number = rng.choice([rng.randint(2, 90), rng.randint(2, 12), rng.randint(3, 99) * 10])
    return {
        "town": rng.choice(_TOWN),
        "body": rng.choice(_BODY),
        "date": rng.choice([f"{rng.randint(1, 28)} {rng.choice(_MONTH)}", rng.choice(_DAY)]),
        "day": rng.choice(_DAY),
        "number": str(number),
        "small": str(rng.randint(3, 60)),
        "other": _person(rng),
        "speaker": _person(rng),
        "denier": _person(rng),
        "role": roles[0],
        "other_role": roles[1],
        "cause": rng.choice(_CAUSE),
    }


def _filled(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
