"""Which runs an embedding model: OpenVINO, with a conversion kept for next time, or, where that
cannot be, sentence-transformers.

With a kept conversion neither torch nor transformers is imported.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import numpy as np

from vectorstore.errors import ModelError, StoreError
from vectorstore.locks import held
from vectorstore.weights import Role, Vectors, Weights, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vectorstore.converted import Converted, Tokenize

log = logging.getLogger(__name__)

LEAST_COSINE = 0.999
"""How well a conversion must agree with the original before it is used."""

_MODEL, _NOTES = "model.xml", "notes.json"

_WAIT = 300.0
"""Seconds for another process to finish converting."""

_PROBES = [
    "",
    "Rain.",
    "The mayor denied on 3 October that the bridge had been closed, and 1,204 people signed.",
    "Überschwemmung in Łódź: “nobody knew”, 市長は知らなかった، قال العمدة.",
    "The committee heard that the wall had been inspected in spring. " * 60,
]


class Runtime(Protocol):
    """Texts to vectors of length one: float32 (texts, dimension)."""

    dimension: int

    def encode(self, texts: Sequence[str], role: Role) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Notes:
    """What a kept conversion was made from and with, how to feed it, and what its files hold."""

    fingerprint: str
    identity: str
    openvino: str
    max_tokens: int
    dimension: int
    inputs: list[str]
    pad: int
    files: dict[str, str]
    """SHA-256 by name."""


def load(weights: Weights, tokenize: Tokenize, cache: Path) -> Runtime:
    """The model at work; its conversion is kept in a folder of ``cache``.

    Raises ModelError when it will not load at all.
    """
    try:
        return _by_openvino(weights, tokenize, cache)
    except ModelError:
        raise
    except Exception as error:
        reason = str(error).strip().partition("\n")[0]
        log.warning(
            "OpenVINO cannot run %s here (%s): sentence-transformers embeds instead, more slowly.",
            weights.name,
            reason,
        )
    from vectorstore.original import Original

    return Original(weights)


def _by_openvino(weights: Weights, tokenize: Tokenize, cache: Path) -> Converted:
    slug = re.sub(r"[^\w.-]+", "-", weights.name)
    folder = cache / f"{slug}-{weights.fingerprint[:12]}"
    if kept := _open(folder, weights, tokenize):
        return kept
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with held(folder.with_name(f"{folder.name}.lock"), _WAIT):
            if kept := _open(folder, weights, tokenize):
                return kept  # another process was first
            made = folder.with_name(f"{folder.name}.new")
            shutil.rmtree(made, ignore_errors=True)
            try:
                made.mkdir()
                converted = _convert(made, weights, tokenize)
                shutil.rmtree(folder, ignore_errors=True)
                os.replace(made, folder)
                return converted
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except (OSError, StoreError) as error:
        log.warning("Each start converts %s anew, as it cannot be kept: %s", weights.name, error)
        with TemporaryDirectory() as folder_for_now:
            return _convert(Path(folder_for_now), weights, tokenize)


def _open(folder: Path, weights: Weights, tokenize: Tokenize) -> Converted | None:
    """The conversion kept there, if there is one, whole and of this model by this OpenVINO."""
    from vectorstore.converted import VERSION, Converted

    try:
        notes = Notes(**json.loads((folder / _NOTES).read_text(encoding="utf-8")))
        fits = (notes.fingerprint, notes.openvino) == (weights.fingerprint, VERSION)
        if not fits or notes.files != _sums(folder):
            return None
    except (OSError, ValueError, TypeError):
        return None
    return Converted(folder / _MODEL, notes.inputs, notes.pad, weights, tokenize)


def _convert(folder: Path, weights: Weights, tokenize: Tokenize) -> Converted:
    """Convert into this folder, and note what for; only what agrees with the original is noted."""
    from vectorstore.converted import VERSION, Converted, convert
    from vectorstore.original import Original, Whole, quiet

    original = Original(weights)
    with quiet():
        whole = Whole(original)
        convert(whole, whole.example, folder / _MODEL)
    converted = Converted(folder / _MODEL, whole.inputs, whole.pad, weights, tokenize)
    roles: tuple[Role, ...] = ("query", "document")
    cosines = [original.encode(_PROBES, r) * converted.encode(_PROBES, r) for r in roles]
    least = float(np.concatenate(cosines).sum(axis=1).min())
    if not least >= LEAST_COSINE:
        raise RuntimeError(f"its vectors are off, with a cosine of {least:.3f} to the original's")
    notes = Notes(
        fingerprint=weights.fingerprint,
        identity=weights.identity,
        openvino=VERSION,
        max_tokens=weights.max_tokens,
        dimension=converted.dimension,
        inputs=whole.inputs,
        pad=whole.pad,
        files=_sums(folder),
    )
    (folder / _NOTES).write_text(json.dumps(asdict(notes), indent=1), encoding="utf-8")
    return converted


def _sums(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in sorted(folder.iterdir()) if path.name != _NOTES}
