"""Compressed answers unpacked in small pieces, so that a bomb is noticed before it has gone off."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from vectorstore.errors import FetchError

PIECE = 65_536
"""Bytes unpacked at a time."""

GZIP, ZLIB, RAW = 31, 15, -15
"""The window sizes by which zlib tells the three formats apart."""


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """``chunks`` without their Content-Encoding: at most ``limit`` bytes.

    Raises FetchError when there is more, unless the rest may be ``cut`` off, and when the encoding
    is not one that was asked for, or broken.
    """
    content = bytearray()
    for piece in _pieces(chunks, encoding.strip().lower()):
        content += piece
        if len(content) > limit:
            if not cut:
                raise FetchError(f"the answer is larger than {limit:,} bytes.")
            del content[limit:]
            break
    return bytes(content)


def _pieces(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
    elif encoding in ("gzip", "x-gzip"):
        yield from _inflated(iter(chunks), GZIP)
    elif encoding == "deflate":
        # By the book this is zlib's format, yet some servers send it without zlib's header.
        chunks = iter(chunks)
        head = b""
        while len(head) < 2 and (chunk := next(chunks, None)) is not None:
            head += chunk
        framed = head[:1] and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        yield from _inflated(_with(head, chunks), ZLIB if framed else RAW)
    else:
        raise FetchError(f"the answer is packed as {encoding[:40]!r}, which was not asked for.")


def _with(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _inflated(chunks: Iterator[bytes], window: int) -> Iterator[bytes]:
    unpacker, fed = zlib.decompressobj(window), False
    try:
        for chunk in chunks:
            while chunk:
                if unpacker.eof:
                    if window != GZIP or not chunk.startswith(b"\x1f"):
                        return
                    unpacker = zlib.decompressobj(window)
                fed = True
                yield unpacker.decompress(chunk, PIECE)
                chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while piece := unpacker.decompress(b"", PIECE):
            yield piece
    except zlib.error:
        raise FetchError("the answer is packed in a broken way.") from None
    if fed and not unpacker.eof:
        raise FetchError("the answer ends in the middle.", again=0)
