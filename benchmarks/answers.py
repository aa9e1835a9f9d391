"""The whole path from question to answer or "unknown": python -m benchmarks.answers EVAL.

Questions are put to a store of all the set's passages. Those of rgb and ramdocs are confined to the
passages they come with: in rgb the same question is there with and without any that answer it, in
ramdocs what a name means depends on them.
"""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.followups import turns
from benchmarks.given import Asked, auroc, harmonic, holds
from benchmarks.reader import Figure, of_pairs, refusing
from benchmarks.sets import EvalSet
from chatbot import Chatbot, quotes, retrieval
from chatbot.answers import Citation
from chatbot.citing import cite, sides_of
from chatbot.followups import standing_alone
from chatbot.questions import readable
from chatbot.reader import MOST, open_reader
from chatbot.scoring import features
from vectorstore import EVERYTHING, Filters

CONFINED = ("rgb", "ramdocs")
SETS = ("squad2", "rgb", "mtragun", "timeqa", "ramdocs")
FITTED = ("squad2", "xquad", "onestopqa", "rgb", "timeqa")
FITTED_BY = 60
"""Questions of each, drawn at random."""
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question."""

    asked: Asked
    score: float
    """The log-odds that anything answers."""
    known: bool
    """Whether it was answered."""
    right: bool
    """Whether the quotes hold the answer; where there are wrong ones too: all right ones, and no
    wrong one but as one of the accounts that differ."""
    best: bool | None
    """Whether the sentence that scores best holds it; None where no sentence does."""
    part: str
    """The language and the task, in a set that has several."""


def outcomes(one: EvalSet, bot: Chatbot) -> Iterator[Outcome]:
    """All of the set's questions, put to a store that holds all of its articles."""
    for row in one.questions:
        complete = standing_alone(readable(row["question"])[0], turns(row["history"]))
        context = row["meta"].get("context_docs", ())
        filters = Filters(article_ids=tuple(context)) if one.name in CONFINED else EVERYTHING
        found = retrieval.find(bot.store, complete, filters, reader=bot.reader)
        plan = quotes.plan(complete, found, bot.claims, bot.reader)
        cited = cite(plan.sentences, bot.article)
        meta = row["meta"]
        source = meta.get("context_doc") or next(iter(meta.get("context_docs") or [row["id"]]))
        yield Outcome(
            Asked(row["question"], row["answerable"], source, []),
            max(found.known, -50.0),
            plan.status != "unknown",
            _right(row, plan, cited),
            _best(row, found),
            " ".join(meta[key] for key in ("lang", "task") if key in meta),
        )


def _right(row: dict[str, Any], plan: quotes.Plan, cited: Sequence[Citation]) -> bool:
    text = " ".join(one.quote for one in cited)
    wrong = row["meta"].get("wrong_answers")
    if wrong is None:
        return holds(text, row["answers"])
    parties = {side.citation for side in sides_of(plan.sides, cited)}
    plainly = " ".join(one.quote for one in cited if one.number not in parties)
    return all(holds(text, [one]) for one in row["answers"]) and not holds(plainly, wrong)


def _best(row: dict[str, Any], found: retrieval.Evidence) -> bool | None:
    there = [holds(one.text, row["answers"]) for one in found.sentences]
    return there[int(found.scores.argmax())] if any(there) else None


def figures(name: str, way: str, found: Sequence[Outcome]) -> Iterator[Figure]:
    questions = [one.asked for one in found]
    answerable = [one.answerable for one in questions]
    scores = [one.score for one in found]
    if not all(answerable):
        for what, known in (
            ("answered or unknown", [one.known for one in found]),
            ("the same, best threshold", refusing(questions, [[score] for score in scores])),
        ):
            pairs = list(zip(answerable, known, strict=True))
            value, span = of_pairs(pairs, harmonic)
            yield Figure(what, name, way, len(pairs), value, *span)
        value, span = of_pairs(list(zip(answerable, scores, strict=True)), lambda a, b: auroc(b, a))
        yield Figure("the same, AUROC", name, way, len(found), value, *span)
    given = [one for one in found if one.asked.answerable]
    yield _mean("quotes hold the answer", name, way, [one.right for one in given])
    if best := [one.best for one in given if one.best is not None]:
        yield _mean("best sentence holds it, if any does", name, way, best)
    for part in sorted({one.part for one in given if one.part}):
        right = [one.right for one in given if one.part == part]
        yield _mean("quotes hold the answer", f"{name}: {part}", way, right)


def _mean(what: str, name: str, way: str, right: Sequence[bool]) -> Figure:
    value, span = of_pairs([(True, float(one)) for one in right], lambda _, b: statistics.fmean(b))
    return Figure(what, name, way, len(right), value, *span)


def fit(folder: Path, work: Path, reader: str) -> list[float]:
    """The constant and the weights of scoring.py (logistic regression by Newton's method)."""
    given, right, weight = list[NDArray[Any]](), list[bool](), list[float]()
    for name in FITTED:
        one = EvalSet(folder / name)
        rows = [row for row in one.questions if row["meta"].get("lang", "en") == "en"]
        with Chatbot(one.open_store(work), open_reader(reader)) as bot:
            for row in random.Random(0).sample(rows, min(FITTED_BY, len(rows))):
                read = retrieval.find(bot.store, row["question"], EVERYTHING).sentences[:MOST]
                if read:
                    given.append(features(row["question"], read, bot.store.embedder, bot.reader))
                    wanted = row["answers"] if name != "onestopqa" else row["gold_quotes"]
                    right += [
                        holds(s.text, wanted)
                        or any(s.text in quote for quote in row["gold_quotes"])
                        for s in read
                    ]
                    weight += [1 / len(read)] * len(read)
    x = np.column_stack([np.ones(len(right)), np.vstack(given)])
    y, w = np.array(right, float), np.array(weight) / np.sum(weight)
    found = np.zeros(x.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (w * (chance - y)) + _RIDGE * found
        bend = (x * (w * chance * (1 - chance))[:, None]).T @ x + _RIDGE * np.eye(len(found))
        found -= np.linalg.solve(bend, slope)
    return [round(float(value), 2) for value in found]


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of evaluation sets.")],
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    reader: Annotated[str, typer.Option(help="As BYLINE_READER.")] = "",
    fitting: Annotated[bool, typer.Option("--fit", help="Fit the weights of scoring.py.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure how often an answer is rightly given, and how often rightly not."""
    if fitting:
        print(fit(folder, work, reader))
        return
    found = list[Figure]()
    for name in SETS:
        one = EvalSet(folder / name)
        with Chatbot(one.open_store(work), open_reader(reader)) as bot:
            found += figures(name, reader or "reader", list(outcomes(one, bot)))
    if as_json:
        print(json.dumps([asdict(one) for one in found]))
        return
    table = Table("what", "set", "way", "count", "value", "95 %")
    for row in found:
        span = f"[{row.low:.3f}, {row.high:.3f}]"
        table.add_row(row.what, row.set, row.way, str(row.count), f"{row.value:.3f}", span)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
