"""Kill a run of ingest, at random or at named points, and look what it left and how it goes on.

python -m tests.faults.ingest_kills [--count N] [--at POINT]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest import Report, ingest
from ingest.fetch import Fetcher
from ingest.passages import LIMITS
from tests.faults.dying import KILL, Places, arm
from tests.fetching import FAST, here
from tests.ingesting import NoEmbedder, SmallEmbedder
from tests.many import WORDS
from tests.web import Web, page
from vectorstore import ArticleStore

ROOT = Path(__file__).resolve().parents[2]
FILES, LINES, PAGES = 40, 30, 4
PARAGRAPHS = 4
ROUNDS = 3
"""Kills of one collection after another, before a new one is begun."""

POINTS = {
    "fetch": 6, "fetched": 6, "parse": 4, "embed": 3, "write": 60, "commit": 6, "committed": 6,
    "group": 2, "vectors": 1, "words": 1, "prune": 1,
}  # fmt: skip
"""Named points, and up to which time of getting there the process is killed."""


def places() -> Places:
    from sqlalchemy.engine.default import DefaultDialect

    from ingest import batch
    from ingest.extract import Extractor
    from vectorstore import store, vectors, words

    return {
        "fetch": [(Fetcher, "get", True)],
        "fetched": [(Fetcher, "get", False)],
        "parse": [(Extractor, "extract", True), (Extractor, "entries", False)],
        "embed": [(SmallEmbedder, "embed_documents", True)],
        "write": [(store, "put", False)],
        "commit": [(DefaultDialect, "do_commit", True)],
        "committed": [(DefaultDialect, "do_commit", False)],
        "group": [(batch.Folding, "add", True), (ArticleStore, "set_groups", False)],
        "vectors": [(vectors.ChromaVectors, "upsert", False)],
        "words": [(words.Words, "apply", False)],
        "prune": [(ArticleStore, "remove", False)],
    }


# -- what is read --------------------------------------------------------------------------------


def text(name: str, round_: int) -> str:
    """The article ``name`` as it is in a round: every second one has not changed since the first,
    and the one after it is a copy of the one before."""
    number = int(name.partition("-")[2])
    since = round_ if number % 2 else 1
    pick = random.Random(f"{name.partition('-')[0]} {number // 3} {since}")
    lines = [" ".join(pick.choices(WORDS, k=40)) for _ in range(PARAGRAPHS)]
    return "\n\n".join(f"Line {n} of version{since} {line}." for n, line in enumerate(lines))


def names(round_: int) -> dict[str, list[str]]:
    """What each kind of source has in a round; a tenth of the files is gone every time."""
    there = [n for n in range(FILES) if (n + round_) % 10]
    return {
        "file": [f"file-{n}" for n in there],
        "line": [f"line-{n}" for n in range(LINES)],
        "page": [f"page-{n}" for n in range(PAGES)],
    }


def lay_out(news: Path, web: Web, round_: int) -> None:
    """Put the sources of a round in place."""
    news.mkdir(parents=True, exist_ok=True)
    given = names(round_)
    for path in news.glob("*.md"):
        path.unlink()
    for name in given["file"]:
        (news / f"{name}.md").write_text(f"---\nid: {name}\n---\n{text(name, round_)}\n")
    rows = [json.dumps({"id": name, "text": text(name, round_)}) for name in given["line"]]
    (news / "lines.jsonl").write_text("\n".join(rows))
    items = "".join(f"<item><link>{web.url(f'/{name}')}</link></item>" for name in given["page"])
    web.routes["/feed"] = page(f'<rss version="2.0"><channel>{items}</channel></rss>')
    for name in given["page"]:
        body = "".join(f"<p>{part}</p>" for part in text(name, round_).split("\n\n"))
        html = f"<html lang=en><body><article><h1>News</h1>{body}</article></body></html>"
        web.routes[f"/{name}"] = page(html)


def read(data: Path, news: Path, feed: str, **given: Any) -> Report:
    """One run over all of it."""
    host = feed.split("/")[2]
    return ingest(
        [news, feed],
        data=data,
        prune=True,
        fetcher=Fetcher(allow=host, limits=FAST, resolve=here),
        **{"embedder": SmallEmbedder(), **given},
    )


# -- the one who looks ---------------------------------------------------------------------------


def versions(data: Path, web: Web, round_: int) -> dict[str, int]:
    """The round of which each live article is; each must be whole."""
    if not (data / "catalog.sqlite3").exists():
        return {}
    found = {}
    with ArticleStore(data, SmallEmbedder(), limits=LIMITS) as store:
        for article in store.articles():
            name = article.id.removeprefix(web.url("/"))
            rounds = [n for n in range(round_, 0, -1) if text(name, n) == article.text]
            assert rounds, f"{name} is not whole: {article.text[:80]!r}"
            found[name] = rounds[0]
        with store.catalog.reading() as snapshot:
            rows = list(snapshot.rows(snapshot.matching_ids()))
            assert len(rows) == snapshot.passage_count(), "passages of no live article"
        whole: dict[str, str] = {}
        for row in rows:
            whole[row.article.id] = whole.get(row.article.id, "") + row.passage.text
        for article in store.articles():
            flat = "".join(whole[article.id].split())
            assert flat == "".join(article.text.split()), f"passages of {article.id}"
    return found


def groups(data: Path, web: Web) -> set[frozenset[str]]:
    with ArticleStore(data, SmallEmbedder(), limits=LIMITS) as store:
        together: dict[str, set[str]] = {}
        for one, mark, group in store.signatures():
            assert mark is not None, f"{one} was never compared with the others"
            together.setdefault(group or one, set()).add(one.removeprefix(web.url("/")))
    return {frozenset(group) for group in together.values()}


def look(data: Path, news: Path, web: Web, round_: int, said: list[str], parent: Path) -> None:
    """See what a kill has left, go on, and see that all is as without it. Raises AssertionError."""
    left = versions(data, web, round_)
    embedded = [int(line.split()[1]) for line in said if line.startswith("embed")]
    new = [name for name, since in left.items() if since == round_]
    assert new or not embedded, "what was reported is lost"
    read(data, news, web.url("/feed"))
    wanted = [name for given in names(round_).values() for name in given]
    found = versions(data, web, round_)
    assert sorted(found) == sorted(wanted), f"{set(found) ^ set(wanted)}"
    stale = {
        name: since for name, since in found.items() if text(name, since) != text(name, round_)
    }
    assert not stale, f"not what its source has: {stale}"
    again = read(data, news, web.url("/feed"), embedder=NoEmbedder())
    assert (again.unchanged, again.passages, again.failed) == (len(wanted), 0, []), again
    fresh = parent / f"fresh{round_}"
    if not fresh.exists():
        read(fresh, news, web.url("/feed"))
    assert groups(data, web) == groups(fresh, web), "other groups of copies"
    with ArticleStore(data, SmallEmbedder(), limits=LIMITS) as store:
        assert store.catch_up()
        indexes = store._upkeep._owner.indexes
        assert indexes is None or indexes.count() == store.summary().passages


# -- the one who kills ---------------------------------------------------------------------------


def run(count: int, at: str | None, parent: Path, tell: Callable[[str, str], None]) -> int:
    """So many kills, at one point or at random and all the named points; how many were missed."""
    pick = random.Random(count)
    missed = 0
    with Web() as web:
        for n in range(count):
            round_ = 1 + n % ROUNDS
            folder = parent / f"kills{n // ROUNDS}"
            point = at or ("random" if n % 3 == 2 else list(POINTS)[(n - n // 3) % len(POINTS)])
            lay_out(folder / "news", web, round_)
            said, status = _killed(folder, web, point, pick)
            missed += status == 0 and point != "random"
            look(folder / "data", folder / "news", web, round_, said, parent)
            tell(point, said[-1] if said else "started")
    return missed


def _killed(folder: Path, web: Web, point: str, pick: random.Random) -> tuple[list[str], int]:
    """What the child said before it was killed, and its exit status."""
    at = "" if point == "random" else f"{point}:{pick.randint(1, POINTS[point])}"
    command = [sys.executable, "-m", "tests.faults.ingest_kills", "work"]
    given = [str(folder / "data"), str(folder / "news"), web.url("/feed")]
    child = subprocess.Popen(
        [*command, *given], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, KILL: at},
    )  # fmt: skip
    said: list[str] = []
    with child:
        assert child.stdout is not None
        if point == "random":
            said.append(child.stdout.readline().strip())
            time.sleep(pick.uniform(0, 2.5))
            child.kill()
        said += child.stdout.read().split("\n")[:-1]
    assert child.returncode in (0, -signal.SIGKILL), f"it ended with {child.returncode}"
    return said, child.returncode


def main() -> None:
    if sys.argv[1:2] == ["work"]:
        arm(places())
        data, news, feed = sys.argv[2:]
        print("begun", flush=True)
        read(Path(data), Path(news), feed, progress=_tell)
        return
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.ingest_kills", description=__doc__
    )
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--at", choices=["random", *POINTS])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as parent:
        missed = run(
            chosen.count, chosen.at, Path(parent),
            lambda at, reached: print(f"{at:12} {reached:12} whole", flush=True),
        )  # fmt: skip
    print(f"{chosen.count} kills ({missed} came too late), 0 broken promises")


def _tell(stage: str, done: int, total: int | None) -> None:
    print(stage, done, flush=True)


if __name__ == "__main__":
    main()
