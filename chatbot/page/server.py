"""The page on the network: FastAPI and uvicorn, open to this machine only."""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from chatbot.page import wording
from chatbot.page.asked import questions
from chatbot.page.downloads import downloads
from chatbot.page.guard import Guard
from chatbot.page.listening import in_url
from chatbot.page.login import Login, login_routes
from chatbot.page.look import theme
from chatbot.page.uploads import LARGEST_FILE, LARGEST_UPLOAD, UploadGate
from chatbot.page.users import Identity
from chatbot.records.tables import Records

_HERE = Path(__file__).parent
LARGEST_REQUEST = 1_000_000
"""Bytes; the largest thing the page sends, but for files, is a question."""
LAST_WORDS = 2
"""Seconds that open connections get when the server is told to stop."""


def web_app(
    page: gr.Blocks,
    records: Records,
    host: str,
    *,
    login: Login | None = None,
    may_change: bool = True,
    names: Sequence[str] = (),
) -> FastAPI:
    """The page with its headers and limits, for requests made to this machine by name or number.

    ``names``: other hosts it is reached by. ``may_change``: whether articles may be added and
    removed where nobody logs in.
    """
    hosts = ["127.0.0.1", "localhost", "[::1]", in_url(host), *names]
    routes = [downloads(records), questions(records), *(login_routes(login) if login else ())]
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, routes=routes)
    app.add_middleware(UploadGate)
    app.add_middleware(Identity, login=login, may_change=may_change)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(Guard, hosts=hosts, largest=LARGEST_REQUEST, largest_upload=LARGEST_UPLOAD)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        theme=theme(),
        css_paths=[_HERE / "page.css", _HERE / "conversations.css", _HERE / "print.css"],
        js=(_HERE / "page.js").read_text("utf-8"),
        head=f'<script>document.documentElement.lang = "{wording.LANGUAGE}";</script>',
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST_FILE,
        ssr_mode=False,
        mcp_server=False,
    )
    return app


def server(app: FastAPI) -> uvicorn.Server:
    """Ready to ``run(sockets=[listener])``, which ends when the process is interrupted."""
    return _Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=LAST_WORDS,
        )
    )


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Cut off what is still open in silence: each page keeps a connection while it is shown."""
        log = logging.getLogger("uvicorn.error")
        log.disabled = True
        try:
            await super().shutdown(sockets)
        finally:
            log.disabled = False
