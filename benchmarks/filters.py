"""Whether the filters that are read from questions help or hurt finding what is asked for."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import ndcg, recall
from benchmarks.sets import EvalSet, interval
from chatbot.asked_filters import asked_filters

DEPTH = 60
"""Passages asked for, so that ten articles are among them."""


@dataclass
class Measured:
    """A value for each question that has articles to find; processor time for every question."""

    plain: dict[str, list[float]] = field(default_factory=dict)
    read: dict[str, list[float]] = field(default_factory=dict)
    limited: int = 0
    """Questions that had filters."""
    shut_out: int = 0
    """Questions whose filters kept an article out that is to be found."""
    milliseconds: list[float] = field(default_factory=list)


def measure(one: EvalSet, work: Path) -> Measured:
    """Search for each question as it is, and with what is read from it, nothing reranked."""
    got = Measured()
    with one.open_store(work) as store:
        summary = store.summary()
        asked_filters("What was there in May 2020?", store, summary)  # loads what it needs
        for question in one.questions:
            begun = time.process_time()
            asked = asked_filters(question["question"], store, summary)
            got.milliseconds.append(1000 * (time.process_time() - begun))
            grades = one.grades.get(question["id"])
            if not grades:
                continue
            text = asked.question or question["question"]
            plain = store.search(question["question"], DEPTH)
            read = store.search(text, DEPTH, asked.filters) if asked.filters else plain
            if asked.filters:
                got.limited += 1
                passing = {article.id for article in store.articles(filters=asked.filters)}
                got.shut_out += not passing.issuperset(grades)
            for values, hits in ((got.plain, plain), (got.read, read or plain)):
                articles = list(dict.fromkeys(hit.article_id for hit in hits))
                values.setdefault("Recall@10", []).append(recall(articles, grades, 10))
                values.setdefault("nDCG@10", []).append(ndcg(articles, grades))
    return got


def main(
    sets: Annotated[list[Path], typer.Argument(help="Folders of evaluation sets.")],
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Search with and without the filters read from the questions of each set."""
    results: dict[str, Any] = {}
    table = Table(title="mean [95 % interval of the difference by bootstrap]")
    for name in ("set", "questions", "limited", "shut out", "measure", "plain", "read", "gain"):
        table.add_column(name)
    for folder in sets:
        one = EvalSet(folder)
        got = measure(one, work)
        times = sorted(got.milliseconds)
        result: dict[str, Any] = {
            "limited": got.limited,
            "shut out": got.shut_out,
            "milliseconds": {
                "median": statistics.median(times),
                "p95": times[int(0.95 * len(times))],
            },
        }
        for name, plain in got.plain.items():
            gains = [b - a for a, b in zip(plain, got.read[name], strict=True)]
            gain, (low, high) = statistics.fmean(gains), interval(gains)
            means = statistics.fmean(plain), statistics.fmean(got.read[name])
            result[name] = {"count": len(plain), "plain": means[0], "read": means[1], "gain": gain}
            result[name]["interval"] = [low, high]
            counts = (str(len(plain)), str(got.limited), str(got.shut_out))
            cells = (f"{means[0]:.3f}", f"{means[1]:.3f}", f"{gain:+.3f} [{low:+.3f}, {high:+.3f}]")
            table.add_row(one.name, *counts, name, *cells)
        took = result["milliseconds"]
        table.caption = f"read in {took['median']:.1f} ms (median), {took['p95']:.1f} ms (p95)"
        results[one.name] = result
    if as_json:
        print(json.dumps(results))
    else:
        Console().print(table)


if __name__ == "__main__":
    typer.run(main)
