"""From a checkpoint to the files in chatbot/weights: python -m training.package DATA."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from transformers import BertConfig, BertModel

from chatbot.reader import PACKAGED
from training import calibrate
from training.data import Group, groups
from vectorstore.converted import Network, convert
from vectorstore.original import quiet
from vectorstore.original_reader import Plain, Whole
from vectorstore.packaged import INPUTS, MODEL, NOTES, TOKENIZER, WEIGHTS, Logits, Notes
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import Vectors, find_weights, sha256

VERSION = 1
MOST_OFF = 0.15
"""How far a logit of the converted model may be from torch's: it may compute in bfloat16."""


def main(
    data: Annotated[Path, typer.Argument(help="The folder that the reader was trained on.")],
    work: Annotated[Path, typer.Option(help="Where the checkpoint is.")] = Path("build/reader"),
    to: Annotated[Path, typer.Option(help="Where the files go.")] = PACKAGED,
    seed: Annotated[int, typer.Option(help="That of the training.")] = 0,
) -> None:
    """Convert, calibrate on what was held back, and note what the files must hold."""
    torch.set_num_threads(2)
    base = find_weights(PACKAGED_MODEL).first
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    whole = Whole(BertModel(BertConfig.from_pretrained(base), add_pooling_layer=False))
    whole.load_state_dict(state["model"])
    whole.half().float().eval()
    to.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones((2, 9), dtype=torch.long) for _ in range(3))
    with quiet():
        convert(whole, example, to / MODEL)
    shutil.copy(base / "tokenizer.json", to / TOKENIZER)
    notes = Notes(
        version=VERSION,
        made_by=f"{state['spent'] / 60:.0f} minutes, {state['step']} steps, {state['seen']} pairs",
        files={name: sha256(to / name) for name in (MODEL, WEIGHTS, TOKENIZER)},
        answers=[1.0, 0.0],
        supports=[1.0, 0.0, 0.0, 0.0],
        tensors=_places(whole, to / WEIGHTS),
    )
    _write(notes, to)
    _, held = groups(data, seed)
    by_task = {task: [g for g in held if g.task == task] for task in ("answers", "supports")}
    logits = Logits(to)
    answered, supported = (_logits(logits, by_task[task]) for task in ("answers", "supports"))
    notes = replace(
        notes,
        answers=calibrate.answers(answered[:, 0], _labels(by_task["answers"])),
        supports=calibrate.supports(supported[:, 1:], _labels(by_task["supports"])),
    )
    _write(notes, to)
    pairs = [pair for group in held[:40] for pair in group.pairs]
    plain = Logits(to, network=Plain(to / WEIGHTS, notes.tensors))
    exact = Logits(to, network=Network(to / MODEL, INPUTS, pad=0))
    off = float(np.abs(plain(pairs) - exact(pairs)).max())
    print(f"{(to / WEIGHTS).stat().st_size / 1e6:.1f} MB; converted and torch differ by {off:.3f}")
    if off > MOST_OFF:
        raise typer.Exit(1)


def _logits(logits: Logits, held: list[Group]) -> Vectors:
    return logits([pair for group in held for pair in group.pairs])


def _labels(held: list[Group]) -> list[int]:
    return [label for group in held for label in group.labels]


def _write(notes: Notes, to: Path) -> None:
    (to / NOTES).write_text(json.dumps(asdict(notes), indent=1), encoding="utf-8")


def _places(whole: Whole, weights: Path) -> dict[str, tuple[int, list[int]]]:
    """Where in the file each parameter lies, so that torch needs no second copy of 46 MB."""
    stored = weights.read_bytes()
    found = {}
    for name, tensor in whole.state_dict().items():
        if tensor.is_floating_point():
            offset = stored.find(tensor.half().numpy().tobytes())
            if offset < 0:
                raise RuntimeError(f"{name} is not in {weights} as it is")
            found[name] = offset, list(tensor.shape)
    return found


if __name__ == "__main__":
    typer.run(main)
