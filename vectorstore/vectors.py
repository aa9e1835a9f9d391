"""Nearest vectors on disk: the Chroma collection, and the only file that imports chromadb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from vectorstore.filtering import day_of
from vectorstore.rows import Row, Vector

COLLECTION = "passages"


class ChromaVectors:
    """One record a passage: vector, text, and flat metadata for other readers of the collection."""

    def __init__(self, folder: Path) -> None:
        settings = ChromaSettings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(str(folder), settings=settings)
        self._collection = self._client.get_or_create_collection(
            COLLECTION,
            configuration={"hnsw": {"space": "cosine"}},  # Chroma's own default is l2
            embedding_function=None,
        )
        self._batch = self._client.get_max_batch_size()

    def upsert(self, rows: Sequence[Row]) -> None:
        for at in range(0, len(rows), self._batch):
            batch = rows[at : at + self._batch]
            self._collection.upsert(
                ids=[row.passage.id for row in batch],
                embeddings=np.stack([row.vector for row in batch]),
                documents=[row.passage.text for row in batch],
                metadatas=[_metadata(row) for row in batch],
            )

    def delete(self, ids: Iterable[str]) -> None:
        ids = list(ids)
        for at in range(0, len(ids), self._batch):
            self._collection.delete(ids=ids[at : at + self._batch])

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The ids of the nearest passages with their cosines, best first."""
        found = self._collection.query(
            query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
        )
        distances = found["distances"]
        assert distances is not None
        return [(one, 1.0 - far) for one, far in zip(found["ids"][0], distances[0], strict=True)]

    def count(self) -> int:
        return self._collection.count()

    def close(self) -> None:
        self._client.close()  # type: ignore[attr-defined]  # PersistentClient's; not in its type


def _metadata(row: Row) -> dict[str, Any]:
    article, passage = row.article, row.passage
    values = {
        "article": article.id,
        "version": article.version,
        "start": passage.start,
        "end": passage.end,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "url": article.url,
        "published": day_of(article.published),
    }
    return {key: value for key, value in values.items() if value is not None}
