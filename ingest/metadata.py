"""What a web page says of its article: title, publisher, author, date, language, address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.cleaning import one_line
from ingest.datelines import byline
from ingest.pagedates import published, under_headline, updated
from ingest.statements import Statements, Tree, own_address, read_statements

_AUTHORS = """author article:author parsely-author sailthru.author dc.creator dcterms.creator
    byl citation_author""".split()
_PUBLISHERS = "publisher dc.publisher dcterms.publisher application-name".split()
_WRITTEN_BY = {"written by", "verfasst von", "écrit par", "escrito por", "geschreven door"}
_SEPARATOR = r"\s+(?:[|\-–—·•»]|::)\s+"
_TAG = re.compile(r"\s*([a-z]{2})(?![a-z])(?:[-_]([a-z]{2})(?![a-z]))?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the page states; ``None`` means that it does not."""

    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    updated: str | None
    language: str | None
    url: str | None
    body: str | None
    """The text, on a page that states it as data for programs too."""
    for_subscribers: bool


def read_facts(tree: Tree, address: str | None) -> Facts:
    """The facts of a parsed page that was fetched from ``address`` (``None``: a local file)."""
    page = read_statements(tree, address)
    tag = _language(page)
    publisher = _publisher(page)
    own = own_address(page.data.text(page.article.get("url")), address)
    return Facts(
        title=_title(page, publisher),
        publisher=publisher,
        author=_author(page),
        published=published(page, tag),
        updated=updated(page, tag),
        language=tag[:2] if tag else None,
        url=page.url or own or address,
        body=page.data.text(page.article.get("articleBody")),
        for_subscribers=str(page.article.get("isAccessibleForFree")).lower() in ("false", "no"),
    )


def _language(page: Statements) -> str | None:
    """The language tag, with its region if it has one: ``en-GB``."""
    root = page.tree.getroottree().getroot()
    stated = [root.get(name) for name in ("lang", "xml:lang")]
    stated += [page.data.text(page.article.get("inLanguage"))]
    stated += page.meta(["content-language", "og:locale"])
    for found in (_TAG.match(each) for each in stated if each):
        if found:
            language, region = found[1].lower(), found[2]
            return f"{language}-{region.upper()}" if region else language
    return None


def _publisher(page: Statements) -> str | None:
    stated = page.data.names(page.article.get("publisher"))
    stated += page.meta(["og:site_name"]) + page.data.names(page.data.site().get("name"))
    stated += page.marked("publisher") + page.meta(_PUBLISHERS)
    return next((name for each in stated if (name := _name(each))), None)


def _author(page: Statements) -> str | None:
    """The names in the order stated, with commas between."""
    labels = {label.casefold() for label in page.meta(["twitter:label1"])}
    for stated in (
        page.data.names(page.article.get("author")),
        page.meta(_AUTHORS),
        page.marked("author"),
        page.meta(["twitter:data1"]) if labels & _WRITTEN_BY else [],
        [name for line in under_headline(page.tree) if (name := byline(line))][:1],
    ):
        if names := list(dict.fromkeys(name for each in stated if (name := _name(each)))):
            return ", ".join(names)
    return None


def _name(stated: str) -> str | None:
    """A name without "By"; ``None`` for addresses and for what is too long to be one."""
    name = byline(stated) or one_line(stated)
    if name is None or len(name) > 100 or re.search(r"://|@|www\.", name):
        return None
    return name


def _title(page: Statements, publisher: str | None) -> str | None:
    """The headline, as the page shows it where it is stated otherwise; without the site's name."""
    headline = one_line(page.data.text(page.article.get("headline")))
    stated = [headline] if headline else []
    stated += page.meta(["og:title", "twitter:title"]) + page.marked("headline")[:1]
    shown = [text for each in page.tree.iter("title") if (text := one_line(each.text_content()))]
    titles = [*stated, *shown[:1]]
    for title in titles:
        for heading in page.headings:  # the others cut it, or add the site's name to it
            if title.startswith(heading) or heading.startswith(title.rstrip(". …")):
                return heading
    only = page.headings[0] if len(page.headings) == 1 else None
    if only and not stated and only != publisher and not shown[:1] == [only]:
        if not shown or not shown[0].endswith(only):  # at its end it is the site's name
            return only
    return _without_site(titles[0], publisher) if titles else None


def _without_site(title: str, publisher: str | None) -> str:
    *before, last = re.split(f"({_SEPARATOR})", title)
    site = publisher.casefold() if publisher else None
    named = site is not None and (last.casefold() in site or site in last.casefold())
    if before and (named or (site is None and "|" in before[-1])):
        return "".join(before[:-1])
    return title
