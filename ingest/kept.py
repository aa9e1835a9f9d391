"""Feeds and sitemaps as they were last fetched: an unchanged one is not sent to us again."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from ingest.fetch import Fetched


class Kept:
    """The lists in a folder; a help only, for what is lost of it is fetched again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Fetched | None:
        """A list as it was last fetched."""
        try:
            head, _, content = self._place(url).read_bytes().partition(b"\n")
            noted = json.loads(head)
            whole = noted.pop("sha256") == hashlib.sha256(content).hexdigest()
            return Fetched(**noted, content=content) if whole else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, url: str, fetched: Fetched) -> None:
        """Keep a list, if its server can tell whether it has changed."""
        if not (fetched.etag or fetched.last_modified):
            return
        head = asdict(replace(fetched, content=b""))
        del head["content"]
        head["sha256"] = hashlib.sha256(fetched.content).hexdigest()
        place = self._place(url)
        made = place.with_suffix(".new")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            made.write_bytes(json.dumps(head).encode() + b"\n" + fetched.content)
            os.replace(made, place)

    def _place(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode(errors="replace")).hexdigest()
