"""What a source is: a file, a folder, an address, a list of them; and the items of a folder."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.items import Entry, Failure
from ingest.kinds import SUFFIXES
from vectorstore import SourceError

LONGEST = 1_000_000
"""Bytes of a list of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to read."""

    key: str
    """Its absolute path or its address: what it is known by from one run to the next."""
    origin: str
    """The folder, feed or file it was found under, as an absolute path or an address."""
    name: str
    """Its path relative to its source, or its address: the identity where it states none."""
    entry: Entry | None = None
    """What the feed that named it says of it."""


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def listed(sources: Iterable[str | Path]) -> Iterator[str]:
    """The sources, with ``-`` replaced by the lines of standard input."""
    for source in map(str, sources):
        if source == "-":
            yield from _lines(sys.stdin)
        else:
            yield source


def read_list(path: Path) -> list[str]:
    """The sources a file names: one a line, or in TOML ``sources = ["…", …]``.

    Relative paths are meant from the file's folder. Raises SourceError.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST).decode("utf-8-sig")
        if path.suffix.lower() == ".toml":
            named = tomllib.loads(text).get("sources")
            if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
                raise SourceError(f'{path} needs a line such as: sources = ["articles/"]')
        else:
            named = list(_lines(text.splitlines()))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read as a list of sources ({_why(error)}).") from None
    return [one if is_address(one) else str(path.parent / Path(one).expanduser()) for one in named]


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if (line := line.strip()) and not line.startswith("#"):
            yield line


def folder_of(source: str) -> str | None:
    """The absolute path of a source that is a folder."""
    try:
        path = Path(source).expanduser()
        return str(path.resolve()) if path.is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None


def expand(source: str) -> Iterator[Item | Failure]:
    """The items of a file or folder, in order of their names."""
    try:
        path = Path(source).expanduser().resolve(strict=True)
        str(path).encode()
    except FileNotFoundError:
        yield Failure(source=_shown(source), reason="there is no such file or folder")
    except UnicodeEncodeError:
        yield Failure(source=_shown(source), reason="has a name that is not UTF-8: rename it")
    except (OSError, RuntimeError, ValueError) as error:
        yield Failure(source=_shown(source), reason=f"cannot be read ({_why(error)})")
    else:
        if path.is_dir():
            yield from _folder(str(path))
        else:
            yield Item(key=str(path), origin=str(path), name=path.name)


def _folder(root: str) -> Iterator[Item | Failure]:
    """Its files and those of its folders; hidden ones, and notes about the folder, left out."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Failure(source=_shown(folder), reason=f"cannot be read ({_why(error)})")
            continue
        inside = []
        for entry in entries:
            if entry.name.startswith((".", "~$")):  # what Word keeps beside an open document
                continue
            if entry.is_dir(follow_symlinks=False):
                inside.append(entry.path)
                continue
            stem, suffix = os.path.splitext(entry.name)
            linked = entry.is_symlink()
            if linked and os.path.isdir(entry.path):
                if isinstance(leads := _item(entry.path, root, linked=True), Failure):
                    yield leads
            elif suffix.lower() in SUFFIXES and stem.lower() != "readme":
                yield _item(entry.path, root, linked=linked)
        waiting += reversed(inside)


def _item(path: str, root: str, *, linked: bool) -> Item | Failure:
    try:
        path.encode()
        found = str(Path(path).resolve(strict=True)) if linked else path
    except UnicodeEncodeError:
        return Failure(source=_shown(path), reason="has a name that is not UTF-8: rename it")
    except FileNotFoundError:
        return Failure(source=path, reason="is a link that leads nowhere")
    except (OSError, RuntimeError) as error:
        return Failure(source=path, reason=f"cannot be read ({_why(error)})")
    name = found.removeprefix(root.rstrip(os.sep) + os.sep)
    if name == found:
        reason = "is a link that leads out of the folder: name what it leads to as a source"
        return Failure(source=path, reason=reason)
    return Item(key=found, origin=root, name=name.replace(os.sep, "/"))


def _shown(path: str) -> str:
    """A path that may be printed, whatever bytes it is made of."""
    return path.encode(errors="replace").decode()


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
