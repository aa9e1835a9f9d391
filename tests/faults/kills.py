"""Kill a process that changes the collection, at random or at named points, and look what is left.

python -m tests.faults.kills [--count N] [--at POINT]
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.faults.dying import KILL, Places, arm
from tests.many import RandomEmbedder, open_many, story
from vectorstore import Article, ArticleStore

ROOT = Path(__file__).resolve().parents[2]
STORIES = 60
BATCH = 12
STRIDE = 4
"""Kills of one folder after another, before a new one is begun."""


# -- the process that is killed ------------------------------------------------------------------


def work(data: Path, round_: int) -> None:
    """Bring every story to version ``round_``, some in and out, then the indexes.

    Says what is stored as soon as it is; doing it again changes nothing.
    """
    print("begun", flush=True)
    with open_many(data, create=True) as store:
        print("opened", flush=True)
        change(store, round_)
        store.catch_up()
        print("caught up", flush=True)
        if round_ % 2:
            store.rebuild()
    print("done", flush=True)


def change(store: ArticleStore, round_: int) -> None:
    for at in range(0, STORIES, BATCH):
        store.add([wanted(n, round_) for n in range(at, at + BATCH)])
        print(f"stored {at}", flush=True)
    store.remove(f"story{n}" for n in removed(round_))
    print("removed", flush=True)


def wanted(n: int, round_: int) -> tuple[Article, list[Any]]:
    return story(n, round_, passages=1 + (n + round_) % 5)


def removed(round_: int) -> list[int]:
    return [n for n in range(STORIES) if (n + round_) % 10 == 0]


def places() -> Places:
    from sqlalchemy.engine.default import DefaultDialect

    from vectorstore import catalog, indexes, owner, store, vectors, words

    return {
        "create": [(catalog.os, "replace", True)],
        "embed": [(RandomEmbedder, "embed_documents", True)],
        "write": [(store, "put", False)],
        "commit": [(DefaultDialect, "do_commit", True)],
        "committed": [(DefaultDialect, "do_commit", False)],
        "vectors": [(vectors.ChromaVectors, "upsert", False)],
        "words": [(words.Words, "apply", False)],
        "index": [(indexes.Indexes, "apply", False), (vectors.ChromaVectors, "delete", False)],
        "note": [(owner.home.os, "replace", True)],
        "rebuild": [(owner.home, "make_current", True)],
        "switched": [(owner.home, "make_current", False)],
        "probe": [(owner, "sound", False)],
    }


POINTS = {
    "create": 1, "embed": 3, "write": 20, "commit": 4, "committed": 3, "vectors": 1, "words": 2,
    "index": 1, "note": 2, "rebuild": 1, "switched": 1, "probe": 1,
}  # fmt: skip
"""Named points, and up to which time of getting there the process is killed."""


# -- the process that looks ----------------------------------------------------------------------


def look(data: Path, round_: int, stored: list[int], gone: bool, versions: list[int]) -> None:
    """See what a kill has left, go on by itself, and see that all is as it should be.

    ``stored`` are the batches that were reported, ``gone`` whether removal was, and ``versions``
    what each story was at before. Raises AssertionError.
    """
    assert (data / "catalog.sqlite3").exists() or not stored, "what was reported is lost"
    with open_many(data, create=True) as store:
        for at in range(0, STORIES, BATCH):
            batch = range(at, at + BATCH)
            now = {n: at_version(store, n) for n in batch}
            if at in stored:
                assert set(now.values()) <= {round_, 0}, f"reported and lost: {now}"
            else:
                new = sum(version == round_ for version in now.values())
                assert new in (0, BATCH), f"half a batch: {now}"
                assert new or all(now[n] == versions[n] for n in batch), f"others: {now}"
        if gone:
            there = [n for n in removed(round_) if at_version(store, n)]
            assert not there, f"reported as removed, and there: {there}"
        consistent(store)
        searchable(store)
        change(store, round_)  # once more, and to the end
        consistent(store)
        store.start()
        until = time.monotonic() + 60
        while store._upkeep._owner.indexes is None or not store.catch_up():
            assert time.monotonic() < until, "the indexes never came to be"
            time.sleep(0.02)
        searchable(store)
        same_passages(store)
        live = {n for n in range(STORIES) if at_version(store, n)}
        assert live == set(range(STORIES)) - set(removed(round_)), "not what was asked for"
        folder = store._upkeep._owner.indexes.folder
    left = {path.name for path in data.rglob("*") if path.name.startswith(("build-", "catalog.n"))}
    assert left == {folder.name}, f"left behind: {left}"


def at_version(store: ArticleStore, n: int) -> int:
    """The round whose story is live, 0 where none is; it must be whole."""
    found = store.catalog
    with found.reading() as snapshot:
        article = snapshot.article(f"story{n}", None)
    if article is None:
        return 0
    round_ = int(article.text.split()[1].removeprefix("version"))
    assert article.text == wanted(n, round_)[0].text, f"story {n} is not whole"
    return round_


def consistent(store: ArticleStore) -> None:
    """Passages are those of live versions, each once, in order, with its own vector."""
    with store.catalog.reading() as snapshot:
        rows = list(snapshot.rows(snapshot.matching_ids()))
        assert len(rows) == snapshot.passage_count(), "passages of no live article"
    seen: dict[str, list[int]] = {}
    for row in rows:
        seen.setdefault(row.article.id, []).append(row.passage.position)
        vector = np.array(store.embedder.embed_query(row.passage.text), np.float32)
        assert np.allclose(row.vector, vector, atol=1e-6), "a vector of another text"
    for article in store.articles():
        parts = article.text.count("\n") + 1
        assert seen[article.id] == list(range(parts)), f"passages of {article.id} doubled or lost"
    with store.catalog.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def searchable(store: ArticleStore) -> None:
    """Every tenth passage is the first to be found by its own words; nothing else is found."""
    for n in range(0, STORIES, 10):
        if round_ := at_version(store, n):
            text = wanted(n, round_)[1][-1].text
            assert store.search(text, 1)[0].text == text, f"{text!r} is not found"


def same_passages(store: ArticleStore) -> None:
    """Both indexes on disk hold the catalog's passages and no others."""
    indexes = store._upkeep._owner.indexes
    with store.catalog.reading() as snapshot:
        rows = list(snapshot.rows(snapshot.matching_ids()))
    names = {row.passage.id for row in rows}
    kept = indexes.vectors._collection.get(include=[])["ids"]
    assert len(kept) == len(names) and set(kept) == names, "other vectors than passages"
    assert indexes.words.count() == len(names), "other words than passages"
    assert all(indexes.words.has(name) for name in names), "passages without words"


# -- the one who kills ---------------------------------------------------------------------------


@dataclass
class Folder:
    """A data folder and what is known to be in it."""

    data: Path
    round: int = 0
    versions: list[int] = field(default_factory=lambda: [0] * STORIES)


@dataclass(frozen=True)
class Kill:
    """What came of one: how far the process had come, and what was wrong afterwards."""

    at: str
    reached: str
    verdict: str


def kill(folder: Folder, at: str, pick: random.Random, usual: float) -> Kill:
    """Run one round, kill it ``at`` a point or at a random moment, and look."""
    folder.round += 1
    child = _child(["work", str(folder.data), str(folder.round)], at)
    said = list[str]()
    assert child.stdout is not None
    with child:
        if at == "random":
            said.append(child.stdout.readline().strip())
            time.sleep(pick.uniform(0, usual))
            child.kill()
        said += child.stdout.read().split("\n")[:-1]
    stored = [int(line.split()[1]) for line in said if line.startswith("stored")]
    task = [folder.round, stored, "removed" in said, folder.versions]
    looked = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "look", str(folder.data), json.dumps(task)],
        capture_output=True, text=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    folder.versions = [0 if n in removed(folder.round) else folder.round for n in range(STORIES)]
    verdict = "whole" if looked.returncode == 0 else f"BROKEN: {_last(looked.stderr)}"
    reached = said[-1] if said else "started"
    assert child.returncode in (0, -signal.SIGKILL), "it ended in another way"
    if at != "random" and child.returncode == 0:
        reached = "never killed"
    return Kill(at, reached, verdict)


def run(count: int, at: str | None, parent: Path, tell: Callable[[Kill], None]) -> list[Kill]:
    """So many kills, at one point or at random and all the named points in turn."""
    pick = random.Random(count)
    usual = _usual(parent / "usual")
    done = list[Kill]()
    for n in range(count):
        if n % STRIDE == 0:
            folder = Folder(parent / f"data{n}")
        done.append(kill(folder, at_point(n, at, pick), pick, usual))
        tell(done[-1])
    return done


def at_point(n: int, at: str | None, pick: random.Random) -> str:
    """Every other kill is at random; the others go through the named points."""
    names = list(POINTS)
    point = at or ("random" if n % 2 else names[n // 2 % len(names)])
    return point if point == "random" else f"{point}:{pick.randint(1, POINTS[point])}"


def _usual(data: Path) -> float:
    """Seconds that a round takes when nobody kills it."""
    with _child(["work", str(data), "1"], "random") as child:
        assert child.stdout is not None and child.stdout.readline() == "begun\n"
        started = time.monotonic()
        assert child.stdout.read().endswith("done\n")
        return time.monotonic() - started


def _child(arguments: list[str], at: str) -> subprocess.Popen[str]:
    environment = {**os.environ, KILL: "" if at == "random" else at}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.kills", *arguments],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
    )  # fmt: skip


def _last(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "no word"


def main() -> None:
    if sys.argv[1:2] == ["work"]:
        arm(places())
        work(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["look"]:
        look(Path(sys.argv[2]), *json.loads(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--at", choices=["random", *POINTS])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as parent:
        done = run(
            chosen.count,
            chosen.at,
            Path(parent),
            lambda one: print(f"{one.at:14} {one.reached:14} {one.verdict}", flush=True),
        )
    broken = sum(one.verdict != "whole" for one in done)
    print(f"{len(done)} kills, {broken} broken promises")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
