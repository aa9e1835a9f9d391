"""How well the reader reads, with the right passages given: python -m benchmarks.reader EVAL."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.given import Asked, Given, asked, auroc, harmonic, threshold
from benchmarks.sets import EvalSet, interval
from chatbot.reader import MOST, PACKAGED, Reader, open_reader
from vectorstore import Embedder, load_settings
from vectorstore.converted import Network
from vectorstore.packaged import INPUTS, MODEL, Logits

BEST = ("squad2", "xquad", "onestopqa", "rgb")
REFUSED = ("squad2", "rgb")

Score = Callable[[str, Sequence[Given]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value with its 95 % interval by bootstrap."""

    what: str
    set: str
    way: str
    count: int
    value: float
    low: float
    high: float


def best(questions: Sequence[Asked], scores: Sequence[Sequence[float]]) -> list[float]:
    """Of each question that a sentence answers: whether the best sentence does."""
    return [
        float(one.sentences[int(np.argmax(own))].holds)
        for one, own in zip(questions, scores, strict=True)
        if one.answerable and any(given.holds for given in one.sentences)
    ]


def refusing(questions: Sequence[Asked], scores: Sequence[Sequence[float]]) -> list[bool]:
    """Whether each question is taken to be answered, by a threshold found on the other half.

    The halves share no passage.
    """
    top = [max(own) for own in scores]
    answerable = [one.answerable for one in questions]
    sources = sorted({one.source for one in questions})
    random.Random(0).shuffle(sources)
    first = set(sources[::2])
    half = [one.source in first for one in questions]
    cut = {
        side: threshold(
            [s for s, h in zip(top, half, strict=True) if h != side],
            [a for a, h in zip(answerable, half, strict=True) if h != side],
        )
        for side in (True, False)
    }
    return [score >= cut[side] for score, side in zip(top, half, strict=True)]


def measure(folder: Path, ways: dict[str, Score]) -> list[Figure]:
    found = list[Figure]()
    for name in BEST:
        questions = list(asked(EvalSet(folder / name)))
        for way, score in ways.items():
            scores = [score(one.question, one.sentences) for one in questions]
            values = best(questions, scores)
            mean = statistics.fmean(values)
            found.append(Figure("best sentence", name, way, len(values), mean, *interval(values)))
            if name not in REFUSED:
                continue
            known = refusing(questions, scores)
            both = [(one.answerable, k) for one, k in zip(questions, known, strict=True)]
            value, spread = of_pairs(both, harmonic)
            found.append(Figure("answerable or not", name, way, len(both), value, *spread))
            top = [(one.answerable, max(own)) for one, own in zip(questions, scores, strict=True)]
            value, spread = of_pairs(top, lambda right, given: auroc(given, right))
            found.append(Figure("the same, AUROC", name, way, len(top), value, *spread))
    return found


def of_pairs(
    pairs: Sequence[tuple[bool, float]], statistic: Callable[[list[bool], list[float]], float]
) -> tuple[float, tuple[float, float]]:
    def of(numbers: Sequence[float]) -> float:
        drawn = [pairs[int(n)] for n in numbers]
        return statistic([a for a, _ in drawn], [b for _, b in drawn])

    everything = list(range(len(pairs)))
    return of(everything), interval(everything, of)


def seconds(reader: Reader, folder: Path, rounds: int = 50) -> list[float]:
    """What reading MOST sentences of news takes, question by question."""
    read = [given for one in asked(EvalSet(folder / "onestopqa")) for given in one.sentences]
    rng = random.Random(0)
    taken = []
    for number in range(rounds + 3):
        drawn = rng.sample(read, MOST)
        begun = time.perf_counter()
        reader.answers("Who said that the bridge would be closed in October?", drawn)
        if number >= 3:
            taken.append(time.perf_counter() - begun)
    return sorted(taken)


def rounded(folder: Path, rounds: int = 30) -> dict[str, float]:
    """The packaged reader in bytes, where it computes so, beside itself in floats, in turn.

    The median processor time that MOST sentences take, and how far the logits of "answers" differ.
    """
    read = [given for one in asked(EvalSet(folder / "onestopqa")) for given in one.sentences]
    exact = Logits(PACKAGED, Network(PACKAGED / MODEL, INPUTS, pad=0))
    ways = {"bytes": Logits(PACKAGED), "floats": exact}
    rng = random.Random(0)
    spent: dict[str, list[float]] = {name: [] for name in ways}
    apart = list[float]()
    for _ in range(rounds):
        pairs = [
            ("Who closed the bridge in October?", one.before, one.text)
            for one in rng.sample(read, MOST)
        ]
        found = {}
        for name, logits in ways.items():
            begun = time.process_time()
            found[name] = logits(pairs)[:, 0]
            spent[name].append(time.process_time() - begun)
        apart += np.abs(found["bytes"] - found["floats"]).tolist()
    medians = {f"{name} s": statistics.median(own[3:]) for name, own in spent.items()}
    return {**medians, "apart": statistics.fmean(apart), "apart at most": max(apart)}


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of evaluation sets.")],
    reader: Annotated[str, typer.Option(help="As BYLINE_READER.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the reader beside the embedding model's similarity."""
    own = open_reader(reader)
    with TemporaryDirectory() as models:
        embedder = Embedder(load_settings().embedding_model, cache=Path(models))

        @cache
        def vector(text: str) -> NDArray[np.float32]:
            return embedder.encode_documents([text])[0]

        def similarity(question: str, given: Sequence[Given]) -> Sequence[float]:
            asked_for = np.asarray(embedder.embed_query(question), np.float32)
            return [float(vector(one.text) @ asked_for) for one in given]

        ways: dict[str, Score] = {"similarity": similarity}
        if own:
            ways["reader"] = lambda question, given: own.answers(question, given).tolist()
        figures = measure(folder, ways)
    taken = seconds(own, folder) if own else []
    times = {"p50": taken[len(taken) // 2], "p95": taken[int(0.95 * len(taken))]} if taken else {}
    beside = rounded(folder) if not reader else {}
    if as_json:
        rows = [asdict(one) for one in figures]
        print(json.dumps({"figures": rows, "seconds": times, "rounded": beside}))
        return
    table = Table(
        title=f"{MOST} sentences: " + ", ".join(f"{k} {v:.3f} s" for k, v in times.items())
    )
    for column in ("what", "set", "way", "count", "value", "95 %"):
        table.add_column(column)
    for one in figures:
        span = f"[{one.low:.3f}, {one.high:.3f}]"
        table.add_row(one.what, one.set, one.way, str(one.count), f"{one.value:.3f}", span)
    Console().print(table)
    print(", ".join(f"{name} {value:.3f}" for name, value in beside.items()))


if __name__ == "__main__":
    typer.run(main)
