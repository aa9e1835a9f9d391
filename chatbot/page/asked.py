"""“Asked about”: the visitor's own questions that an article has answered, for its reader."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from chatbot.page import wording
from chatbot.page.users import user_of
from chatbot.records.asked import asked_about
from chatbot.records.tables import Records
from vectorstore import BylineError


def questions(records: Records) -> Route:
    """``asked?article=ID``: what whoever asks has asked about the article, and nobody else has."""

    def give(request: Request) -> JSONResponse:
        article_id = request.query_params.get("article", "")
        try:
            found = asked_about(records, user_of(request).id, article_id)
        except BylineError:
            found = []  # the page says elsewhere that nothing can be kept
        asked = [
            {"question": one.question, "address": f"?conversation={one.conversation}"}
            for one in found
        ]
        told = {"asks": wording.asked_about(len(asked)) if asked else None, "asked": asked}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return Route("/asked", give)
