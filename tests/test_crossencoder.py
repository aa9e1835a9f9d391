"""A cross-encoder named in BYLINE_READER: loaded from a folder, its logits made probabilities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerFast,
)

from chatbot import Chatbot, open_chatbot
from chatbot.crossencoder import CrossEncoderReader
from chatbot.scoring import sentences
from tests.test_scoring import passage
from vectorstore.errors import ModelError

WORDS = "[PAD] [UNK] [CLS] [SEP] who signed it olga varga rain fell .".split()


def tiny_model(folder: Path, labels: int) -> Path:
    """A cross-encoder of one small layer with random weights."""
    words = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, "[UNK]"))
    words.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", model_max_length=64,
    )  # fmt: skip
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64, num_labels=labels,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


READ = sentences([passage("olga varga signed it .", "rain fell .", title="rain")])


def logits(folder: Path, pairs: list[tuple[str, str]]) -> np.ndarray:
    import torch

    model = CrossEncoder(str(folder), device="cpu")
    return np.asarray(model.predict(pairs, activation_fn=torch.nn.Identity()))


def test_one_logit_becomes_a_probability_by_the_sigmoid(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "one", 1)
    found = CrossEncoderReader(str(folder)).answers("who signed it", READ)
    pairs = [("who signed it", f"{one.before}\n{one.text}") for one in READ]
    assert found == pytest.approx(1 / (1 + np.exp(-logits(folder, pairs))), abs=1e-5)
    assert found.dtype == np.float32 and ((found > 0) & (found < 1)).all()


def test_of_two_logits_the_second_means_that_it_answers(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "two", 2)
    found = CrossEncoderReader(str(folder)).answers("who signed it", READ)
    pairs = [("who signed it", f"{one.before}\n{one.text}") for one in READ]
    odds = np.exp(logits(folder, pairs))
    assert found == pytest.approx(odds[:, 1] / odds.sum(axis=1), abs=1e-5)


def test_nothing_to_read_gives_nothing(tmp_path: Path) -> None:
    reader = CrossEncoderReader(str(tiny_model(tmp_path / "one", 1)))
    assert len(reader.answers("who", [])) == 0


def test_what_is_no_such_model_is_the_named_error(tmp_path: Path) -> None:
    for name in (tmp_path / "missing", tiny_model(tmp_path / "three", 3)):
        with pytest.raises(ModelError, match="BYLINE_READER"):
            CrossEncoderReader(str(name))


@pytest.mark.parametrize("setting", ["none", " None "])
def test_no_reader_is_similarity(newsroom: Path, setting: str) -> None:
    with open_chatbot(newsroom, reader=setting) as bot:
        assert bot.reader is None


def test_the_setting_names_it(newsroom: Path, tmp_path: Path, bot: Chatbot) -> None:
    folder = tiny_model(tmp_path / "one", 1)
    with open_chatbot(newsroom, reader=str(folder)) as other:
        assert isinstance(other.reader, CrossEncoderReader)
        hits = other.retrieve("Why was the Lowen bridge closed?")
        assert {hit.article_id for hit in hits} == {
            hit.article_id for hit in bot.retrieve("Why was the Lowen bridge closed?")
        }
        assert other.ask("Why was the Lowen bridge closed?").done
