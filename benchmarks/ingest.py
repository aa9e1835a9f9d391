"""Ingest rate and memory by number of articles, beside the way most tutorials show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.children import Figures, load, measured, medians, most_resident, resident
from benchmarks.corpus import write_articles

QUARTERS = ("25 %", "50 %", "75 %", "100 %")

# What is printed: the figure's name, what it is, and how it is written.
ROWS = (
    ("seconds", "seconds", "{:.1f}"),
    ("ratio", "  the tutorial way takes", "{:.2f} ×"),
    ("cpu", "processor seconds", "{:.1f}"),
    ("articles/s", "articles/s", "{:.1f}"),
    ("passages", "passages", "{:,.0f}"),
    ("passages/s", "passages/s", "{:.1f}"),
    *((quarter, f"memory at {quarter}, MB", "{:,.0f}") for quarter in QUARTERS),
    ("MB", "peak memory, MB", "{:,.0f}"),
    ("again", "once more, all unchanged, seconds", "{:.2f}"),
)


def byline(articles: Path, data: Path, models: Path, *, made_up: bool = False) -> Figures:
    """``ingest()`` as it is; the model is converted beforehand, as in every run but the first."""
    from benchmarks.synthetic import MadeUp
    from ingest import ingest
    from vectorstore import Embedder, load_settings

    embedder = Embedder(load_settings().embedding_model, cache=models)
    embedder.embed_query("warm")
    if made_up:
        embedder.embed_documents = MadeUp(embedder).embed_documents  # type: ignore[method-assign]
    seen = dict[str, float]()

    def note(stage: str, done: int, total: int | None) -> None:
        if stage == "read" and total:
            seen[QUARTERS[min(3, 4 * done // total)]] = resident()

    started, busy = time.perf_counter(), processor()
    report = ingest([articles], data=data, embedder=embedder, progress=note)
    assert not report.failed
    took = {"seconds": time.perf_counter() - started, "cpu": processor() - busy}
    return {**took, "passages": report.passages, **seen}


def tutorial(articles: Path, data: Path, models: Path) -> Figures:
    """LangChain's recursive splitter, sentence-transformers in fp32, langchain-chroma."""
    from benchmarks.usual import PlainEmbeddings, add, chunks, open_chroma

    plain = PlainEmbeddings()
    plain.embed_query("warm")
    started, busy = time.perf_counter(), processor()
    documents = chunks(sorted(articles.rglob("*.txt")))
    add(open_chroma(data / "chroma", plain), documents)
    took = {"seconds": time.perf_counter() - started, "cpu": processor() - busy}
    return {**took, "passages": len(documents)}


def without_embedding(articles: Path, data: Path, models: Path) -> Figures:
    return byline(articles, data, models, made_up=True)


def processor() -> float:
    """Seconds of processor time so far, of this process and of its children that ended."""
    return sum(os.times()[:4])


WAYS: dict[str, Callable[[Path, Path, Path], Figures]] = {
    "byline": byline,
    "tutorial": tutorial,
    "without embedding": without_embedding,
}


def run(way: str, count: int, models: Path) -> Figures:
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name, "articles"), count)
        one = measured("ingest", "--one", way, "--folder", name, "--models", models)
        if way != "tutorial":
            one["again"] = again(Path(name))
    took = one["seconds"]
    return one | {"articles/s": count / took, "passages/s": one["passages"] / took}


def again(folder: Path) -> float:
    """Seconds that the command takes, from its start to its end, where nothing has changed."""
    command = [sys.executable, "-m", "ingest", str(folder / "articles"), "--json"]
    started = time.perf_counter()
    done = subprocess.run([*command, "--data", str(folder / "data")], capture_output=True)
    took = time.perf_counter() - started
    assert not json.loads(done.stdout)["added"], done
    return took


def main(
    articles: Annotated[list[int] | None, typer.Argument(help="How many [default: 500].")] = None,
    rounds: Annotated[int, typer.Option(help="Rounds, in which the ways take turns.")] = 3,
    embed: Annotated[
        bool, typer.Option(help="Without, vectors are made up: the cost of all else.")
    ] = True,
    models: Annotated[Path, typer.Option(help="Where the converted model is kept.")] = Path(
        "build/speed/models"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    one: Annotated[str, typer.Option(hidden=True)] = "",
    folder: Annotated[Path, typer.Option(hidden=True)] = Path(),
) -> None:
    """Ingest the same articles by Byline and by the tutorial way, one after the other."""
    if one:
        figures = WAYS[one](folder / "articles", folder / "data", models)
        print(json.dumps(figures | {"MB": most_resident()}))
        return
    ways = ("byline", "tutorial") if embed else ("without embedding",)
    before, results = load(), dict[int, dict[str, Figures]]()
    for count in articles or [500]:
        runs = {way: list[Figures]() for way in ways}
        for _ in range(rounds):
            for way in ways:
                runs[way].append(run(way, count, models))
        results[count] = {way: medians(runs[way]) for way in ways}
        if embed:
            pairs = zip(runs["tutorial"], runs["byline"], strict=True)
            ratios = [{"ratio": slow["seconds"] / fast["seconds"]} for slow, fast in pairs]
            results[count]["byline"] |= medians(ratios)
    if as_json:
        print(json.dumps({"before": before, "after": load(), "articles": results}))
        return
    console = Console()
    console.print(table(results, rounds))
    console.print(f"Machine: {before} before, {load()} after.")


def table(results: dict[int, dict[str, Figures]], rounds: int) -> Table:
    made = Table(title=f"median of {rounds} rounds")
    made.add_column("articles")
    columns = [
        (f"{count:,} {way}", one) for count, ways in results.items() for way, one in ways.items()
    ]
    for name, _ in columns:
        made.add_column(name, justify="right")
    for name, label, form in ROWS:
        cells = [form.format(one[name]) if name in one else "" for _, one in columns]
        if any(cells):
            made.add_row(label, *cells)
    return made


if __name__ == "__main__":
    typer.run(main)
