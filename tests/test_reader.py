"""What the reader tells apart, that its files are the ones made, and that it is light in use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from chatbot.reader import PACKAGED, OwnReader, open_reader
from vectorstore.errors import ModelError
from vectorstore.original_reader import Plain
from vectorstore.packaged import WEIGHTS, Logits

FIRE = "The fire at the paper mill in Orsk was put out on Sunday after 30 hours."


@dataclass(frozen=True)
class Said:
    text: str
    before: str = ""


@pytest.fixture(scope="module")
def reader() -> OwnReader:
    return OwnReader()


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How many people were hurt in the crash?", "The crash left 14 people injured.", "The crash happened on a road outside the town."),
        ("Who signed the treaty?", "The treaty was signed by the foreign minister, Olga Varga.", "The treaty was signed after ten years of talks."),
        ("When was the dam built?", "Engineers began to build the dam in 1962.", "The dam was built of stone from a nearby quarry."),
        ("What did the mayor deny?", "The mayor denied that the bridge was unsafe.", "The mayor took office four years ago."),
    ],
)  # fmt: skip
def test_the_sentence_that_answers_is_likelier(
    reader: OwnReader, question: str, right: str, wrong: str
) -> None:
    chances = reader.answers(question, [Said(wrong), Said(right)])
    assert chances[1] > chances[0]


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("The fire in Orsk burned for 30 hours.", 0),
        ("The fire at the paper mill was put out on Friday.", 1),
        ("The owner of the paper mill lives abroad.", 2),
    ],
)
def test_a_quote_supports_contradicts_or_leaves_open(
    reader: OwnReader, claim: str, label: int
) -> None:
    chances = reader.supports([FIRE], [claim])
    assert chances.shape == (1, 3) and chances.sum() == pytest.approx(1.0, abs=1e-5)
    assert int(chances[0].argmax()) == label


def test_a_sentence_scores_the_same_alone_and_among_others(reader: OwnReader) -> None:
    said = [Said("Rain. " * n, "A title\nBefore it." * (n % 3)) for n in range(1, 50)]
    together = reader.answers("How much rain fell?", [Said(FIRE), *said])
    alone = reader.answers("How much rain fell?", [Said(FIRE)])
    assert together[0] == pytest.approx(alone[0], abs=0.03)


def test_nothing_and_very_much_can_be_read(reader: OwnReader) -> None:
    assert reader.answers("Who?", []).shape == (0,)
    assert reader.supports([], []).shape == (0, 3)
    long = reader.answers("Who? " * 3000, [Said("word " * 5000, "\ud800 before " * 900)])
    assert np.isfinite(long).all()


def test_torch_reads_the_same_weights_to_the_same_end(reader: OwnReader) -> None:
    converted = Logits(PACKAGED)
    plain = Logits(PACKAGED, network=Plain(PACKAGED / WEIGHTS, converted.notes.tensors))
    asked = ("Who put out the fire?", "When was the fire in Orsk put out?", "The fire was small.")
    pairs = [(one, before, text) for one in asked for before in ("", "Fire in Orsk")
             for text in (FIRE, "On Sunday.", "Nobody was hurt, the owner of the mill said.")]  # fmt: skip
    assert plain(pairs) == pytest.approx(converted(pairs), abs=0.15)


@pytest.mark.parametrize("name", ["model.bin", "model.xml", "tokenizer.json", "notes.json"])
def test_a_damaged_file_is_named_with_a_way_out(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(PACKAGED, tmp_path / "weights"))
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-100] if name == "notes.json" else content[:-1] + b"?")
    with pytest.raises(ModelError, match="BYLINE_READER=none"):
        OwnReader(folder).answers("Who?", [Said(FIRE)])


def test_a_setting_names_another_reader_or_none(tmp_path: Path) -> None:
    assert open_reader(" None ") is None
    assert isinstance(open_reader(""), OwnReader)
    with pytest.raises(ModelError, match="BYLINE_READER"):
        open_reader(str(tmp_path / "missing"))


def test_reading_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys\n"
        "from types import SimpleNamespace as Said\n"
        "from chatbot.reader import OwnReader\n"
        "said = [Said(text=text, before='') for text in ('Nobody.', 'Ada did.')]\n"
        "OwnReader().answers('Who?', said)\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
