"""Conversations to take away, each to be had by its owner only."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from chatbot.page import exports
from chatbot.page.users import user_of
from chatbot.records.conversations import opened
from chatbot.records.tables import Records
from vectorstore import BylineError, NotFound

_FORMS = {
    "md": ("text/markdown", exports.as_markdown),
    "html": ("text/html", exports.as_html),
    "json": ("application/json", exports.as_json),
}


def downloads(records: Records) -> Route:
    """``conversations/ID.md`` and its like; always saved, never shown as a page of this site."""
    return Route("/conversations/{id}.{form}", _download(records))


def _download(records: Records) -> Callable[[Request], Response]:
    def download(request: Request) -> Response:
        kind, made = _FORMS.get(request.path_params["form"], (None, None))
        try:
            name, conversation = opened(records, user_of(request).id, request.path_params["id"])
        except NotFound as error:
            return PlainTextResponse(str(error), 404)
        except BylineError as error:
            return PlainTextResponse(str(error), 500)
        if made is None:
            return PlainTextResponse("", 404)
        filename = quote(f"{name[:80].replace('/', ' ')}.{request.path_params['form']}", safe="")
        return Response(
            made(name, conversation).encode(errors="replace"),
            media_type=f"{kind}; charset=utf-8",
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{filename}",
                "Cache-Control": "no-store",
            },
        )

    return download
