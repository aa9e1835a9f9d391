"""The Chroma collection: ours to search, and readable by any other Chroma client."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from tests.tiny import TinyEmbedder, article, cut, entry, open_tiny
from vectorstore.rows import Row
from vectorstore.vectors import COLLECTION, ChromaVectors

EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def row(name: str, vector: np.ndarray, **facts: str | None) -> Row:
    owner = article(name, f"About {name}.", **facts)
    return Row(cut(owner)[0], vector.astype(np.float32), owner)


@pytest.fixture
def vectors(own_folder: Path) -> Iterator[ChromaVectors]:
    index = ChromaVectors(own_folder / "chroma")
    yield index
    index.close()


def names(found: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in found]


def test_nearest_first_with_cosines(vectors: ChromaVectors) -> None:
    half = (EAST + NORTH) / np.sqrt(2)
    vectors.upsert([row("n", NORTH), row("e", EAST), row("ne", half), row("w", -EAST)])
    found = vectors.search(EAST, 4)
    assert names(found) == ["e:0:0", "ne:0:0", "n:0:0", "w:0:0"]
    assert np.allclose([score for _, score in found], [1, math.sqrt(0.5), 0, -1], atol=1e-5)


def test_empty_short_and_shrunk(vectors: ChromaVectors) -> None:
    assert vectors.search(EAST, 5) == []
    vectors.upsert([])
    vectors.delete([])
    vectors.delete(["never:1:0"])
    vectors.upsert([row("e", EAST), row("n", NORTH)])
    assert len(vectors.search(EAST, 2_000)) == 2
    vectors.delete(["e:0:0"])
    assert names(vectors.search(EAST, 5)) == ["n:0:0"] and vectors.count() == 1


def test_more_than_one_batch_of_chroma_at_once(vectors: ChromaVectors) -> None:
    turns = np.linspace(0, 6, 6_000)
    vectors.upsert([row(str(n), np.array([np.cos(t), np.sin(t)])) for n, t in enumerate(turns)])
    assert vectors.count() == 6_000
    vectors.delete([f"{n}:0:0" for n in range(5_990)])
    assert vectors.count() == 10 and len(vectors.search(EAST, 60)) == 10


@pytest.mark.parametrize(
    "name", ["http://a.b/c?d=e:f", 'a "quoted" id', "new\nline", "ünïcode🙂", "'; DROP", "x" * 3000]
)
def test_ids_with_anything_in_them_are_ids(vectors: ChromaVectors, name: str) -> None:
    vectors.upsert([row(name, EAST), row("other", NORTH)])
    assert names(vectors.search(EAST, 1)) == [f"{name}:0:0"]
    vectors.delete([f"{name}:0:0"])
    assert names(vectors.search(EAST, 1)) == ["other:0:0"]


def test_close_and_open_again_in_one_process(own_folder: Path) -> None:
    for round_ in range(3):
        index = ChromaVectors(own_folder / "chroma")
        index.upsert([row(f"r{round_}", EAST)])
        assert index.count() == round_ + 1
        index.close()
        with pytest.raises(AttributeError):
            index.search(EAST, 1)


@pytest.fixture
def folder(own_folder: Path) -> Path:
    """The Chroma folder of a store that has been closed."""
    facts = {
        "title": "Fire on ship", "publisher": "Dawn", "author": "A. B.", "language": "en",
        "published": "2020-10-04T10:00:00+04:00", "url": "https://example.org/1",
    }  # fmt: skip
    with open_tiny(own_folder / "data") as store:
        store.add([entry("a", "A ship.\nA fire on a ship.", **facts), entry("b", "A cave.")])
        store.catch_up()
    return next((own_folder / "data" / "index").glob("build-*")) / "chroma"


def test_a_plain_chroma_client_reads_it(folder: Path) -> None:
    settings = Settings(anonymized_telemetry=False)
    with chromadb.PersistentClient(str(folder), settings=settings) as client:
        collection = client.get_collection(COLLECTION, embedding_function=None)
        got = collection.get(ids=["a:1:1"], include=["documents", "metadatas", "embeddings"])
        assert got["documents"] == ["A fire on a ship."]
        assert got["metadatas"] == [
            {
                "article": "a", "version": 1, "start": 8, "end": 25, "title": "Fire on ship",
                "publisher": "Dawn", "language": "en", "url": "https://example.org/1",
                "published": 20201004,
            }
        ]  # fmt: skip
        expected = TinyEmbedder().embed_query("A fire on a ship.")
        assert np.allclose(got["embeddings"], [expected], atol=1e-6)
        unknown = collection.get(ids=["b:1:0"])["metadatas"]
        assert unknown == [{"article": "b", "version": 1, "start": 0, "end": 7}]
        dated = collection.get(where={"published": {"$gte": 20201001}})["ids"]
        assert sorted(dated) == ["a:1:0", "a:1:1"]


@pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")
def test_langchains_chroma_reads_it(folder: Path) -> None:
    from langchain_chroma import Chroma

    with chromadb.PersistentClient(
        str(folder), settings=Settings(anonymized_telemetry=False)
    ) as client:
        store = Chroma(client=client, collection_name=COLLECTION, embedding_function=TinyEmbedder())
        (found, distance), *_ = store.similarity_search_with_score("ship fire", k=2)
        assert found.page_content == "A fire on a ship." and distance < 0.01
        assert found.metadata["publisher"] == "Dawn" and found.metadata["published"] == 20201004
