"""An embedding model as sentence-transformers runs it; the only file that imports torch."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from vectorstore.errors import ModelError
from vectorstore.weights import Role, Vectors, Weights


class Original:
    """Raises ModelError when the model will not load."""

    def __init__(self, weights: Weights) -> None:
        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            with quiet():
                self.model = SentenceTransformer(
                    str(weights.folder), device="cpu", local_files_only=True
                )
        except Exception as error:
            reason = str(error).partition("\n")[0]
            raise ModelError(
                f"The embedding model in {weights.folder} will not load: {reason}"
            ) from error
        self.dimension = int(self.model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """float32 (texts, dimension), each of length one."""
        run = self.model.encode_query if role == "query" else self.model.encode_document
        given: Any = list(texts)
        found = run(given, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32).reshape(-1, self.dimension)


class Whole(torch.nn.Module):
    """The model from token ids to sentence vectors, as one module with plain arguments."""

    def __init__(self, original: Original) -> None:
        super().__init__()
        self.model = original.model
        features = self.model.preprocess(["Two texts", "of unlike length."])
        given = {name: f for name, f in features.items() if isinstance(f, torch.Tensor)}
        self.inputs = list(given)
        self.example = tuple(given.values())
        self.pad = int(self.model.tokenizer.pad_token_id or 0)
        self.eval()

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        features = dict(zip(self.inputs, given, strict=True))
        vectors: torch.Tensor = self.model(features)["sentence_embedding"]
        return vectors


@contextmanager
def quiet() -> Iterator[None]:
    """Without what these libraries say about themselves while a model is loaded or traced."""
    loggers = [logging.getLogger(name) for name in ("transformers", "sentence_transformers")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
