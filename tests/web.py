"""A web server on this machine that answers as badly as it is told to."""

from __future__ import annotations

import gzip
import socketserver
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

Send = Callable[[bytes], None]


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    at: float


Misbehaviour = Callable[["Web", Send, Asked], None]
Answer = bytes | Misbehaviour
"""All bytes of an answer, head included, or what to do instead."""


def page(
    body: bytes | str = b"<p>Hello", status: str = "200 OK", /, **headers: str | None
) -> bytes:
    """A well-formed answer; header names with _ for -, None leaves a header out."""
    body = body.encode() if isinstance(body, str) else body
    head: dict[str, str | None] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\r\n" for name, value in head.items() if value is not None]
    return f"HTTP/1.1 {status}\r\n{''.join(lines)}\r\n".encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status, Location=to)


def drip(web: Web, send: Send, asked: Asked) -> None:
    """A byte now and then, for ever."""
    send(page(b"", Content_Length="1000000"))
    while not web.stopped.wait(0.05):
        send(b".")


def slow_headers(web: Web, send: Send, asked: Asked) -> None:
    """A letter of a header now and then, for ever."""
    send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not web.stopped.wait(0.05):
        send(b"z")


def silent(web: Web, send: Send, asked: Asked) -> None:
    """Nothing at all."""
    web.stopped.wait()


def endless(web: Web, send: Send, asked: Asked) -> None:
    """A body without a length, as fast as it is taken."""
    send(page(b"", Content_Length=None))
    while not web.stopped.is_set():
        send(b"x" * 65536)


def endless_headers(web: Web, send: Send, asked: Asked) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    while not web.stopped.is_set():
        send(b"X-More: " + b"y" * 1000 + b"\r\n")


def endless_interim(web: Web, send: Send, asked: Asked) -> None:
    """'Wait, there is more', again and again."""
    while not web.stopped.is_set():
        send(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)


def bomb(encoding: str, size: int = 2 << 30) -> Misbehaviour:
    """Zeros, ``size`` bytes of them once unpacked, a thousandth of that on the wire."""

    def answer(web: Web, send: Send, asked: Asked) -> None:
        send(page(b"", Content_Encoding=encoding, Content_Length=None))
        send({"gzip": gzip.compress(b"")[:10], "deflate": b"\x78\x9c"}[encoding])
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        # Flushed in full, a block does not refer to the one before it, so it may be repeated.
        block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
        for _ in range(size >> 20):
            send(block)

    return answer


class Web:
    """The server; ``routes`` may be changed while it runs, a list is answered item by item.

    A path without a route gives 404, so there is no robots.txt unless one is put there.
    """

    def __init__(
        self,
        routes: Mapping[str, Answer | list[Answer]] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.routes: dict[str, Answer | list[Answer]] = dict(routes or {})
        self.asked: list[Asked] = []
        self.connections = 0
        self.stopped = threading.Event()
        self.tls = tls
        web = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                web.connections += 1
                try:
                    web.talk(self.request)
                except OSError:
                    pass  # the other side left, as it should from most of this

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            request_queue_size = 64

        self._server = Server((host, port), Handler)
        self.host, self.port = host, int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def talk(self, connection: Any) -> None:
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True)
        with connection:
            connection.settimeout(10)
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                if not (part := connection.recv(1)):
                    return
                head += part
            first, *rest = head.decode("latin-1").split("\r\n")[:-2]
            method, target, _ = first.split(" ")
            headers = {
                name.lower(): value for name, value in (line.split(": ", 1) for line in rest)
            }
            asked = Asked(method, target, headers, monotonic())
            self.asked.append(asked)
            answer = self.routes.get(target.partition("?")[0], page(b"", "404 Not Found"))
            if isinstance(answer, list):
                answer = answer.pop(0)
            if isinstance(answer, bytes):
                connection.sendall(answer)
            else:
                answer(self, connection.sendall, asked)

    def url(self, path: str = "/", host: str | None = None) -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def targets(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [one.target for one in self.asked if one.target != "/robots.txt"]

    def __enter__(self) -> Web:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
