"""How a question and a sentence are put before the reader: in training and in use alike."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

Pair = tuple[str, str, str]
"""What is asked or asserted; what stands before the sentence (or nothing); the sentence."""

Row = tuple[list[int], int]
"""Token ids, and the number of them before the sentence."""

_CLS, _SEP = 101, 102
_ASKED, _BEFORE_START, _BEFORE_END, _SENTENCE = 64, 12, 20, 120
"""The most tokens of each part; of what comes before, its start (a title) and its end."""


def lay_out(pairs: Sequence[Pair], tokenizer: Tokenizer) -> list[Row]:
    """[CLS] asked [SEP] before [SEP] sentence [SEP], at most 220 tokens."""
    distinct = list({part: None for pair in pairs for part in pair if part})
    # Halves of surrogate pairs are more than the tokenizer can take.
    readable = [part.encode("utf-8", "replace").decode() for part in distinct]
    encoded = tokenizer.encode_batch_fast(readable, add_special_tokens=False)
    ids = {"": list[int]()} | dict(zip(distinct, (one.ids for one in encoded), strict=True))
    return [_row(*(ids[part] for part in pair)) for pair in pairs]


def _row(asked: list[int], before: list[int], sentence: list[int]) -> Row:
    if len(before) > _BEFORE_START + _BEFORE_END:
        before = before[:_BEFORE_START] + before[-_BEFORE_END:]
    start = [_CLS, *asked[:_ASKED], _SEP, *before, _SEP]
    return [*start, *sentence[:_SENTENCE], _SEP], len(start)
