"""How a question and a sentence are laid out for the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from chatbot.reader import PACKAGED
from vectorstore.pairs import lay_out

CLS, SEP = 101, 102


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(Path(PACKAGED) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def test_asked_then_what_comes_before_then_the_sentence(tokenizer: Tokenizer) -> None:
    (ids, begins), *_ = lay_out([("who fell", "a fall", "ada fell")], tokenizer)
    texts = tokenizer.decode(ids, skip_special_tokens=False)
    assert texts == "[CLS] who fell [SEP] a fall [SEP] ada fell [SEP]"
    assert ids[0] == CLS and ids[begins - 1] == SEP
    assert tokenizer.decode(ids[begins:]) == "ada fell"


def test_nothing_before_leaves_its_place_empty(tokenizer: Tokenizer) -> None:
    ((ids, begins),) = lay_out([("who", "", "ada")], tokenizer)
    assert ids[begins - 2 : begins] == [SEP, SEP]


def test_of_what_comes_before_the_start_and_the_end_are_kept(tokenizer: Tokenizer) -> None:
    before = "title " + "middle " * 90 + "end"
    ((ids, begins),) = lay_out([("who", before, "ada")], tokenizer)
    kept = tokenizer.decode(ids[3:begins]).split()
    assert kept[0] == "title" and kept[-1] == "end" and len(kept) == 32


def test_a_row_is_never_longer_than_220(tokenizer: Tokenizer) -> None:
    ((ids, _),) = lay_out([("who " * 900, "before " * 900, "ada " * 900)], tokenizer)
    assert len(ids) == 220
