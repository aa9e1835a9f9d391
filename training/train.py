"""Train the reader: python -m training.train DATA [--minutes 120]. A cut run goes on where it was."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from tokenizers import Tokenizer
from torch.nn import functional

from training.data import UNSUPPORTED, Group, groups
from training.model import Reader, arrays
from vectorstore.pairs import Row, lay_out
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import find_weights

RATE, HEAD_RATE, WARM, DECAY = 1.2e-4, 4e-4, 0.05, 0.01
BATCH_TOKENS = 2600
"""Padded tokens of a batch."""
SAVED_EVERY = 150
"""Seconds between checkpoints."""

Laid = tuple[Group, list[Row]]


def batches(laid: Sequence[Laid], seed: int) -> Iterator[list[Laid]]:
    """Groups of one task and of like length, in random order."""
    rng = random.Random(seed)
    found = list[list[Laid]]()
    for task in ("answers", "supports"):
        own = [one for one in laid if one[0].task == task]
        rng.shuffle(own)
        for start in range(0, len(own), 2000):  # by length, but not always in one order
            batch, longest, count = list[Laid](), 0, 0
            for one in sorted(own[start : start + 2000], key=_length):
                longer = max(longest, _length(one))
                if batch and longer * (count + len(one[1])) > BATCH_TOKENS:
                    found.append(batch)
                    batch, count, longer = [], 0, _length(one)
                batch.append(one)
                longest, count = longer, count + len(one[1])
            found.append(batch)
    rng.shuffle(found)
    yield from found


def loss_of(model: Reader, batch: Sequence[Laid]) -> torch.Tensor:
    """Answers: each sentence by itself, and the right one against the others of its question.

    Supports: cross-entropy over the three; "unsupported" is whatever is not "supports".
    """
    rows = [row for _, rows in batch for row in rows]
    labels = torch.tensor([label for group, _ in batch for label in group.labels])
    with precision():
        logits = model(*arrays(rows)).float()
    if batch[0][0].task == "supports":
        chances = functional.log_softmax(logits[:, 1:], dim=-1)
        unsupported = torch.logsumexp(chances[:, 1:], dim=-1, keepdim=True)
        full = torch.cat([chances, unsupported], dim=-1)
        return functional.nll_loss(full, labels)
    each = functional.binary_cross_entropy_with_logits(logits[:, 0], labels.float())
    among = list[torch.Tensor]()
    at = 0
    for group, _ in batch:
        of_group = logits[at : at + len(group.labels), 0]
        right = of_group[labels[at : at + len(group.labels)] == 1]
        at += len(group.labels)
        if 0 < len(right) < len(of_group):
            among.append(torch.logsumexp(of_group, 0) - torch.logsumexp(right, 0))
    return each + 0.5 * torch.stack(among).mean() if among else each


def precision() -> AbstractContextManager[Any]:
    """bfloat16 where the processor multiplies it, else float32."""
    fast = torch.cpu.get_capabilities().get("avx512_bf16", False)
    return torch.autocast("cpu", dtype=torch.bfloat16) if fast else nullcontext()


def lay(found: Sequence[Group], tokenizer: Tokenizer) -> list[Laid]:
    rows = iter(lay_out([pair for group in found for pair in group.pairs], tokenizer))
    return [(group, [next(rows) for _ in group.pairs]) for group in found]


def probabilities(model: Reader, laid: Sequence[Laid]) -> list[torch.Tensor]:
    """Logits (candidates, 4) of each group, in the order given."""
    model.eval()
    order = sorted(range(len(laid)), key=lambda n: _length(laid[n]))
    found: dict[int, torch.Tensor] = {}
    with torch.no_grad(), precision():
        for start in range(0, len(order), 24):
            chosen = order[start : start + 24]
            logits = model(*arrays([row for n in chosen for row in laid[n][1]])).float()
            parts = logits.split([len(laid[n][1]) for n in chosen])
            found.update(zip(chosen, parts, strict=True))
    model.train()
    return [found[n] for n in range(len(laid))]


def main(
    data: Annotated[Path, typer.Argument(help="Folder of answers.jsonl.gz and entails.jsonl.gz.")],
    work: Annotated[Path, typer.Option(help="Where checkpoints are kept.")] = Path("build/reader"),
    minutes: Annotated[float, typer.Option(help="How long to train in all.")] = 120.0,
    threads: Annotated[int, typer.Option(help="Processor cores to use.")] = 2,
    seed: Annotated[int, typer.Option(help="Fixes the data, its order and the new weights.")] = 0,
) -> None:
    """Train for so many minutes, over the data as often as they allow."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    weights = find_weights(PACKAGED_MODEL)
    tokenizer = Tokenizer.from_file(str(weights.first / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, _ = groups(data, seed)
    laid = lay(train, tokenizer)
    model = Reader(weights.first)
    new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    old = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": old, "rate": RATE}, {"params": new, "rate": HEAD_RATE}],
        weight_decay=DECAY,
        lr=RATE,
    )
    spent, step, seen = 0.0, 0, 0
    kept = work / "checkpoint.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step, seen = state["spent"], state["step"], state["seen"]
    print(f"{len(laid)} groups, {sum(len(rows) for _, rows in laid)} pairs; from step {step}")
    model.train()
    started, saved = time.monotonic() - spent, time.monotonic()
    averaged = 0.0
    with (work / "losses.jsonl").open("a", encoding="utf-8") as losses:
        for number, batch in enumerate(_for_ever(laid, seed)):
            if number < step:
                continue
            spent = time.monotonic() - started
            done = spent / (60 * minutes)
            if done >= 1:
                break
            for part in optimizer.param_groups:
                part["lr"] = part["rate"] * min(1.0, done / WARM, (1 - done) / (1 - WARM))
            loss = loss_of(model, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(new + old, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, seen = number + 1, seen + sum(len(rows) for _, rows in batch)
            value = float(loss.detach())
            averaged = value if number == 0 else 0.98 * averaged + 0.02 * value
            row = {"step": step, "seconds": round(spent), "task": batch[0][0].task, "loss": value}
            losses.write(json.dumps(row) + "\n")
            if step % 25 == 0:
                print(f"{spent:6.0f} s, step {step}, {seen} pairs, loss {averaged:.3f}", flush=True)
            if time.monotonic() - saved > SAVED_EVERY:
                saved = time.monotonic()
                losses.flush()
                _save(kept, model, optimizer, spent, step, seen)
    _save(kept, model, optimizer, spent, step, seen)
    print(f"done: {step} steps, {seen} pairs, {spent / 60:.1f} minutes")


def _for_ever(laid: Sequence[Laid], seed: int) -> Iterator[list[Laid]]:
    epoch = 0
    while True:
        yield from batches(laid, seed + epoch)
        epoch += 1


def _save(path: Path, model: Reader, optimizer: Any, spent: float, step: int, seen: int) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    part = path.with_suffix(".part")
    torch.save(state | {"spent": spent, "step": step, "seen": seen}, part)
    part.replace(path)


def _length(one: Laid) -> int:
    return max(len(ids) for ids, _ in one[1])


if __name__ == "__main__":
    typer.run(main)
