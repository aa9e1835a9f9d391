"""Files that visitors upload: kept in the collection under their names, so that they have one id.

A file uploaded again under its name is the next version of its article, as with any folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chatbot.page import wording
from chatbot.page.guard import UPLOAD
from chatbot.page.users import may_change
from ingest import Failure
from vectorstore import ArticleStore

MOST_FILES = 200
"""Files uploaded at once."""
LARGEST_FILE = 50_000_000
"""Bytes of one file."""
LARGEST_UPLOAD = 200_000_000
"""Bytes of all of them."""


class UploadGate:
    """Takes files only from those who may add articles."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self._app
        if scope["type"] == "http" and scope["path"] == UPLOAD and not may_change(Request(scope)):
            app = PlainTextResponse(wording.NOT_ALLOWED, 403)
        await app(scope, receive, send)


def folder(data: Path) -> Path:
    """Where they are kept."""
    return data.resolve() / "uploads"


def keep(uploaded: Sequence[str], data: Path) -> tuple[list[Path], list[Failure]]:
    """Move files out of where Gradio has put them; also gives those that are turned away."""
    place = folder(data)
    place.mkdir(parents=True, exist_ok=True)
    kept: dict[str, Path] = {}
    refused: list[Failure] = []
    for one in map(Path, uploaded):
        if len(kept) == MOST_FILES:
            refused.append(Failure(source=one.name, reason=wording.too_many_files(MOST_FILES)))
        elif one.name in kept:
            refused.append(Failure(source=one.name, reason=wording.SAME_NAME))
        else:
            kept[one.name] = place / one.name
            shutil.move(one, kept[one.name])
    discard(uploaded)
    return list(kept.values()), refused


def discard(uploaded: Iterable[str]) -> None:
    """Delete what is left where Gradio has put it: each file lies in a folder of its own."""
    for one in map(Path, uploaded):
        one.unlink(missing_ok=True)
        with suppress(OSError):
            one.parent.rmdir()


def forget_unused(kept: Iterable[Path], store: ArticleStore) -> None:
    """Delete those kept files that no article comes from."""
    known = store.sources()
    for one in kept:
        if (source := known.get(str(one))) is None or not source.article_ids:
            one.unlink(missing_ok=True)


def hide(failures: list[Failure], data: Path) -> None:
    """Name uploaded files as the visitor knows them: where they are kept is nobody's business."""
    place = f"{folder(data)}{os.sep}"
    failures[:] = [replace(one, source=one.source.removeprefix(place)) for one in failures]


def behind(article_ids: Iterable[str], store: ArticleStore, data: Path) -> list[Path]:
    """The uploaded files that these articles come from, and no other article."""
    gone, place = set(article_ids), str(folder(data))
    return [
        Path(key)
        for key, source in store.sources().items()
        if str(Path(key).parent) == place and gone.issuperset(source.article_ids)
    ]
