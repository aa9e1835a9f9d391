"""How well the right articles are found: each index alone, both fused, and reranked."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import hit, ndcg, recall
from benchmarks.sets import EvalSet, interval
from chatbot import Chatbot
from chatbot.reader import open_reader
from chatbot.retrieval import Evidence, find
from vectorstore import EVERYTHING, Hit, load_settings

DEPTH = 240
"""Passages asked for: all that either index puts among its first 60 are among them."""
SENTENCES = 3

WAYS = ("vectors", "words", "fused", "reranked")
MEASURES = ("nDCG@10", "Recall@5", "Recall@10", "Hit@10")
QUOTED = f"gold@{SENTENCES}"
"""Whether a sentence that holds a gold quote, or that one holds, is among the best three."""

Values = dict[str, dict[str, list[float]]]
"""Way → measure → a value a question."""


def measure(bot: Chatbot, one: EvalSet, questions: Sequence[dict[str, Any]]) -> Values:
    values: Values = {way: {name: [] for name in MEASURES} for way in WAYS}
    quoted = values["reranked"].setdefault(QUOTED, [])
    for question in questions:
        grades, asked = one.grades.get(question["id"]), question["question"]
        if not grades:
            continue
        evidence = find(bot.store, asked, EVERYTHING, reader=bot.reader)
        ranked = {"reranked": evidence.hits, **_by_search(bot.store.search(asked, DEPTH))}
        for way, hits in ranked.items():
            articles = list(dict.fromkeys(h.article_id for h in hits))
            if way == "reranked":  # what was not read stays in the order of the search
                rest = (h.article_id for h in ranked["fused"])
                articles = list(dict.fromkeys([*articles, *rest]))
            values[way]["nDCG@10"].append(ndcg(articles, grades))
            values[way]["Recall@5"].append(recall(articles, grades, 5))
            values[way]["Recall@10"].append(recall(articles, grades, 10))
            values[way]["Hit@10"].append(hit(articles, grades))
        if question["gold_quotes"]:
            quoted.append(_quoted(evidence, question["gold_quotes"], grades))
    return values


def _by_search(fused: list[Hit]) -> dict[str, list[Hit]]:
    alone = {
        way: sorted((h for h in fused if way in h.scores), key=lambda h, w=way: -h.scores[w])
        for way in ("vectors", "words")
    }
    return {**alone, "fused": fused}


def _quoted(evidence: Evidence, quotes: Sequence[str], grades: dict[str, int]) -> float:
    best = np.argsort(-evidence.scores, kind="stable")[:SENTENCES]
    read = [evidence.sentences[place] for place in best]
    texts = [_plain(one.text) for one in read if one.hit.article_id in grades]
    return float(any(a in b or b in a for a in map(_plain, quotes) for b in texts))


def _plain(text: str) -> str:
    return " ".join(text.split())


def parts(one: EvalSet, where: Sequence[str], by: str | None) -> Iterator[tuple[str, list[Any]]]:
    """Name and questions of the set, or of each part of it by what ``meta`` says there."""
    wanted = dict(pair.split("=", 1) for pair in where)
    for pair in [key for key in wanted if not any(key in q["meta"] for q in one.questions)]:
        raise typer.BadParameter(f"No question of {one.name} has {pair} in its meta.")
    chosen = [
        question
        for question in one.questions
        if all(str(question["meta"].get(key)) == value for key, value in wanted.items())
    ]
    name = " ".join([one.name, *wanted.values()])
    if by is None:
        yield name, chosen
        return
    for value in dict.fromkeys(str(question["meta"].get(by)) for question in chosen):
        yield f"{name} {value}", [q for q in chosen if str(q["meta"].get(by)) == value]


def main(
    sets: Annotated[list[Path], typer.Argument(help="Folders of evaluation sets.")],
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    limit: Annotated[int | None, typer.Option(help="Questions of each set.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="KEY=VALUE that a question's meta must have.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="A key of meta to part a set's table by.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the articles of each set for its questions and print how good the ranking is."""
    table = Table(title="mean [95 % interval by bootstrap]")
    for name in ("set", "questions", "way", *MEASURES, QUOTED):
        table.add_column(name)
    results: dict[str, Any] = {}
    for folder in sets:
        one = EvalSet(folder)
        with Chatbot(one.open_store(work), open_reader(load_settings().reader)) as bot:
            bot.store.catch_up()
            for title, questions in parts(one, where or [], by):
                values = measure(bot, one, questions[:limit])
                for way in WAYS:
                    found = {name: summary(row) for name, row in values[way].items() if row}
                    if found:
                        count = len(values[way]["nDCG@10"])
                        cells = [cell(found[name]) for name in (*MEASURES, QUOTED) if name in found]
                        table.add_row(title, str(count), way, *cells)
                        results.setdefault(title, {})[way] = found
    if as_json:
        print(json.dumps(results))
    else:
        Console(width=160).print(table)


def summary(row: list[float]) -> dict[str, Any]:
    return {"count": len(row), "mean": statistics.fmean(row), "interval": interval(row)}


def cell(found: dict[str, Any]) -> str:
    low, high = found["interval"]
    return f"{found['mean']:.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    typer.run(main)
