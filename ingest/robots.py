"""What a host's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import Future

import httpx
from protego import Protego

from vectorstore.errors import FetchError, SourceError

ROBOT = "Byline"
"""The name we answer to in a robots.txt."""

_AGENT = re.compile(r"\s*user[\s-]*agent(?=[\s:])[\s:]*(\*|[a-z_-]*)", re.IGNORECASE)


class Rules:
    """One host's rules for us."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse("\n".join(map(_as_few_robots, text.splitlines())))

    def allow(self, url: httpx.URL) -> bool:
        """Whether ``url`` may be fetched."""
        return self._rules.can_fetch(str(url), ROBOT)

    @property
    def delay(self) -> float:
        """Seconds to leave between two requests; 0 when nothing is asked."""
        return max(self._rules.crawl_delay(ROBOT) or 0, 0)


def _as_few_robots(line: str) -> str:
    # The parser keeps every rule once a robot: a file with thousands of both would fill the memory.
    if (agent := _AGENT.match(line)) is None:
        return line
    name = agent[1].lower()
    return f"User-agent: {name if name in ('*', ROBOT.lower()) else 'somebody-else'}"


class Robots:
    """The rules of each host met, read once each however many threads ask."""

    def __init__(self, read: Callable[[httpx.URL], str]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._known: dict[str, Future[Rules | SourceError]] = {}

    def rules(self, url: httpx.URL) -> Rules:
        """The rules for ``url``'s host.

        Raises SourceError to everyone who asks when reading them did: by RFC 9309 §2.3.1.4 a host
        whose rules cannot be had allows nothing.
        """
        address = httpx.URL(scheme=url.scheme, host=url.host, port=url.port, path="/robots.txt")
        with self._lock:
            known = self._known.get(str(address))
            answer = self._known.setdefault(str(address), Future())
        if known is None:
            try:
                answer.set_result(self._reading(address))
            except BaseException as error:
                answer.set_exception(error)
                raise
        rules = answer.result()
        if isinstance(rules, SourceError):
            # A new one each time: one raised again and again gathers every caller's traceback.
            raise type(rules)(str(rules))
        return rules

    def _reading(self, address: httpx.URL) -> Rules | SourceError:
        try:
            return Rules(self._read(address))
        except FetchError as error:
            # 4xx: there are none, §2.3.1.3. 429 is about us and the moment, not about the file.
            if error.status and 400 <= error.status < 500 and error.status != 429:
                return Rules("")
            return FetchError(f"the robots.txt of {address.host} cannot be had: {error}")
        except SourceError as error:
            return error
