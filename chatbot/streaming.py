"""A model's text as it comes, within limits of time, and ended the moment nobody wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableConfig

LOOK_UP = 0.2
"""Seconds after which one who waits for text is given the chance to go."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds until the first of the text, between two pieces of it, and for all of it."""

    first: float = 60.0
    next: float = 20.0
    whole: float = 180.0


class TooSlow(TimeoutError):
    """The text did not come in time; the message says which part of it."""


class Streaming:
    """An event loop in a thread of its own, on which requests run so that they can be cancelled.

    A blocking request would end only when its server says something. Safe to use from many threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def pieces(
        self,
        model: BaseChatModel,
        prompt: PromptValue,
        limits: Limits,
        config: RunnableConfig | None,
    ) -> Generator[str, None, None]:
        """The text in pieces, an empty one whenever nothing has come for a moment.

        Closing the iterator cancels the request. Raises TooSlow, and whatever the model raises.
        """
        come: SimpleQueue[str | None] = SimpleQueue()
        feeding = asyncio.run_coroutine_threadsafe(
            _feed(model, prompt, limits, config, come), self._running()
        )
        try:
            while True:
                try:
                    piece = come.get(timeout=LOOK_UP)
                except Empty:
                    piece = ""
                if piece is None:
                    feeding.result()
                    return
                yield piece
        finally:
            feeding.cancel()

    def close(self) -> None:
        """End every request that is under way."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # A daemon, so that a program that forgets to close it still ends.
                self._thread = Thread(
                    target=self._loop.run_forever, name="byline-writing", daemon=True
                )
                self._thread.start()
            return self._loop


async def _feed(
    model: BaseChatModel,
    prompt: PromptValue,
    limits: Limits,
    config: RunnableConfig | None,
    come: SimpleQueue[str | None],
) -> None:
    """Put the pieces into ``come``, and None when there will be no more.

    The model is asked directly, not as the end of a chain: a RunnableSequence whose stream is
    left before its end keeps the model's request open (langchain-core 1.7).
    """
    chunks = cast(AsyncGenerator[AIMessageChunk, None], model.astream(prompt, config))
    patience, late = limits.first, f"nothing came within {limits.first:g} seconds"
    try:
        async with asyncio.timeout(limits.whole) as whole, aclosing(chunks):
            while True:
                # Chunks may be empty: what a model thinks to itself does not count as text.
                async with asyncio.timeout(patience) as one:
                    while (chunk := await anext(chunks, None)) and not chunk.text:
                        pass
                if chunk is None:
                    return
                come.put(str(chunk.text))
                await asyncio.sleep(0)  # a server that never pauses must not have the loop alone
                patience, late = limits.next, f"it fell silent for {limits.next:g} seconds"
    except TimeoutError:
        if whole.expired():
            raise TooSlow(f"it was not done after {limits.whole:g} seconds") from None
        if one.expired():
            raise TooSlow(late) from None
        raise
    finally:
        come.put(None)


async def _end_all() -> None:
    """Cancel what else runs on this loop, and wait until it has ended."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
