"""Ask in one process while another adds, replaces and removes; count every wrong answer.

python -m tests.faults.live [--minutes M]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.many import QUESTIONS, open_many, story
from vectorstore import ArticleStore, Filters, Hit

ROOT = Path(__file__).resolve().parents[2]
STAYING = range(60)
"""Stories that are replaced again and again, and always there."""
PASSING = range(60, 80)
"""Stories that are removed and come back."""
PASSAGES = 4
READERS = 3
REST = 0.1
"""Seconds between two reads of one reader."""
KINDS = (
    "error", "retired", "stale", "absent", "mixed", "half", "misquoted", "not yet visible",
    "indexes",
)  # fmt: skip


# -- the process that writes ---------------------------------------------------------------------


def write(data: Path) -> None:
    """Change stories until nobody listens; say each change once it is committed."""
    pick = random.Random(1)
    versions = dict.fromkeys([*STAYING, *PASSING], 1)
    with open_many(data) as store:
        threading.Thread(target=_end_with_parent, daemon=True).start()
        for round_ in range(1_000_000):
            # Now and then more than is brought into the indexes before a question.
            some = STAYING if round_ % 15 == 14 else pick.sample(STAYING, pick.randint(1, 6))
            new = {n: versions[n] + 1 for n in some}
            store.add([story(n, version, PASSAGES) for n, version in new.items()])
            _say(versions, new)
            n = pick.choice(PASSING)
            version = versions[n] + 1
            if version % 2:
                store.add([story(n, version, PASSAGES)])
            else:
                store.remove([f"story{n}"])
            _say(versions, {n: version})
            time.sleep(pick.uniform(0, 0.8))


def _say(versions: dict[int, int], new: dict[int, int]) -> None:
    versions.update(new)
    changes = " ".join(f"{n}:{version}" for n, version in new.items())
    print(f"{time.time()} {changes}", flush=True)


def _end_with_parent() -> None:
    sys.stdin.read()
    import os

    os._exit(0)


# -- the process that asks -----------------------------------------------------------------------


class Live:
    """What was committed so far, what readers saw, and what was wrong with it."""

    def __init__(self, store: ArticleStore) -> None:
        self.store = store
        self.latest = dict.fromkeys([*STAYING, *PASSING], 1)
        self.seen: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.examples: list[str] = []
        self.delay = 0.0
        self.newest = (0.0, "")
        self.done = threading.Event()

    def read(self, number: int) -> None:
        """One reader: the same questions as anybody's, and a close look at the answers."""
        pick = random.Random(number)
        while not self.done.is_set():
            least = dict(self.latest)  # what was committed before this read began
            n = pick.choice(STAYING)
            try:
                if pick.random() < 0.3:
                    only = Filters(article_ids=(f"story{n}",))
                    hits = self.store.search(pick.choice(QUESTIONS), 12, only)
                else:
                    hits = self.store.search(f"story{n}", 3 * PASSAGES)
                self.seen["reads"] += 1
                self.whole(n, hits, least)
                self.current(hits, least)
            except Exception as error:
                self.note("error", f"{type(error).__name__}: {error}")
            self.done.wait(REST)

    def whole(self, n: int, hits: list[Hit], least: dict[int, int]) -> None:
        """Story ``n`` must be there with all passages of one version, no older than committed."""
        mine = [hit.text for hit in hits if hit.article_id == f"story{n}"]
        versions = {version_of(text) for text in mine}
        if not mine:
            self.note("absent", f"story{n}")
        elif len(versions) > 1:
            self.note("mixed", f"story{n} {versions}")
        elif len(mine) != PASSAGES:
            self.note("half", f"story{n} {len(mine)} passages")
        elif min(versions) < least[n]:
            self.note("stale", f"story{n} {versions} after {least[n]}")

    def current(self, hits: list[Hit], least: dict[int, int]) -> None:
        """No hit is of a version that was retired before, and each is what it says it is."""
        for hit in hits:
            n = int(hit.article_id.removeprefix("story"))
            if version_of(hit.text) < least[n]:
                self.note("retired", f"{hit.text[:30]} after {least[n]}")
            article = self.store.article(hit.article_id, hit.version)
            if article.text[hit.start : hit.end] != hit.text:
                self.note("misquoted", hit.text)
            self.seen["hits"] += 1

    def note(self, what: str, example: str) -> None:
        self.wrong[what] += 1
        self.examples.append(f"{what}: {example}")

    def follow(self, writer: subprocess.Popen[str]) -> None:
        """Hear of each commit."""
        assert writer.stdout is not None
        for line in writer.stdout:
            when, *changes = line.split()
            self.latest.update((int(n), int(version)) for n, _, version in map(_split, changes))
            self.seen["commits"] += 1
            if int(_split(changes[0])[0]) in STAYING:
                self.newest = float(when), changes[0]

    def look(self) -> None:
        """See whether the newest commit is to be seen, and how long after it that is known."""
        looked = self.newest
        while not self.done.wait(0.005):
            if self.newest is looked:
                continue
            looked = self.newest
            when, change = looked
            n, _, version = _split(change)
            hits = self.store.search("story", 12, Filters(article_ids=(f"story{n}",)))
            self.delay = max(self.delay, time.time() - when)
            if not hits or version_of(hits[0].text) < int(version):
                self.note("not yet visible", change)


def _split(change: str) -> tuple[str, str, str]:
    return change.partition(":")


def version_of(text: str) -> int:
    return int(text.split()[1].removeprefix("version"))


def run(data: Path, minutes: float, reads: int) -> Live:
    """Ask for so long, and at least so often, while another process writes."""
    with open_many(data, create=True) as store:
        store.add([story(n, 1, PASSAGES) for n in [*STAYING, *PASSING]])
        store.catch_up()
        live = Live(store)
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.live", "write", str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        with writer:
            threads = [threading.Thread(target=live.read, args=(n,)) for n in range(READERS)]
            threads.append(threading.Thread(target=live.follow, args=(writer,)))
            threads.append(threading.Thread(target=live.look))
            for thread in threads:
                thread.start()
            until, at_most = time.monotonic() + 60 * minutes, time.monotonic() + 60 * minutes + 600
            while time.monotonic() < until or live.seen["reads"] < reads:
                if time.monotonic() > at_most or writer.poll() is not None:
                    live.note("error", f"ended early: {live.seen}")
                    break
                time.sleep(0.1)
            live.done.set()
            assert writer.stdin is not None
            writer.stdin.close()
            for thread in threads:
                thread.join()
        store.catch_up()
        indexes = store._upkeep._owner.indexes
        if indexes is None or indexes.count() != store.summary().passages:
            live.note("indexes", "not the same passages as the catalog")
    return live


def main() -> None:
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(prog="python -m tests.faults.live", description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--reads", type=int, default=2_000, help="at the least")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        live = run(Path(folder, "data"), chosen.minutes, chosen.reads)
    print(", ".join(f"{live.seen[what]:,} {what}" for what in ("reads", "hits", "commits")))
    for kind in KINDS:
        print(f"{kind:16} {live.wrong[kind]}")
    print(f"A commit was seen at most {live.delay:.2f} s later.")
    print(*live.examples[:10], sep="\n")
    sys.exit(bool(live.wrong))


if __name__ == "__main__":
    main()
