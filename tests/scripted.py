"""A language model that says what a test tells it, over a real server of the OpenAI protocol.

Fit for what cannot be had in a test: a paid model, one that lies, and one that misbehaves.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
"""The body of a request: its model, messages and so on."""


@dataclass(frozen=True)
class Wait:
    """Be silent for some seconds, or until the client hangs up."""

    seconds: float


CUT = object()
"""Close the connection in the middle of the stream."""


@dataclass(frozen=True)
class Refusal:
    """An error instead of a text."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)


Reply = str | Refusal | Iterable[object]
"""A text, said word by word; an error; or pieces of text with Wait and CUT between them."""


class Scripted(ThreadingHTTPServer):
    """``say`` is called with each request; ``requests`` and ``keys`` are what came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, say: Callable[[Request], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.say = say
        self.requests: list[Request] = []
        self.keys: list[str] = []
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the play."""

    @property
    def prompts(self) -> list[str]:
        """All that was said to the model in each request."""
        return ["\n".join(m["content"] for m in one["messages"]) for one in self.requests]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Scripted

    def log_message(self, *_: object) -> None: ...

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(asked)
        self.server.keys.append(self.headers["Authorization"])
        reply = self.server.say(asked)
        if isinstance(reply, Refusal):
            self._refuse(reply)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = reply if not isinstance(reply, str) else [f"{w} " for w in reply.split(" ")]
        self._event({"role": "assistant", "content": ""})
        for piece in pieces:
            if isinstance(piece, Wait):
                if self._left(piece.seconds):
                    return
            elif piece is CUT:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            elif not self._event({"content": piece}):
                return
        self._event({}, "stop")
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _refuse(self, refusal: Refusal) -> None:
        body = json.dumps({"error": {"message": refusal.message, "code": refusal.status}}).encode()
        self.send_response(refusal.status)
        for key, value in refusal.headers.items():
            self.send_header(key, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _event(self, delta: dict[str, object], ended: str | None = None) -> bool:
        choice = {"index": 0, "delta": delta, "finish_reason": ended}
        sent = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted",
            "choices": [choice],
        }
        return not self._left(0) and self._chunk(f"data: {json.dumps(sent)}\n\n".encode())

    def _chunk(self, data: bytes) -> bool:
        try:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        except OSError:
            self.server.hung_up.set()
            return False
        return True

    def _left(self, seconds: float) -> bool:
        """Whether the client hangs up within so many seconds."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        try:
            if not readable or self.connection.recv(1, socket.MSG_PEEK):
                return False
        except ConnectionResetError:
            pass
        self.server.hung_up.set()
        return True


@contextmanager
def saying(say: Callable[[Request], Reply] | Reply) -> Iterator[Scripted]:
    """A server that says this to everything, for as long as the block runs."""
    server = Scripted(say if callable(say) else lambda _: say)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
