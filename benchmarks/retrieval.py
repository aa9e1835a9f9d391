"""How well the right articles are found: each index alone, both fused, and reranked."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import hit, ndcg, recall
from benchmarks.sets import EvalSet, interval
from chatbot import Chatbot

DEPTH = 60
"""Passages asked for, so that ten articles are among them."""

WAYS = ("vectors", "words", "fused", "reranked")
MEASURES = ("nDCG@10", "Recall@5", "Recall@10", "Hit@10")


def measure(one: EvalSet, work: Path, limit: int | None) -> dict[str, dict[str, list[float]]]:
    """Way → measure → a value a question."""
    values: dict[str, dict[str, list[float]]] = {
        way: {name: [] for name in MEASURES} for way in WAYS
    }
    with Chatbot(one.open_store(work)) as bot:
        for question in one.questions[:limit]:
            grades = one.grades.get(question["id"])
            if not grades:
                continue
            fused = bot.store.search(question["question"], DEPTH)
            ranked = {
                "fused": fused,
                "reranked": bot.retrieve(question["question"], limit=DEPTH),
            }
            for way in ("vectors", "words"):
                found = [h for h in fused if way in h.scores]
                ranked[way] = sorted(found, key=lambda h: -h.scores[way])
            for way, hits in ranked.items():
                articles = list(dict.fromkeys(h.article_id for h in hits))
                values[way]["nDCG@10"].append(ndcg(articles, grades))
                values[way]["Recall@5"].append(recall(articles, grades, 5))
                values[way]["Recall@10"].append(recall(articles, grades, 10))
                values[way]["Hit@10"].append(hit(articles, grades))
    return values


def main(
    sets: Annotated[list[Path], typer.Argument(help="Folders of evaluation sets.")],
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    limit: Annotated[int | None, typer.Option(help="Questions of each set.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the articles of each set for its questions and print how good the ranking is."""
    table = Table(title="mean [95 % interval by bootstrap]")
    for name in ("set", "questions", "way", *MEASURES):
        table.add_column(name)
    results: dict[str, Any] = {}
    for folder in sets:
        one = EvalSet(folder)
        values = measure(one, work, limit)
        for way in WAYS:
            row = values[way]
            count = len(row["nDCG@10"])
            low, high = interval(row["nDCG@10"])
            cells = [f"{statistics.fmean(row[name]):.3f}" for name in MEASURES]
            cells[0] += f" [{low:.3f}, {high:.3f}]"
            table.add_row(one.name, str(count), way, *cells)
            results.setdefault(one.name, {})[way] = {
                "count": count,
                **{name: statistics.fmean(row[name]) for name in MEASURES},
                "interval": [low, high],
            }
    if as_json:
        print(json.dumps(results))
    else:
        Console().print(table)


if __name__ == "__main__":
    typer.run(main)
