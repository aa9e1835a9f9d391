"""Bytes to text: which encoding it really is, whatever the sender or the page says."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from ingest.items import Unreadable
from ingest.languages import detect

# A label stands for what browsers decode it as: the superset in real use (WHATWG Encoding, §4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WESTERN = {"cp1252", "cp1254", "iso8859-15"}

# The legacy encodings that the web was written in, by the languages that used them.
_LEGACY = {
    "en de fr es it pt nl sv da nb no fi is ca": ["cp1252"],
    "ru uk be bg mk sr": ["cp1251", "koi8_r"],
    "pl cs sk hu ro sl hr": ["cp1250", "iso8859_2"],
    "ja": ["cp932", "euc_jp"],
    "zh": ["gb18030", "big5"],
    "ko": ["cp949"],
    "el": ["cp1253"],
    "tr": ["cp1254"],
    "he": ["cp1255"],
    "ar fa ur": ["cp1256"],
}

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_LANGUAGE = re.compile(rb"""<html[^>]{0,300}?\blang\s*=\s*["']?([a-z]{2})\b""", re.I)
_MARKUP = re.compile(
    rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.I | re.S
)


def decode(data: bytes, charset: str | None = None, *, markup: bool = False) -> str:
    """The text of these bytes; what sender or page say of their encoding is believed if it fits.

    Raises Unreadable when it is no text at all.
    """
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(marked, errors="replace"))
    labels = [charset] if charset else []
    language = None
    if markup:
        labels += [found[1].decode("ascii", "replace") for found in _CHARSET.finditer(data[:4096])]
        stated = _LANGUAGE.search(data[:4096])
        language = stated[1].decode("ascii").lower() if stated else None
    choices = [codec for label in labels if (codec := _codec(label))]
    for codec in choices:
        if codec.startswith(("utf-16", "utf-32", "iso2022")):  # these bytes pass as UTF-8
            text = data.decode(codec, errors="replace")
            if text.count("\ufffd") <= 0.001 * len(text):
                return _checked(text)
    if data.count(0) > 0.001 * len(data):
        raise Unreadable("is not text")
    text = data.decode("utf-8", errors="replace")
    # A damaged byte does not make it another encoding; a text that fails all over is one.
    if text.count("\ufffd") <= 0.05 * sum(map(len, re.findall("[^\x00-\x7f]+", text))):
        return _checked(text)
    for codec in choices:
        text = data.decode(codec, errors="replace")
        fits = text.count("\ufffd") <= 0.005 * len(text)
        if fits and not (codec in _WESTERN and _is_not_western(text, language)):
            return _checked(text)
    sample = _MARKUP.sub(b" ", data) if markup else data
    return _checked(data.decode(_guess(sample, language), errors="replace"))


def _codec(label: str) -> str | None:
    """Python's codec for a label; ``None`` when there is none, or it is UTF-8, tried anyway."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return None if name.startswith(("utf-7", "utf-8")) else _SUPERSETS.get(name, name)


def _likely(language: str | None) -> list[str]:
    return next((found for spoken, found in _LEGACY.items() if language in spoken.split()), [])


def _is_not_western(text: str, language: str | None) -> bool:
    """Whether a Western label, the default of many servers, fits neither language nor letters."""
    if (likely := _likely(language)) and not _WESTERN & set(likely):
        return True
    letters = [character for character in re.sub("<[^<>]*>", " ", text) if character.isalpha()]
    return sum(character > "\x7f" for character in letters) > 0.25 * len(letters)


def _guess(sample: bytes, language: str | None) -> str:
    """The legacy encoding that makes this most like words; raises Unreadable when none does."""
    every = [codec for choice in _LEGACY.values() for codec in choice]
    likely = _likely(language)
    for choice in filter(None, (likely, every)):
        if best := from_bytes(sample[:200_000], cp_isolation=choice).best():
            if best.encoding == "cp1250" and not likely:
                # Its letters sit where those of Western text do; the words tell them apart.
                spoken = detect(sample.decode("cp1252", errors="ignore"))
                return "cp1252" if "cp1252" in _likely(spoken) else "cp1250"
            return str(best.encoding)
    raise Unreadable("is not text in any encoding that is known here")


def _checked(text: str) -> str:
    """The text; raises Unreadable when it is full of control characters, as binary data is."""
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]", text))
    if controls > 0.02 * len(text):
        raise Unreadable("is not text")
    return text
