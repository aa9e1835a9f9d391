"""How much one fetch may take: seconds, bytes, redirects, attempts."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds unless the name says otherwise."""

    connect: float = 5
    """for a name lookup, and for a connection to each of its addresses"""
    read: float = 10
    """without a single byte"""
    whole: float = 20
    """from the first connection to the last byte, redirects and retries included"""
    robots: float = 10
    """the same for a host's robots.txt, fetched once"""
    wire_bytes: int = 10_000_000
    content_bytes: int = 10_000_000
    """after decompression"""
    robots_bytes: int = 512_000
    """of a robots.txt that are read; RFC 9309 §2.5 asks for at least 500 KiB"""
    redirects: int = 5
    attempts: int = 3
    backoff: float = 0.5
    """before the second attempt; doubled before each later one"""
    patience: float = 20
    """longest Retry-After that is waited out"""
    interval: float = 1
    """between two requests to one host"""
    crawl_delay: float = 10
    """longest Crawl-delay that is kept to"""
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    """Where web servers listen: any other port may be a mail server or a database, whose answer
    to a stranger's link is nobody's article."""


LIMITS = Limits()


class Deadline:
    """The moment when one fetch gives up; waiting for a host's turn moves it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, negative when it has passed."""
        return self._end - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Give back seconds that were not the other side's doing."""
        self._end += seconds
