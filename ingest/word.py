"""A Word document (.docx) to a draft."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from ingest.cleaning import one_line
from ingest.documents import document
from ingest.items import Draft, Unreadable

MEMBERS = 2_000
UNPACKED = 50_000_000
"""Bytes, of all its files together."""
RATIO = 200
"""Times that a file may be larger unpacked; XML reaches a few dozen."""

_BODY = "word/document.xml"
_DROPPED = {qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:footnoteReference")}
_DROPPED |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def parse_word(data: bytes) -> Draft:
    """Raises Unreadable when it is no Word document, or larger inside than one may be."""
    try:
        _check(zipfile.ZipFile(BytesIO(data)).infolist())
        opened = Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(f"is a broken Word document ({error})") from None
    blocks = list(_blocks(opened.element.body))
    stated = opened.core_properties
    title = stated.title or next((text for text, heading in blocks[:3] if heading), None)
    text = "\n\n".join(text for text, _ in blocks)
    return document(text, title, stated.author, None)


def _check(files: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked. The sizes stated are held to: more than that is not read."""
    names = {file.filename for file in files}
    if _BODY not in names:
        raise Unreadable("is a zip archive, not a Word document: unpack it first")
    if len(files) > MEMBERS:
        raise Unreadable(f"has {len(files):,} files in it; the limit is {MEMBERS:,}")
    if (total := sum(file.file_size for file in files)) > UNPACKED:
        raise Unreadable(f"unpacks to {total:,} bytes; the limit is {UNPACKED:,}")
    for file in files:
        if file.file_size > RATIO * max(file.compress_size, 1024):
            raise Unreadable(f"has a part that unpacks to more than {RATIO} times its size")


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """The text of each paragraph and table, in order, and whether it is styled as a title."""
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if next(element.iterancestors(qn("w:tbl")), None) is not None:
            continue
        if element.tag == qn("w:tbl"):
            yield "\n".join(map(_row, element.iter(qn("w:tr")))), False
        else:
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = style.get(qn("w:val"), "") if style is not None else ""
            yield "".join(_words(element)), name.lower().replace(" ", "") in ("title", "heading1")


def _row(row: Any) -> str:
    cells = ("".join(_words(cell)) for cell in row.iter(qn("w:tc")))
    return " | ".join(filter(None, map(one_line, cells)))


def _words(element: Any) -> Iterator[str]:
    """What a reader sees: what was deleted, hidden or is there for other programs is left out."""
    for child in element:
        if child.tag in _DROPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            yield " " if child.tag == qn("w:tab") else "\n"
        elif child.tag != qn("w:r") or not _is_hidden(child):
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in ("0", "false", "off")
