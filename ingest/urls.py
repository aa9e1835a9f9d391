"""What a web address may look like, and how it is shown in a message."""

from __future__ import annotations

import ipaddress
import re

import httpx

from vectorstore.errors import SourceError

LONGEST = 4000
"""Characters; no newsroom needs more, and robots rules are matched against all of them."""

_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
# What the C library reads as an IPv4 address in one of its older spellings (127.1, 0x7f000001).
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$")


def read_url(text: str) -> httpx.URL:
    """The web address in ``text``, without its fragment.

    Raises SourceError for what is no plain http or https address: two readers of an odd one may
    see two hosts in it.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise SourceError(f"{_masked(text)} is longer than {LONGEST:,} characters.")
    if "\\" in text:
        raise SourceError(f"{_masked(text)} is not a web address: it has a backslash in it.")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError):
        raise SourceError(f"{_masked(text)} is not a web address that can be read.") from None
    if url.scheme not in ("http", "https"):
        raise SourceError(f"{_masked(text)} is neither http nor https.")
    if url.userinfo:
        raise SourceError(f"{shown(url)} carries a user name; leave it out of the address.")
    host = url.raw_host.decode("ascii").removesuffix(".")
    if not _is_host(host) or not (url.port is None or 0 < url.port < 65536):
        raise SourceError(f"{_masked(text)} has no host name and port that can be read.")
    return url.copy_with(host=host)


def shown(url: httpx.URL) -> str:
    """The address as messages show it: no user, no password, no query."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    port = "" if url.port is None else f":{url.port}"
    return _trimmed(f"{url.scheme}://{host}{port}{url.path}")


def _is_host(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        usual = len(host) <= 253 and _NAME.fullmatch(host) is not None
        return usual and not _ENDS_IN_NUMBER.search(host)
    return not (isinstance(address, ipaddress.IPv6Address) and address.scope_id)


def _masked(text: str) -> str:
    # Where a password ends in an address that cannot be read is anyone's guess: up to the last @.
    before, at, after = re.split(r"[?#]", text, maxsplit=1)[0].rpartition("@")
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:/*", before)
    return _trimmed(f"{scheme[0] if scheme else ''}{after}" if at else after)


def _trimmed(text: str) -> str:
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= 200 else f"{text[:199]}…"
