"""Indexes are looked at by a child with limits before we open them."""

from __future__ import annotations

import logging
import multiprocessing
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings as ChromaSettings

from tests.many import RandomEmbedder, open_many, story
from tests.tiny import entry
from vectorstore import ArticleStore, home, probe
from vectorstore.home import Note
from vectorstore.rows import Row
from vectorstore.vectors import COLLECTION, ChromaVectors


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    """A folder of indexes with all their files, and a sample of what is in it."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    with open_many(data, create=True) as store:
        store.add([story(n) for n in range(400)])
        store.catch_up()
        with store.catalog.reading() as snapshot:
            sample = snapshot.sample(100)
    found = home.current(data / "index")
    assert found is not None
    return found[0], sample


@pytest.fixture
def folder(prepared: tuple[Path, list[Row]], own_folder: Path) -> Path:
    return Path(shutil.copytree(prepared[0], own_folder / "build-copy"))


@pytest.fixture
def sample(prepared: tuple[Path, list[Row]]) -> list[Row]:
    return prepared[1]


def note_of(folder: Path, *, settled: bool) -> Note:
    return Note("catalog", 400, home.checksums(folder) if settled else None)


def hnsw(folder: Path, name: str) -> Path:
    (found,) = (folder / "chroma").glob(f"*/{name}")
    return found


@pytest.mark.parametrize("settled", [True, False])
def test_sound(folder: Path, sample: list[Row], settled: bool) -> None:
    assert probe.sound(folder, note_of(folder, settled=settled), sample)
    assert probe.sound(folder, note_of(folder, settled=True), sample), "looking changed the files"


def test_what_a_narrow_search_misses_is_no_damage(folder: Path, sample: list[Row]) -> None:
    client = chromadb.PersistentClient(
        str(folder / "chroma"), ChromaSettings(anonymized_telemetry=False)
    )
    kept = client.get_collection(COLLECTION).get(include=["embeddings", "documents", "metadatas"])
    client.delete_collection(COLLECTION)
    # As narrow for these as Chroma's own values are for a million.
    narrow = {"space": "cosine", "ef_construction": 20, "ef_search": 1, "max_neighbors": 8}
    client.create_collection(COLLECTION, configuration={"hnsw": narrow}).add(
        ids=kept["ids"],
        embeddings=kept["embeddings"],
        documents=kept["documents"],
        metadatas=kept["metadatas"],
    )
    client.close()
    vectors = ChromaVectors(folder / "chroma")
    found = [vectors.search(row.vector, 1)[0][0] == row.passage.id for row in sample]
    vectors.close()
    assert sum(found) < probe.SELF_MATCH * len(sample)
    assert probe.sound(folder, note_of(folder, settled=False), sample)


def test_a_changed_file_is_named(
    folder: Path, sample: list[Row], caplog: pytest.LogCaptureFixture
) -> None:
    note = note_of(folder, settled=True)
    with hnsw(folder, "data_level0.bin").open("r+b") as file:
        file.seek(5_000)
        file.write(b"\x01")
    assert not probe.sound(folder, note, sample)
    (line,) = [one.message for one in caplog.records if one.levelno == logging.WARNING]
    assert "data_level0.bin" in line and "rebuilt" in line and "\n" not in line


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: hnsw(folder, "link_lists.bin").unlink(),
        lambda folder: hnsw(folder, "index_metadata.pickle").write_bytes(b"\x80\x04"),
        lambda folder: hnsw(folder, "data_level0.bin").write_bytes(b""),
        lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b""),
        lambda folder: (folder / "words" / "meta.json").write_text("{"),
        lambda folder: (folder / "words" / "meta.json").unlink(),
        lambda folder: shutil.rmtree(folder / "words"),
        lambda folder: shutil.rmtree(folder / "chroma"),
    ],
)  # fmt: skip
def test_damage_is_seen_without_checksums_too(
    folder: Path, sample: list[Row], spoil: Callable[[Path], object]
) -> None:
    """After a kill nothing is noted about the files; then what is in them must tell."""
    note = note_of(folder, settled=False)
    spoil(folder)
    assert not probe.sound(folder, note, sample)


def test_vectors_of_other_texts_are_seen(folder: Path, sample: list[Row]) -> None:
    other = RandomEmbedder("other")
    import numpy as np

    moved = [
        Row(row.passage, np.array(other.embed_query(row.passage.text), np.float32), row.article)
        for row in sample
    ]
    assert not probe.sound(folder, note_of(folder, settled=False), moved)


def test_a_torn_file_cannot_fill_the_disk_or_hurt_us(folder: Path, sample: list[Row]) -> None:
    """Torn link lists may make their reader grow a file without end, or crash it."""
    note = note_of(folder, settled=False)
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    for name in ("link_lists.bin", "header.bin"):
        torn = hnsw(folder, name).read_bytes()
        hnsw(folder, name).write_bytes(torn[: len(torn) // 2] + b"\xff" * (len(torn) // 2))
    assert not probe.sound(folder, note, sample)
    now = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert now <= 64 * 2**20 + 5 * whole


def test_a_child_that_does_not_end_is_ended(
    folder: Path, sample: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "SECONDS", 0.05)
    assert not probe.sound(folder, note_of(folder, settled=True), sample)


def test_texts_without_words_do_not_look_like_damage(own_folder: Path) -> None:
    with ArticleStore(own_folder / "data", RandomEmbedder(), create=True) as store:
        store.add([entry(f"a{n}", "。" * (n + 1)) for n in range(40)])
        store.add([entry(f"b{n}", "長い文" * 30 + str(n)) for n in range(40)])
        store.catch_up()
        with store.catalog.reading() as snapshot:
            sample = snapshot.sample(80)
        found = home.current(own_folder / "data" / "index")
    assert found is not None
    assert probe.sound(found[0], Note("", 0, None), sample)


def _limited(folder: Path, hard: int, told: multiprocessing.SimpleQueue) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    probe._limit(folder)
    told.put(resource.getrlimit(resource.RLIMIT_FSIZE))


def test_limits_keep_within_those_of_the_system(folder: Path) -> None:
    """Where a lower limit stands already, it holds; a higher one cannot be asked for."""
    spawn = multiprocessing.get_context("spawn")
    told: multiprocessing.SimpleQueue = spawn.SimpleQueue()
    child = spawn.Process(target=_limited, args=(folder, 2**20, told))
    child.start()
    assert told.get() == (2**20, 2**20)
    child.join()
