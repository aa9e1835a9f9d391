"""A parser held in a process of its own: it may hang, crash or eat memory, and the run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.items import Draft, Entry, Raw, Unreadable
from ingest.worker import OUT_OF_MEMORY, receive, send

SECONDS = 30.0
"""Of processor time, for one document."""
MEMORY = 1 << 30
"""Bytes of address space, for the parsers and one document."""

LONGEST_ANSWER = 50_000_000
"""Bytes; far above the longest article."""

# The package itself brings in the embedding model and the store. The child gets an empty package of
# that name, so that it starts at once and its memory is the parsers' alone.
_START = (
    "import sys, types; package = types.ModuleType('ingest'); package.__path__ = [sys.argv[1]]; "
    "sys.modules['ingest'] = package; from ingest.worker import main; main()"
)
_ENDINGS = {
    -signal.SIGXCPU: "takes too long to read",
    -signal.SIGALRM: "takes too long to read",
    OUT_OF_MEMORY: "takes too much memory to read",
}


class Sandbox:
    """One child process, started when first needed and replaced when a document has ended it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._limits = {"seconds": seconds, "memory": memory}
        self._child: subprocess.Popen[bytes] | None = None

    def parse(self, kind: str, raw: Raw) -> Draft:
        """Raises Unreadable when there is no article in it, or it cannot be read within bounds."""
        return Draft(**self._ask(kind, raw))

    def entries(self, raw: Raw) -> list[Entry]:
        """What a feed or sitemap lists. Raises Unreadable as ``parse`` does."""
        return [Entry(**entry) for entry in self._ask("list", raw)["entries"]]

    def _ask(self, kind: str, raw: Raw) -> dict[str, Any]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _start()
        head = {"kind": kind, "charset": raw.charset, "url": raw.url, **self._limits}
        try:
            send(cast(BinaryIO, self._child.stdin), json.dumps(head).encode())
            send(cast(BinaryIO, self._child.stdin), raw.data)
            answer = receive(cast(BinaryIO, self._child.stdout), LONGEST_ANSWER)
            found: dict[str, Any] | None = json.loads(answer) if answer else None
        except (BrokenPipeError, ValueError):
            found = None
        except BaseException:  # interrupted: the next answer would belong to this document
            self._end()
            raise
        if found is None:
            raise Unreadable(_ENDINGS.get(self._end(patience=5), "crashes its parser"))
        if "reason" in found:
            raise Unreadable(found["reason"])
        return found

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._end()

    def _end(self, patience: float = 0) -> int:
        """End the child, if there is one; how it ended, as ``Popen.returncode`` says it.

        ``patience`` is how many seconds it is given to end by itself.
        """
        child, self._child = self._child, None
        if child is None:
            return 0
        with suppress(BrokenPipeError), child:  # what it did not read any more stays unread
            with suppress(subprocess.TimeoutExpired):
                child.wait(patience)
            child.kill()
        return child.returncode


def _start() -> subprocess.Popen[bytes]:
    passed = ("PATH", "LD_LIBRARY_PATH")  # what Python needs to start: no settings and no keys
    path = [*filter(None, [os.environ.get("PYTHONPATH")]), *sys.path]
    environment = {key: os.environ[key] for key in passed if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "-B", "-P", "-c", _START, str(Path(__file__).parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": os.pathsep.join(path)},
        start_new_session=True,  # Ctrl-C is for us, who finish the document in hand
    )
