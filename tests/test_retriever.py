"""The store as a LangChain retriever, in a real chain."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from tests.tiny import entry, open_tiny
from vectorstore import ArticleStore, Filters
from vectorstore.retriever import ArticleRetriever


@pytest.fixture
def store(own_folder: Path) -> ArticleStore:
    with open_tiny(own_folder / "data") as made:
        made.add(
            [
                entry("a", "A ship.\nA fire on {ship}.", title="Ships", publisher="Dawn"),
                entry("b", "A cave.", publisher="BBC"),
            ]
        )
        yield made


def test_documents_say_whence_they_are(store: ArticleStore) -> None:
    (found,) = ArticleRetriever(store=store, limit=1).invoke("ship fire")
    assert found.page_content == "A fire on {ship}." and found.id == "a:1:1"
    mark = found.metadata
    assert store.article(mark["article_id"], mark["version"]).text[mark["start"] : mark["end"]] == (
        found.page_content
    )
    assert (mark["title"], mark["publisher"], mark["published"]) == ("Ships", "Dawn", None)


def test_limit_and_filters(store: ArticleStore) -> None:
    everything = ArticleRetriever(store=store)
    assert len(everything.invoke("ship")) == 3
    only = ArticleRetriever(store=store, filters=Filters(publishers=("BBC",)))
    assert [found.page_content for found in only.invoke("ship")] == ["A cave."]


def test_in_a_chain(store: ArticleStore) -> None:
    def joined(documents: list[Document]) -> str:
        return "\n".join(document.page_content for document in documents)

    seen: list[str] = []
    prompt = ChatPromptTemplate.from_messages([("system", "{sources}"), ("human", "{question}")])
    chain = (
        {
            "sources": ArticleRetriever(store=store, limit=2) | joined,
            "question": RunnablePassthrough(),
        }
        | prompt
        | RunnableLambda(lambda value: seen.append(value.to_string()) or value)
        | FakeListChatModel(responses=["A fire."])
        | StrOutputParser()
    )
    assert chain.invoke("ship fire {x}") == "A fire."
    assert "A fire on {ship}." in seen[0] and "ship fire {x}" in seen[0]
    assert chain.batch(["ship", "cave"]) == ["A fire."] * 2
    assert asyncio.run(chain.ainvoke("ship")) == "A fire."
    assert "".join(chain.stream("ship")) == "A fire."
