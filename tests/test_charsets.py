"""Encodings: labelled, unlabelled and mislabelled."""

from __future__ import annotations

import codecs
import random

import pytest

from ingest.charsets import decode
from ingest.items import Unreadable

TEXTS = {
    "cp1251": "Первый снег выпал раньше обычного и застал водителей врасплох, сообщил мэр.",
    "koi8_r": "На рынке подешевел картофель, продавцы объясняют это хорошим урожаем.",
    "cp932": "町立図書館が二年の改修工事を終え、日曜日に再開した。初日は八百人が訪れた。",
    "euc_jp": "町立図書館が二年の改修工事を終え、日曜日に再開した。初日は八百人が訪れた。",
    "gb18030": "市图书馆经过两年翻修，于星期日重新开放，首日接待读者约一千二百人。",
    "big5": "市立動物園的小貓熊週一產下雙胞胎，母子均安。園方說，這是第一次。",
    "cp949": "시립 도서관이 2년간의 보수 공사를 마치고 일요일 다시 문을 열었다.",
    "cp1252": "Le maire a déclaré que le marché rouvrira dimanche. « Déjà ! », a-t-il ajouté.",
    "cp1250": "Starosta oświadczył, że biblioteka zostanie otwarta w niedzielę, i to już.",
    "cp1253": "Ο δήμαρχος δήλωσε ότι η βιβλιοθήκη θα ανοίξει ξανά την Κυριακή.",
    "cp1254": "Belediye başkanı kütüphanenin pazar günü yeniden açılacağını söyledi.",
    "cp1255": "ראש העיר אמר שהספרייה תיפתח מחדש ביום ראשון בשעה עשר.",
    "cp1256": "قال رئيس البلدية إن المكتبة ستفتح أبوابها من جديد يوم الأحد.",
}
FAR_FROM_LATIN = sorted(TEXTS.keys() - {"cp1250", "cp1252", "cp1254"})


@pytest.mark.parametrize("codec", TEXTS)
@pytest.mark.parametrize("label", [None, "utf-8", "no-such-charset", "right"])
def test_a_label_is_believed_only_where_it_fits(codec: str, label: str | None) -> None:
    data = TEXTS[codec].encode(codec)
    assert decode(data, codec if label == "right" else label) == TEXTS[codec]


@pytest.mark.parametrize("codec", FAR_FROM_LATIN)
@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "windows-1252"])
def test_latin_as_a_label_of_something_else(codec: str, label: str) -> None:
    assert decode(TEXTS[codec].encode(codec), label) == TEXTS[codec]


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312"])
def test_utf_8_is_recognised_under_any_label(label: str) -> None:
    text = "Die Bücherei öffnet wieder, sagte Käthe Möller."
    assert decode(text.encode(), label) == text


def test_the_label_in_a_page_and_its_language_help() -> None:
    page = '<html lang="pl"><meta charset="iso-8859-1"><p>' + TEXTS["cp1250"] + "</p></html>"
    assert TEXTS["cp1250"] in decode(page.encode("cp1250"), "iso-8859-1", markup=True)
    page = '<html><meta http-equiv=x content="text/html; charset=GB2312"><p>喆，镕</p></html>'
    assert "喆，镕" in decode(page.encode("gb18030"), markup=True)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode("Zażółć".encode(codec), "latin-1") == "Zażółć"
    assert decode(codecs.BOM_UTF16_BE + "Zażółć".encode("utf-16-be")) == "Zażółć"


@pytest.mark.parametrize("codec", ["iso2022_jp", "utf-16-le"])
def test_encodings_that_pass_as_ascii_need_their_label(codec: str) -> None:
    assert decode("町立図書館".encode(codec), codec) == "町立図書館"


def test_a_damaged_byte_does_not_make_it_another_encoding() -> None:
    assert decode("café, thé, été, ".encode() * 30 + b"\xff") == "café, thé, été, " * 30 + "\ufffd"
    assert decode(TEXTS["cp932"].encode("cp932") * 20 + b"\x81", "shift_jis").startswith("町立")


def test_binary_data_is_no_text() -> None:
    for data in (b"\0" * 100, random.Random(3).randbytes(5000), bytes(range(256)) * 4):
        for label in (None, "utf-8", "latin-1"):
            with pytest.raises(Unreadable, match="is not text"):
                decode(data, label)
