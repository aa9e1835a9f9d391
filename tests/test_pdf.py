"""PDFs, whole and hostile."""

from __future__ import annotations

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.items import Draft, Unreadable
from ingest.pdf import parse_pdf

LINES = ["By Ines Marlow", "12 January 2022", "The ferry line will close in March."]


def pdf(content: bytes, *, filters: bytes = b"", info: bytes = b"", catalog: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F "
        + font
        + b">>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<<" + info + b">>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R/Info 5 0 R>>\n" % (table)
        + b"startxref\n%d\n%%%%EOF" % len(written)
    )


def shown(lines: list[str]) -> bytes:
    moves = b"".join(b"(%s) Tj 0 -20 Td " % line.encode("latin-1") for line in lines)
    return b"BT /F 12 Tf 50 800 Td " + moves + b"ET"


def test_text_properties_and_the_date_in_the_text_not_of_the_file() -> None:
    info = b"/Title(Ferry line to close)/CreationDate(D:20240101000000Z)"
    assert parse_pdf(pdf(shown(LINES), info=info, catalog=b"/Lang(en-GB)")) == Draft(
        title="Ferry line to close",
        author="Ines Marlow",
        published="2022-01-12",
        language="en",
        text="The ferry line will close in March.",
    )


def test_properties_that_say_nothing_are_unknown() -> None:
    info = b"/Title(Microsoft Word - ferry3_final.docx)/Author(Administrator)"
    assert parse_pdf(pdf(shown(LINES[2:]), info=info)) == Draft(text=LINES[2])


def test_a_pdf_without_text_gives_none() -> None:
    assert parse_pdf(pdf(b"0 0 100 100 re f")).text == ""


def test_a_locked_pdf_is_refused_and_one_without_a_password_is_not() -> None:
    for password, opens in (("", True), ("secret", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(shown(LINES)))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        target = io.BytesIO()
        writer.write(target)
        if opens:
            assert parse_pdf(target.getvalue()).text == LINES[2]
        else:
            with pytest.raises(Unreadable, match="locked"):
                parse_pdf(target.getvalue())


def test_a_bomb_is_refused() -> None:
    bomb = zlib.compress(bytes(100_000_000), 9)
    with pytest.raises(Unreadable, match="larger inside"):
        parse_pdf(pdf(bomb, filters=b"/Filter/FlateDecode"))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(1000), pdf(shown(LINES))[:200]]
)
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="broken|no text"):
        if not parse_pdf(data).text:
            raise Unreadable("has no text")
