"""What a page says of its article in JSON-LD, the schema.org block most news sites carry."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where a block keeps what it is about; lists of related articles are under other names."""


class LinkedData:
    """The nodes of a page's JSON-LD blocks, in order, and those among them that others refer to."""

    def __init__(self, blocks: list[str]) -> None:
        self.nodes = [node for block in blocks for node in _nodes(_loads(block))]
        self._by_id = {node["@id"]: node for node in self.nodes if _is_named(node)}

    def article(self, addresses: set[str], headline: str | None) -> Node:
        """The page's own article; an empty node when there is none.

        Of several, the one with one of these addresses or this headline, else the first.
        """
        articles = [node for node in self.nodes if _is_article(node)]
        for node in articles:
            stated = {self.text(node.get(key)) for key in ("url", "@id", "mainEntityOfPage")}
            if {address.partition("#")[0] for address in stated if address} & addresses:
                return node
        for node in articles:
            if headline and self.text(node.get("headline")) == headline:
                return node
        return articles[0] if articles else {}

    def page(self) -> Node:
        """The node of the page itself, which some sites date instead of the article."""
        return next((node for node in self.nodes if "WebPage" in types(node)), {})

    def site(self) -> Node:
        """The node of the site or of the organisation behind it."""
        kinds = ("NewsMediaOrganization", "WebSite", "Organization")
        found = (node for kind in kinds for node in self.nodes if kind in types(node))
        return next(found, {})

    def text(self, value: Any) -> str | None:
        """A value as text: the first of a list, the value, address or id of a node."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("@value") or value.get("url") or value.get("@id")
        return html.unescape(value).strip() or None if isinstance(value, str) else None

    def names(self, value: Any) -> list[str]:
        """The names of people or organisations, however they are written down."""
        if isinstance(value, list):
            return [name for each in value[:50] for name in self.names(each)]
        if isinstance(value, dict):
            known = self._by_id.get(value.get("@id", ""), {})
            name = known.get("name") or value.get("name")  # in short there it may be a log-in
            if not name and (parts := [value.get("givenName"), value.get("familyName")]):
                name = " ".join(filter(None, map(self.text, parts)))
            return self.names(name) if not isinstance(name, dict) else self.names(self.text(name))
        return [text] if (text := self.text(value)) else []


def types(node: Node) -> list[str]:
    """The types of a node, without the address of their vocabulary."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [re.split("[/:#]", kind)[-1] for kind in listed if isinstance(kind, str)]


def _is_article(node: Node) -> bool:
    return any(
        kind.endswith(("Article", "Posting", "Report")) and kind != "JobPosting"
        for kind in types(node)
    )


def _is_named(node: Node) -> bool:
    return isinstance(node.get("@id"), str) and "name" in node


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, list):
        for each in value[:1000]:
            yield from _nodes(each)
    elif isinstance(value, dict):
        yield value
        for key in _NESTED:
            yield from _nodes(value.get(key))


def _loads(block: str) -> Any:
    """The block's JSON, also when it is wrapped in a comment or has a comma too many."""
    block = re.sub(
        r"^\s*(<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(-->|//\]\]>|/\*\]\]>\*/)\s*$", "", block
    )
    for text in (block, re.sub(r",(\s*[}\]])", r"\1", block.strip().rstrip(";"))):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
