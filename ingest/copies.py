"""Is this text a copy of that one: signatures to find likely pairs, a comparison to decide."""

from __future__ import annotations

import html
import struct
import unicodedata
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import regex  # type: ignore[import-untyped]
from datasketch import MinHash  # type: ignore[import-untyped]
from numpy.typing import NDArray

SIGNATURE_VERSION = 1
"""First byte of every signature; counted up whenever the same text would get another one."""

SHINGLE = 4  # words in a row; characters in scripts that do not part words
PERMUTATIONS = 128

# Chosen with `python -m benchmarks.copies`, which prints what other values would give.
COVERED = 0.55  # of the shorter text: clearly more of it is shared than is new
SHORT = 40  # words, under which a stock phrase or two is already half the text
COVERED_SHORT = 0.8
FACTS = 0.8  # texts of one template keep under 0.6 (nearly always 0.5), edited copies over 0.9
GAP = 12  # words: a longer stretch without a match is another text, not a changed one
SMALLEST = 0.2  # a text under this share of the other's length is an extract, not a copy

_HEADER = struct.Struct("<BI")
_SKETCH = MinHash(PERMUTATIONS, seed=1, scheme="affine32", hashfunc=int)
_UNPARTED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_NUMBER = r"\p{N}+(?:[.,:]\p{N}+)*"
_WORD = regex.compile(
    rf"{_NUMBER}|[{_UNPARTED}]|[[\p{{L}}\p{{M}}]--[{_UNPARTED}]]+", flags=regex.V1
)
_NOISE = regex.compile(r"<[^<>]{1,200}>|\p{Cf}+")  # tags left over, soft hyphens, direction marks
_THOUSANDS = regex.compile(r"(?<=\p{N})[,.'’ ](?=\p{N}{3}(?!\p{N}))")
_FIRST_CAPITAL = regex.compile(r"(?:^|[.!?…]\P{L}*\s\P{L}*)\K\p{Lu}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: without case, punctuation, markup and marks of thousands."""

    shingles: NDArray[np.uint32]
    """Hashes of each ``SHINGLE`` words in a row, in the order of the text."""
    facts: NDArray[np.bool_]
    """For each word: is it a figure, or capitalised other than at the start of a sentence?"""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the shorter of two texts stands in the longer; every share is 0 to 1."""

    words: int
    """Words of the shorter text."""
    length: float
    """Words of the shorter ÷ words of the longer."""
    covered: float
    """Share of the shorter's words that stand in the longer, in runs of ``SHINGLE`` or more."""
    facts: float
    """The same share of its facts, leaving out what lies in stretches that are new altogether."""

    @property
    def is_copy(self) -> bool:
        """Whether most words are the same, and with them the figures and names."""
        enough = COVERED_SHORT if self.words < SHORT else COVERED
        return self.length >= SMALLEST and self.covered >= enough and self.facts >= FACTS


def read_words(text: str) -> Words:
    """Bring a text into the form in which texts are compared."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", html.unescape(text)))
    text = _FIRST_CAPITAL.sub(lambda found: found[0].lower(), _THOUSANDS.sub("", text))
    words: list[str] = _WORD.findall(text)
    facts = np.array([word[0].isupper() or word[0].isnumeric() for word in words], dtype=np.bool_)
    codes = np.array(
        [crc32(word.casefold().encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64
    )
    width = min(SHINGLE, len(words))
    mixed = np.zeros(len(words) - width + 1 if words else 0, dtype=np.uint64)
    for place in range(width):
        mixed = (mixed + codes[place : place + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return Words((mixed >> np.uint64(32)).astype(np.uint32), facts)


def signature(text: str) -> bytes:
    """MinHash signature of a text: 133 bytes, the same in every process and on every machine.

    The version, the number of different shingles, and the low byte of each permutation's minimum
    (Broder 1997, "On the resemblance and containment of documents"; Li and König 2010, "b-bit
    minwise hashing").
    """
    shingles = np.unique(read_words(text).shingles)
    sketch = _SKETCH.copy()
    sketch.update_batch(shingles)
    low = sketch.hashvalues.astype(np.uint8)
    return _HEADER.pack(SIGNATURE_VERSION, len(shingles)) + bytes(low)


def read_signature(mark: bytes) -> tuple[int, NDArray[np.uint8]]:
    """Number of shingles and low bytes (``PERMUTATIONS``,) of a signature.

    Raises ValueError where another version made it.
    """
    if len(mark) != _HEADER.size + PERMUTATIONS or mark[0] != SIGNATURE_VERSION:
        raise ValueError("a signature of another version; make it again with signature()")
    return _HEADER.unpack_from(mark)[1], np.frombuffer(mark, dtype=np.uint8, offset=_HEADER.size)


def overlap(one: Words, other: Words) -> Overlap:
    """Compare two texts; which comes first does not matter."""
    shorter, longer = sorted(
        (one, other), key=lambda words: (len(words.facts), words.shingles.tobytes())
    )
    count = len(shorter.facts)
    if not count:
        return Overlap(words=0, length=0.0, covered=0.0, facts=0.0)
    shared = np.isin(shorter.shingles, longer.shingles)
    covered = np.zeros(count, dtype=np.bool_)
    for place in range(count - len(shared) + 1):
        covered[place : place + len(shared)] |= shared
    near = covered.copy()
    for start, end in np.flatnonzero(np.diff(covered, prepend=True, append=True)).reshape(-1, 2):
        near[start:end] = end - start <= GAP
    facts = covered[shorter.facts & near]
    return Overlap(
        words=count,
        length=count / len(longer.facts),
        covered=float(covered.mean()),
        facts=float(facts.mean()) if len(facts) else 1.0,
    )
