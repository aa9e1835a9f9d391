"""Our reader as torch runs it: as it is trained, and where OpenVINO cannot run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import BertConfig, BertModel

from vectorstore.weights import Vectors

HEADS = {"answers": 1, "supports": 3}
_BATCH = 32


class Whole(torch.nn.Module):
    """From token ids to logits: column 0 answers, columns 1–3 supports, contradicts, neither."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.pooled = torch.nn.ModuleDict(
            {name: torch.nn.Linear(2 * width, width) for name in HEADS}
        )
        self.heads = torch.nn.ModuleDict(
            {name: torch.nn.Linear(width, size) for name, size in HEADS.items()}
        )

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """(texts, 4) of (texts, tokens) each: ids, 1 where there is a token, 1 in the sentence."""
        states = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        inside = types.to(states.dtype).unsqueeze(-1)
        mean = (states * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        both = self.dropout(torch.cat([states[:, 0], mean], dim=-1))
        logits = [
            self.heads[name](self.dropout(torch.nn.functional.gelu(self.pooled[name](both))))
            for name in HEADS
        ]
        return torch.cat(logits, dim=-1)


def arrays(rows: Sequence[tuple[list[int], int]]) -> tuple[torch.Tensor, ...]:
    """Padded ids, mask and types of rows of token ids and where in each the sentence begins."""
    shape = len(rows), max(len(ids) for ids, _ in rows)
    ids, mask, types = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for number, (row, begins) in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
        types[number, begins : len(row)] = 1
    return ids, mask, types


class Plain:
    """Our reader without OpenVINO: torch, with the weights out of the converted model's file."""

    def __init__(self, weights: Path, tensors: dict[str, tuple[int, list[int]]]) -> None:
        config = BertConfig(
            hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
        )
        self._whole = Whole(BertModel(config, add_pooling_layer=False))
        stored = np.memmap(weights, np.uint8, mode="r")
        state = {}
        for name, (offset, shape) in tensors.items():
            end = offset + 2 * int(np.prod(shape))
            values = stored[offset:end].view(np.float16).astype(np.float32).reshape(shape)
            state[name] = torch.from_numpy(values)
        self._whole.load_state_dict(state)
        self._whole.eval()

    def run(self, rows: Sequence[list[int]], begins: Sequence[int] = ()) -> Vectors:
        """float32 (rows, 4) of rows of token ids and where in each the sentence begins."""
        found = np.zeros((len(rows), sum(HEADS.values())), np.float32)
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                found[batch] = self._whole(*arrays([(rows[n], begins[n]) for n in batch])).numpy()
        return found
