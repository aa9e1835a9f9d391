"""Files of this machine: read whole, or in parts where one holds many articles."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import TYPE_CHECKING, Any

from ingest.extract import LARGEST, extract_lines
from ingest.items import Failure, Raw
from ingest.kinds import kind_of
from ingest.outcomes import Outcome, failed, noted
from vectorstore import Article, SourceError

if TYPE_CHECKING:
    from ingest.sources import Item

SUFFIXES = (".jsonl", ".ndjson")
"""Of files that hold many articles."""
PART = 500
"""Articles read at once of a file of many; no more than ``LARGEST`` characters."""
TOLD = 100
"""Failures of one file that are told line by line."""


def read_file(path: str) -> bytes:
    """Raises OSError, and SourceError when it is not a regular file or too large."""
    with _open(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise SourceError(f"is larger than {LARGEST:,} bytes")
        return file.read(LARGEST + 1)


def hash_file(path: str) -> str:
    """SHA-256. Raises OSError, and SourceError when it is not a regular file."""
    with _open(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def holds_lines(path: str) -> bool:
    """Whether it is a file of JSON lines, which may be of any length.

    Raises OSError, SourceError, and Unreadable when it is something else by that name.
    """
    if not path.lower().endswith(SUFFIXES):
        return False
    with _open(path) as file:
        return kind_of(Raw(source=path, name=path, data=file.read(4096))) == "jsonl"


def count_articles(path: str) -> int:
    """How many articles a file seems to hold, without reading them."""
    if not path.lower().endswith(SUFFIXES):
        return 1
    try:
        with _open(path) as file:
            blocks = iter(lambda: file.read(1 << 20), b"")
            return sum(block.count(b"\n") for block in blocks) or 1
    except (OSError, SourceError):
        return 1


def parts(item: Item) -> Iterator[Outcome]:
    """The articles of a file of JSON lines, some at a time, as they are asked for."""
    digest = hashlib.sha256()
    unfinished = noted(item, "")
    articles: list[Article] = []
    failures: list[Failure] = []
    size = wrong = right = 0
    try:
        with _open(item.key) as file:
            for found in extract_lines(_lines(file, digest), item.key, item.name):
                if isinstance(found, Failure):
                    wrong += 1
                    if wrong <= TOLD:
                        failures.append(found)
                    continue
                right += 1
                articles.append(found)
                size += len(found.text)
                if len(articles) == PART or size > LARGEST:
                    yield Outcome(
                        item=item,
                        articles=tuple(articles),
                        failures=tuple(failures),
                        source=unfinished,
                        more=True,
                        many=True,
                    )
                    articles, failures, size = [], [], 0
    except (OSError, SourceError) as error:
        yield failed(item, why(error))
        return
    if wrong > TOLD:
        reason = f"has {wrong - TOLD:,} more lines like these"
        failures.append(Failure(source=item.key, reason=reason))
    if not wrong and not right:
        failures.append(Failure(source=item.key, reason="has no text in it"))
    yield Outcome(
        item=item,
        articles=tuple(articles),
        failures=tuple(failures),
        source=replace(unfinished, fingerprint=digest.hexdigest()),
        many=True,
    )


def why(error: Exception) -> str:
    """What is wrong with a file, as the end of a sentence that begins with its name."""
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or type(error).__name__})"
    return str(error)


def _open(path: str) -> BufferedReader:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # or a named pipe would wait for ever
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise SourceError("is not a regular file")
    return open(handle, "rb")


def _lines(file: BufferedReader, digest: Any) -> Iterator[bytes]:
    """Its lines, all of them hashed; of one that is too long, only the beginning."""
    while line := file.readline(LARGEST + 1):
        digest.update(line)
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)
            digest.update(line)
