"""The reader as torch trains it: one encoder, two heads, and how a pair is put to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModel

HEADS = {"answers": 1, "supports": 3}


class Reader(torch.nn.Module):
    """From token ids to logits: column 0 answers, columns 1–3 supports, contradicts, neither."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(base), add_pooling_layer=False, attn_implementation="sdpa"
        )
        # Half of all weights, and the half that few examples cannot teach anything new.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
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
