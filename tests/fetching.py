"""Fetchers for tests: quick, and kept to servers of this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ingest.fetch import Fetcher
from ingest.limits import LIMITS
from tests.web import Web
from vectorstore.errors import SourceError

FAST = replace(LIMITS, connect=5, read=5, whole=10, robots=10, interval=0, backoff=0.001)
SOON = 15
"""Seconds: far more than any limit the tests set, far less than for ever."""


def here(host: str, port: int) -> list[str]:
    """Every name is a name of this machine."""
    return ["127.0.0.1"]


def fetcher(*webs: Web, resolve: Callable[[str, int], list[str]] = here, **given: Any) -> Fetcher:
    """One that may reach these servers, under any name, and nothing else."""
    options = {name: given.pop(name) for name in ("tls", "proxy") if name in given}
    allow = ",".join(f"{web.host}:{web.port}" for web in webs)
    return Fetcher(allow=allow, limits=replace(FAST, **given), resolve=resolve, **options)


def refusal(fetch: Fetcher, url: str, **given: Any) -> str:
    """The sentence with which ``url`` is refused."""
    with pytest.raises(SourceError) as refused:
        fetch.get(url, **given)
    message = str(refused.value)
    assert message.endswith(".") and message.isprintable()
    return message
