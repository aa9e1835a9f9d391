"""Damage every file of the indexes in every way, and see that it is found, answered and mended.

python -m tests.faults.damage [--count N | --all] [--killed]
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.many import QUESTIONS, open_many, story
from vectorstore import ArticleStore, home

STORIES = 500  # with three passages each: enough for Chroma to write all of its files


def _flipped(content: bytes) -> bytes:
    """Every bit of 32 KB in the middle (of half of it, where it is smaller) is turned."""
    size = min(32 << 10, max(1, len(content) // 2))
    at = (len(content) - size) // 2
    middle = bytes(byte ^ 0xFF for byte in content[at : at + size])
    return content[:at] + middle + content[at + size :]


WAYS: dict[str, Callable[[bytes], bytes | None]] = {
    "deleted": lambda content: None,
    "half": lambda content: content[: len(content) // 2],
    "zero bytes": lambda content: b"",
    "zeroed": lambda content: bytes(len(content)),
    "random": lambda content: random.Random(1).randbytes(len(content)),
    "flipped": _flipped,
}


@dataclass(frozen=True)
class Case:
    """One file, damaged in one way."""

    file: str
    """Relative to the data folder; ``*`` for names that differ from run to run."""
    way: str

    def spoil(self, data: Path) -> bool:
        """False where that leaves the file as it is."""
        path = sorted(data.glob(self.file))[0]
        before = path.read_bytes()
        after = WAYS[self.way](before)
        if after is None:
            path.unlink()
        else:
            path.write_bytes(after)
        return after != before


def prepare(data: Path) -> list[list[str]]:
    """A closed data folder with all files of its indexes, and its answers."""
    with open_many(data, create=True) as store:
        store.add([story(n) for n in range(STORIES)])
        store.rebuild()
        return answers(store)


def answers(store: ArticleStore) -> list[list[str]]:
    return [[hit.text for hit in store.search(question, 5)] for question in QUESTIONS]


def cases(data: Path) -> Iterator[Case]:
    """Every file of the indexes, in every way."""
    names = set[str]()
    for path in (data / "index").rglob("*"):
        if not path.is_file() or path.suffix == ".lock":
            continue
        parts = list(path.relative_to(data).parts)
        if len(parts) > 2:
            parts[1] = "build-*"
        if parts[2:3] == ["chroma"] and len(parts) == 5:
            parts[3] = "*"
        if parts[2:3] == ["words"] and path.suffix not in (".json", ""):
            parts[3] = f"*{path.suffix}"
        names.add("/".join(parts))
    for name in sorted(names):
        yield from (Case(name, way) for way in WAYS)


class Log(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def check(
    case: Case, prepared: Path, place: Path, expected: list[list[str]], *, must: bool = True
) -> str:
    """How it went, in a few words; raises AssertionError where a promise was broken.

    ``must``: the damage must be noticed before the indexes are opened.
    """
    shutil.copytree(prepared, place)
    if not case.spoil(place):
        return "no damage"
    return recovered(place, expected, must=must)


def recovered(place: Path, expected: list[list[str]], *, must: bool = True) -> str:
    """Open it: is it found, answered meanwhile, mended, and answered again as before?"""
    damaged = set((place / "index").glob("build-*"))
    log = Log()
    logging.getLogger("vectorstore").addHandler(log)
    try:
        with open_many(place) as store:
            assert answers(store) == expected, "the first answers were others"
            store.start()
            until = time.monotonic() + 120
            while (indexes := store._upkeep._owner.indexes) is None:
                assert time.monotonic() < until, f"never mended: {log.lines}"
                time.sleep(0.02)
            found = indexes.folder not in damaged
            assert found or not must, "opened as if it were whole"
            assert indexes.count() == store.summary().passages, "not the same passages"
            assert answers(store) == expected, "the answers after mending were others"
    finally:
        logging.getLogger("vectorstore").removeHandler(log)
    left = list((place / "index").glob("build-*"))
    assert left == [indexes.folder], f"left behind: {left}"
    now = home.current(place / "index")
    assert now is not None and now[1].files == home.checksums(now[0]), "not noted as whole"
    reasons = [line.partition("damaged ")[2] for line in log.lines]
    return " ".join(filter(None, reasons)) or ("made anew" if found else "not noticed")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.damage", description=__doc__)
    parser.add_argument("--count", type=int, default=25, help="cases, chosen at random")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--killed", action="store_true", help="as if the owner had been killed")
    chosen = parser.parse_args()
    logging.getLogger("vectorstore").propagate = False
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder, "prepared")
        expected = prepare(prepared)
        if chosen.killed:
            used, note = home.current(prepared / "index") or sys.exit("nothing prepared")
            home.write_note(used, note.catalog, note.applied, settled=False)
        some = list(cases(prepared))
        if not chosen.all:
            some = random.sample(some, min(chosen.count, len(some)))
        failed = 0
        for n, case in enumerate(some):
            place = Path(folder, str(n))
            started = time.monotonic()
            try:
                said = check(case, prepared, place, expected, must=not chosen.killed)
            except AssertionError as error:
                said, failed = f"BROKEN: {error}", failed + 1
            took = time.monotonic() - started
            print(f"{case.file:46} {case.way:11} {took:5.1f} s  {said[:110]}", flush=True)
            shutil.rmtree(place)
        print(f"{len(some)} cases, {failed} broken promises")
        sys.exit(bool(failed))


if __name__ == "__main__":
    main()
