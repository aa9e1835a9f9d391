"""How well the reader tells what a text supports: python -m benchmarks.support EVAL."""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.given import auroc
from benchmarks.reader import Figure
from benchmarks.sets import EvalSet, interval
from chatbot.reader import OwnReader
from chatbot.terms import content_words, words
from training.altered import names_in, negated, other_name, other_number
from vectorstore.sentences import sentences

CLAIMS = {"mtrag_human": "faithful", "scifact": "supported"}
"""Sets with claims, and the label of those that are to score high."""

ALTERED = ("squad2", "onestopqa", "multihoprag")
"""Sets whose sentences are altered."""

SUPPORTED = 0.5
"""The chance from which a sentence counts as supported."""


def windows(texts: Sequence[str]) -> list[str]:
    """The sentences of the texts, and each with the one after it."""
    found = []
    for text in texts:
        spans = sentences(text)
        found += [text[start:end] for start, end in spans]
        found += [text[a[0] : b[1]] for a, b in zip(spans, spans[1:], strict=False)]
    return found


def by_overlap(claim: str, texts: Sequence[str]) -> float:
    """The share of the claim's content words that its best text has."""
    asked = content_words(claim) or ["-"]
    return max((len(set(asked) & set(words(text))) / len(asked) for text in texts), default=0.0)


def by_reader(reader: OwnReader, claim: str, read: Sequence[str]) -> float:
    """Over the claim's sentences the mean of the best chance that a window supports it."""
    spans = sentences(claim)
    best = []
    for start, end in spans:
        own = claim[start:end]
        likely = sorted(read, key=lambda text: -by_overlap(own, [text]))[:8]
        best.append(float(reader.supports(likely, [own] * len(likely))[:, 0].max(initial=0.0)))
    return statistics.fmean(best) if best else 0.0


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
        read = [windows([one.corpus[i]["text"] for i in row["doc_ids"]]) for row in rows]
        given = {
            "overlap": [by_overlap(r["claim"], t) for r, t in zip(rows, read, strict=True)],
            "reader": [by_reader(reader, r["claim"], t) for r, t in zip(rows, read, strict=True)],
        }
        given["both"] = [sum(pair) for pair in zip(*given.values(), strict=True)]
        for way, scores in given.items():
            found.append(_area(f"claims that are {good}", name, way, scores, right))
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
