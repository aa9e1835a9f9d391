"""Who a request is from, told by a cookie; every handler asks, because anybody may call it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "byline"
A_YEAR = 365 * 24 * 3600
"""Seconds that a browser keeps the cookie of a visitor who does not log in."""

_TOKEN = re.compile(r"[\w-]{43}")


@dataclass(frozen=True, slots=True)
class User:
    """Whoever holds a cookie."""

    id: str
    """What is kept for this user is kept under it."""
    known: bool = True
    """Whether the cookie came with the request; else the next one comes from somebody else."""
    may_change: bool = True
    """Whether articles may be added and removed."""


def user_of(request: gr.Request | Request) -> User:
    """The user that ``Identity`` made out."""
    return cast(User, request.state.user)


def may_change(request: gr.Request | Request) -> bool:
    """Whether whoever sent the request may add and remove articles."""
    return user_of(request).may_change


def new_token() -> str:
    """What a browser holds and nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token, so that nobody who reads the file can take its place."""
    return sha256(token.encode()).hexdigest()


class Identity:
    """Lets every request know its user; who has no cookie yet gets one with the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held = Request(scope).cookies.get(COOKIE, "")
        known = _TOKEN.fullmatch(held) is not None
        token = held if known else new_token()
        scope.setdefault("state", {})["user"] = User(hashed(token), known)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not known and scope["path"] == "/":
                MutableHeaders(scope=message).append("Set-Cookie", cookie(scope, token, A_YEAR))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def cookie(scope: Scope, token: str, seconds: int) -> str:
    """A Set-Cookie header: out of reach of scripts and of other sites' requests."""
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def address_of(request: gr.Request | Request) -> str:
    """The page's address, as the browser that sent the request has it."""
    asked = request.request if isinstance(request, gr.Request) else request
    return str(cast(Request, asked).base_url)
