"""What is taken out of every text, whatever format it came in."""

from __future__ import annotations

import re
import unicodedata

# Never meant to be seen: controls, byte-order marks, soft hyphens, zero-width spaces, overrides of
# the writing direction, and the tag characters that can carry text which no reader sees.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")


def clean(text: str) -> str:
    """Normal Unicode (NFC), newlines and spaces; nothing invisible; at most one blank line."""
    text = text.replace("\r\n", "\n").replace("\u2029", "\n\n")
    text = re.sub("[\r\x0c\x85\u2028]", "\n", text)
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", _UNSEEN.sub("", text)))
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def one_line(text: str | None) -> str | None:
    """A title or a name: clean, on one line; ``None`` when nothing is left of it."""
    return " ".join(clean(text).split()) or None if text else None
