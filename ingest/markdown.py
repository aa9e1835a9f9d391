"""Markdown and plain text to a draft: front matter, headline, and words without their markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.cleaning import clean, one_line
from ingest.frontmatter import split
from ingest.given import draft_of
from ingest.items import Draft

_PARSER = MarkdownIt("commonmark").enable("table")
# What is never closed goes on to the end: a search that failed at each of its beginnings is slow.
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.S | re.I)


def parse_text(text: str) -> Draft:
    """Raises Unreadable when the front matter is broken."""
    stated, body = split(text.replace("\r\n", "\n"))
    return draft_of(stated, clean(body))


def parse_markdown(text: str) -> Draft:
    """A heading that comes first is the title, where the front matter has none.

    Raises Unreadable when the front matter is broken.
    """
    stated, body = split(text.replace("\r\n", "\n"))
    tokens = _PARSER.parse(clean(body))
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = one_line(_inline(tokens[1]))
        title = stated.get("title")
        if not title or title == heading:
            stated, tokens = {**stated, "title": heading}, tokens[3:]
    return draft_of(stated, clean("".join(_plain(tokens))))


def _plain(tokens: list[Token]) -> Iterator[str]:
    """The text of each block, with a blank line between them; one line for an item or a row."""
    lists: list[int | None] = []  # the number of the next item, None in a list without numbers
    mark = ""
    cells: list[str] = []
    in_row = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                yield "\n"
            case "list_item_open":
                mark = "- " if lists[-1] is None else f"{lists[-1]}. "
                lists[-1] = None if lists[-1] is None else lists[-1] + 1
            case "tr_open":
                in_row = True
            case "tr_close":
                in_row = False
                yield f"{' | '.join(cells)}\n"
                cells.clear()
            case "table_close":
                yield "\n"
            case "inline" if in_row:
                cells.append(_inline(token))
            case "inline" | "fence" | "code_block" | "html_block":
                text = _inline(token) if token.type == "inline" else token.content
                if token.type == "html_block":
                    text = html.unescape(_TAGS.sub("", text))
                yield f"{mark}{text.strip()}{chr(10) if lists else chr(10) * 2}"
                mark = ""


def _inline(token: Token) -> str:
    """The words of a line of Markdown: no images, no markup, links by their text."""
    words = []
    for child in token.children or []:
        if child.type in ("text", "text_special", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.lower().startswith("<br"):
            words.append("\n")
    return "".join(words)
