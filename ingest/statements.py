"""What a web page states about itself for programs: meta elements, microdata and JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from courlan import extract_domain

from ingest.cleaning import one_line
from ingest.linkeddata import LinkedData, Node

Tree = Any
"""An lxml element; lxml has no types of its own."""

_LINKED_DATA = ".//script[starts-with(normalize-space(@type), 'application/ld+json')]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """A parsed page and its statements, read once."""

    tree: Tree
    address: str | None
    """Where it was fetched from; ``None`` for a local file."""
    url: str | None
    """Its canonical address, if it states one that it may."""
    headings: list[str]
    metas: Mapping[str, list[str]]
    """The contents of its meta elements, by their name in lower case."""
    data: LinkedData
    article: Node
    """The node of its own article; empty if there is none."""

    def meta(self, names: Iterable[str]) -> list[str]:
        """The contents of all meta elements of these names, in the order of the names."""
        return [content for name in names for content in self.metas.get(name, [])]

    def marked(self, item: str) -> list[str]:
        """The values of an item in microdata or RDFa; of a person or firm, the names."""
        texts = []
        for each in self.tree.xpath(".//*[@itemprop=$item or @property=$item]", item=item):
            inner = each.xpath(".//*[@itemprop='name' or @property='name']")
            for part in inner if inner and each.get("content") is None else [each]:
                texts.append(one_line(part.get("content") or part.text_content()))
        return [text for text in texts if text]


def read_statements(tree: Tree, address: str | None) -> Statements:
    """The statements of a page fetched from ``address`` (``None``: a local file)."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        if content := one_line(meta.get("content")):
            name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
            metas.setdefault(name.strip().lower(), []).append(content)
    data = LinkedData([block.text or "" for block in tree.xpath(_LINKED_DATA)])
    headings = [text for each in tree.iter("h1") if (text := one_line(each.text_content()))]
    links = tree.xpath(".//link[@href][contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    stated = [*links, *metas.get("og:url", [])]
    url = next((own for each in stated if (own := own_address(each, address))), None)
    addresses = {each for each in (url, address) if each}
    return Statements(
        tree=tree,
        address=address,
        url=url,
        headings=headings,
        metas=metas,
        data=data,
        article=data.article(addresses, headings[0] if headings else None),
    )


def own_address(stated: str | None, address: str | None) -> str | None:
    """The address a page gives itself, if it may: its own site's, and not the site's front page.

    Any page can claim to be another site's article, and would then replace it.
    """
    try:
        url = urlsplit(urljoin(address or "", (stated or "").strip()))
        host, at = url.hostname, urlsplit(address or "").hostname
    except ValueError:
        return None
    if url.scheme not in ("http", "https") or not host or url.username is not None:
        return None
    if url.path in ("", "/") and not url.query:
        return None
    if at and _site(host) != _site(at):
        return None
    return url._replace(fragment="").geturl()


def _site(host: str) -> str:
    """The name that was registered, or the host without "www." where the ending is not public."""
    return extract_domain(f"https://{host}/") or re.sub(r"^(www|amp|m|mobile)\.", "", host)
