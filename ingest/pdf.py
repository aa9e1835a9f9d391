"""A PDF to a draft."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PdfReadError

from ingest.documents import document
from ingest.items import LONGEST, Draft, Unreadable
from ingest.reflow import paragraphs


def parse_pdf(data: bytes) -> Draft:
    """Raises Unreadable when it is locked, broken or larger inside than a PDF may be."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is locked with a password")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > LONGEST:  # and is refused for it, with the limit
                break
        stated = reader.metadata
        tag = re.match(
            r"[A-Za-z]{2}(-[A-Za-z]{2})?(?![A-Za-z])", str(reader.root_object.get("/Lang", ""))
        )
    except LimitReachedError as error:
        raise Unreadable(f"is larger inside than a PDF may be ({error})") from None
    except PdfReadError as error:
        raise Unreadable(f"is a broken PDF ({error})") from None
    return document(
        paragraphs(pages),
        stated.title if stated else None,
        stated.author if stated else None,
        tag[0] if tag else None,
    )
