"""A disk that can be filled and emptied: a small one of its own where this user may mount it,
else the same disk with a limit on the size of files.
"""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path
from types import TracebackType

SIZE = 24 << 20
LIMIT = 256 << 10
"""The largest file that may be written where nothing can be mounted; catalogs grow beyond it."""


class SmallDisk:
    """``path`` lies on it; ``own`` says whether it is a disk of its own."""

    def __init__(self, path: Path, *, own: bool = True) -> None:
        self.path = path
        self.own = own
        self._filler = path / "filler"
        self._limit = resource.getrlimit(resource.RLIMIT_FSIZE)

    def __enter__(self) -> SmallDisk:
        self.path.mkdir()
        self.own = self.own and _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", self.path)
        return self

    def fill(self) -> None:
        """Leave no room at all (or, without a disk of its own, let no file grow large)."""
        if not self.own:
            resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, self._limit[1]))
            return
        size = 1 << 20
        with self._filler.open("ab", buffering=0) as filler:
            while size:
                try:
                    filler.write(bytes(size))
                except OSError:
                    size //= 2

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)
        self._filler.unlink(missing_ok=True)

    def read_only(self) -> bool:
        """Whether it now refuses to be written."""
        return self.own and _mount("-o", "remount,ro", self.path)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)
        if self.own:
            subprocess.run(["umount", "--lazy", str(self.path)], check=True)


def _mount(*arguments: str | Path) -> bool:
    try:
        done = subprocess.run(["mount", *map(str, arguments)], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0
