"""Quotes mode and written mode beside each other: python -m benchmarks.written EVAL --model MODEL.

The same questions, drawn with a fixed seed, are answered by both. Every sentence of the model's is
kept with its verdict and its quotes (--sentences), so that people can judge whether the verdicts
are right.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from langchain_core.callbacks import BaseCallbackHandler
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.answers import CONFINED
from benchmarks.followups import turns
from benchmarks.given import harmonic, holds
from benchmarks.sets import EvalSet
from chatbot import Answer, Chatbot
from chatbot.answers import Written
from chatbot.models import open_model
from chatbot.reader import open_reader
from chatbot.writing import Writer
from vectorstore import EVERYTHING, Filters

SETS = ("squad2", "rgb", "ramdocs", "mtragun")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and the seconds until the model's first token, the first of it shown, and all."""

    row: dict[str, Any]
    answer: Answer
    token: float | None
    """None where the model was not asked, or gave nothing."""
    first: float
    whole: float


class FirstToken(BaseCallbackHandler):
    """When a model's first token came."""

    at: float | None = None

    def on_llm_new_token(self, *_: object, **__: object) -> None:
        self.at = self.at or time.perf_counter()


def given(bot: Chatbot, name: str, row: dict[str, Any]) -> Given:
    context = tuple(row["meta"].get("context_docs", ()))
    filters = Filters(article_ids=context) if name in CONFINED else EVERYTHING
    token = FirstToken()
    begun = time.perf_counter()
    first = None
    growing = bot.stream(
        row["question"], turns(row["history"]), filters, config={"callbacks": [token]}
    )
    for answer in growing:
        if first is None and answer.citations:
            first = time.perf_counter() - begun
    whole = time.perf_counter() - begun
    return Given(row, answer, token.at and token.at - begun, first or whole, whole)


def figures(bot: Chatbot, found: Sequence[Given]) -> dict[str, float]:
    """By name: answers that hold the right one; the harmonic mean of rightly answered and rightly
    unknown; answers that are written; citations that are exact; what became of the sentences; the
    median seconds until the first citation and the end, and until the model's first token and the
    end where it was asked."""
    answerable = [one.row["answerable"] for one in found]
    known = [one.answer.status != "unknown" for one in found]
    right = [
        holds(
            " ".join([one.answer.text, *(c.quote for c in one.answer.citations)]),
            one.row["answers"],
        )
        for one in found
        if one.row["answerable"]
    ]
    citations = [c for one in found for c in one.answer.citations]
    exact = [
        bot.article(c.article_id, c.version).text[c.start : c.end] == c.quote for c in citations
    ]
    levels = [s.level for one in found for s in one.answer.sentences]
    asked = [(one.token, one.whole) for one in found if one.token is not None]
    return {
        "questions": len(found),
        "inclusion": _share(right),
        "known": harmonic(answerable, known),
        "asked": _share([one.token is not None for one in found]),
        "written": _share([one.answer.mode == "written" for one in found]),
        "exact": _share(exact),
        "sentences": len(levels),
        "supported": _share([level == "supported" for level in levels]),
        "weak": _share([level == "weak" for level in levels]),
        "first s": statistics.median(one.first for one in found),
        "whole s": statistics.median(one.whole for one in found),
        "token s": statistics.median(token for token, _ in asked) if asked else float("nan"),
        "asked whole s": statistics.median(whole for _, whole in asked) if asked else float("nan"),
    }


def _kept(name: str, one: Given, sentence: Written) -> dict[str, Any]:
    """A sentence with what somebody needs who judges it."""
    quotes = [
        {"publisher": c.publisher, "published": str(c.published), "quote": c.quote}
        for c in one.answer.citations
        if c.number in sentence.citations
    ]
    return {"set": name, "question": one.row["question"], **asdict(sentence), "quotes": quotes}


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else float("nan")


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of evaluation sets.")],
    model: Annotated[str, typer.Option(help="As BYLINE_MODEL.")],
    base_url: Annotated[str, typer.Option(help="As BYLINE_BASE_URL.")] = "",
    questions: Annotated[int, typer.Option(help="Questions of each set.")] = 100,
    only: Annotated[str, typer.Option(help="Names of sets, comma separated.")] = ",".join(SETS),
    work: Annotated[Path, typer.Option(help="Where their stores are kept.")] = Path("build/eval"),
    sentences: Annotated[
        Path | None, typer.Option(help="Write each sentence here, as JSON.")
    ] = None,
) -> None:
    """Measure what a language model adds to quotes, and what it costs."""
    measured = list[dict[str, str]]()
    kept = []
    writer = Writer(open_model(model, base_url))
    try:
        for name in only.split(","):
            one = EvalSet(folder / name)
            rows = random.Random(0).sample(one.questions, min(questions, len(one.questions)))
            with one.open_store(work) as store:
                reader = open_reader("")
                for way, bot in (
                    ("quotes", Chatbot(store, reader)),
                    ("written", Chatbot(store, reader, writer)),
                ):
                    found = [given(bot, name, row) for row in track(rows, f"{name}, {way}")]
                    values = {key: f"{one:.3g}" for key, one in figures(bot, found).items()}
                    measured.append({"set": name, "way": way, **values})
                    kept += [_kept(name, g, s) for g in found for s in g.answer.sentences]
    finally:
        writer.close()
    table = Table(*measured[0])
    for row in measured:
        table.add_row(*row.values())
    Console(width=200).print(table)
    if sentences:
        sentences.write_text(json.dumps(kept, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    typer.run(main)
