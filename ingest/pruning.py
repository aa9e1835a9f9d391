"""What is taken out of a page before its text is looked for: unseen words, boxes, layout tables."""

from __future__ import annotations

import re
from typing import Any

Tree = Any
"""An lxml element; lxml has no types of its own."""

_UNSEEN_TAGS = {"noscript", "template"}
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0+)?\s*(?:px|em|rem|pt|%)?\s*(?:;|$)|text-indent\s*:\s*-\d{3,}"
    r"|(?:left|top)\s*:\s*-\d{4,}px",
    re.I,
)
_BOX = re.compile(
    r"(?:^|[ _-])(?:subscri(?:be|ption)|newsletter|sign-?up|paywall|cookies?|consent|gdpr"
    r"|advert\w*|sponsored)(?:$|[ _-])",
    re.I,
)
_CELL = 300
"""Characters that no cell of a table of figures has: from here on, it is there for the layout."""


def prune(tree: Tree) -> None:
    """Take out of a page, in place, what its readers do not see or do not read it for."""
    whole = len(tree.text_content())
    elements = [each for each in tree.iterdescendants() if isinstance(each.tag, str)]
    for element in elements:
        if _is_unseen(element):
            share = 1 / 2  # some sites hide the whole article until a script shows it
        elif _BOX.search(f"{element.get('class', '')} {element.get('id', '')}"):
            share = 1 / 4  # and some name the whole page for its readers
        else:
            continue
        if element.getparent() is not None and len(element.text_content()) < whole * share:
            element.drop_tree()
    for element in tree.xpath(".//span[@aria-hidden]"):
        if len(element.text_content().strip()) <= 2:  # a large first letter
            del element.attrib["aria-hidden"]
    for element in tree.iter("pre"):
        _set_in_paragraphs(element)
    for table in tree.iter("table"):
        parts = list(table.iter("table", "tbody", "tr", "td"))
        if any(each.tag == "td" and len(each.text_content()) > _CELL for each in parts):
            for each in parts:
                each.tag = "div"


def _set_in_paragraphs(pre: Tree) -> None:
    """Preformatted prose, whose lines end where the page was full, as paragraphs."""
    paragraphs = re.split(r"\n\s*\n", pre.text_content())
    for child in list(pre):
        pre.remove(child)
    pre.tag, pre.text = "div", None
    for paragraph in paragraphs:
        element = pre.makeelement("p")
        element.text = " ".join(paragraph.split())
        pre.append(element)


def _is_unseen(element: Tree) -> bool:
    return (
        element.tag in _UNSEEN_TAGS
        or "hidden" in element.attrib
        or _UNSEEN_STYLE.search(element.get("style", "")) is not None
    )
