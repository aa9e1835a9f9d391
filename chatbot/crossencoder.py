"""Another reader: any cross-encoder that sentence-transformers loads, by name or path."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import torch
from sentence_transformers import CrossEncoder

from chatbot.reader import Chances, Readable
from vectorstore.errors import ModelError
from vectorstore.original import quiet


class CrossEncoderReader:
    """Reads a question and a sentence together; loaded at once, safe to use from many threads.

    Raises ModelError when it will not load, or gives neither one logit nor two.
    """

    def __init__(self, name: str) -> None:
        try:
            with quiet():
                self._model = CrossEncoder(name, device="cpu")
        except Exception as error:  # the hub's client and the loaders have many kinds
            reason = str(error).partition("\n")[0]
            raise ModelError(
                f"The reader {name} will not load ({reason}). Set BYLINE_READER to the name or the "
                "folder of a cross-encoder, or to none."
            ) from error
        self._labels = int(self._model.num_labels)
        if self._labels not in (1, 2):
            raise ModelError(
                f"The reader {name} tells {self._labels} classes apart. Set BYLINE_READER to a "
                "cross-encoder that says whether a text answers a question, or to none."
            )
        self._lock = Lock()

    def answers(self, question: str, sentences: Sequence[Readable]) -> Chances:
        """The probability of each sentence to answer the question: float32 (sentences,).

        Of one logit its sigmoid, of two the softmax's second: no and yes, as such models are
        trained. What comes before a sentence is read with it.
        """
        if not sentences:
            return np.empty(0, np.float32)
        pairs: Any = [(question, f"{one.before}\n{one.text}".strip()) for one in sentences]
        with self._lock:
            found = self._model.predict(
                pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False
            )
        logits = np.asarray(found, np.float64).reshape(len(pairs), self._labels)
        odds = logits[:, -1] - (logits[:, 0] if self._labels == 2 else 0.0)
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30))), np.float32)
