"""Who said what, against claims marked by hand: python -m benchmarks.claims

The marked texts are in tests/claims, invented for this project, with invented names. The rules were
written with ``tuned.txt`` in view; ``unseen.txt`` was written after them and changed nothing in
them. How they were marked is in tests/claims/README.md.

A direct quotation is right when its speaker is one of the forms marked; near when the phrase is
longer or shorter than that, wrong when it is somebody else. An indirect claim is found when what is
said overlaps the mark and the speaker is right; its F1 counts every other one found as false.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.claims import claims
from vectorstore import UNCLEAR, Article, Claim

MARKED = Path(__file__).parents[1] / "tests" / "claims"
SETS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as a person marked it; an optional one may be found or not."""

    kind: str
    speakers: tuple[str, ...]
    stance: str
    begins: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Item:
    style: str
    language: str
    text: str
    marks: tuple[Mark, ...]


def load(path: Path) -> Iterator[Item]:
    """The items of a file of marked texts."""
    style, language = "", "en"
    text: list[str] = []
    marks: list[Mark] = []
    for line in [*path.read_text("utf-8").splitlines(), "== end"]:
        if marks and not line.startswith(">"):
            yield Item(style, language, "\n".join(text).strip(), tuple(marks))
            text, marks = [], []
        if line.startswith("=="):
            style, _, language = line.removeprefix("==").strip().partition(" ")
            language = language or "en"
        elif line.startswith(">"):
            kind, speakers, stance, begins = (part.strip() for part in line[1:].split("|"))
            optional = begins.endswith(" ?")
            forms = tuple(form.strip() for form in speakers.split(" / "))
            marks.append(Mark(kind, forms, stance, begins.removesuffix(" ?"), optional))
        else:
            text.append(line)


def compare(item: Item) -> Iterator[tuple[str, str, str]]:
    """What came of each mark, and of each claim that has none: (kind, outcome, what)."""
    found = claims(Article(id=item.style, text=item.text, language=item.language))
    taken: set[Claim] = set()
    for mark in item.marks:
        at = item.text.index(mark.begins)
        there = [
            claim
            for claim in found
            if claim.kind == mark.kind
            and claim.start < at + len(mark.begins)
            and claim.end > at
            and claim not in taken
        ]
        there.sort(key=lambda one: (_speaker(one, mark) != "right", abs(one.start - at)))
        if not there:
            if not mark.optional:
                yield mark.kind, "missed", mark.begins
            continue
        claim = there[0]
        taken.add(claim)
        if mark.optional:
            continue
        outcome = _speaker(claim, mark)
        yield mark.kind, outcome, f"{mark.begins} [{claim.speaker}]"
        right = claim.stance == mark.stance
        yield "stance", "right" if right else "wrong", f"{mark.begins} [{claim.stance}]"
    for claim in found:
        if claim not in taken:
            yield claim.kind, "extra", f"{item.text[claim.start : claim.end]} [{claim.speaker}]"


def _speaker(claim: Claim, mark: Mark) -> str:
    named = {_plain(claim.speaker), _plain(claim.name)}
    wanted = {_plain(form) for form in mark.speakers}
    if named & wanted:
        return "right"
    if UNCLEAR in wanted or claim.speaker == UNCLEAR:
        return "wrong" if UNCLEAR in wanted else "unclear"
    words = {word for form in wanted for word in form.split()}
    return "near" if words & set(_plain(claim.speaker).split()) - {"of", "a", "the"} else "wrong"


def _plain(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", re.sub(r"[^\w\s]", "", name.casefold()))


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle = share + z * z / (2 * count)
    spread = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    scale = 1 + z * z / count
    return max(0.0, (middle - spread) / scale), (middle + spread) / scale


def f1(counts: Counter[str]) -> float:
    right = counts["right"]
    false = counts["extra"] + counts["wrong"] + counts["near"] + counts["unclear"]
    lost = counts["missed"] + counts["wrong"] + counts["near"] + counts["unclear"]
    return 2 * right / (2 * right + false + lost) if right else 0.0


def resampled(items: list[Counter[str]], times: int = 1000) -> tuple[float, float]:
    """A bootstrap 95 % interval of F1, over the items."""
    rng = random.Random(7)
    figures = sorted(
        f1(sum(rng.choices(items, k=len(items)), Counter[str]())) for _ in range(times)
    )
    return figures[times // 40], figures[-times // 40 - 1]


def measured(items: Iterable[Item]) -> dict[str, object]:
    """The figures of one set, whole and by style."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    styles: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    single: list[Counter[str]] = []
    faults: list[str] = []
    for item in items:
        mine = Counter[str]()
        for kind, outcome, what in compare(item):
            total[kind][outcome] += 1
            styles[item.style][kind][outcome] += 1
            if kind == "indirect":
                mine[outcome] += 1
            if outcome != "right":
                faults.append(f"{item.style}: {kind} {outcome}: {what}")
        single.append(mine)
    return {
        "direct": _direct(total["direct"]),
        "indirect": {**_indirect(total["indirect"]), "interval": resampled(single)},
        "stance": _share(total["stance"]),
        "styles": {
            style: {
                "direct": _direct(counts["direct"]),
                "indirect": _indirect(counts["indirect"]),
            }
            for style, counts in styles.items()
        },
        "faults": faults,
    }


def _share(counts: Counter[str]) -> dict[str, object]:
    count = sum(counts.values()) - counts["extra"]
    return {
        "count": count,
        "right": counts["right"],
        "share": counts["right"] / count if count else None,
        "interval": interval(counts["right"], count),
    }


def _direct(counts: Counter[str]) -> dict[str, object]:
    return {**_share(counts), "outcomes": dict(counts)}


def _indirect(counts: Counter[str]) -> dict[str, object]:
    share = _share(counts)
    found = sum(counts.values()) - counts["missed"] - counts["extra"]
    return {
        "count": share["count"],
        "f1": f1(counts),
        "wrong": counts["wrong"],
        "wrong_share": counts["wrong"] / found if found else None,
        "outcomes": dict(counts),
    }


def main(
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    faults: Annotated[bool, typer.Option(help="Name what was missed or wrong.")] = False,
    only: Annotated[str | None, typer.Option(help="One of the sets.")] = None,
) -> None:
    """Measure the rules on the marked texts."""
    names = [name for name in SETS if only in (None, name) and (MARKED / f"{name}.txt").exists()]
    results = {name: measured(load(MARKED / f"{name}.txt")) for name in names}
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for name, result in results.items():
        _print(name, result)
        for fault in result["faults"] if faults else ():  # type: ignore[attr-defined]
            print(fault)


def _print(name: str, result: dict[str, object]) -> None:
    data = json.loads(json.dumps(result))
    table = Table(title=f"{name}.txt")
    columns = ("style", "direct", "speaker exact", "near", "wrong", "unclear", "missed", "extra")
    for column in (*columns, "indirect", "F1", "wrong", "missed", "extra"):
        table.add_column(column, justify="left" if column == "style" else "right")
    for style, figures in [*data["styles"].items(), ("all", data)]:
        direct, indirect = figures["direct"], figures["indirect"]
        outcomes, told = direct["outcomes"], indirect["outcomes"]
        share = "–" if direct["share"] is None else f"{direct['share']:.3f}"
        cells = [
            str(outcomes.get(key, 0)) for key in ("near", "wrong", "unclear", "missed", "extra")
        ]
        told_cells = [str(told.get(key, 0)) for key in ("wrong", "missed", "extra")]
        table.add_row(
            style, str(direct["count"]), share, *cells, str(indirect["count"]),
            f"{indirect['f1']:.3f}" if indirect["count"] else "–", *told_cells,
        )  # fmt: skip
    Console(width=120).print(table)
    for what in ("direct", "indirect", "stance"):
        low, high = data[what]["interval"]
        value = data[what].get("f1", data[what].get("share"))
        print(f"{what}: {value:.3f} [{low:.3f}, {high:.3f}], n = {data[what]['count']}")


if __name__ == "__main__":
    typer.run(main)
