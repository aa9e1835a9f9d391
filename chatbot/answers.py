"""What an answer is: Answer, Citation, Claim, Turn as frozen data, and their JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from vectorstore import Claim as StoredClaim
from vectorstore import Filters

if TYPE_CHECKING:
    from chatbot.support import Level

Status = Literal["answered", "disputed", "unknown"]
Mode = Literal["quotes", "written"]
WEAKLY = "(weakly supported)"
"""What an answer's text says after such a sentence, in emphasis."""

# Not strftime's, which are in the language of the machine.
MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A number in the answer, standing for one quote in one article version.

    ``article.text[start:end] == quote``, always. ``None`` means the article does not say.
    """

    number: int
    article_id: str
    version: int
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    quote: str

    @property
    def source(self) -> str:
        """Who published it and when, as far as the article says."""
        publisher = " ".join((self.publisher or "").split()) or "unknown publisher"
        return f"{publisher}, {written_date(self.published)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One party to a dispute, and the number of the citation that holds its account."""

    speaker: str | None
    """None: the article says it in its own voice."""
    cue: str | None
    stance: str | None
    publisher: str | None
    published: str | None
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(StoredClaim):
    """What somebody says in a quote: ``start`` and ``end`` lie within that of its citation."""

    citation: int
    """The number of the citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence that a language model wrote, and what came of comparing it with its sources."""

    text: str
    """As the model wrote it, without its [n] markers."""
    level: Level
    """One that is ``unsupported`` is not in the answer's text."""
    citations: tuple[int, ...] = ()
    """The numbers of the citations that it rests on; none where it is unsupported."""
    reasons: tuple[str, ...] = ()
    """Why it is not, or not fully, supported: plain sentences."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked before in the same conversation, and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Markdown with [n] markers, each of which is the number of one of the citations."""

    question: str
    text: str
    status: Status
    mode: Mode
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    """Who says what in the quotes, in the order of the citations."""
    sides: tuple[Side, ...] = ()
    """The accounts that differ, where the status is ``disputed``."""
    sentences: tuple[Written, ...] = ()
    """Every sentence of the model's, where the mode is ``written``."""
    model: str | None = None
    """The language model that was asked, also where its text was not good enough to be shown."""
    filters: Filters = Filters()
    """What the search was limited to."""
    asked_filters: Filters = Filters()
    """The part of it that was read from the question."""
    notice: str | None = None
    """One plain line about how the answer came to be, where that matters."""
    done: bool = True

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``from_dict`` gives an equal Answer back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        """Raises TypeError or KeyError when ``data`` is not an answer's JSON form."""
        return cls(
            **{
                **data,
                "citations": tuple(Citation(**item) for item in data["citations"]),
                "claims": tuple(Claim(**item) for item in data["claims"]),
                "sides": tuple(Side(**item) for item in data["sides"]),
                "sentences": tuple(_written(item) for item in data.get("sentences", ())),
                "filters": filters_of(data["filters"]),
                "asked_filters": filters_of(data["asked_filters"]),
            }
        )


def _written(data: Mapping[str, Any]) -> Written:
    lists = {key: tuple(data[key]) for key in ("citations", "reasons")}
    return Written(**{**data, **lists})


def filters_of(data: Mapping[str, Any]) -> Filters:
    """Filters from their JSON form."""
    fields: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list | tuple) else one for key, one in data.items()
    }
    return Filters(**fields)


def written_date(published: str | None) -> str:
    """A published date as people write it: "4 October 2020"; "undated" where there is none."""
    if not published:
        return "undated"
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return " ".join(published.split())
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
