"""Passages by their words (BM25): the tantivy index, and the only file that imports tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from vectorstore.articles import Article
from vectorstore.rows import Row
from vectorstore.tokens import tokens

TERMS = "byline-terms-1"
"""Named anew whenever other terms are made of the same text: tantivy then refuses the old index,
and it is built again."""
MOST_WORDS = 64
"""Distinct words of a question that are looked up; the rest would only slow it down."""
MOST_TYPOS = 2
"""A question with more words that are nowhere in the index is in another language, not mistyped."""
TYPO_WEIGHT = 3.0
"""What a word like a mistyped one adds to a passage's score; a rare word itself adds 5 to 15."""

STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish",
}  # fmt: skip
"""By an article's language; without one of these it is taken for English."""

MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Words:
    """A BM25 index over passages, in a folder or, without one, in memory.

    A passage is found by its own words and by those of its article's title, publisher, author
    and day, each cut to its stem as the article's language has it.
    """

    def __init__(self, folder: Path | None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("stemmer", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name=TERMS, index_option="freq")
        self._schema = builder.build()
        if folder is None:
            self._index = tantivy.Index(self._schema)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(folder))
        as_given = TextAnalyzerBuilder(Tokenizer.whitespace()).build()
        self._index.register_tokenizer(TERMS, as_given)
        # We reload after each commit; tantivy's own watcher could put an older view back.
        self._index.config_reader(reload_policy="manual")
        self._index.reload()
        searcher = self._index.searcher()
        self._stemmers = {one for one in STEMMERS.values() if searcher.doc_freq("stemmer", one)}

    def apply(self, rows: Iterable[Row], gone: Sequence[str]) -> None:
        """Bring passages in (replacing those of the same id) and take others out, at once."""
        writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        try:
            for one in gone:
                writer.delete_documents_by_term("id", one)
            for row in rows:
                stemmer = STEMMERS.get(row.article.language or "", "english")
                self._stemmers.add(stemmer)
                writer.delete_documents_by_term("id", row.passage.id)
                document = tantivy.Document()
                document.add_text("id", row.passage.id)
                document.add_text("article", row.article.id)
                document.add_text("stemmer", stemmer)
                words = tokens(f"{_heading(row.article)}\n{row.passage.text}")
                document.add_text("body", " ".join(_stems(words, stemmer)))
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()  # releases the folder
        self._index.reload()

    def search(
        self, text: str, limit: int, article_ids: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ids of the best passages with their BM25 scores, best first.

        ``text`` is words, never a query language, in any of the passages' languages;
        ``article_ids`` limits the search to them.
        """
        words = list(dict.fromkeys(tokens(text)))[:MOST_WORDS]
        searcher = self._index.searcher()
        wanted = self._query(words, searcher)
        if wanted is None:
            return []
        query = wanted
        if article_ids is not None:
            allowed = Query.term_set_query(self._schema, "article", list(article_ids))
            silent = Query.const_score_query(allowed, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, silent)])
        found = searcher.search(query, limit, count=False).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in found]

    def holding(self, text: str, limit: int) -> list[str]:
        """The ids of passages that hold each of the words, in whatever form; best first."""
        words = list(dict.fromkeys(tokens(text)))[:MOST_WORDS]
        each = [
            Query.boolean_query(
                [(Occur.Should, Query.term_query(self._schema, "body", stem)) for stem in stems]
            )
            for stems in self._forms(words)
        ]
        if not each:
            return []
        searcher = self._index.searcher()
        query = Query.boolean_query([(Occur.Must, one) for one in each])
        found = searcher.search(query, limit, count=False).hits
        return [searcher.doc(address)["id"][0] for _, address in found]

    def _forms(self, words: list[str]) -> list[set[str]]:
        """Every stem that each of the words may have in the index."""
        by_stemmer = [_stems(words, stemmer) for stemmer in sorted(self._stemmers)]
        return [set(stems) for stems in zip(*by_stemmer, strict=True)]

    def _query(self, words: list[str], searcher: tantivy.Searcher) -> Query | None:
        """Any of the words, by every stem it may have in the index; None without any word."""
        forms = self._forms(words)
        unknown = [one for one in forms if not any(searcher.doc_freq("body", s) for s in one)]
        known = sorted(set().union(*forms))
        parts = [Query.term_query(self._schema, "body", term) for term in known]
        if len(unknown) <= MOST_TYPOS:
            parts += [self._like(term) for one in unknown for term in sorted(one) if _long(term)]
        return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else None

    def _like(self, term: str) -> Query:
        distance = 1 if len(term) < 8 else 2
        similar = Query.fuzzy_term_query(self._schema, "body", term, distance)
        return Query.const_score_query(similar, TYPO_WEIGHT)

    def has(self, passage_id: str) -> bool:
        """Whether this passage is in it, whatever its words."""
        query = Query.term_query(self._schema, "id", passage_id)
        return bool(self._index.searcher().search(query, 1, count=False).hits)

    def count(self) -> int:
        return self._index.searcher().num_docs


def _heading(article: Article) -> str:
    facts = (article.title, article.publisher, article.author, _day(article.published))
    return "\n".join(filter(None, facts))


def _day(published: str | None) -> str | None:
    """A day as questions write it: 4 October 2020."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return published
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _long(term: str) -> bool:
    """Whether a term is long enough to be recognised with a letter wrong."""
    return len(term) > 3 and term.isalpha()


def _stems(words: Sequence[str], stemmer: str) -> list[str]:
    """The words unaccented and cut to their stems, one for one."""
    return _analyzer(stemmer).analyze(" ".join(words))


@cache
def _analyzer(stemmer: str) -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.whitespace())
        .filter(Filter.ascii_fold())
        .filter(Filter.lowercase())
        .filter(Filter.stemmer(stemmer))
        .build()
    )
