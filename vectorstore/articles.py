"""The plain data that flows through Byline: Article, Passage, Hit, Filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Stance = Literal["asserts", "confirms", "denies", "accuses", "promises", "doubts", "demands"]
"""How a speaker stands to what is said; ``doubts`` also where it is left open on purpose."""

Span = tuple[int, int]
"""Half-open character offsets into an article's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news item in one version. ``None`` means the article does not say."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601: a date (``2020-10-04``) or a time with the article's own offset."""
    updated: str | None = None
    """The same, of the last change to this version, where the article says that there was one."""
    language: str | None = None
    """ISO 639-1 code, lower case."""
    url: str | None = None
    version: int = 0
    """Counted from 1 by the store; 0 until stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of whole sentences of one article version; ``text == article.text[start:end]``."""

    article_id: str
    version: int
    position: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    """Spans of its sentences, as offsets into the article's text."""

    @property
    def id(self) -> str:
        return f"{self.article_id}:{self.version}:{self.position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an article says that somebody says; all offsets are into that version's text."""

    article_id: str
    version: int
    kind: Literal["direct", "indirect"]
    """In quotation marks, or in the article's own words."""
    speaker: str
    """As the article puts it, or ``UNCLEAR``; of a pronoun, the phrase that it stands for."""
    name: str
    """The speaker's name without titles, in the fullest form the article gives."""
    cue: str
    """The word that makes it a claim: ``said``, ``did not deny``, ``according to``."""
    stance: Stance
    start: int
    end: int
    """What is said: ``text[start:end]``, without the quotation marks around it."""
    speaker_start: int | None
    speaker_end: int | None
    """``text[speaker_start:speaker_end] == speaker``; None where the speaker is unclear."""
    cue_start: int
    cue_end: int
    resolved: bool = False
    """Whether the speaker was found outside the sentence: who "she" is, who goes on speaking."""
    via: str | None = None
    """Who passes on what the speaker says: the BBC, in "according to Armenpress, quoted by …"."""


UNCLEAR = "unclear"
"""The speaker where the text does not say who it is."""


class Entry(NamedTuple):
    """An article as it is stored: with its passages and claims, and the rules that found these."""

    article: Article
    passages: Sequence[Passage]
    claims: Sequence[Claim] = ()
    rules: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question, with its article's facts and scores (higher is better)."""

    article_id: str
    version: int
    position: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    group: str
    """The same for all copies of one text: they count as one source."""
    score: float
    scores: Mapping[str, float] = field(default_factory=dict)
    """The score of each index that found it: ``vectors`` (cosine), ``words`` (BM25)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a search is limited to; an empty field does not limit.

    Dates are ISO days, both inclusive; an article without a date never passes a date filter.
    """

    published_from: str | None = None
    published_to: str | None = None
    publishers: tuple[str, ...] = ()
    not_publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file or address that was read, so that it is not read again while it is unchanged."""

    key: str
    """An absolute path or a URL."""
    origin: str
    """What the user named: the file itself, its folder, a feed."""
    fingerprint: str
    """A hash of the bytes that were read."""
    etag: str | None = None
    last_modified: str | None = None
    article_ids: tuple[str, ...] = ()
    """The articles it gave."""


EVERYTHING = Filters()
"""The filters that limit nothing."""
