"""How well follow-ups are completed: what they find, and beside rewrites that people made."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import ndcg, recall
from benchmarks.sets import EvalSet, interval
from chatbot import Turn
from chatbot.followups import standing_alone
from chatbot.questions import readable
from chatbot.terms import content_words

DEPTH = 60
"""Passages asked for, so that ten articles are among them."""
WORDS = "words people added that ours adds", "words ours adds that people did", "left as it was"

Values = dict[str, list[float]]


def turns(history: Sequence[Mapping[str, str]]) -> list[Turn]:
    """Chat messages as questions with the text of their answers."""
    found: list[Turn] = []
    for message in history:
        if message["role"] == "user":
            found.append(Turn(message["content"], ""))
        elif found:
            found[-1] = Turn(found[-1].question, f"{found[-1].answer} {message['content']}".strip())
    return found


def written(question: Mapping[str, Any]) -> dict[str, str]:
    """The question as it was asked, as we complete it, and as people did where they have."""
    asked, _ = readable(question["question"])
    ways = {"raw": asked, "ours": standing_alone(asked, turns(question["history"]))}
    human = question["meta"].get("rewrite")
    return ways | ({"human": human} if human else {})


def found(one: EvalSet, work: Path, limit: int | None) -> dict[str, Values]:
    """Way → measure → a value for each follow-up that has articles to find.

    By the search of both indexes alone: reranking costs a hundred times as much.
    """
    values: dict[str, Values] = {}
    with one.open_store(work) as store:
        for question in one.questions[:limit]:
            grades = one.grades.get(question["id"])
            if not grades or not question["history"]:
                continue
            for way, text in written(question).items():
                row = values.setdefault(way, {"Recall@10": [], "nDCG@10": []})
                hits = store.search(text, DEPTH)
                articles = list(dict.fromkeys(hit.article_id for hit in hits))
                row["Recall@10"].append(recall(articles, grades, 10))
                row["nDCG@10"].append(ndcg(articles, grades))
    return values


def compared(one: EvalSet, limit: int | None) -> Values:
    """Our rewrites beside those of people, as the words each adds to the question."""
    values: Values = {name: [] for name in WORDS}
    for question in one.questions[:limit]:
        ways = written(question)
        if not question["history"] or "human" not in ways:
            continue
        own, ours, human = (set(content_words(text)) for text in ways.values())
        if human - own:
            values[WORDS[0]].append(len(ours & human - own) / len(human - own))
            if ours - own:
                values[WORDS[1]].append(len(ours & human - own) / len(ours - own))
        else:
            values[WORDS[2]].append(float(ways["ours"] == ways["raw"]))
    return values


def main(
    sets: Annotated[list[Path], typer.Argument(help="Folders of evaluation sets.")],
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    limit: Annotated[int | None, typer.Option(help="Questions of each set.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Complete the follow-ups of each set, search with them, and compare with people's rewrites."""
    rows: list[dict[str, Any]] = []
    for folder in sets:
        one = EvalSet(folder)
        by_way = found(one, work, limit) if has_corpus(folder) else {}
        for way, values in by_way.items():
            rows += [_row(one.name, way, name, row) for name, row in values.items()]
        for name in by_way.get("raw", {}):
            gained = [b - a for a, b in zip(by_way["raw"][name], by_way["ours"][name], strict=True)]
            rows.append(_row(one.name, "ours − raw", name, gained))
        words = compared(one, limit)
        rows += [_row(one.name, "ours, human", name, row) for name, row in words.items() if row]
    if as_json:
        print(json.dumps(rows))
        return
    table = Table(title="mean [95 % interval by bootstrap]")
    for name in ("set", "way", "measure", "count", "mean"):
        table.add_column(name)
    for row in rows:
        low, high = row["interval"]
        mean = f"{row['mean']:.3f} [{low:.3f}, {high:.3f}]"
        table.add_row(row["set"], row["way"], row["measure"], str(row["count"]), mean)
    Console().print(table)


def has_corpus(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("corpus.jsonl", "corpus.jsonl.gz"))


def _row(name: str, way: str, measure: str, values: Sequence[float]) -> dict[str, Any]:
    return {
        "set": name,
        "way": way,
        "measure": measure,
        "count": len(values),
        "mean": statistics.fmean(values),
        "interval": interval(values),
    }


if __name__ == "__main__":
    typer.run(main)
