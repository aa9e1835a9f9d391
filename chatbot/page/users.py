"""Who a request is from, told by a cookie; every handler asks, because anybody may call it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, cast

import gradio as gr
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatbot.page import wording

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
    name: str | None = None
    """Who logged in."""


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


class Sessions(Protocol):
    """Where there is a login: who holds a token."""

    def user(self, token: str) -> User | None: ...


class Identity:
    """Lets every request know its user, and with a login lets nobody else in.

    Without one, whoever has no cookie yet gets one with the page.
    """

    def __init__(self, app: ASGIApp, *, login: Sessions | None = None, may_change: bool = True):
        self._app = app
        self._login = login
        self._may_change = may_change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held = Request(scope).cookies.get(COOKIE, "")
        token = held if _TOKEN.fullmatch(held) else None
        if self._login is None:
            await self._welcome(token, scope, receive, send)
            return
        user = await run_in_threadpool(self._login.user, token) if token else None
        if user is None and scope["path"] not in ("/login", "/logout"):
            await _turned_away(scope)(scope, receive, send)
            return
        scope.setdefault("state", {})["user"] = user
        await self._app(scope, receive, send)

    async def _welcome(self, known: str | None, scope: Scope, receive: Receive, send: Send) -> None:
        token = known or new_token()
        user = User(hashed(token), known is not None, self._may_change)
        scope.setdefault("state", {})["user"] = user

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not known and scope["path"] == "/":
                MutableHeaders(scope=message).append("Set-Cookie", cookie(scope, token, A_YEAR))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _turned_away(scope: Scope) -> Response:
    if scope["method"] == "GET" and scope["path"] == "/":
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"/login?{query}" if query else "/login", 303)
    return PlainTextResponse(wording.LOG_IN_FIRST, 401)


def cookie(scope: Scope, token: str, seconds: int) -> str:
    """A Set-Cookie header: out of reach of scripts and of other sites' requests."""
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def address_of(request: gr.Request | Request) -> str:
    """The page's address, as the browser that sent the request has it."""
    asked = request.request if isinstance(request, gr.Request) else request
    return str(cast(Request, asked).base_url)
