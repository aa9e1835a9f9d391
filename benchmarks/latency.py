"""One process of the speed measurement: questions to a collection, by one way. Run by speed."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.children import Figures, clocked, resident, timed
from benchmarks.corpus import bodies, lines
from benchmarks.synthetic import MadeUp, make, questions
from chatbot import Chatbot
from chatbot.reader import open_reader
from vectorstore import ArticleStore, Embedder, Filters, load_settings
from vectorstore.home import current
from vectorstore.indexes import Indexes
from vectorstore.locks import held

LIMIT = 10
FILTERS = {
    "one publisher": Filters(publishers=("Paper 3",)),
    "half of all": Filters(published_from="2020-01-01"),
}


def build(data: Path, embedder: Embedder, passages: int) -> Figures:
    """Make the collection: passages a second into the catalog, and into the indexes."""
    shutil.rmtree(data, ignore_errors=True)  # what a run that was cut off has left
    model = MadeUp(embedder)
    figures = work("store", lambda: make(data, passages, model), passages)
    with ArticleStore(data, embedder) as store:
        figures |= work("index", store.catch_up, passages)
    figures["catalog MB"] = (data / "catalog.sqlite3").stat().st_size / 1e6
    parts = [path for path in (data / "index").rglob("*") if path.is_file()]
    figures["indexes MB"] = sum(path.stat().st_size for path in parts) / 1e6
    return figures


def work(name: str, do: Callable[[], object], count: int) -> Figures:
    """How many of ``count`` a second, and the processor time of each in milliseconds."""
    start, busy = time.perf_counter(), time.process_time()
    do()
    rate = count / (time.perf_counter() - start)
    return {name: rate, f"{name} cpu": 1000 * (time.process_time() - busy) / count}


def byline(data: Path, embedder: Embedder, count: int) -> Figures:
    """As the app asks: the first question at once, the others when the indexes are open."""
    asked = questions(count)
    start = time.perf_counter()
    embedder.embed_query("warm")
    figures = {"model s": time.perf_counter() - start}
    start = time.perf_counter()
    with ArticleStore(data, embedder) as store, Chatbot(store) as bot:
        figures["open s"] = time.perf_counter() - start
        store.start()
        store.search(asked[0], LIMIT)
        figures["first s"] = time.perf_counter() - start
        indexes = opened(store)
        figures["ready s"] = time.perf_counter() - start
        figures |= parts(store, indexes, asked)
        for name, filters in FILTERS.items():
            few = asked[: max(5, count // 4)]
            figures |= timed(name, lambda q, f=filters: store.search(q, LIMIT, f), few)
        figures |= timed("reranked", lambda q: bot.retrieve(q, limit=LIMIT), asked[: count // 2])
        reads = Chatbot(store, open_reader(""))
        reads.retrieve(asked[0], limit=LIMIT)
        figures |= timed("read", lambda q: reads.retrieve(q, limit=LIMIT), asked[: count // 2])
        figures |= timed("answered", reads.ask, asked[count // 2 :])
        figures |= timed("summary", lambda q: store.summary(), asked[:5])
        figures["MB"] = resident()
    return figures | rate(embedder.embed_documents, count)


def opened(store: ArticleStore) -> Indexes:
    """The indexes on disk, once they are open."""
    while store._upkeep._owner.indexes is None:
        time.sleep(0.01)
    return store._upkeep._owner.indexes


def parts(store: ArticleStore, indexes: Indexes, asked: list[str]) -> Figures:
    """Question → hits, and how long each part of it takes; the rest is the catalog's."""
    store.search(asked[0], LIMIT)
    clocks: dict[str, list[float]] = {"embedding": [], "vectors": [], "words": []}
    with ExitStack() as stack:
        stack.enter_context(clocked(store.embedder, "embed_query", clocks["embedding"]))
        stack.enter_context(clocked(indexes.vectors, "search", clocks["vectors"]))
        stack.enter_context(clocked(indexes.words, "search", clocks["words"]))
        figures = timed("hits", lambda q: store.search(q, LIMIT), asked)
    figures |= {name: statistics.median(spent) for name, spent in clocks.items()}
    figures["catalog"] = figures["hits p50"] - sum(map(statistics.median, clocks.values()))
    return figures


def reader(data: Path, embedder: Embedder, count: int) -> Figures:
    """As a second process asks: another owns the indexes, so it compares all vectors itself."""
    asked = questions(count)
    embedder.embed_query("warm")
    with held(data / "index.lock", 0), ArticleStore(data, embedder) as store:
        start = time.perf_counter()
        store.search(asked[0], LIMIT)
        figures = {"second first s": time.perf_counter() - start}
        figures |= timed("second", lambda q: store.search(q, LIMIT), asked)
        figures["second MB"] = resident()
    return figures


def tutorial(data: Path, embedder: Embedder, count: int) -> Figures:
    """Plain sentence-transformers and langchain-chroma over a copy of the same collection."""
    from benchmarks.usual import PlainEmbeddings, open_chroma
    from vectorstore.vectors import COLLECTION

    found = current(data / "index")
    assert found is not None
    asked = questions(count)
    with tempfile.TemporaryDirectory(dir=data) as folder:
        copy = shutil.copytree(found[0] / "chroma", Path(folder, "chroma"))
        plain = PlainEmbeddings()
        plain.embed_query("warm")
        start = time.perf_counter()
        store = open_chroma(copy, plain, COLLECTION)
        store.similarity_search(asked[0], k=LIMIT)
        figures = {"tutorial first s": time.perf_counter() - start}
        spent = list[float]()
        with clocked(plain, "embed_query", spent):
            figures |= timed("tutorial", lambda q: store.similarity_search(q, k=LIMIT), asked)
        figures["tutorial embedding"] = statistics.median(spent)
        figures["tutorial MB"] = resident()
    return figures | rate(plain.embed_documents, count, "tutorial ")


def rate(embed: Callable[[list[str]], object], count: int, name: str = "") -> Figures:
    """Real texts of some 600 characters embedded a second."""
    sentences = [one for body in bodies() for one in lines(body)]
    texts = [" ".join(sentences[at : at + 5]) for at in range(len(sentences) - 5)][:count]
    embed(texts[:8])
    return work(f"{name}embeds", lambda: embed(texts), len(texts))


WAYS = {"build": build, "byline": byline, "reader": reader, "tutorial": tutorial}


def main(way: str, data: Path, models: Path, count: Annotated[int, typer.Argument()]) -> None:
    embedder = Embedder(load_settings().embedding_model, cache=models)
    print(json.dumps(WAYS[way](data, embedder, count)))


if __name__ == "__main__":
    typer.run(main)
