"""What the tests of ingest share: articles on disk, a small embedding model, one run."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ingest import Report, ingest
from ingest.passages import LIMITS
from tests.fetching import fetcher
from tests.tiny import TinyEmbedder
from tests.web import Web
from vectorstore import ArticleStore
from vectorstore.locks import held

FERRY = "The ferry sank near the harbour at dawn. Nobody was hurt, the police said."
FIRE = "A fire destroyed the old station. The town council will meet on Monday."
STORM = "The storm cut power to nine villages. Crews worked through the night."


class SmallEmbedder(TinyEmbedder):
    """TinyEmbedder with a tokenizer: a word is a token."""

    max_tokens = 64

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [len(text.split()) + 2 for text in texts]


class NoEmbedder(SmallEmbedder):
    """For runs that have nothing to embed."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError(f"embedded {texts}")


def write(path: Path, text: str, **facts: str) -> Path:
    """An article with front matter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in facts.items())
    path.write_text(f"---\n{head}---\n{text}\n" if facts else f"{text}\n", encoding="utf-8")
    return path


def run(
    *sources: str | Path,
    data: Path = Path("data"),
    web: Web | None = None,
    alone: bool = False,
    **given: Any,
) -> Report:
    """One run with the small model; it may reach ``web`` and nothing else.

    Unless it is ``alone``, the indexes belong to somebody else, as they do while the app is open;
    that saves the tests the time to bring them up to date.
    """
    given.setdefault("embedder", SmallEmbedder())
    if web is not None:
        given["fetcher"] = fetcher(web)
    with ExitStack() as stack:
        if not alone and not data.is_file():
            data.mkdir(parents=True, exist_ok=True)
            stack.enter_context(held(data / "index.lock", 0))
        return ingest(sources, data=data, **given)


def counts(report: Report) -> dict[str, int]:
    """The counts that are not zero; ``failed`` is the number of failures."""
    found = report.to_dict() | {"failed": len(report.failed)}
    for other in ("seconds", "passages", "interrupted"):
        del found[other]
    return {name: count for name, count in found.items() if count}


def opened(data: Path = Path("data")) -> ArticleStore:
    return ArticleStore(data, SmallEmbedder(), limits=LIMITS)


def stored(data: Path = Path("data")) -> dict[str, str]:
    """The text of every live article, by id."""
    with opened(data) as store:
        return {article.id: article.text for article in store.articles()}


def reasons(report: Report) -> dict[str, str]:
    return {Path(failure.source).name: failure.reason for failure in report.failed}


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file under a folder."""
    found: Iterable[Path] = sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in found
        if path.is_file()
    }
