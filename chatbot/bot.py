"""Chatbot: questions in, answers out; the only place that knows the whole path."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Semaphore
from types import TracebackType
from typing import TYPE_CHECKING, Any

from chatbot import quotes, retrieval
from chatbot.answers import Answer, Mode, Turn
from chatbot.asked_filters import Asked, asked_filters, merged
from chatbot.followups import standing_alone
from chatbot.limits import nothing_within
from chatbot.questions import Question, readable
from chatbot.reader import Reader, open_reader
from chatbot.retrieval import Evidence
from chatbot.terms import content_terms
from vectorstore import (
    EVERYTHING,
    Article,
    ArticleStore,
    BylineError,
    Claim,
    Filters,
    Hit,
    Settings,
    load_settings,
)
from vectorstore.embeddings import Embedder

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from chatbot.runnable import AskRunnable
    from chatbot.writing import Writer

REMEMBERED = 32
"""Questions whose evidence is kept for as long as the collection stays as it is: the page asks for
it again to show what else was found, and when a question that it suggested is asked."""
AT_ONCE = 2 * (os.cpu_count() or 1)
"""Searches that run side by side; more would share the same cores, and all be late."""
_SEVERAL = re.compile(r",(?=\s*[\w-]+:)")
"""Between models; a comma in a path is none."""
NOTHING_TO_LOOK_FOR = "The question names nothing to look for."


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for a question, the filters read from it, and what is to be said of them."""

    evidence: Evidence
    read: Filters = EVERYTHING
    notice: str | None = None


class Chatbot:
    """Answers questions about the articles of a store."""

    def __init__(
        self,
        store: ArticleStore,
        reader: Reader | None = None,
        writer: Writer | None = None,
        others: Sequence[Writer] = (),
    ) -> None:
        self.store = store
        self.reader = reader
        self.writer = writer
        self.others = tuple(others)
        """Who could write in its place."""
        self._turns = Semaphore(AT_ONCE)
        self._evidence = lru_cache(REMEMBERED)(self._found_at)

    def written_by(self, writer: Writer | None) -> Chatbot:
        """The same with another writer, or with none: the two share what they have found."""
        other = copy(self)
        other.writer = writer
        return other

    @property
    def mode(self) -> Mode:
        """``written`` where a language model writes the answers, ``quotes`` where none does."""
        return "written" if self.writer else "quotes"

    @property
    def model(self) -> str | None:
        """The name of that model."""
        return self.writer.model.name if self.writer else None

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        *,
        read_filters: bool = True,
        config: RunnableConfig | None = None,
    ) -> Answer:
        """The answer to a question. Raises QuestionError when there is no question in it.

        The days and publishers that the question itself names are filters too, unless
        ``read_filters`` is false; ``answer.asked_filters`` are those that were read and kept.
        ``config`` is LangChain's, with callbacks for the calls of a language model.
        """
        given = question, history, filters
        *_, answer = self.stream(*given, read_filters=read_filters, config=config)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        *,
        read_filters: bool = True,
        config: RunnableConfig | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows: each whole so far, the last with ``done=True``."""
        asked, notice = self._complete(question, history, config)
        found = Found(retrieval.NOTHING)
        if content_terms(asked.complete):
            found = self._find(asked.complete, filters, read_filters)
            notice = found.notice or notice
        else:
            notice = notice or NOTHING_TO_LOOK_FOR
        with closing(self._answers(asked, found.evidence, config)) as growing:
            for answer in growing:
                yield replace(
                    answer,
                    filters=merged(filters, found.read),
                    asked_filters=found.read,
                    notice=" ".join(filter(None, [answer.notice, notice])) or None,
                )

    def retrieve(
        self,
        question: str,
        history: Sequence[Turn] = (),
        limit: int = 10,
        filters: Filters = EVERYTHING,
        *,
        read_filters: bool = True,
    ) -> list[Hit]:
        """The passages an answer is made from: completed, filtered, fused, reranked, spread."""
        complete = self._complete(question, history)[0].complete
        asked = self._asked(complete, filters, read_filters)
        text = asked.question or complete
        found = self._search(text, merged(filters, asked.filters), limit)
        if asked.filters and not found.hits:
            found = self._search(text, filters, limit)
        return found.hits[:limit]

    def _complete(
        self, question: str, history: Sequence[Turn], config: RunnableConfig | None = None
    ) -> tuple[Question, str | None]:
        """The question standing alone, and what is to be said of it. Raises QuestionError."""
        asked, notice = readable(question)
        complete = standing_alone(asked, history)
        if self.writer is None or complete == asked:
            return Question(question, complete, asked), notice
        if rewritten := self.writer.rewritten(asked, history, config):
            return Question(question, rewritten, rewritten), notice
        return Question(question, complete, asked, history), notice

    def _answers(
        self, question: Question, evidence: Evidence, config: RunnableConfig | None
    ) -> Generator[Answer, None, None]:
        """The answer as it grows: written, where a model can and something answers; else quoted."""
        plan = quotes.plan(question.complete, evidence, self.claims, self.reader)
        if self.writer is None or not plan.answers:
            return quotes.composed(question.put, plan, self.article, self.claims)
        return self.writer.answers(
            question, plan, evidence, self.article, self.claims, self.reader, config
        )

    def _find(self, question: str, filters: Filters, read_filters: bool) -> Found:
        """What there is for a question: without the filters it names, if only so it is answered."""
        asked = self._asked(question, filters, read_filters)
        text = asked.question or question
        limited = self._search(text, merged(filters, asked.filters))
        if not asked.filters or quotes.answered(limited):
            return Found(limited, asked.filters)
        if limited.hits and not asked.question:
            return Found(limited, asked.filters)
        wider = self._search(text, filters)
        if limited.hits and not quotes.answers_better(wider, limited):
            return Found(limited, asked.filters)
        return Found(wider, notice=nothing_within(asked.filters))

    def _search(self, question: str, filters: Filters, limit: int = retrieval.POOL) -> Evidence:
        most = max(limit, retrieval.POOL)
        return self._evidence(self.store.state(), question, filters, most)

    def _found_at(
        self, _: tuple[str | int | None, ...], question: str, filters: Filters, limit: int
    ) -> Evidence:
        with self._turns:
            return retrieval.find(self.store, question, filters, limit, self.reader)

    def _asked(self, question: str, filters: Filters, read_filters: bool) -> Asked:
        if not read_filters:
            return Asked(EVERYTHING, question)
        return asked_filters(question, self.store, self.store.summary(), filters)

    def article(self, article_id: str, version: int | None = None) -> Article:
        """The article behind a citation. Raises NotFound."""
        return self.store.article(article_id, version)

    def claims(self, article_id: str, version: int) -> list[Claim]:
        """Who says what in an article's version, in the order of its text."""
        found = self.store.claims(article_id, version=version)
        return sorted(found, key=lambda one: one.start)

    def as_runnable(self) -> AskRunnable:
        """The whole path as a LangChain Runnable: invoke, stream, batch, compose."""
        from chatbot.runnable import AskRunnable

        return AskRunnable(self)

    def close(self) -> None:
        for writer in filter(None, (self.writer, *self.others)):
            writer.close()
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

    Raises SettingError, ModelError for a reader or a language model that will not load, and NoStore
    where there is no collection yet.
    """
    chosen = load_settings(data=data, **settings)
    embedder = Embedder(chosen.embedding_model, cache=chosen.data / "models")
    store = ArticleStore(chosen.data, embedder)
    try:
        return Chatbot(store, open_reader(chosen.reader), *_open_writers(chosen))
    except BylineError:
        store.close()
        raise


def _open_writers(settings: Settings) -> tuple[Writer | None, list[Writer]]:
    """The first model that is named, and the others."""
    names = [name for name in _SEVERAL.split(settings.model) if name.strip()]
    if not names:
        return None, []
    from chatbot.models import open_model
    from chatbot.writing import Writer

    opened: list[Writer] = []
    try:
        for name in names:
            opened.append(Writer(open_model(name, settings.base_url)))
    except BylineError:
        for writer in opened:
            writer.close()
        raise
    return opened[0], opened[1:]
