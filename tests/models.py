"""Small embedding models with random weights, made on the spot and loaded like any other."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import warnings
from pathlib import Path

TEXTS = [
    "",
    "Rain.",
    "The mayor denied that the bridge had been closed.",
    "Überschwemmung in Łódź: “nobody knew”, 市長は知らなかった، قال العمدة 🌧",
    "the river rose again " * 40,
    "line one\n\n  line two\t",
]


def make_model(folder: Path, *, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """A two-layer BERT, mean pooling and a dense layer: 24 tokens in, 12 numbers out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Dense, Pooling, Transformer
        from tokenizers.implementations import BertWordPieceTokenizer
        from transformers import BertConfig, BertModel, BertTokenizerFast

        torch.manual_seed(seed)
        letters = [*string.ascii_lowercase, *string.digits, *".,:“”"]
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        vocabulary = special + letters + [f"##{letter}" for letter in letters]
        raw = folder.with_name(f"{folder.name}-raw")
        raw.mkdir(parents=True)
        tokenizer = BertWordPieceTokenizer({word: n for n, word in enumerate(vocabulary)})
        BertTokenizerFast(tokenizer_object=tokenizer._tokenizer).save_pretrained(raw)
        config = BertConfig(
            vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2,
            num_attention_heads=2, intermediate_size=32, max_position_embeddings=64,
            initializer_range=0.4,
        )  # fmt: skip
        BertModel(config).save_pretrained(raw)
        first = Transformer(str(raw), max_seq_length=24)
        SentenceTransformer(modules=[first, Pooling(16), Dense(16, 12)], prompts=prompts).save(
            str(folder), create_model_card=False
        )
    return folder


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with our packages on its path."""
    paths = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        text=True,
        timeout=240,
    )
