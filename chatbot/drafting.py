"""A written answer as it grows: each sentence checked, its quotes found and numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.accounts import ClaimsOf
from chatbot.answers import WEAKLY, Citation, Claim, Written
from chatbot.asserted import asserts_nothing
from chatbot.citing import Fetch, cited, claims_in, holds
from chatbot.markdown import escape
from chatbot.orders import is_order, sayings
from chatbot.prompts import NOTHING
from chatbot.reader import Reader
from chatbot.said import Said
from chatbot.scoring import Sentence
from chatbot.support import Source, Support, check
from chatbot.terms import content_words, words
from vectorstore import Span

NO_SOURCE = "It does not say which source it is from, and none of them says it."
NO_SUCH_SOURCE = "It names a source that is not there."
ADDRESS = "It holds a web address or a mail address."
ORDER = "It is, or rests on, an order to whoever reads the article."
TRIED = 3
"""Sources that a sentence without a marker is compared with, those with most of its words."""

_ADDRESS = re.compile(r"://|\bwww\.|\w@\w|\]\(|<\w", re.IGNORECASE)
_NUMBER = re.compile(r"\[(\d+)\]")


class Draft:
    """What is kept of a model's text, for one answer."""

    def __init__(
        self, sources: Sequence[Source], article: Fetch, claims: ClaimsOf, reader: Reader | None
    ) -> None:
        self._sources = {source.number: source for source in sources}
        self._article = article
        self._claims = claims
        self._reader = reader
        self.sentences: list[Written] = []
        self.citations: list[Citation] = []
        self.claims: list[Claim] = []

    def add(self, said: Said) -> None:
        """Check one more sentence and take it in, unless it says nothing at all."""
        if not said.numbers and NOTHING not in said.text and asserts_nothing(said.text):
            return
        named, support = self._checked(said)
        shown = support.level != "unsupported"
        numbers = (
            [self._cite(source, span) for source, span in zip(named, support.spans, strict=True)]
            if shown
            else []
        )
        self.sentences.append(
            Written(
                text=said.text,
                level=support.level,
                citations=tuple(dict.fromkeys(numbers)),
                reasons=tuple(self._by_name(reason) for reason in support.reasons),
            )
        )

    def repeats(self, said: Said) -> bool:
        """Whether this sentence was written before."""
        return any(words(one.text) == words(said.text) for one in self.sentences)

    def citing(self, sentence: Sentence) -> list[Written]:
        """What is written with a quote that has this sentence of an article in it."""
        numbers = {one.number for one in self.citations if holds(one, sentence)}
        return [one for one in self.sentences if numbers.intersection(one.citations)]

    @property
    def text(self) -> str:
        """The sentences that may be shown, as Markdown with markers."""
        return " ".join(_shown(one) for one in self.sentences if one.level != "unsupported")

    @property
    def enough(self) -> bool:
        """Whether something in it is supported, and at least half of it may be shown."""
        levels = [one.level for one in self.sentences]
        return "supported" in levels and 2 * levels.count("unsupported") <= len(levels)

    def _checked(self, said: Said) -> tuple[list[Source], Support]:
        if _ADDRESS.search(said.text):
            return [], _refused(ADDRESS)
        if is_order(said.text):
            return [], _refused(ORDER)
        if not said.numbers:
            return self._sourced(said)
        if not all(number in self._sources for number in said.numbers):
            return [], _refused(NO_SUCH_SOURCE)
        named = [self._sources[number] for number in said.numbers]
        return named, self._check(said.text, named)

    def _sourced(self, said: Said) -> tuple[list[Source], Support]:
        """The one source that supports a sentence which names none."""
        own = set(content_words(said.text))
        likely = sorted(
            self._sources.values(), key=lambda one: -len(own.intersection(words(one.hit.text)))
        )
        for source in likely[:TRIED]:
            support = self._check(said.text, [source])
            if support.level == "supported":
                return [source], support
        return [], _refused(NO_SOURCE)

    def _check(self, sentence: str, named: list[Source]) -> Support:
        others = [one for one in self._sources.values() if one not in named]
        support = check(sentence, named, self._reader, others)
        orders = any(
            _overlap(span, other)
            for source, span in zip(named, support.spans, strict=True)
            for other in source.hit.sentences
            if other not in sayings(source.hit)
        )
        return _refused(ORDER) if orders and support.level != "unsupported" else support

    def _by_name(self, reason: str) -> str:
        """A reason with the names of sources for their numbers, which only the model knows."""
        return _NUMBER.sub(lambda found: self._name(int(found[1])), reason)

    def _name(self, number: int) -> str:
        hit = self._sources[number].hit
        return " ".join((hit.publisher or hit.title or hit.article_id).split())

    def _cite(self, source: Source, span: Span) -> int:
        """The number of the citation of this quote, made if it is new."""
        hit = source.hit
        for one in self.citations:
            place = one.article_id, one.version, one.start, one.end
            if place == (hit.article_id, hit.version, *span):
                return one.number
        text = self._article(hit.article_id, hit.version).text
        citation = cited(len(self.citations) + 1, hit, text, span)
        self.citations.append(citation)
        self.claims += claims_in(citation, self._claims(hit.article_id, hit.version))
        return citation.number


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _refused(reason: str) -> Support:
    return Support("unsupported", (), (reason,))


def _shown(sentence: Written) -> str:
    parts = [escape(sentence.text), *(f"[{number}]" for number in sentence.citations)]
    if sentence.level == "weak":
        parts.append(f"*{WEAKLY}*")
    return " ".join(parts)
