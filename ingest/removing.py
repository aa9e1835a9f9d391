"""Taking articles out of a collection, whatever source they came from."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.folding import Folding
from vectorstore import ArticleStore


def remove(store: ArticleStore, article_ids: Iterable[str], *, unread: Iterable[str] = ()) -> int:
    """Remove articles, and group anew what were copies of them; returns how many there were.

    Their versions stay readable by number. ``unread`` names sources to forget. Raises StoreLocked
    and StoreFull.
    """
    return Folding(store).remove(article_ids, unread=unread)
