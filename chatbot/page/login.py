"""Logging in and out: two forms of plain HTML, and who came in by them."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from chatbot import users
from chatbot.page import wording
from chatbot.page.throttle import Throttle
from chatbot.page.users import COOKIE, User, cookie, hashed, new_token
from chatbot.records import sessions
from chatbot.records.tables import Records
from vectorstore import SettingError

TRIES, TRIES_OF_NAME, WITHIN = 10, 30, 600.0
"""Wrong passwords from one address, and for one name, within these seconds."""


class Login:
    """Whoever has an account in a file may come in, and is known by a session until it ends.

    The file is read again with every request, so an account that is removed is out at once.
    Raises SettingError where it cannot be read.
    """

    def __init__(self, records: Records, file: Path, admins_only: bool = False) -> None:
        self._records = records
        self._file = file
        self._admins_only = admins_only
        self._addresses = Throttle(TRIES, WITHIN)
        self._names = Throttle(TRIES_OF_NAME, WITHIN)
        self._one_at_a_time = Lock()  # a hash takes much memory
        users.accounts(file)

    def user(self, token: str) -> User | None:
        """Who holds the token, if anybody."""
        found = sessions.find(self._records, hashed(token))
        if found is None:
            return None
        name, stamp = found
        try:
            account = users.accounts(self._file).get(name)
        except SettingError:
            return None
        if account is None or hashed(account.hash) != stamp:
            return None
        may_change = account.admin or not self._admins_only
        return User(f"name:{name}", may_change=may_change, name=name)

    def enter(self, name: str, password: str, address: str) -> str | None:
        """A token for whoever has the right password; None where it is wrong.

        Raises PermissionError after too many wrong ones.
        """
        if not (self._addresses.allows(address) and self._names.allows(name)):
            raise PermissionError
        with self._one_at_a_time:
            account = users.verified(users.accounts(self._file), name, password)
        if account is None:
            self._addresses.failed(address)
            self._names.failed(name)
            return None
        token = new_token()
        sessions.begin(self._records, hashed(token), account.name, hashed(account.hash))
        return token

    def leave(self, token: str) -> None:
        sessions.end(self._records, hashed(token))


def login_routes(login: Login) -> list[Route]:
    """``/login`` and ``/logout``."""

    async def ask(request: Request) -> Response:
        return _form(request.url.query)

    async def enter(request: Request) -> Response:
        sent = parse_qs((await request.body()).decode(errors="replace"))
        name, password, query = (sent.get(key, [""])[0] for key in ("name", "password", "query"))
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(login.enter, name, password, address)
        except PermissionError:
            return _form(query, wording.TOO_MANY_TRIES, 429)
        except SettingError:
            return _form(query, wording.FAULT, 500)
        if token is None:
            return _form(query, wording.WRONG_PASSWORD, 401)
        # Only names and values are kept of where to: it cannot lead to another site.
        asked = urlencode(parse_qsl(query))
        reply = RedirectResponse(f"/?{asked}" if asked else "/", 303)
        kept = cookie(request.scope, token, sessions.DAYS * 24 * 3600)
        reply.headers.append("Set-Cookie", kept)
        return reply

    async def leave(request: Request) -> Response:
        await run_in_threadpool(login.leave, request.cookies.get(COOKIE, ""))
        reply = RedirectResponse("/login", 303)
        reply.headers.append("Set-Cookie", cookie(request.scope, "", 0))
        return reply

    return [
        Route("/login", ask, methods=["GET"]),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


def _form(query: str, problem: str | None = None, status: int = 200) -> Response:
    css = files("chatbot.page").joinpath("login.css").read_text("utf-8")
    said = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    page = f"""<!doctype html>
<html lang="{wording.LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(wording.LOGIN)} · {escape(wording.NAME)}</title>
<style>
{css}</style>
</head>
<body>
<main>
<h1>{escape(wording.NAME)}</h1>
<form method="post" action="login">
{said}
<label>{escape(wording.LOGIN_NAME)}
<input name="name" autocomplete="username" required autofocus maxlength="64"></label>
<label>{escape(wording.PASSWORD)}
<input name="password" type="password" autocomplete="current-password" required></label>
<input name="query" type="hidden" value="{escape(query)}">
<button>{escape(wording.LOGIN)}</button>
</form>
</main>
</body>
</html>
"""
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
