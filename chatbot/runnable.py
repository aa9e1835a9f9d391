"""The chatbot as a LangChain Runnable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig

from chatbot.answers import Answer

if TYPE_CHECKING:
    from chatbot.bot import Chatbot

Asked = str | Mapping[str, Any]
"""A question, or ``{"question": …, "history": …, "filters": …}``."""


class AskRunnable(Runnable[Asked, Answer]):
    """Asks a chatbot; streams the answer as it grows."""

    def __init__(self, bot: Chatbot) -> None:
        self.bot = bot

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        return self._call_with_config(self._ask, input, config)

    def stream(
        self, input: Asked, config: RunnableConfig | None = None, **_: Any
    ) -> Iterator[Answer]:
        yield from self._transform_stream_with_config(iter([input]), self._grow, config)

    def _ask(
        self, asked: Asked, run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Answer:
        return self.bot.ask(**_arguments(asked), config=config)

    def _grow(
        self,
        asked: Iterator[Asked],
        run_manager: CallbackManagerForChainRun,
        config: RunnableConfig,
    ) -> Iterator[Answer]:
        for one in asked:
            yield from self.bot.stream(**_arguments(one), config=config)


def _arguments(asked: Asked) -> dict[str, Any]:
    return {"question": asked} if isinstance(asked, str) else dict(asked)
