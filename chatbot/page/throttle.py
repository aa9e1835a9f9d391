"""How often something may be tried."""

from __future__ import annotations

import time
from collections import deque
from threading import Lock

REMEMBERED = 10_000
"""Keys; beyond that the oldest are forgotten."""


class Throttle:
    """At most ``most`` failures of a key within ``seconds``."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._lock = Lock()
        self._failures: dict[str, deque[float]] = {}

    def allows(self, key: str) -> bool:
        with self._lock:
            return len(self._recent(key)) < self._most

    def failed(self, key: str) -> None:
        with self._lock:
            recent = self._recent(key)
            recent.append(time.monotonic())
            self._failures[key] = recent
            if len(self._failures) > REMEMBERED:
                del self._failures[next(iter(self._failures))]

    def _recent(self, key: str) -> deque[float]:
        recent = self._failures.pop(key, deque(maxlen=self._most))
        while recent and recent[0] < time.monotonic() - self._seconds:
            recent.popleft()
        if recent:
            self._failures[key] = recent
        return recent
