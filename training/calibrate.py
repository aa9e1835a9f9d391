"""So that 0.8 means about eight in ten: scale and shift of the logits, on what is held back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


def answers(logits: Numbers, labels: Sequence[int]) -> list[float]:
    """Scale and shift that make sigmoid(scale · logit + shift) likeliest (Platt 1999)."""
    given, right = torch.tensor(logits), torch.tensor(labels, dtype=torch.float32)
    found = torch.tensor([1.0, 0.0], requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy_with_logits
    return _fitted(found, lambda: loss(found[0] * given + found[1], right))


def supports(logits: Numbers, labels: Sequence[int]) -> list[float]:
    """Scale of three logits (Guo et al. 2017) and a shift for each; each label counts the same.

    A label of 3 stands for "not the first".
    """
    given, right = torch.tensor(logits), torch.tensor(labels)
    found = torch.tensor([1.0, 0.0, 0.0, 0.0], requires_grad=True)
    weight = 1.0 / torch.bincount(right, minlength=4).clamp(min=1)
    weight[3] = 0.0  # of whatever is altered there is much more than anybody would write

    def loss() -> torch.Tensor:
        chances = torch.log_softmax(found[0] * given + found[1:], dim=-1)
        wrong = torch.logsumexp(chances[:, 1:], dim=-1, keepdim=True)
        full = torch.cat([chances, wrong], dim=-1)
        return torch.nn.functional.nll_loss(full, right, weight=weight)

    return _fitted(found, loss)


def curve(chances: Numbers, right: NDArray[np.bool_], bins: int = 10) -> list[dict[str, float]]:
    """Of each tenth of the scale: how many, the mean chance given, the share that was right."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        {
            "count": int(own.sum()),
            "given": round(float(chances[own].mean()), 3),
            "right": round(float(right[own].mean()), 3),
        }
        for own in (place == number for number in range(bins))
        if own.any()
    ]


def _fitted(found: torch.Tensor, loss: object) -> list[float]:
    optimizer = torch.optim.LBFGS([found], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> float:
        optimizer.zero_grad()
        value: torch.Tensor = loss()  # type: ignore[operator]
        value.backward()  # type: ignore[no-untyped-call]
        return float(value.detach())

    optimizer.step(step)
    return [round(float(value), 4) for value in found.detach()]
