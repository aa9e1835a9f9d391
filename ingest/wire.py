"""One request over a connection of its own, to an address already checked, within its limits."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import responses
from time import time

import httpcore
import httpx

from ingest.limits import Deadline, Limits
from ingest.unpacking import unpacked
from ingest.urls import shown
from vectorstore.errors import FetchError, SettingError

BUSY = frozenset({429, 502, 503, 504})
"""The statuses that may be gone in a moment."""

_NO_BODY = frozenset({301, 302, 303, 304, 307, 308})


@dataclass(frozen=True)
class Reply:
    """What came back: the body only of a 200 or 203."""

    status: int
    headers: httpx.Headers
    content: bytes = b""

    @property
    def content_type(self) -> str | None:
        """Lower case, without parameters; None when the header is missing."""
        return re.split("[;,]", self.headers.get("content-type", ""))[0].strip().lower() or None


def ask(
    url: httpx.URL,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    limits: Limits,
    tls: ssl.SSLContext,
    proxy: httpcore.Proxy | None = None,
    accepts: Callable[[str], bool] = lambda content_type: True,
    cut: int | None = None,
) -> Reply:
    """The answer to a GET; a body beyond ``cut`` bytes is cut off there.

    Host header, SNI and certificate go by the URL's name, the connection goes to ``addresses``.
    Raises FetchError for every answer but a body, a redirect or "not modified".
    """
    backend = _Pinned(addresses, deadline, limits.wire_bytes)
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    sent = {"Host": url.netloc.decode("ascii"), "Connection": "close", **headers}
    timeouts = {"connect": limits.connect, "read": limits.read, "write": limits.read}
    try:
        with (
            httpcore.ConnectionPool(tls, proxy, network_backend=backend) as pool,
            pool.stream(
                "GET",
                target,
                headers=[(name.encode(), _bytes(value)) for name, value in sent.items()],
                extensions={"timeout": timeouts},
            ) as response,
        ):
            reply = Reply(response.status, httpx.Headers(response.headers))
            if reply.status in _NO_BODY:
                return reply
            _refuse(reply, url, limits.content_bytes if cut is None else None, accepts)
            content = unpacked(
                response.iter_stream(),
                reply.headers.get("content-encoding", ""),
                limits.content_bytes if cut is None else cut,
                cut=cut is not None,
            )
            return Reply(reply.status, reply.headers, content)
    except (httpcore.TimeoutException, httpcore.NetworkError) as error:
        raise _translated(error, url.host, deadline, limits) from None
    except httpcore.ProxyError as error:
        raise FetchError(f"the proxy does not pass on to {url.host}: {error}.") from None
    except httpcore.RemoteProtocolError:
        if backend.ended:
            raise FetchError(f"{url.host} cut the connection.", again=0) from None
        raise FetchError(f"{url.host} sent something that is not HTTP.") from None
    except httpcore.LocalProtocolError:
        raise FetchError(f"{shown(url)} cannot be asked for over HTTP.") from None


def read_proxy(setting: str, tls: ssl.SSLContext) -> httpcore.Proxy | None:
    """The setting, read; None when it is empty. Raises SettingError without repeating it."""
    if not setting:
        return None
    try:
        url = httpx.URL(setting)
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingError("BYLINE_FETCH_PROXY is not of the form http://host:port.")
    return httpcore.Proxy(
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target="/"),
        auth=(url.username, url.password) if url.userinfo else None,
        ssl_context=tls if url.scheme == "https" else None,
    )


def _refuse(
    reply: Reply, url: httpx.URL, limit: int | None, accepts: Callable[[str], bool]
) -> None:
    """Raise FetchError for what the headers alone show to be of no use."""
    status = reply.status
    if status not in (200, 203):
        phrase = responses.get(status, "which means nothing")
        again = _retry_after(reply.headers.get("retry-after")) if status in BUSY else None
        wait = f" and asks to wait {again:.0f} s" if again else ""
        raise FetchError(
            f"{url.host} answers {status} ({phrase}){wait}.", status=status, again=again
        )
    if reply.content_type and not accepts(reply.content_type):
        raise FetchError(f"{shown(url)} is {reply.content_type[:80]}, which is not read.")
    length = reply.headers.get("content-length", "")
    if limit is not None and length.isascii() and length.isdigit() and int(length) > limit:
        raise FetchError(f"the answer is larger than {limit:,} bytes.")


def _retry_after(value: str | None) -> float:
    """Seconds; the header holds them or a date (RFC 9110 §10.2.3). 0 when it says nothing."""
    if not value:
        return 0
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - time(), 0)
    except (ValueError, OverflowError):
        return 0


def _translated(error: Exception, host: str, deadline: Deadline, limits: Limits) -> FetchError:
    cause = error.__context__
    if deadline.left() <= 0:
        return FetchError(f"{host} took longer than {deadline.seconds:g} s.")
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchError(f"{host} did not connect within {limits.connect:g} s.", again=0)
    if isinstance(error, httpcore.TimeoutException):
        return FetchError(f"{host} sent nothing for {limits.read:g} s.")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(f"the certificate of {host} is not valid: {cause.verify_message}.")
    if isinstance(cause, ssl.SSLError):
        return FetchError(f"{host} does not speak TLS as it should.")
    if isinstance(error, httpcore.ConnectError):
        return FetchError(f"{host} cannot be connected to.", again=0)
    return FetchError(f"{host} cut the connection.", again=0)


def _bytes(value: str) -> bytes:
    return value.encode("latin-1", "ignore")


class _Pinned(httpcore.NetworkBackend):
    """Connects to the given addresses whatever the name; counts bytes, keeps the deadline."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline, most: int) -> None:
        self.addresses = addresses
        self.deadline = deadline
        self.most = most
        self.received = 0
        self.ended = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self.addresses:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, self.seconds(timeout), local_address, socket_options
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def seconds(self, timeout: float | None) -> float:
        """How long the next step may take: a server that drips keeps within any one timeout."""
        left = self.deadline.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection that is held to its backend's limits."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Pinned) -> None:
        self.stream = stream
        self.backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self.stream.read(max_bytes, self.backend.seconds(timeout))
        self.backend.received += len(data)
        self.backend.ended = not data
        if self.backend.received > self.backend.most:
            raise FetchError(f"the answer is larger than {self.backend.most:,} bytes.")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.backend.seconds(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self.backend.seconds(timeout)
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, timeout), self.backend)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)
