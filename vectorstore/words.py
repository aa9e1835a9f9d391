"""Passages by their words (BM25): the tantivy index, and the only file that imports tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from vectorstore.rows import Row

ANALYZER = "byline"
MOST_TERMS = 64
"""Distinct words of a question that are looked up; the rest would only slow it down."""


class Words:
    """A BM25 index over passages, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name=ANALYZER, index_option="freq")
        self._schema = builder.build()
        if folder is None:
            self._index = tantivy.Index(self._schema)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(folder))
        self._analyzer = (
            TextAnalyzerBuilder(Tokenizer.simple())
            .filter(Filter.remove_long(60))
            .filter(Filter.lowercase())
            .filter(Filter.ascii_fold())
            .filter(Filter.stemmer("english"))
            .build()
        )
        self._index.register_tokenizer(ANALYZER, self._analyzer)
        # We reload after each commit; tantivy's own watcher could put an older view back.
        self._index.config_reader(reload_policy="manual")
        self._index.reload()

    def apply(self, rows: Iterable[Row], gone: Sequence[str]) -> None:
        """Bring passages in (replacing those of the same id) and take others out, at once."""
        writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        try:
            for one in gone:
                writer.delete_documents_by_term("id", one)
            for row in rows:
                writer.delete_documents_by_term("id", row.passage.id)
                document = tantivy.Document()
                document.add_text("id", row.passage.id)
                document.add_text("article", row.article.id)
                document.add_text("body", row.passage.text)
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()  # releases the folder
        self._index.reload()

    def search(
        self, text: str, limit: int, article_ids: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ids of the best passages with their BM25 scores, best first.

        ``text`` is words, never a query language; ``article_ids`` limits the search to them.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(text)))[:MOST_TERMS]
        if not terms:
            return []
        words = [(Occur.Should, Query.term_query(self._schema, "body", term)) for term in terms]
        query = Query.boolean_query(words)
        if article_ids is not None:
            allowed = Query.term_set_query(self._schema, "article", list(article_ids))
            silent = Query.const_score_query(allowed, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, silent)])
        searcher = self._index.searcher()
        found = searcher.search(query, limit, count=False).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in found]

    def has(self, passage_id: str) -> bool:
        """Whether this passage is in it, whatever its words."""
        query = Query.term_query(self._schema, "id", passage_id)
        return bool(self._index.searcher().search(query, 1, count=False).hits)

    def count(self) -> int:
        return self._index.searcher().num_docs
