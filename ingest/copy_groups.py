"""The groups that copies form among the live articles, kept up to date as articles come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.copies import PERMUTATIONS, Words, overlap, read_signature, read_words, signature

CONTAINED = 0.25  # estimated share of common shingles; well under copies.COVERED, for its error
AGREEING = 7  # permutations; two texts with nothing in common agree in 0.5 of 128
CHANCE = 1 / 256  # of two low bytes being equal anyway
CHECKED = 16  # texts compared for one article, likeliest first, however many look alike


class CopyIndex:
    """Signatures of the live articles in memory, and the group of each.

    A group is all the articles that a chain of copies joins; its id is the smallest article id in
    it, so the order of ingestion does not matter. Signatures are scanned, not banded (LSH): a scan
    of 20,000 takes about a millisecond and nothing is built beforehand, where the tables for so low
    a similarity take forty times the memory and seconds to fill in every run.

    After an error in ``put`` or ``remove``, or when the catalog did not commit, build it anew.
    """

    def __init__(
        self, articles: Iterable[tuple[str, bytes, str]], text_of: Callable[[str], str]
    ) -> None:
        """Take (article id, signature, group id) of every live article, and how to read a text.

        Raises ValueError for a signature of another version.
        """
        self._text_of = text_of
        self._fresh: dict[str, str] = {}  # texts that the catalog may not have yet
        self._ids: list[str] = []
        self._place: dict[str, int] = {}
        self._group: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._sizes = np.zeros(1024, dtype=np.int64)
        self._minima = np.zeros((PERMUTATIONS, 1024), dtype=np.uint8)
        for article_id, mark, group in articles:
            self._append(article_id, mark, group)

    def group(self, article_id: str) -> list[str]:
        """Ids of the articles in this one's group, itself among them, the group's id first."""
        return sorted(self._members[self._group[article_id]])

    def query(self, text: str) -> list[str]:
        """Ids of articles that the text is a copy of, one from each group, likeliest first."""
        size, minima = read_signature(signature(text))
        return list(self._copies(lambda: read_words(text), size, minima, set()))

    def put(self, articles: Iterable[tuple[str, str, bytes]]) -> dict[str, str]:
        """Add (article id, text, signature), for new articles and for new texts of known ones.

        Returns the group id of every article that may now be in another group, these included.
        """
        batch = {article_id: (text, mark) for article_id, text, mark in articles}
        changed = self.remove(article_id for article_id in batch if article_id in self._place)
        # A run that was killed can leave a group under the name of an article that left it.
        orphans = set().union(*(self._members.pop(one) for one in batch if one in self._members))
        changed |= self._regroup(orphans)
        for article_id, (_, mark) in batch.items():
            self._append(article_id, mark, article_id)
        self._fresh = {article_id: text for article_id, (text, _) in batch.items()}
        for article_id in batch:
            changed |= self._join(article_id)
        self._fresh = {}
        return changed

    def remove(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Forget articles; returns the group id of every other article of their groups.

        What they alone held together falls apart, so the rest is compared again.
        """
        gone = set(article_ids)
        groups = {self._group[article_id] for article_id in gone}
        rest = set().union(*(self._members.pop(group) for group in groups)) - gone
        for article_id in gone:
            self._drop(article_id)
        return self._regroup(rest)

    def _append(self, article_id: str, mark: bytes, group: str) -> None:
        size, minima = read_signature(mark)
        place = len(self._ids)
        if place == len(self._sizes):
            self._sizes = np.concatenate([self._sizes, np.zeros_like(self._sizes)])
            self._minima = np.concatenate([self._minima, np.zeros_like(self._minima)], axis=1)
        self._sizes[place], self._minima[:, place] = size, minima
        self._ids.append(article_id)
        self._place[article_id] = place
        self._group[article_id] = group
        self._members.setdefault(group, set()).add(article_id)

    def _drop(self, article_id: str) -> None:
        del self._group[article_id]
        place, last = self._place.pop(article_id), len(self._ids) - 1
        moved = self._ids.pop()
        if place != last:
            self._ids[place], self._place[moved] = moved, place
            self._sizes[place] = self._sizes[last]
            self._minima[:, place] = self._minima[:, last]

    def _regroup(self, article_ids: set[str]) -> dict[str, str]:
        for article_id in article_ids:
            self._group[article_id], self._members[article_id] = article_id, {article_id}
        for article_id in sorted(article_ids):
            self._join(article_id)
        return {article_id: self._group[article_id] for article_id in article_ids}

    def _join(self, article_id: str) -> dict[str, str]:
        place = self._place[article_id]
        size, minima = int(self._sizes[place]), self._minima[:, place]
        groups = {self._group[article_id]}
        for found in self._copies(lambda: self._words(article_id), size, minima, groups):
            groups.add(self._group[found])
        head = min(groups)
        moved = set().union(*(self._members.pop(group) for group in groups - {head}))
        self._members[head] |= moved
        changed = dict.fromkeys(moved | {article_id}, head)
        self._group |= changed
        return changed

    def _words(self, article_id: str) -> Words:
        text = self._fresh.get(article_id)
        return read_words(self._text_of(article_id) if text is None else text)

    def _copies(
        self, read: Callable[[], Words], size: int, minima: NDArray[np.uint8], known: set[str]
    ) -> Iterator[str]:
        groups, words, checked = set(known), None, 0
        for candidate in self._candidates(size, minima):
            if self._group[candidate] in groups:
                continue
            if checked == CHECKED:
                return
            words, checked = words or read(), checked + 1
            if overlap(words, self._words(candidate)).is_copy:
                groups.add(self._group[candidate])
                yield candidate

    def _candidates(self, size: int, minima: NDArray[np.uint8]) -> list[str]:
        count = len(self._ids)
        same = np.zeros(count, dtype=np.uint8)
        for row, low in zip(self._minima, minima, strict=True):
            same += row[:count] == low
        alike = np.flatnonzero(same >= AGREEING)
        jaccard = (same[alike] / PERMUTATIONS - CHANCE) / (1 - CHANCE)
        sizes = self._sizes[alike]
        shared = jaccard / (1 + jaccard) * (sizes + size)  # shingles that both have, estimated
        contained = shared / np.maximum(np.minimum(sizes, size), 1)
        likely = [
            (-share, self._ids[place])
            for share, place in zip(contained.tolist(), alike.tolist(), strict=True)
            if share >= CONTAINED
        ]
        return [article_id for _, article_id in sorted(likely)]
