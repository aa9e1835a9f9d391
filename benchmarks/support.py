"""How well it is told what a text supports: python -m benchmarks.support EVAL."""

from __future__ import annotations

import json
import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.given import auroc
from benchmarks.reader import Figure
from benchmarks.sets import EvalSet, interval
from chatbot.grading import overlap, score
from chatbot.reader import OwnReader
from chatbot.support import SUPPORTED, WEAK
from training.altered import names_in, negated, other_name, other_number
from vectorstore import Hit
from vectorstore.sentences import sentences

CLAIMS = {"mtrag_human": "faithful", "scifact": "supported"}
"""Sets with claims, and the label of those that are to score high."""

ALTERED = ("squad2", "onestopqa", "multihoprag")
"""Sets whose sentences are altered."""


def passage(number: int, text: str) -> Hit:
    """A text as a passage that a sentence cites."""
    return Hit(
        article_id=f"{number}", version=1, position=0, start=0, end=len(text), text=text,
        sentences=tuple(sentences(text)), title=None, publisher=None, author=None, published=None,
        language="en", url=None, group=f"{number}", score=1.0,
    )  # fmt: skip


def by_sentence(claim: str, one: Callable[[str], float]) -> float:
    """The mean over the claim's sentences."""
    each = [one(claim[start:end]) for start, end in sentences(claim)]
    return statistics.fmean(each) if each else 0.0


def as_shown(chance: float) -> float:
    """A chance by its odds against those from which a sentence is shown at all.

    A claim of many sentences is told by those that are not supported, not by how surely others are.
    """
    return chance / (chance + WEAK / (1 - WEAK) * (1 - chance))


def claims(reader: OwnReader, folder: Path) -> list[Figure]:
    """How well each way tells the supported claims of a set from the others."""
    found = list[Figure]()
    for name, good in CLAIMS.items():
        one = EvalSet(folder / name)
        rows: list[dict[str, Any]] = [
            json.loads(line) for line in (one.folder / "claims.jsonl").read_text().splitlines()
        ]
        rows = [row for row in rows if row["doc_ids"]]
        right = [row["label"] == good for row in rows]
        given: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            claim = row["claim"]
            texts = [one.corpus[i]["text"] for i in row["doc_ids"]]
            cited = [passage(n, text) for n, text in enumerate(texts, 1)]

            def shared(text: str, cited: list[Hit] = cited) -> float:
                return overlap(text, cited)

            def bare(text: str, cited: list[Hit] = cited) -> float:
                return as_shown(score(text, cited, None))

            def checked(text: str, cited: list[Hit] = cited) -> float:
                return as_shown(score(text, cited, reader))

            given["overlap"].append(shared(claim))
            given["overlap by sentence"].append(by_sentence(claim, shared))
            given["check without the reader"].append(by_sentence(claim, bare))
            given["check"].append(by_sentence(claim, checked))
        for way, scores in given.items():
            found.append(_area(f"claims that are {good}", name, way, scores, right))
        for floor in ("overlap", "overlap by sentence"):
            found.append(_gain(name, good, floor, given, right))
    return found


def altered(reader: OwnReader, folder: Path, count: int = 200) -> list[Figure]:
    """Sentences held against themselves: as they are, and with one thing changed."""
    rng = random.Random(0)
    found = list[Figure]()
    for name in ALTERED:
        corpus = [row["text"] for row in EvalSet(folder / name).corpus.values()]
        texts = [text[a:b] for text in corpus for a, b in sentences(text) if 40 < b - a < 300]
        names = names_in(texts)
        texts = rng.sample(texts, min(count, len(texts)))
        ways = {
            "figure": [(other_number(text, rng), text) for text in texts],
            "not": [(negated(text, rng), text) for text in texts],
            "name": [(other_name(text, names, rng), text) for text in texts],
            "as it is": [(text, text) for text in texts],
        }
        for way, pairs in ways.items():
            made = [(changed, text) for changed, text in pairs if changed]
            chances = reader.supports([text for _, text in made], [changed for changed, _ in made])
            supported = chances[:, 0] >= SUPPORTED
            values = (supported if way == "as it is" else ~supported).astype(float).tolist()
            what = "kept" if way == "as it is" else "altered, recognised"
            mean = statistics.fmean(values)
            found.append(Figure(what, name, way, len(values), mean, *interval(values)))
    return found


def _gain(
    name: str, good: str, floor: str, given: dict[str, list[float]], right: Sequence[bool]
) -> Figure:
    """How much further apart the check tells them than a floor does."""
    scores, low = given["check"], given[floor]

    def gain(numbers: Sequence[float]) -> float:
        drawn = [int(n) for n in numbers]
        kept = [right[n] for n in drawn]
        return auroc([scores[n] for n in drawn], kept) - auroc([low[n] for n in drawn], kept)

    every = list(range(len(scores)))
    span = interval(every, gain, 300)
    return Figure(f"claims that are {good}", name, f"over {floor}", len(every), gain(every), *span)


def _area(what: str, name: str, way: str, scores: Sequence[float], right: Sequence[bool]) -> Figure:
    def area(numbers: Sequence[float]) -> float:
        drawn = [int(n) for n in numbers]
        return auroc([scores[n] for n in drawn], [right[n] for n in drawn])

    every = list(range(len(scores)))
    return Figure(what, name, way, len(every), area(every), *interval(every, area, 300))


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of evaluation sets.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure what the reader makes of claims and of sentences altered on purpose."""
    reader = OwnReader()
    figures = [*claims(reader, folder), *altered(reader, folder)]
    if as_json:
        print(json.dumps([asdict(one) for one in figures]))
        return
    table = Table("what", "set", "way", "count", "value", "95 %")
    for one in figures:
        span = f"[{one.low:.3f}, {one.high:.3f}]"
        table.add_row(one.what, one.set, one.way, str(one.count), f"{one.value:.3f}", span)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
