"""A document's text and properties to a draft: properties that say nothing are left out."""

from __future__ import annotations

import re

from ingest.cleaning import clean, one_line
from ingest.datelines import byline, dated, is_head
from ingest.items import Draft

HEAD = 6
"""Blocks at the beginning in which a line may date the document."""

# What programs fill in when nobody does.
_NO_TITLE = re.compile(
    r"untitled.*|microsoft word\b.*|document\d*|.*\.(docx?|indd|qxd|pdf|html?|pptx?|tex)", re.I
)
_NO_AUTHOR = re.compile(
    r"(admin(istrator)?|(windows |microsoft )?(office )?user|owner|unknown|root|author)\d*"
    "|python-docx",
    re.I,
)


def document(text: str, title: str | None, author: str | None, language: str | None) -> Draft:
    """The date of the file is not the article's: it has one only if a line at its head says so."""
    title, author = one_line(title), one_line(author)
    if title and _NO_TITLE.fullmatch(title):
        title = None
    if author and _NO_AUTHOR.fullmatch(author):
        author = None
    blocks = clean(text).split("\n\n")
    head = [block for block in blocks[:HEAD] if len(block) <= 100]
    published = next((date for line in head if (date := dated(line, language))), None)
    author = author or next((name for line in head if (name := byline(line))), None)
    while blocks and (one_line(blocks[0]) == title or is_head(blocks[0], language)):
        del blocks[0]
    return Draft(
        text="\n\n".join(blocks),
        title=title,
        author=author,
        published=published,
        language=language[:2].lower() if language else None,
    )
