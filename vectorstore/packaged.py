"""The packaged reader's files: what they must hold, and what runs them."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tokenizers import Tokenizer

from vectorstore.errors import ModelError
from vectorstore.pairs import Pair, lay_out
from vectorstore.weights import Vectors, sha256

log = logging.getLogger(__name__)

MODEL, WEIGHTS, TOKENIZER, NOTES = "model.xml", "model.bin", "tokenizer.json", "notes.json"
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


class Network(Protocol):
    """Rows of token ids, and where in each the sentence begins, to logits: float32 (rows, 4)."""

    def run(self, rows: Sequence[list[int]], begins: Sequence[int] = ()) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Notes:
    """How the files were made, what they must hold, and how logits become probabilities."""

    version: int
    made_by: str
    files: dict[str, str]
    """SHA-256 by name."""
    answers: list[float]
    """Scale and shift of the logit (Platt scaling)."""
    supports: list[float]
    """Scale of the three logits (temperature scaling), and a shift for each."""
    tensors: dict[str, tuple[int, list[int]]]
    """Where in model.bin each of torch's parameters lies (float16), and its shape."""


class Logits:
    """The packaged reader without its calibration. Raises ModelError when a file is not as made."""

    def __init__(self, folder: Path, network: Network | None = None) -> None:
        try:
            notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
            self.notes = Notes(**notes)
            wrong = [name for name, sum in self.notes.files.items() if sha256(folder / name) != sum]
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # the tokenizer's are of no narrower kind
            raise ModelError(f"The reader in {folder} is damaged: {error}. {_REPAIR}") from error
        if wrong:
            raise ModelError(f"The reader's {', '.join(wrong)} in {folder} is damaged. {_REPAIR}")
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._network = network or _network(folder, self.notes)

    def __call__(self, pairs: Sequence[Pair]) -> Vectors:
        """float32 (pairs, 4): answers; supports, contradicts, neither."""
        rows = lay_out(pairs, self._tokenizer)
        return self._network.run([ids for ids, _ in rows], [begins for _, begins in rows])


_REPAIR = "Install Byline again, or set BYLINE_READER=none to do without."


def _network(folder: Path, notes: Notes) -> Network:
    try:
        from vectorstore.converted import Network as Converted

        return Converted(folder / MODEL, INPUTS, pad=0, rounding=True)
    except Exception as error:
        reason = str(error).strip().partition("\n")[0]
        log.warning("OpenVINO cannot run the reader here (%s): torch does, more slowly.", reason)
    from vectorstore.original_reader import Plain

    return Plain(folder / WEIGHTS, notes.tensors)
