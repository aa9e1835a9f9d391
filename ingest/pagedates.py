"""When a web page says its article was published: in its markup, else beside its headline."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.cleaning import one_line
from ingest.datelines import dated, is_update
from ingest.dates import read_date
from ingest.statements import Statements, Tree

_NAMES = """article:published_time og:article:published_time og:published_time published_time
    datepublished article.published article_date_original publication_date publication-date
    publish-date publishdate publish_date pubdate published-date dc.date dc.date.issued
    dcterms.date dcterms.issued dcterms.created dc.date.created parsely-pub-date sailthru.date
    cxenseparse:recs:publishtime citation_publication_date originalpublicationdate date""".split()

_UPDATED = """article:modified_time og:article:modified_time og:updated_time datemodified
    dcterms.modified dc.date.modified last-modified""".split()

_REGEX = {"re": "http://exslt.org/regular-expressions"}
# Where a page shows other articles, or speaks of itself.
_ELSEWHERE = (
    "ancestor-or-self::*[self::aside or self::nav or self::footer or self::form or self::blockquote"
    " or re:test(concat(@class, ' ', @id), 'related|recommend|sidebar|comment|most-|popular"
    "|teaser|promo|footer|trending|latest|copyright|live-?update', 'i')]"
)
_VALUES = ("content", "datetime", "title")
_MARKED = (
    ".//*[@itemprop='datePublished' or re:test(@property,"
    " '(^| )((schema:)?datePublished|dc:(date|issued)|dcterms:(date|issued))( |$)')]"
)
_TIMES = f".//time[not({_ELSEWHERE})]"
_NAMED = (
    ".//*[not(.//p)][re:test(concat(@class, ' ', @id), '(^|[ _-])(date|datum|fecha|published?"
    "|pub-?date|date-?line|date-?time|time-?stamp|posted|byline|meta|info)', 'i')]"
    f"[not({_ELSEWHERE})]"
)
_BELOW = f"following::*[self::p or self::span or self::div or self::small][not({_ELSEWHERE})]"
_LOOKED_AT = 60
"""Elements below the headline."""


def published(page: Statements, tag: str | None) -> str | None:
    """ISO 8601, ``None`` when the page does not say: an update or a copyright is no answer."""
    stated = [page.data.text(page.article.get("datePublished")), *page.meta(_NAMES)]
    stated += _marked(page.tree)
    stated += [page.data.text(page.data.page().get("datePublished"))]
    dates = [date for value in stated if value and (date := read_date(value, tag))]
    if dates:  # another, of the same day, may know the time
        return next((date for date in dates if date.startswith(dates[0]) and "T" in date), dates[0])
    return next(_visible(page.tree, tag), None)


def updated(page: Statements, tag: str | None) -> str | None:
    """ISO 8601, ``None`` when the markup does not say that the article was changed later on."""
    stated = [page.data.text(page.article.get("dateModified")), *page.meta(_UPDATED)]
    dates = [date for value in stated if value and (date := read_date(value, tag))]
    return next((date for date in dates if date != published(page, tag)), None)


def _marked(tree: Tree) -> list[str]:
    """The values that microdata and RDFa mark as the date."""
    return [
        next(filter(None, map(each.get, _VALUES)), None) or each.text_content()
        for each in tree.xpath(_MARKED, namespaces=_REGEX)
    ]


def _visible(tree: Tree, tag: str | None) -> Iterator[str]:
    """The dates of time elements, of what is named a date, of short lines under the headline."""
    for element in tree.xpath(_TIMES, namespaces=_REGEX):
        around = f"{element.get('class', '')} {_text(element.getparent())[:100]}"
        if "pubdate" in element.attrib or not is_update(around):
            if found := read_date(element.get("datetime") or _text(element), tag):
                yield found
    for element in tree.xpath(_NAMED, namespaces=_REGEX):
        text = _text(element)
        if len(text) <= 150 and (found := dated(text, tag, words=12)):
            yield found
    for text in under_headline(tree):
        if found := dated(text, tag):
            yield found


def under_headline(tree: Tree) -> Iterator[str]:
    """The short texts between the headline and the first paragraph."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return
    for element in headline.xpath(_BELOW, namespaces=_REGEX)[:_LOOKED_AT]:
        text = _text(element)
        if element.tag == "p" and len(text) > 200:
            return
        if len(text) <= 100:
            yield text


def _text(element: Tree) -> str:
    return one_line(" ".join(element.itertext())) or ""
