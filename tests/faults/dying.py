"""A process that kills itself when it comes to a named point for the n-th time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from typing import Any

KILL = "TESTS_KILL_AT"
"""POINT:N in the environment; only the children of these tests read it."""

Places = Mapping[str, Sequence[tuple[Any, str, bool]]]
"""For each point: where, what, and whether before it (or after it)."""


def arm(places: Places) -> None:
    """Have this process killed as the environment says, if it does."""
    point, _, count = os.environ.get(KILL, "").partition(":")
    left = [int(count or 0)]

    def wrapped(function: Callable[..., Any], before: bool) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            left[0] -= before
            if before and left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*arguments, **named)
            left[0] -= not before
            if not before and left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    for where, name, before in places[point] if point else ():
        setattr(where, name, wrapped(getattr(where, name), before))
