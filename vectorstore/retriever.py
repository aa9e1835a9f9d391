"""The store as a LangChain retriever, usable in any chain."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.articles import EVERYTHING, Filters
from vectorstore.store import ArticleStore


class ArticleRetriever(BaseRetriever):
    """Documents for a question: ``page_content`` is the passage, ``metadata`` says whence it is.

    ``metadata["start"]`` and ``["end"]`` are offsets into ``store.article(id, version).text``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: ArticleStore
    limit: int = 10
    filters: Filters = EVERYTHING

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        names = (
            "article_id", "version", "start", "end",
            "title", "publisher", "author", "published", "language", "url", "score",
        )  # fmt: skip
        return [
            Document(
                id=f"{hit.article_id}:{hit.version}:{hit.position}",
                page_content=hit.text,
                metadata={name: getattr(hit, name) for name in names},
            )
            for hit in self.store.search(query, self.limit, self.filters)
        ]
