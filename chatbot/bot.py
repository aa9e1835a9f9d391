"""Chatbot: questions in, answers out; the only place that knows the whole path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from chatbot import quotes, retrieval
from chatbot.answers import Answer, Mode, Turn
from chatbot.questions import readable, standing_alone
from chatbot.scoring import Reader
from chatbot.terms import content_terms
from vectorstore import EVERYTHING, Article, ArticleStore, Filters, Hit, load_settings
from vectorstore.embeddings import Embedder

if TYPE_CHECKING:
    from chatbot.runnable import AskRunnable

NOTHING_TO_LOOK_FOR = "The question names nothing to look for."


class Chatbot:
    """Answers questions about the articles of a store."""

    mode: Mode = "quotes"

    def __init__(self, store: ArticleStore, reader: Reader | None = None) -> None:
        self.store = store
        self.reader = reader

    def ask(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = EVERYTHING
    ) -> Answer:
        """The answer to a question. Raises QuestionError when there is no question in it."""
        *_, answer = self.stream(question, history, filters)
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = EVERYTHING
    ) -> Iterator[Answer]:
        """The answer as it grows: each whole so far, the last with ``done=True``."""
        asked, notice = readable(question)
        complete = standing_alone(asked, history)
        if content_terms(complete):
            evidence = retrieval.find(self.store, complete, filters, reader=self.reader)
        else:
            evidence, notice = retrieval.NOTHING, notice or NOTHING_TO_LOOK_FOR
        for answer in quotes.answers(question, evidence, self.article):
            yield replace(answer, filters=filters, notice=notice)

    def retrieve(
        self,
        question: str,
        history: Sequence[Turn] = (),
        limit: int = 10,
        filters: Filters = EVERYTHING,
    ) -> list[Hit]:
        """The passages an answer is made from: completed, filtered, fused, reranked, spread."""
        asked, _ = readable(question)
        complete = standing_alone(asked, history)
        return retrieval.find(self.store, complete, filters, limit, self.reader).hits

    def article(self, article_id: str, version: int | None = None) -> Article:
        """The article behind a citation. Raises NotFound."""
        return self.store.article(article_id, version)

    def as_runnable(self) -> AskRunnable:
        """The whole path as a LangChain Runnable: invoke, stream, batch, compose."""
        from chatbot.runnable import AskRunnable

        return AskRunnable(self)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Chatbot:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_chatbot(data: Path | str | None = None, **settings: Any) -> Chatbot:
    """A chatbot over the collection in ``data``; other settings by name.

    Raises SettingError, ModelError for a reader that will not load, and NoStore where there is no
    collection yet.
    """
    chosen = load_settings(data=data, **settings)
    embedder = Embedder(chosen.embedding_model, cache=chosen.data / "models")
    reader = _reader(chosen.reader)
    return Chatbot(ArticleStore(chosen.data, embedder), reader)


def _reader(setting: str) -> Reader | None:
    """The cross-encoder that BYLINE_READER names, if it names one. Raises ModelError."""
    if setting.strip().lower() in ("", "none"):
        return None
    from chatbot.crossencoder import CrossEncoderReader  # imports torch: seconds

    return CrossEncoderReader(setting.strip())
