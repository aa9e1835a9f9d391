"""Where the indexes of a data folder live: the folder that is current, and its note."""

from __future__ import annotations

import json
import os
import shutil
import uuid
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

Sums = dict[str, list[int]]
"""Size and CRC-32 of files, by their path in the folder."""


@dataclass(frozen=True, slots=True)
class Note:
    """Which catalog the indexes of a folder follow, up to which change, and what they hold.

    Without ``files`` they may have changed since, so a probe has to look inside.
    """

    catalog: str
    applied: int
    files: Sums | None


def current(home: Path) -> tuple[Path, Note] | None:
    """The folder in use and its note; None when there is none that may be opened."""
    try:
        name = (home / "current").read_text().strip()
        note = Note(**json.loads((home / name / "state.json").read_text()))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if not name.startswith("build-") or not isinstance(note.applied, int) or note.applied < 0:
        return None
    return home / name, note


def new_folder(home: Path) -> Path:
    """An empty folder for indexes, not yet in use."""
    folder = home / f"build-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    return folder


def make_current(home: Path, folder: Path) -> None:
    """Switch to this folder, all at once."""
    made = home / "current.new"
    made.write_text(folder.name)
    os.replace(made, home / "current")


def write_note(folder: Path, catalog: str, applied: int, *, settled: bool) -> None:
    """Note how far the indexes are; ``settled`` also notes what each of their files holds."""
    note = Note(catalog, applied, checksums(folder) if settled else None)
    made = folder / "state.new"
    made.write_text(json.dumps(asdict(note)))
    os.replace(made, folder / "state.json")


def disown(folder: Path) -> None:
    """Make sure that nobody opens the indexes of this folder again."""
    with suppress(OSError):
        (folder / "state.json").unlink()


def sweep(home: Path) -> None:
    """Remove what a rebuild that was cut off, or a damaged index, has left."""
    used = current(home)
    for folder in home.glob("build-*"):
        if used is None or folder != used[0]:
            shutil.rmtree(folder, ignore_errors=True)


def checksums(folder: Path) -> Sums:
    """Size and CRC-32 of every file of the two indexes."""
    found = {}
    for part in ("chroma", "words"):
        for path in sorted((folder / part).rglob("*")):
            # tantivy's locks come and go, and hold nothing
            if path.is_file() and path.suffix != ".lock":
                found[path.relative_to(folder).as_posix()] = list(_checksum(path))
    return found


def _checksum(path: Path) -> tuple[int, int]:
    size = crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size += len(block)
            crc = zlib.crc32(block, crc)
    return size, crc
