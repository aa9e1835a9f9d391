"""Evaluation sets on disk: a folder with a corpus, questions and judgements."""

from __future__ import annotations

import gzip
import json
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest import ingest
from vectorstore import ArticleStore, Embedder, load_settings


@dataclass(frozen=True)
class EvalSet:
    """One folder: ``corpus.jsonl[.gz]``, ``questions.jsonl`` and, where graded, ``qrels.tsv``."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        return list(_rows(self.folder / "questions.jsonl"))

    @cached_property
    def corpus(self) -> dict[str, dict[str, Any]]:
        """Article id → article."""
        packed = self.folder / "corpus.jsonl.gz"
        rows = gzip.open(packed, "rt") if packed.exists() else (self.folder / "corpus.jsonl").open()
        with rows as lines:
            return {row["id"]: row for row in map(json.loads, lines)}

    @cached_property
    def grades(self) -> dict[str, dict[str, int]]:
        """Question id → article id → grade; from the questions' gold articles without qrels."""
        path = self.folder / "qrels.tsv"
        if not path.exists():
            return {q["id"]: dict.fromkeys(q["gold_docs"], 1) for q in self.questions}
        graded: dict[str, dict[str, int]] = {}
        for line in path.read_text().splitlines():
            question, article, grade = line.split("\t")
            if grade.isdigit() and int(grade):
                graded.setdefault(question, {})[article] = int(grade)
        return graded

    def open_store(self, work: Path) -> ArticleStore:
        """The corpus in a store of its own under ``work``, ingested there unless it is."""
        data = work / self.name
        corpus = data / "corpus.jsonl"
        if not corpus.exists():
            data.mkdir(parents=True, exist_ok=True)
            packed = self.folder / "corpus.jsonl.gz"
            text = gzip.open(packed, "rt").read() if packed.exists() else None
            corpus.write_text(text or (self.folder / "corpus.jsonl").read_text())
        report = ingest([corpus], data=data)
        if report.failed:
            print(f"{self.name}: {len(report.failed)} of the corpus failed: {report.failed[0]}")
        model = load_settings().embedding_model
        return ArticleStore(data, Embedder(model, cache=data / "models"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            yield json.loads(line)


def interval(
    values: Sequence[float],
    statistic: Callable[[Sequence[float]], float] = statistics.fmean,
    resamples: int = 1000,
) -> tuple[float, float]:
    """The 95 % interval of a statistic by the percentile bootstrap (Efron 1979), fixed seed."""
    rng = random.Random(0)
    drawn = sorted(statistic(rng.choices(values, k=len(values))) for _ in range(resamples))
    return drawn[int(0.025 * resamples)], drawn[int(0.975 * resamples) - 1]
