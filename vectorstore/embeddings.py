"""Embedder: texts to vectors, by a sentence-transformers model."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from langchain_core.embeddings import Embeddings
from tokenizers import Tokenizer

from vectorstore.errors import ModelError
from vectorstore.runtime import Runtime, load
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import Vectors, Weights, find_weights

QUESTIONS = 8
"""Questions whose vectors are kept: one is needed to find passages and again to score them."""


class Embedder(Embeddings):
    """A model by name, folder or hub name; nothing is loaded before its first use.

    Safe to use from many threads. Every method and property may raise ModelError.
    """

    def __init__(self, model: str = PACKAGED_MODEL, *, cache: Path) -> None:
        self.model = model
        self._cache = cache
        self._lock = threading.RLock()
        self._loaded: Runtime | None = None
        self._asked = lru_cache(QUESTIONS)(self._question)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages or sentences, each of length one."""
        vectors: list[list[float]] = self.encode_documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, of length one."""
        return list(self._asked(text))

    def _question(self, text: str) -> tuple[float, ...]:
        return tuple(self._runtime().encode([text], "query")[0].tolist())

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """float32 (texts, dimension), each of length one."""
        return self._runtime().encode(texts, "document")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special ones included; the weights are not loaded."""
        return [len(tokens) for tokens in self._counter.encode_batch_fast(_readable(texts))]

    @cached_property
    def max_tokens(self) -> int:
        """The longest passage the model reads to its end, in tokens as ``count_tokens`` counts."""
        prompt = self._weights.prompt("document")
        own = len(self._counter.encode(prompt, add_special_tokens=False)) if prompt else 0
        return self._weights.max_tokens - own

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._runtime().dimension

    @cached_property
    def identity(self) -> str:
        """What makes the vectors: the model's name and the SHA-256 of its weights."""
        return self._weights.identity

    def _runtime(self) -> Runtime:
        with self._lock:
            if self._loaded is None:
                tokenizer = self._tokenizer()
                tokenizer.enable_truncation(self._weights.max_tokens)

                def tokenize(texts: Sequence[str]) -> list[list[int]]:
                    return [row.ids for row in tokenizer.encode_batch_fast(_readable(texts))]

                self._loaded = load(self._weights, tokenize, self._cache)
            return self._loaded

    @cached_property
    def _weights(self) -> Weights:
        return find_weights(self.model)

    @cached_property
    def _counter(self) -> Tokenizer:
        return self._tokenizer()

    def _tokenizer(self) -> Tokenizer:
        """Neither cutting nor padding."""
        path = self._weights.first / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises nothing narrower
            raise ModelError(f"{path} cannot be read: {error}.") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


def _readable(texts: Sequence[str]) -> list[str]:
    """The texts without halves of surrogate pairs, which the tokenizer cannot take."""
    return [text.encode("utf-8", "replace").decode() for text in texts]
