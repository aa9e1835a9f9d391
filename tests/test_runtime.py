"""Conversions are made once, checked, kept whole, and done without where they cannot be had."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.models import TEXTS, make_model, run
from vectorstore import ModelError
from vectorstore.embeddings import Embedder
from vectorstore.original import Original
from vectorstore.weights import Vectors, find_weights

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "text: "}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny-v1.5", prompts=PROMPTS)


@pytest.fixture(scope="module")
def expected(model: Path) -> Vectors:
    return Original(find_weights(str(model))).encode(TEXTS, "document")


@pytest.fixture(scope="module")
def converted(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("converted") / "data" / "models"
    Embedder(str(model), cache=cache).embed_query("rain")
    return cache


@pytest.fixture
def cache(converted: Path, tmp_path: Path) -> Path:
    """A folder where the model has been converted already."""
    return shutil.copytree(converted, tmp_path / "models")


def agree(found: Vectors, expected: Vectors) -> bool:
    return bool((found * expected).sum(axis=1).min() >= 0.999)


def kept(cache: Path) -> Path:
    """The one folder that conversions leave behind."""
    (folder,) = [path for path in cache.iterdir() if path.is_dir()]
    return folder


def made_at(cache: Path) -> int:
    return (kept(cache) / "notes.json").stat().st_mtime_ns


def test_any_model_with_its_prompts(model: Path, cache: Path, expected: Vectors) -> None:
    embedder, original = Embedder(str(model), cache=cache), Original(find_weights(str(model)))
    assert agree(embedder.encode_documents(TEXTS), expected)
    as_query = original.encode(TEXTS[2:3], "query")[0]
    assert np.dot(embedder.embed_query(TEXTS[2]), as_query) >= 0.999
    assert np.dot(embedder.embed_query(TEXTS[2]), expected[2]) < 0.999
    assert embedder.dimension == 12


def test_the_prompt_takes_its_share_of_the_tokens(model: Path, cache: Path) -> None:
    embedder = Embedder(str(model), cache=cache)
    assert embedder.max_tokens == 24 - embedder.count_tokens(["text: "])[0] + 2


def test_what_is_noted(model: Path, cache: Path) -> None:
    embedder = Embedder(str(model), cache=cache)
    notes = json.loads((kept(cache) / "notes.json").read_text())
    assert kept(cache).name == f"tiny-v1.5-{notes['fingerprint'][:12]}"
    assert (notes["identity"], notes["dimension"]) == (embedder.identity, 12)
    assert set(notes["files"]) == {"model.xml", "model.bin"}


def test_a_conversion_is_used_again(model: Path, cache: Path, expected: Vectors) -> None:
    before = made_at(cache)
    assert agree(Embedder(str(model), cache=cache).encode_documents(TEXTS), expected)
    assert made_at(cache) == before


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def one_bit(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (cut_off, "model.bin"),
        (one_bit, "model.bin"),
        (Path.unlink, "model.xml"),
        (cut_off, "notes.json"),
    ],
)
def test_a_damaged_conversion_is_made_again(
    model: Path, cache: Path, expected: Vectors, harm: Callable[[Path], None], name: str
) -> None:
    before = made_at(cache)
    harm(kept(cache) / name)
    assert agree(Embedder(str(model), cache=cache).encode_documents(TEXTS), expected)
    assert made_at(cache) != before


def test_a_conversion_by_another_openvino_is_made_again(model: Path, cache: Path) -> None:
    path = kept(cache) / "notes.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "openvino": "1999.1"}))
    Embedder(str(model), cache=cache).embed_query("rain")
    assert json.loads(path.read_text())["openvino"] != "1999.1"


def test_a_half_made_conversion_is_swept_away(model: Path, cache: Path) -> None:
    os.rename(kept(cache), kept(cache).with_name(f"{kept(cache).name}.new"))
    Embedder(str(model), cache=cache).embed_query("rain")
    assert not kept(cache).name.endswith(".new")


def test_two_processes_convert_at_once_and_tell_nobody(model: Path, tmp_path: Path) -> None:
    """openvino.convert_model would note each use in the user's home and send it to its makers."""
    cache, home = tmp_path / "cache", tmp_path / "home"
    code = (
        "from pathlib import Path; from vectorstore.embeddings import Embedder;"
        f"print(Embedder({str(model)!r}, cache=Path({str(cache)!r})).embed_query('rain'))"
    )
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: run(code, HOME=str(home), CI=""), range(2)))
    assert [process.returncode for process in done] == [0, 0], done
    assert done[0].stdout == done[1].stdout != ""
    assert not kept(cache).name.endswith(".new")
    assert not (home / "intel").exists()


def test_without_openvino_it_embeds_all_the_same_and_says_so_once(
    model: Path,
    cache: Path,
    expected: Vectors,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)  # importing it now fails
    monkeypatch.delitem(sys.modules, "vectorstore.converted", raising=False)
    embedder = Embedder(str(model), cache=cache)
    assert agree(embedder.encode_documents(TEXTS), expected)
    assert len(embedder.embed_query("rain")) == embedder.dimension == 12
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "OpenVINO cannot run tiny-v1.5 here" in record.message


def test_a_model_of_another_make_is_left_to_sentence_transformers(
    model: Path, tmp_path: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Word vectors without a transformer: no attention mask, so nothing that we know to feed."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer

    words = StaticEmbedding(Tokenizer.from_file(str(model / "tokenizer.json")), embedding_dim=8)
    other = tmp_path / "static"
    SentenceTransformer(modules=[words], device="cpu").save(str(other), create_model_card=False)
    embedder = Embedder(str(other), cache=cache)
    with caplog.at_level(logging.WARNING, "vectorstore"):
        vectors = embedder.encode_documents(["rain", "wind"])
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert agree(vectors, Original(find_weights(str(other))).encode(["rain", "wind"], "document"))


def test_where_nothing_can_be_kept_it_is_converted_each_time(
    model: Path, tmp_path: Path, expected: Vectors, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("where the folder should be")
    embedder = Embedder(str(model), cache=tmp_path / "file" / "models")
    assert agree(embedder.encode_documents(TEXTS), expected)
    (record,) = caplog.records
    assert "cannot be kept" in record.message


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
def test_a_torn_model_is_a_plain_error(model: Path, tmp_path: Path, cache: Path, name: str) -> None:
    torn = shutil.copytree(model, tmp_path / "torn")
    cut_off(torn / name)
    with pytest.raises(ModelError, match=r"torn.* (will not load|cannot be read)"):
        Embedder(str(torn), cache=cache).embed_query("rain")
