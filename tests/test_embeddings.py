"""The packaged model: the same vectors as sentence-transformers, sooner and by lighter means."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from tests.models import TEXTS, run
from vectorstore.embeddings import Embedder
from vectorstore.original import Original
from vectorstore.settings import PACKAGED_MODEL
from vectorstore.weights import find_weights

HEAVY = ["torch", "transformers", "sentence_transformers"]
LONG = "The committee heard that the harbour wall had been inspected in the spring. " * 30
ALL = [*TEXTS, LONG, "x" * 5000, "7,5 % – £3m; see www.example.org/a?b=c", "वर्षा हुई।"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def embedder(cache: Path) -> Embedder:
    return Embedder(cache=cache)


@pytest.fixture(scope="module")
def original() -> Original:
    return Original(find_weights(PACKAGED_MODEL))


def loaded(code: str) -> set[str]:
    """The heavy modules that a fresh Python has imported after running ``code``."""
    done = run(f"{code}\nimport sys\nprint('loaded:', *sys.modules)")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.partition("loaded:")[2].split()).intersection([*HEAVY, "openvino"])


def test_documents_as_sentence_transformers_embeds_them(
    embedder: Embedder, original: Original
) -> None:
    vectors = embedder.encode_documents(ALL)
    assert (vectors.dtype, vectors.shape) == (np.float32, (len(ALL), 384))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = (vectors * original.encode(ALL, "document")).sum(axis=1)
    assert cosines.min() >= 0.999


def test_questions_as_sentence_transformers_embeds_them(
    embedder: Embedder, original: Original
) -> None:
    for text in ALL:
        vector = np.asarray(embedder.embed_query(text))
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
        assert vector @ original.encode([text], "query")[0] >= 0.999


def test_each_text_gets_its_own_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    shuffler = random.Random(0)
    texts = [" ".join(shuffler.choices(LONG.split(), k=shuffler.randrange(90))) for _ in range(150)]
    together = embedder.encode_documents(texts)
    alone = np.concatenate([embedder.encode_documents([text]) for text in texts[::10]])
    assert (together[::10] * alone).sum(axis=1).min() > 0.999


def test_it_is_what_langchain_expects(embedder: Embedder) -> None:
    assert isinstance(embedder, Embeddings)
    vectors = embedder.embed_documents(["Rain.", "Wind."])
    assert [type(vector) for vector in vectors] == [list, list]
    assert type(vectors[0][0]) is float
    assert embedder.embed_documents([]) == []
    assert embedder.encode_documents([]).shape == (0, embedder.dimension) == (0, 384)


def test_half_a_surrogate_pair_is_no_reason_to_stop(embedder: Embedder) -> None:
    assert embedder.count_tokens(["storm \ud83d"])[0] > 2
    assert len(embedder.embed_query("storm \ud83d")) == 384


def test_eight_threads_at_once(embedder: Embedder) -> None:
    expected = embedder.encode_documents(ALL)
    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(lambda _: embedder.encode_documents(ALL), range(16)))
        questions = list(pool.map(embedder.embed_query, ALL * 4))
    assert all(np.allclose(batch, expected, atol=1e-2) for batch in batches)
    assert np.allclose(questions, np.tile(expected, (4, 1)), atol=1e-2)


def test_eight_threads_load_it_once(cache: Path, embedder: Embedder) -> None:
    embedder.embed_query("so that it is converted")
    fresh = Embedder(cache=cache)
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(fresh.embed_query, ["Rain."] * 8))
    assert len({tuple(vector) for vector in vectors}) == 1


def test_tokens_are_counted_whole_and_without_the_model(tmp_path: Path) -> None:
    embedder = Embedder(cache=tmp_path / "unused")
    assert embedder.max_tokens == 256
    assert embedder.count_tokens(["", "rain", "the rain fell"]) == [2, 3, 5]
    assert embedder.count_tokens([LONG])[0] > 256
    assert embedder.count_tokens([]) == []
    assert re.fullmatch(r"all-MiniLM-L6-v2@[0-9a-f]{64}", embedder.identity)
    assert not (tmp_path / "unused").exists()


def test_what_needs_no_vectors_imports_nothing_heavy() -> None:
    assert not loaded(
        "from pathlib import Path\n"
        "from vectorstore.embeddings import Embedder\n"
        "made = Embedder(cache=Path('unused'))\n"
        "made.identity, made.max_tokens, made.count_tokens(['rain'])"
    )


def test_with_a_kept_conversion_torch_is_not_imported(cache: Path, embedder: Embedder) -> None:
    embedder.embed_query("so that it is converted")
    assert loaded(
        "from pathlib import Path\n"
        "from vectorstore.embeddings import Embedder\n"
        f"made = Embedder(cache=Path({str(cache)!r}))\n"
        "made.embed_query('rain'), made.embed_documents(['rain', 'wind'])"
    ) == {"openvino"}


def test_a_vector_belongs_to_who_asked_for_it(embedder: Embedder) -> None:
    vector = embedder.embed_query("Who owns the ship?")
    kept, vector[0] = list(vector), 7.0
    assert embedder.embed_query("Who owns the ship?") == kept
