"""Locks between processes that name their holder; the kernel frees them when it dies."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import StoreFull, StoreLocked


def _note(path: Path) -> Path:
    return path.with_suffix(".holder")


def acquire(path: Path, wait: float) -> FileLock:
    """Take the lock at ``path``, waiting up to ``wait`` seconds.

    Raises StoreLocked with the holder's process and machine, StoreFull where no lock can be made.
    """
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise StoreLocked(f"{path.parent} is in use by {holder(path)}.") from None
    except OSError as error:
        raise StoreFull(f"Cannot write in {path.parent}: {error.strerror}.") from error
    with suppress(OSError):  # the note only makes a better message
        _note(path).write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
    return lock


def holder(path: Path) -> str:
    """Who holds the lock, for a message."""
    try:
        note = json.loads(_note(path).read_text())
        return f"process {int(note['pid'])} on {note['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def held(path: Path, wait: float) -> Iterator[None]:
    """``acquire`` for the length of a with-block."""
    lock = acquire(path, wait)
    try:
        yield
    finally:
        lock.release()
