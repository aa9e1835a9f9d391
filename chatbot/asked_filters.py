"""What a question says its answer is to come from, days and publishers, as Filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import IGNORECASE
from re import compile as pattern

from chatbot.days import Days, mentions_days, named_days
from chatbot.publishers import Named, named_publishers
from chatbot.terms import content_terms
from vectorstore import EVERYTHING, ArticleStore, Filters
from vectorstore.rows import Summary

ENOUGH = 20
"""Articles of the days that a question names from which it is taken to ask for those articles,
though it may only mean when something happened."""
NEWS = timedelta(31)
"""Days named as "last week" is, up to this many, are those of the news that is asked for."""
REPORTED = timedelta(1)
"""What happened on a day may be in the articles of the next."""

_NEWS_OF = pattern(
    r"\b(?i:articles?|reports?|stor(?:y|ies)|news|coverage|reporting|published|reported|dated|written"
    r"|printed|artikeln?|berichten?|bericht|meldung(?:en)?|nachrichten|veröffentlicht|erschienen"
    r"|berichtet|artículos?|noticias?|publicad[oa]s?|nouvelles|publiée?s?|parue?s?)"
    # Between the two there may be whose articles they are.
    r"(?:,? (?:from|by|in|of|on|der|von|aus|de|du|the)|,? ['\"“‘«]?[A-ZÀ-Þ][\w.'’&|-]*['\"”’»]?"
    r"| [|-])*[\s,]*$"
)
_ITS_NEWS = pattern(
    r"(?:['’]s?)? (?:articles?|reports?|stor(?:y|ies)|news|coverage|issues?)\b", IGNORECASE
)

_ANYTHING = pattern(
    r"\b(?:happen\w*|going|new|news|articles?|reports?|reported|stor(?:y|ies)|coverage|write|say"
    r"|geschah|geschehen|passiert\w*|neues|nachrichten|artikel|schreibt|sagt"
    r"|pas[oó]|pasado|noticias?|artículos?|dice|passé|nouvelles|dit)\b",
    IGNORECASE,
)
"""Words of a question that asks for whatever there is."""


# What is left of "in articles from March 2020, …" and "…, in reports from March 2020".
_LEFT_OVER = pattern(
    r"^\W*in (?:the )?(?:articles?|reports?|news|stories|coverage)\s*[,:]?\s+(?=\w+ )"
    r"|[,\s]+in (?:the )?(?:articles?|reports?|news|stories|coverage)\s*(?=\?|$)",
    IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters that a question names, and what it asks besides."""

    filters: Filters
    question: str
    """Without the words that are only for the filters: days that may be those of an event stay in
    it. Empty where nothing else is asked."""


def asked_filters(
    question: str, store: ArticleStore, summary: Summary, given: Filters = EVERYTHING
) -> Asked:
    """The days and publishers that a question limits its answer to, beyond those ``given``.

    ``summary`` is the store's, which takes long to make. "last week" is counted back from the last
    day given, else from the newest article. Days that may be those of an event and not of its
    articles are left to the search, unless the store has many articles of them. A publisher is one
    of the store's own.
    """
    sources = named_publishers(question, summary.publishers)
    if len({one.start for one in sources if one.role != "refused"}) > 1:
        return Asked(EVERYTHING, question)  # they are compared, or one is the subject
    days = list[Days]()
    if summary.newest and mentions_days(question):
        today = date.fromisoformat(_day(given.published_to) or summary.newest)
        days = named_days(question, today)
    if len(days) != 1 or not _limits(days[0], question, store):
        days = []  # they are compared, or those of an event
    period = Filters() if given.published_from or given.published_to else _period(days, question)
    chosen = Filters() if given.publishers or given.not_publishers else _publishers(sources)
    spans = [(one.start, one.end) for one in days if period and _says_source(one, question)]
    spans += [(one.start, one.end) for one in sources if chosen]
    read = merged(period, chosen)
    rest = _without(question, spans)
    return Asked(read, rest if content_terms(_ANYTHING.sub("", rest)) or not read else "")


def merged(given: Filters, read: Filters) -> Filters:
    """Both at once; a question fills only what was not given."""
    return replace(
        given,
        published_from=given.published_from or read.published_from,
        published_to=given.published_to or read.published_to,
        publishers=given.publishers or read.publishers,
        not_publishers=given.not_publishers or read.not_publishers,
    )


def _day(given: str | None) -> str | None:
    """What was given as a day, where it is one."""
    try:
        return date.fromisoformat((given or "")[:10]).isoformat()
    except ValueError:
        return None


def _limits(days: Days, question: str, store: ArticleStore) -> bool:
    """Whether days are those of the articles asked for."""
    if _says_source(days, question):
        return True
    if days.first is None:
        return False
    with store.catalog.reading() as snapshot:
        of_them = snapshot.matching_ids(_published(days.first, days.last), limit=ENOUGH)
    return len(of_them) == ENOUGH


def _says_source(days: Days, question: str) -> bool:
    """Whether days can only be those of the articles asked for."""
    recent = days.recent and days.first and (not days.last or days.last - days.first < NEWS)
    return bool(recent) or _of_articles(days, question)


def _of_articles(days: Days, question: str) -> bool:
    """Whether the words around them say that they are those of articles."""
    return bool(_NEWS_OF.search(question[: days.start]) or _ITS_NEWS.match(question, days.end))


def _period(days: list[Days], question: str) -> Filters:
    if not days:
        return EVERYTHING
    (one,) = days
    last = one.last
    if last and last == one.first and not _of_articles(one, question):
        last += REPORTED
    return _published(one.first, last)


def _published(first: date | None, last: date | None) -> Filters:
    return Filters(
        published_from=first.isoformat() if first else None,
        published_to=last.isoformat() if last else None,
    )


def _publishers(sources: list[Named]) -> Filters:
    of = {
        role: [name for one in sources if one.role == role for name in one.publishers]
        for role in ("wanted", "refused")
    }
    wanted = tuple(name for name in of["wanted"] if name not in of["refused"])
    return Filters(publishers=wanted, not_publishers=() if wanted else tuple(of["refused"]))


def _without(question: str, spans: list[tuple[int, int]]) -> str:
    kept, at = "", 0
    for start, end in sorted(spans):
        kept, at = kept + question[at:start].rstrip(), end
    return _LEFT_OVER.sub("", kept + question[at:]).strip(" ,;") if spans else question
