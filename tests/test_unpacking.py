from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.unpacking import unpacked
from vectorstore.errors import FetchError

BODY = b"Ganja said it was struck. " * 5000


def raw(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


PACKED = {
    "": BODY,
    "identity": BODY,
    "gzip": gzip.compress(BODY),
    "X-GZIP ": gzip.compress(BODY),
    "deflate": zlib.compress(BODY),
    "Deflate": raw(BODY),
}


def in_parts(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("size", [1, 7, 10_000_000])
def test_every_asked_for_encoding_in_chunks_of_any_size(encoding: str, size: int) -> None:
    assert unpacked(in_parts(PACKED[encoding], size), encoding, len(BODY)) == BODY


@given(st.binary(max_size=300), st.integers(1, 50), st.sampled_from([zlib.compress, raw]))
def test_deflate_of_anything(body: bytes, size: int, pack: object) -> None:
    packed = pack(body)  # type: ignore[operator]
    assert unpacked(in_parts(packed, size), "deflate", 300) == body


def test_a_gzip_file_may_have_several_members_and_rubbish_behind() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    for size in (1, 5, 1000):
        assert unpacked(in_parts(packed, size), "gzip", 100) == b"one two"


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "compress", "gzip, gzip", "deflate, br", "utf-8"]
)
def test_an_encoding_that_was_not_asked_for_is_refused_unread(encoding: str) -> None:
    def unread() -> Iterator[bytes]:
        pytest.fail("the body was read")
        yield b""

    with pytest.raises(FetchError, match="not asked for"):
        unpacked(unread(), encoding, 1000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_broken_and_cut_off_bodies_are_not_taken_for_whole(encoding: str) -> None:
    packed = PACKED[encoding]
    with pytest.raises(FetchError, match="in the middle") as cut:
        unpacked([packed[:-9]], encoding, len(BODY))
    assert cut.value.again is not None
    with pytest.raises(FetchError, match="broken"):
        unpacked([packed[:20] + b"\xff" * 50], encoding, len(BODY))
    with pytest.raises(FetchError, match="broken"):
        unpacked([b"<p>never packed at all"], encoding, 1000)


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_nothing_is_nothing(encoding: str) -> None:
    assert unpacked([], encoding, 1000) == unpacked([b""], encoding, 1000) == b""


@pytest.mark.parametrize("encoding", PACKED)
def test_the_limit_counts_bytes_after_unpacking(encoding: str) -> None:
    with pytest.raises(FetchError, match=r"larger than 129,999 bytes"):
        unpacked([PACKED[encoding]], encoding, len(BODY) - 1)
    assert unpacked([PACKED[encoding]], encoding, 1000, cut=True) == BODY[:1000]


def test_a_bomb_does_not_go_off() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    packed = b"".join([*(packer.compress(zeros) for _ in range(256)), packer.flush()])
    assert len(packed) < 300_000
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
            unpacked([packed], "gzip", 1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000
