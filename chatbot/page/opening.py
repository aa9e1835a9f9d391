"""The chatbot, opened when it can be: at the start, or when a collection appears."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread

from chatbot import Chatbot
from vectorstore import BylineError

PATIENCE = 3.0
"""Seconds that closing waits for an opening that is under way."""

_log = logging.getLogger(__name__)


class Opener:
    """Call it for the chatbot; as long as it cannot be opened, each call tries again."""

    def __init__(self, open_chatbot: Callable[[], Chatbot]) -> None:
        self._open = open_chatbot
        self._lock = Lock()
        self._chatbot: Chatbot | None = None

    def __call__(self) -> Chatbot:
        """Raises NoStore, StoreLocked and whatever else keeps it from opening."""
        with self._lock:
            if self._chatbot is None:
                self._chatbot = self._open()
            return self._chatbot

    def begin(self) -> Thread:
        """Open it in the background, so that the first question finds it loaded."""
        thread = Thread(target=self._warm, name="byline-opening", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Close it, unless it is being opened and that takes long: it bears being cut off."""
        if self._lock.acquire(timeout=PATIENCE):
            if self._chatbot is not None:
                self._chatbot.close()
                self._chatbot = None
            self._lock.release()

    def _warm(self) -> None:
        try:
            self().retrieve("May 2020", limit=1)  # loads what reads days too
        except BylineError as error:
            _log.debug("Not opened yet: %s", error)
