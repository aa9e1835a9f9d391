"""Embedding a whole collection again, after a change of model or of passage limits."""

from __future__ import annotations

from pathlib import Path

from ingest.passages import LIMITS, passages
from ingest.pipeline import Progress
from vectorstore import ArticleStore, Embedder, load_settings, reembed


def embed_again(
    *, data: str | Path | None = None, progress: Progress | None = None, **settings: object
) -> int:
    """Embed all articles with the model that is set now; returns how many there are.

    Readers with the old model go on until all is done; a run that was cut off goes on where it
    was. Raises NoStore, StoreError and its kin, ModelError and SettingError.
    """
    tell = progress or (lambda stage, done, total: None)
    chosen = load_settings(data=data, **settings)
    embedder = Embedder(chosen.embedding_model, cache=chosen.data / "models")
    count = reembed(
        chosen.data,
        embedder,
        LIMITS,
        lambda article: passages(article, embedder.count_tokens, embedder.max_tokens),
        lambda done, total: tell("reembed", done, total),
    )
    with ArticleStore(chosen.data, embedder, limits=LIMITS) as store:
        store.catch_up(lambda done, total: tell("index", done, total))
    return count
