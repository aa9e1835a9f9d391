"""Another process that has the store open, and does what it is told line by line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.many import open_many, story
from vectorstore import ArticleStore

ROOT = Path(__file__).resolve().parents[2]


class Other:
    """The handle of such a process; ``do`` waits for its answer and raises what it raised."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.other", str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip

    def do(self, what: str, *arguments: Any) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps([what, *arguments]), file=self.process.stdin, flush=True)
        said = self.process.stdout.readline()
        assert said, f"the other process ended ({self.process.poll()})"
        answer = json.loads(said)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Other:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


def _do(store: ArticleStore, what: str, *arguments: Any) -> Any:
    if what == "search":
        question, limit = arguments
        return [hit.text for hit in store.search(question, limit)]
    if what == "add":
        numbers, version = arguments
        return store.add([story(n, version) for n in numbers])
    if what == "remove":
        return store.remove(arguments[0])
    if what == "catch_up":
        return store.catch_up()
    if what == "rebuild":
        return store.rebuild()
    if what == "owns":
        return store._upkeep._owner.indexes is not None
    raise AssertionError(what)


def main() -> None:
    with open_many(Path(sys.argv[1]), create=True) as store:
        for line in sys.stdin:
            try:
                answer = {"value": _do(store, *json.loads(line))}
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
