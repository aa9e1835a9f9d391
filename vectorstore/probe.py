"""Look at the indexes of a folder in a child process with limits, before we open them ourselves.

A torn index can crash the process that opens it, or fill its disk; then it is the child that ends.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.home import Note, checksums
from vectorstore.indexes import on_disk
from vectorstore.locks import held
from vectorstore.rows import Row

SAMPLE = 200
"""Passages that must find themselves."""
SELF_MATCH = 0.95
"""Share of them that must: the vector index is approximate."""
AMONG = 500
"""The nearest that are asked for, though one is looked at: the more, the wider HNSW searches. By
its own width it missed 12 of 200 in a whole index of a million passages."""
SECONDS = 120
"""Time for a small index; a large one has more, or a slow disk would be taken for damage."""
RATE = 20 << 20
"""Bytes a second that any disk reads."""
MEMORY = 16 << 30
"""Address space; Chroma maps its files, so this is far above what it uses."""

log = logging.getLogger(__name__)


def sound(folder: Path, note: Note, sample: Iterable[Row]) -> bool:
    """Whether the indexes of ``folder`` open, hold what they held, and find ``sample``.

    The reason for a no is logged in one line.
    """
    rows = [(row.passage.id, row.passage.text, row.vector.tolist()) for row in sample]
    task = {"files": note.files, "sample": rows}
    root = str(Path(__file__).parents[1])
    seconds = SECONDS + _size(folder) // RATE
    try:
        child = subprocess.run(
            [sys.executable, "-m", "vectorstore.probe", str(folder)],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            errors="replace",  # a damaged file may be quoted
            timeout=seconds,
            start_new_session=True,  # Ctrl-C is for us; the child would call it damage
            env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])},
        )
        verdict = child.stdout.strip() or f"opening them ended a process ({child.returncode})"
    except subprocess.TimeoutExpired:
        verdict = f"opening them took over {seconds} seconds"
    if verdict == "sound":
        return True
    log.warning("The indexes in %s are damaged (%s); they are rebuilt.", folder, verdict[:200])
    return False


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # a journal comes and goes
            size += path.stat().st_size
    return size


def _limit(folder: Path) -> None:
    size = _size(folder)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY + 4 * size),
        (resource.RLIMIT_FSIZE, (64 << 20) + 4 * size),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(what, (most, most))


def _verdict(folder: Path, task: dict[str, Any]) -> str:
    if task["files"] is not None and (now := checksums(folder)) != task["files"]:
        changed = {
            name
            for name in now.keys() | task["files"].keys()
            if now.get(name) != task["files"].get(name)
        }
        return f"changed: {', '.join(sorted(changed))}"
    indexes = on_disk(folder, "")
    if indexes.count() is None:
        return "they hold different numbers of passages"
    found = 0
    for name, text, vector in task["sample"]:
        nearest = indexes.vectors.search(np.array(vector, np.float32), AMONG)
        indexes.words.search(text, 1)  # what it finds is not compared: not every text has words
        # The same text may stand in several passages: any of them will do.
        close = bool(nearest) and nearest[0][1] > 0.999
        found += close and indexes.words.has(name)
    indexes.vectors.close()
    if found < SELF_MATCH * len(task["sample"]):
        return f"{found} of {len(task['sample'])} passages found"
    return "sound"


if __name__ == "__main__":
    try:
        place = Path(sys.argv[1])
        _limit(place)
        # The child of an owner that was killed may still have these open: one at a time.
        with held(place / "probe.lock", wait=SECONDS):
            print(_verdict(place, json.load(sys.stdin)))
    except BaseException as error:  # a panic in Rust is no Exception; any end here means damage
        print(f"{type(error).__name__}: {error}".splitlines()[0])
