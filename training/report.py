"""What the packaged reader does on the rows held back: python -m training.report DATA.

Writes report.json and losses.svg beside the checkpoint.
"""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from benchmarks.given import auroc
from benchmarks.sets import interval
from chatbot.reader import PACKAGED
from training.calibrate import curve
from training.data import LABELS, UNSUPPORTED, Group, groups
from vectorstore.packaged import Logits
from vectorstore.weights import Vectors


def answers(held: list[Group], chances: Vectors) -> dict[str, dict[str, Any]]:
    """By source: how often the likeliest sentence is right, and AUROC over all of them."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    at = 0
    for group in held:
        own = chances[at : at + len(group.labels)]
        at += len(group.labels)
        for name in (group.source, "all"):
            found[name]["chances"] += own.tolist()
            found[name]["labels"] += group.labels
            if 0 < sum(group.labels) < len(group.labels):
                found[name]["best"].append(float(group.labels[int(own.argmax())] == 1))
    table = {}
    for name, values in sorted(found.items()):
        right = [label == 1 for label in values["labels"]]
        table[name] = {"sentences": len(right), "auroc": round(auroc(values["chances"], right), 3)}
        if best := values["best"]:
            mean = round(statistics.fmean(best), 3)
            table[name] |= {"questions": len(best), "best": mean, "interval": interval(best)}
    return table


def supports(held: list[Group], chances: Vectors) -> dict[str, dict[str, Any]]:
    """By source: accuracy; where only support is told, of that alone."""
    found: dict[str, list[float]] = defaultdict(list)
    for group, own in zip(held, chances, strict=True):
        label, likeliest = group.labels[0], int(own.argmax())
        right = float(likeliest != 0 if label == UNSUPPORTED else likeliest == label)
        found[group.source].append(right)
        given = group.source not in ("as quoted", "figure changed", "negated", "name changed")
        if given and group.source != "invented news":
            found["all of the sources"].append(right)
            found[f"{LABELS[label]}, all of the sources"].append(right)
    return {
        name: {
            "count": len(values),
            "accuracy": round(statistics.fmean(values), 3),
            "interval": interval(values),
        }
        for name, values in sorted(found.items())
    }


def picture(losses: list[dict[str, Any]]) -> str:
    """The loss of both tasks over time, averaged over a hundred steps, as SVG."""
    lines = []
    longest = max(row["seconds"] for row in losses) or 1
    for task, colour, at in (("answers", "#1b6ca8", 20), ("supports", "#c0392b", 36)):
        averaged, points = 0.0, list[str]()
        for number, row in enumerate(row for row in losses if row["task"] == task):
            keep = min(0.99, number / (number + 1))
            averaged = keep * averaged + (1 - keep) * row["loss"]
            points.append(f"{40 + 550 * row['seconds'] / longest:.0f},{280 - 180 * averaged:.1f}")
        lines.append(
            f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}"/>'
            f'<text x="480" y="{at}" fill="{colour}">{task}</text>'
        )
    marks = "".join(
        f'<text x="4" y="{284 - 180 * value:.0f}">{value:.1f}</text>' for value in (0.5, 1.0, 1.5)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" font-family="sans-serif" '
        f'font-size="12">{marks}{"".join(lines)}<text x="500" y="296">{longest / 60:.0f} minutes'
        "</text></svg>\n"
    )


def main(
    data: Annotated[Path, typer.Argument(help="The folder that the reader was trained on.")],
    work: Annotated[Path, typer.Option(help="Where the losses are.")] = Path("build/reader"),
    weights: Annotated[Path, typer.Option(help="The packaged files.")] = PACKAGED,
    seed: Annotated[int, typer.Option(help="That of the training.")] = 0,
) -> None:
    """Measure on the rows that were held back and print the figures."""
    logits = Logits(weights)
    _, held = groups(data, seed)
    asked = [group for group in held if group.task == "answers"]
    claimed = [group for group in held if group.task == "supports"]
    scale, shift = logits.notes.answers
    found = logits([pair for group in asked for pair in group.pairs])[:, 0]
    answering = 1 / (1 + np.exp(-(scale * found + shift)))
    labels = np.array([label for group in asked for label in group.labels])
    heat, *shifts = logits.notes.supports
    odds = heat * logits([group.pairs[0] for group in claimed])[:, 1:] + np.array(shifts)
    supporting = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    is_supported = np.array([group.labels[0] == 0 for group in claimed])
    result = {
        "made by": logits.notes.made_by,
        "answers": answers(asked, answering),
        "supports": supports(claimed, supporting),
        "calibration of answers": curve(answering, labels == 1),
        "calibration of supports": curve(supporting[:, 0], is_supported),
    }
    (work / "report.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    losses = [
        json.loads(line)
        for path in sorted(work.glob("losses-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if losses:
        losses.sort(key=lambda row: row["seconds"])
        (work / "losses.svg").write_text(picture(losses), encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    typer.run(main)
