"""The app as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ANNOUNCED = re.compile(r"Byline is at (http://\S+) — (.+)\n")


def start(*arguments: str | Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, ROOT / "app.py", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings},
    )


@contextmanager
def running(
    *arguments: str | Path, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its address, and what it says about its collection."""
    process = start("--port", "0", *arguments, **settings)
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = ANNOUNCED.fullmatch(line)
        assert found, line + (process.stderr.read() if not line and process.stderr else "")
        yield process, found[1], found[2]
    finally:
        process.kill()
        process.communicate()
