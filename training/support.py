"""The few weights of chatbot/grading.py: python -m training.support DATA

A logistic regression over pairs of the reader's training data that were held back from it, and over
the lies and true sentences of benchmarks/liar.py that the rules were mended by, as far as none
refuses them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from benchmarks import liar
from benchmarks.support import passage
from chatbot import open_chatbot
from chatbot.grading import features
from chatbot.reader import OwnReader
from chatbot.support import check
from ingest import ingest
from training import data

PAIRS = 400
"""Held-back pairs that are read."""
LIKE = ("fever", "fm2", "begin", "vitaminc")
"""Sources whose sentences are written about a text, and not minimal edits or captions."""
PENALTY = 0.05
"""Of the squared weights."""

Row = tuple[str, list[float], bool]


def pairs(folder: Path, reader: OwnReader, rng: random.Random) -> Iterator[Row]:
    """The features of quotes and sentences that the reader has not been trained on."""
    _, held = data.groups(folder)
    told = [one for one in held if one.task == "supports" and one.source.startswith(LIKE)]
    for one in rng.sample(told, min(PAIRS, len(told))):
        sentence, _, quote = one.pairs[0]
        yield "pair", min(features(sentence, [passage(1, quote)], reader)), one.labels[0] == 0


def sentences(reader: OwnReader) -> Iterator[Row]:
    """The features of the lies and true sentences that no rule refuses."""
    with TemporaryDirectory() as folder:
        ingest([liar.ARTICLES], data=Path(folder))
        with open_chatbot(folder, reader="none") as bot:
            sources = liar.passages(bot.store)
    seen = [name for name in liar.FILES if name not in liar.UNSEEN]
    for one in liar.items(sources, seen):
        if check(one.sentence, one.sources, None).level != "unsupported":
            yield "lie", min(features(one.sentence, [s.hit for s in one.sources], reader)), one.true


def fitted(rows: Sequence[Row], columns: int) -> list[float]:
    """A constant and the weights of the first columns; each kind and label counts the same."""
    given = np.array([[1.0, *row[:columns]] for _, row, _ in rows])
    right = np.array([float(label) for *_, label in rows])
    count = {key: sum((k, r) == key for k, _, r in rows) for key in {(k, r) for k, _, r in rows}}
    weight = np.array([100.0 / count[kind, label] for kind, _, label in rows])
    found = np.zeros(columns + 1)
    for _ in range(50):  # Newton's method
        chance = 1.0 / (1.0 + np.exp(-given @ found))
        slope = given.T @ (weight * (chance - right)) + PENALTY * found
        curve = (given.T * (weight * chance * (1.0 - chance))) @ given
        found -= np.linalg.solve(curve + PENALTY * np.eye(columns + 1), slope)
    return [round(float(one), 2) for one in found]


def main(folder: Annotated[Path, typer.Argument(help="Folder of the training data.")]) -> None:
    """Print the weights with and without the reader."""
    reader = OwnReader()
    rows = [*pairs(folder, reader, random.Random(0)), *sentences(reader)]
    print(f"{len(rows)} rows")
    print("BY_READER", fitted(rows, 4))
    print("BY_WORDS", fitted(rows, 2))


if __name__ == "__main__":
    typer.run(main)
