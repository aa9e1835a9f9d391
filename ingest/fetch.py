"""The one door to the network: everything Byline reads from the web comes through here."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Self

import httpcore
import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception
from tenacity.wait import wait_exponential_jitter

from ingest.addresses import Resolver, checked_addresses, read_allowances, system_resolver
from ingest.limits import LIMITS, Deadline, Limits
from ingest.robots import ROBOT, Robots
from ingest.turns import Turns
from ingest.urls import read_url, shown
from ingest.wire import Reply, ask, read_proxy
from vectorstore.errors import FetchError

try:
    USER_AGENT = f"{ROBOT}/{version('byline')}"
except PackageNotFoundError:  # run from a checkout that was never installed
    USER_AGENT = ROBOT

READABLE = (
    "text/*",
    "application/xhtml+xml",
    "application/xml",
    "application/*+xml",
    "application/json",
    "application/*+json",
    "application/jsonl",
    "application/x-ndjson",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    # What servers say of files they do not know, and of a sitemap stored as .xml.gz.
    "application/octet-stream",
    "application/gzip",
    "application/x-gzip",
)
"""Content types worth fetching, as patterns; an answer that names none is let through."""

# At its lowest level this logger writes answers' headers, tokens in redirects and cookies included.
logging.getLogger("httpcore").setLevel(logging.INFO)


@dataclass(frozen=True)
class Fetched:
    """What an address gave; ``content`` is empty when it is ``not_modified``."""

    url: str
    """The last address, after redirects."""
    status: int
    content: bytes
    content_type: str | None
    """Lower case, without parameters."""
    charset: str | None
    """As the header says, right or wrong."""
    etag: str | None
    last_modified: str | None
    not_modified: bool


class Fetcher:
    """Fetches for one run: robots.txt files and hosts' turns are remembered until it is closed.

    Threads may share it. ``allow`` and ``proxy`` are the settings of those names; ``resolve``
    and ``tls`` replace the machine's name lookup and its list of trusted certificates.
    """

    def __init__(
        self,
        *,
        allow: str = "",
        proxy: str = "",
        limits: Limits = LIMITS,
        resolve: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = read_allowances(allow)
        self._tls = tls or _trusted()
        self._proxy = read_proxy(proxy, self._tls)
        self._limits = limits
        self._resolve = resolve
        self._turns = Turns(limits.patience)
        self._robots = Robots(self._read_robots)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: Sequence[str] = READABLE,
    ) -> Fetched:
        """What ``url`` gives; nothing new if it still has that ``etag`` or ``last_modified``.

        Raises SourceError when the address may not be fetched, FetchError when it gives nothing.
        """
        headers = {"Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified

        def accepts(content_type: str) -> bool:
            return any(fnmatchcase(content_type, pattern) for pattern in accept)

        final, reply = self._follow(
            read_url(url), headers, Deadline(self._limits.whole), accepts=accepts
        )
        if reply.status == 304 and not (etag or last_modified):
            raise FetchError(f"{final.host} answers 304 (Not Modified) unasked.", status=304)
        header = Message()
        header["content-type"] = reply.headers.get("content-type", "")
        return Fetched(
            url=str(final),
            status=reply.status,
            content=reply.content,
            content_type=reply.content_type,
            charset=header.get_content_charset(),
            etag=reply.headers.get("etag"),
            last_modified=reply.headers.get("last-modified"),
            not_modified=reply.status == 304,
        )

    def close(self) -> None:
        """Let nobody wait for a turn any longer."""
        self._turns.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _follow(
        self,
        url: httpx.URL,
        headers: dict[str, str],
        deadline: Deadline,
        *,
        accepts: Callable[[str], bool] = lambda content_type: True,
        cut: int | None = None,
    ) -> tuple[httpx.URL, Reply]:
        """The last address and its answer; only a robots.txt is ``cut``, and asks no robots.txt."""
        for _ in range(self._limits.redirects + 1):
            interval = self._limits.interval if cut else self._permission(url, deadline)

            def once(url: httpx.URL = url, interval: float = interval) -> Reply:
                deadline.extend(self._turns.take(url.host, interval))
                return ask(
                    url,
                    self._addresses(url, deadline),
                    {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", **headers},
                    deadline=deadline,
                    limits=self._limits,
                    tls=self._tls,
                    proxy=self._proxy,
                    accepts=accepts,
                    cut=cut,
                )

            reply = self._patiently(once, url.host, deadline)
            if reply.status < 300 or reply.status == 304:
                return url, reply
            if not (location := reply.headers.get("location")):
                raise FetchError(f"{url.host} redirects to nowhere.", status=reply.status)
            url = _redirected(url, location)
        raise FetchError(f"{url.host} redirects more than {self._limits.redirects} times.")

    def _patiently(self, once: Callable[[], Reply], host: str, deadline: Deadline) -> Reply:
        """``once`` again, a few times, when that is worth it and there is time."""
        limits = self._limits
        backoff = wait_exponential_jitter(multiplier=limits.backoff, jitter=limits.backoff)

        def wait(state: RetryCallState) -> float:
            error = state.outcome and state.outcome.exception()
            asked = (error.again or 0) if isinstance(error, FetchError) else 0
            if asked:
                self._turns.rest(host, asked)
            return max(asked, backoff(state))

        def enough(state: RetryCallState) -> bool:
            late = state.upcoming_sleep >= min(deadline.left(), limits.patience)
            return late or state.attempt_number >= limits.attempts

        return Retrying(
            retry=retry_if_exception(lambda error: getattr(error, "again", None) is not None),
            wait=wait,
            stop=enough,
            sleep=self._turns.pause,
            reraise=True,
        )(once)

    def _permission(self, url: httpx.URL, deadline: Deadline) -> float:
        """Seconds between requests to this host; raises FetchError when robots are not wanted."""
        before = deadline.left()
        rules = self._robots.rules(url)
        deadline.extend(before - deadline.left())
        if not rules.allow(url):
            raise FetchError(f"{url.host} refuses robots: its robots.txt excludes {shown(url)}.")
        return max(self._limits.interval, min(rules.delay, self._limits.crawl_delay))

    def _read_robots(self, url: httpx.URL) -> str:
        deadline = Deadline(self._limits.robots)
        _, reply = self._follow(url, {}, deadline, cut=self._limits.robots_bytes)
        return reply.content.decode("utf-8-sig", "replace")

    def _addresses(self, url: httpx.URL, deadline: Deadline) -> list[str]:
        """Where to connect for ``url``: its addresses if they may be, or the proxy."""
        try:
            found = checked_addresses(
                url.raw_host.decode("ascii"),
                url.port or {"http": 80, "https": 443}[url.scheme],
                ports=self._limits.ports,
                allowed=self._allowed,
                resolve=self._resolve,
                seconds=max(min(self._limits.connect, deadline.left()), 0),
            )
        except FetchError:
            if self._proxy is None:
                raise
            found = []  # Behind a proxy, names of the outside may be known to the proxy alone.
        return [self._proxy.url.host.decode("ascii")] if self._proxy else found


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that come with certifi, and the system's; reading them takes a while."""
    return httpcore.default_ssl_context()


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return read_url(str(url.join(location.strip())))
    except (httpx.InvalidURL, UnicodeError):
        raise FetchError(f"{url.host} redirects to something that is no web address.") from None
