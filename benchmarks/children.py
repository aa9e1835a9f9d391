"""Measurements in processes of their own, so that their memory and load can be compared."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Figures = dict[str, float]


def measured(module: str, *arguments: str | Path | int) -> Figures:
    """What a command prints as JSON in its last line; its errors go where ours go."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def medians(runs: Sequence[Figures]) -> Figures:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def resident() -> float:
    """Megabytes of memory this process has in use now (Linux), or had at most (elsewhere)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return most_resident()


def most_resident() -> float:
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def load() -> str:
    """How busy the machine is, which every figure in seconds depends on."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def timed(name: str, work: Callable[[str], Any], questions: Sequence[str]) -> Figures:
    """Milliseconds a question: median and 95th percentile, by the clock and of processor time."""
    waited, spent = list[float](), list[float]()
    for question in questions:
        start, busy = time.perf_counter(), time.process_time()
        work(question)
        waited.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - busy))
    return {
        f"{name} p50": statistics.median(waited),
        f"{name} p95": sorted(waited)[int(0.95 * len(waited))],
        f"{name} cpu": statistics.median(spent),
        f"{name} cpu p95": sorted(spent)[int(0.95 * len(spent))],
    }


@contextmanager
def clocked(owner: Any, method: str, spent: list[float]) -> Iterator[None]:
    """Note the milliseconds of each call of a method of this object."""
    plain = getattr(owner, method)

    def call(*arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return plain(*arguments)
        finally:
            spent.append(1000 * (time.perf_counter() - start))

    setattr(owner, method, call)
    try:
        yield
    finally:
        delattr(owner, method)
