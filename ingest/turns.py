"""When each host may be asked: requests to one keep their distance, others do not wait for it."""

from __future__ import annotations

import threading
from time import monotonic

from vectorstore.errors import FetchError


class Turns:
    """When each host may be asked next; ``patience`` is in seconds."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._resting: dict[str, float] = {}
        self._stopped = threading.Event()

    def take(self, host: str, interval: float) -> float:
        """Wait for a turn, the next one being ``interval`` seconds later; returns seconds waited.

        Raises FetchError when the host has asked for more rest than our patience.
        """
        with self._lock:
            now = monotonic()
            rest = self._resting.get(host, now) - now
            if rest > self._patience:
                raise FetchError(f"{host} asks to be left alone for another {rest:.0f} s.")
            turn = max(now, now + rest, self._next.get(host, now))
            self._next[host] = turn + interval
        self.pause(turn - now)
        return turn - now

    def rest(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for that long: it asked for it."""
        with self._lock:
            self._resting[host] = max(self._resting.get(host, 0), monotonic() + seconds)

    def pause(self, seconds: float) -> None:
        """Sleep; raises FetchError when everything is stopped meanwhile."""
        if self._stopped.wait(max(seconds, 0)):
            raise FetchError("fetching was stopped.")

    def stop(self) -> None:
        """Wake everyone who waits and let nobody wait again."""
        self._stopped.set()
