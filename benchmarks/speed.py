"""How fast questions find their passages, and what a collection costs, by its size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.children import Figures, load, measured, medians

SIZES = [1_000, 10_000]

# What is printed: the figure's name, what it is, and how it is written.
ROWS = (
    ("store", "stored, without embedding, passages/s", "{:,.0f}"),
    ("store cpu", "  processor time, ms each", "{:.2f}"),
    ("index", "indexed, passages/s", "{:,.0f}"),
    ("index cpu", "  processor time, ms each", "{:.2f}"),
    ("embeds", "embedded, passages/s", "{:,.1f}"),
    ("embeds cpu", "  processor time, ms each", "{:.1f}"),
    ("tutorial embeds", "  the tutorial way", "{:,.1f}"),
    ("tutorial embeds cpu", "  processor time, ms each", "{:.1f}"),
    ("catalog MB", "catalog on disk, MB", "{:,.0f}"),
    ("indexes MB", "indexes on disk, MB", "{:,.0f}"),
    ("hits p50", "question → hits, ms, median", "{:.1f}"),
    ("hits p95", "  95th percentile", "{:.1f}"),
    ("hits cpu", "  processor time, median", "{:.1f}"),
    ("hits cpu p95", "  processor time, 95th percentile", "{:.1f}"),
    ("embedding", "  of which embedding the question", "{:.1f}"),
    ("vectors", "  of which vectors", "{:.1f}"),
    ("words", "  of which words", "{:.1f}"),
    ("catalog", "  of which catalog", "{:.1f}"),
    ("tutorial p50", "the tutorial way, ms, median", "{:.1f}"),
    ("tutorial p95", "  95th percentile", "{:.1f}"),
    ("tutorial cpu", "  processor time, median", "{:.1f}"),
    ("tutorial cpu p95", "  processor time, 95th percentile", "{:.1f}"),
    ("tutorial embedding", "  of which embedding the question", "{:.1f}"),
    ("one publisher p50", "filtered to one in 50, ms, median", "{:.1f}"),
    ("half of all p50", "filtered to one half, ms, median", "{:.1f}"),
    ("reranked p50", "question → hits reranked by similarity, ms, median", "{:.1f}"),
    ("reranked p95", "  95th percentile", "{:.1f}"),
    ("read p50", "question → hits reranked by the reader, ms, median", "{:.1f}"),
    ("read p95", "  95th percentile", "{:.1f}"),
    ("answered p50", "question → whole answer, ms, median", "{:.1f}"),
    ("answered p95", "  95th percentile", "{:.1f}"),
    ("summary p50", "what is in the collection, ms, median", "{:.1f}"),
    ("model s", "model loaded, s", "{:.2f}"),
    ("open s", "store opened, s", "{:.2f}"),
    ("first s", "  first question answered after, s", "{:.2f}"),
    ("ready s", "  indexes open after, s", "{:.2f}"),
    ("tutorial first s", "the tutorial way's first question, s", "{:.2f}"),
    ("MB", "memory, MB", "{:,.0f}"),
    ("tutorial MB", "the tutorial way's memory, MB", "{:,.0f}"),
    ("second p50", "a second process, ms, median", "{:.1f}"),
    ("second p95", "  95th percentile", "{:.1f}"),
    ("second cpu", "  processor time, median", "{:.1f}"),
    ("second first s", "  its first question, s", "{:.2f}"),
    ("second MB", "  its memory, MB", "{:,.0f}"),
)


def measure(work: Path, size: int, count: int, rounds: int, second: bool, plain: bool) -> Figures:
    """Every figure of one size; the ways take turns, and the medians of their rounds are kept."""
    data, models = work / str(size), work / "models"
    built = data / "built.json"
    if not built.exists():
        built.write_text(json.dumps(measured("latency", "build", data, models, size)))
    figures: Figures = json.loads(built.read_text())
    ways = ["byline"] + ["tutorial"] * plain + ["reader"] * second
    runs = {way: list[Figures]() for way in ways}
    for _ in range(rounds):
        for way in ways:
            runs[way].append(measured("latency", way, data, models, count))
    for way in ways:
        figures |= medians(runs[way])
    return figures


def main(
    sizes: Annotated[
        list[int] | None, typer.Argument(help="Passages [default: 1000 10000].")
    ] = None,
    questions: Annotated[int, typer.Option(help="Questions a round.")] = 100,
    rounds: Annotated[int, typer.Option(help="Rounds, in which the ways take turns.")] = 3,
    work: Annotated[Path, typer.Option(help="Where collections are kept.")] = Path("build/speed"),
    tutorial: Annotated[bool, typer.Option(help="Measure the tutorial way as well.")] = True,
    second: Annotated[bool, typer.Option(help="Measure a second process as well.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask collections of these sizes, by Byline and by the tutorial way on the same vectors.

    The texts are generated and their vectors made up; those of the questions are real.
    """
    before = load()
    results = {
        size: measure(work, size, questions, rounds, second, tutorial) for size in sizes or SIZES
    }
    if as_json:
        print(json.dumps({"before": before, "after": load(), "sizes": results}))
        return
    table = Table(title=f"{rounds} rounds of {questions} questions; vectors made up")
    table.add_column("passages")
    for size in results:
        table.add_column(f"{size:,}", justify="right")
    for name, label, form in ROWS:
        if any(name in one for one in results.values()):
            cells = (form.format(one[name]) if name in one else "–" for one in results.values())
            table.add_row(label, *cells)
    console = Console()
    console.print(table)
    console.print(f"Machine: {before} before, {load()} after.")


if __name__ == "__main__":
    typer.run(main)
