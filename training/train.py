"""Train the reader: python -m training.train DATA. A cut run goes on from its checkpoint."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from tokenizers import Tokenizer
from torch import distributed
from torch.nn import functional
from transformers import BertModel

from training.data import Group, groups
from vectorstore.original_reader import Whole, arrays
from vectorstore.pairs import Row, lay_out
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import find_weights

RATE, HEAD_RATE, WARM, DECAY = 1.5e-4, 4e-4, 0.05, 0.01
BATCH_TOKENS = 2000
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


def loss_of(model: Whole, batch: Sequence[Laid]) -> torch.Tensor:
    """Answers: each sentence by itself, and the right one against the others of its question.

    Supports: cross-entropy over the three; "unsupported" is whatever is not "supports".
    """
    rows = [row for _, rows in batch for row in rows]
    labels = torch.tensor([label for group, _ in batch for label in group.labels])
    logits = model(*arrays(rows))
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


def lay(found: Sequence[Group], tokenizer: Tokenizer) -> list[Laid]:
    rows = iter(lay_out([pair for group in found for pair in group.pairs], tokenizer))
    return [(group, [next(rows) for _ in group.pairs]) for group in found]


def probabilities(model: Whole, laid: Sequence[Laid]) -> list[torch.Tensor]:
    """Logits (candidates, 4) of each group, in the order given."""
    model.eval()
    order = sorted(range(len(laid)), key=lambda n: _length(laid[n]))
    found: dict[int, torch.Tensor] = {}
    with torch.no_grad():
        for start in range(0, len(order), 24):
            chosen = order[start : start + 24]
            logits = model(*arrays([row for n in chosen for row in laid[n][1]]))
            parts = logits.split([len(laid[n][1]) for n in chosen])
            found.update(zip(chosen, parts, strict=True))
    model.train()
    return [found[n] for n in range(len(laid))]


def main(
    data: Annotated[Path, typer.Argument(help="Folder of answers.jsonl.gz and entails.jsonl.gz.")],
    work: Annotated[Path, typer.Option(help="Where checkpoints are kept.")] = Path("build/reader"),
    minutes: Annotated[float, typer.Option(help="How long to train in all.")] = 120.0,
    processes: Annotated[int, typer.Option(help="Processor cores to use.")] = 2,
    seed: Annotated[int, typer.Option(help="Fixes the data, its order and the new weights.")] = 0,
) -> None:
    """Train for so many minutes, over the data as often as they allow."""
    torch.set_num_threads(1)  # two processes that meet once a step wait less than two threads
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    weights = find_weights(PACKAGED_MODEL)
    tokenizer = Tokenizer.from_file(str(weights.first / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, _ = groups(data, seed)
    laid = lay(train, tokenizer)
    print(f"{len(laid)} groups, {sum(len(rows) for _, rows in laid)} pairs", flush=True)
    model = new_model(weights.first)
    fork = multiprocessing.get_context("fork")
    (work / "meeting").unlink(missing_ok=True)
    given = model, laid, work, minutes, processes, seed
    others = [fork.Process(target=run, args=(rank, *given)) for rank in range(1, processes)]
    for other in others:
        other.start()
    run(0, *given)
    for other in others:
        other.join()


def run(
    rank: int,
    model: Whole,
    laid: Sequence[Laid],
    work: Path,
    minutes: float,
    processes: int,
    seed: int,
) -> None:
    """One of the processes: each takes its share of the batches, and their gradients are averaged.

    The first keeps the time, the losses and the checkpoints.
    """
    if rank:
        os.setsid()
    distributed.init_process_group(
        "gloo", init_method=f"file://{work.resolve()}/meeting", rank=rank, world_size=processes
    )
    torch.manual_seed(seed + rank)
    new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    old = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": old, "rate": RATE}, {"params": new, "rate": HEAD_RATE}],
        lr=RATE,
        weight_decay=DECAY,
        fused=True,
    )
    spent, step, seen = 0.0, 0, 0
    kept = work / "checkpoint.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step, seen = state["spent"], state["step"], state["seen"]
    model.train()
    started, saved = time.monotonic() - spent, time.monotonic()
    own = islice(_for_ever(laid, seed), step * processes + rank, None, processes)
    with (work / f"losses-{rank}.jsonl").open("a", encoding="utf-8") as losses:
        while (done := spent / (60 * minutes)) < 1:
            batch = next(own)
            for part in optimizer.param_groups:
                part["lr"] = part["rate"] * min(1.0, done / WARM, (1 - done) / (1 - WARM))
            loss = loss_of(model, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            count = sum(len(rows) for _, rows in batch)
            spent, counted = _averaged(new + old, time.monotonic() - started, count, processes)
            torch.nn.utils.clip_grad_norm_(new + old, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, seen = step + 1, seen + counted
            row = {"step": step, "seconds": round(spent), "task": batch[0][0].task}
            losses.write(json.dumps(row | {"pairs": seen, "loss": float(loss.detach())}) + "\n")
            losses.flush()
            if rank == 0 and time.monotonic() - saved > SAVED_EVERY:
                saved = time.monotonic()
                _save(kept, model, optimizer, spent, step, seen)
    if rank == 0:
        _save(kept, model, optimizer, spent, step, seen)
        print(f"done: {step} steps, {seen} pairs, {spent / 60:.1f} minutes")


def _averaged(
    parameters: Sequence[torch.Tensor], spent: float, count: int, processes: int
) -> tuple[float, int]:
    """Average the gradients over the processes; the first one's time, and the sum of counts."""
    grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    first = distributed.get_rank() == 0
    told = torch.tensor([spent if first else 0.0, float(count)])
    flat = torch.cat([grad.flatten() for grad in grads] + [told])
    distributed.all_reduce(flat)
    at = 0
    for parameter, grad in zip(parameters, grads, strict=True):
        part = flat[at : at + grad.numel()].view_as(grad)
        parameter.grad = part / processes
        at += grad.numel()
    return float(flat[-2]), round(float(flat[-1]))


def new_model(base: Path) -> Whole:
    """The embedding model's encoder, under new heads."""
    # Seldom a second look at an example, so no dropout; it is slow on a CPU, as bfloat16 is.
    encoder = BertModel.from_pretrained(
        str(base),
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    # Half of all weights, and the half that few examples cannot teach anything new.
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return Whole(encoder)


def _for_ever(laid: Sequence[Laid], seed: int) -> Iterator[list[Laid]]:
    epoch = 0
    while True:
        yield from batches(laid, seed + epoch)
        epoch += 1


def _save(path: Path, model: Whole, optimizer: Any, spent: float, step: int, seen: int) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    part = path.with_suffix(".part")
    numbers = {"spent": spent, "step": step, "seen": seen}
    torch.save(state | numbers, part)
    part.replace(path)


def _length(one: Laid) -> int:
    return max(len(ids) for ids, _ in one[1])


if __name__ == "__main__":
    typer.run(main)
