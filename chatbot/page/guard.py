"""What every request must pass before it reaches the page, and what every reply carries."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio builds its components with inline scripts, inline styles and Function(); the rest is shut.
HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "base-uri 'self'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing. With "no-referrer" a form would not say which site it is from.
    "Referrer-Policy": "same-origin",
}

UPLOAD = "/gradio_api/upload"
"""Where files go."""


class Guard:
    """Turns away requests that are too large or come from other sites' pages; adds the headers."""

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str], largest: int, largest_upload: int
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._largest = largest
        self._largest_upload = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        app = self._refusal(Headers(scope=scope), scope["path"]) or self._app
        await app(scope, receive, send_with_headers)

    def _refusal(self, headers: Headers, path: str) -> PlainTextResponse | None:
        origin = headers.get("origin")
        if origin is not None and _host(origin) not in self._hosts:
            return PlainTextResponse("This page takes no requests from other sites.", 403)
        if "transfer-encoding" in headers:
            return PlainTextResponse("Say how long the request is.", 411)
        largest = self._largest_upload if path == UPLOAD else self._largest
        if int(headers.get("content-length", 0)) > largest:
            return PlainTextResponse(f"A request may have {largest:,} bytes.", 413)
        return None


def _host(origin: str) -> str:
    """The host as a Host header has it, so an IPv6 address keeps its brackets."""
    name = urlsplit(origin).netloc.rpartition("@")[2]
    return name.rpartition(":")[0] if name.rpartition(":")[2].isdecimal() else name
