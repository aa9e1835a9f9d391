"""Which network addresses may be connected to."""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from vectorstore.errors import FetchError, SettingError, SourceError

Resolver = Callable[[str, int], Iterable[str]]
"""Host name and port → its addresses; raises OSError when there are none."""

# The IANA special-purpose registries, and what they leave out: metadata services on public
# addresses, ways to write an IPv4 address as IPv6, ranges given up but still routed in places.
_SPECIAL = [
    (ipaddress.ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier's customers"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's metadata service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved for measurements"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "an IPv4 address in disguise"),
        ("::ffff:0:0/96", "an IPv4 address in disguise"),
        ("64:ff9b::/96", "an IPv4 address in disguise"),
        ("64:ff9b:1::/48", "an IPv4 address in disguise"),
        ("2001::/32", "an IPv4 address in disguise"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "an IPv4 address in disguise"),
        ("3fff::/20", "reserved for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
]
_PUBLIC_6 = ipaddress.ip_network("2000::/3")


@dataclass(frozen=True)
class Allowance:
    """One exception of the user's: a host name or address range, on one port or the usual ones."""

    host: str | IPv4Network | IPv6Network
    port: int | None

    def covers(self, host: str, address: IPv4Address | IPv6Address) -> bool:
        """Whether this is about ``host``, or about the address it stands for."""
        return host == self.host if isinstance(self.host, str) else address in self.host


def read_allowances(text: str) -> tuple[Allowance, ...]:
    """The comma-separated setting, read; raises SettingError naming the part that is wrong."""
    return tuple(_allowance(part.strip().lower()) for part in text.split(",") if part.strip())


def system_resolver(host: str, port: int) -> list[str]:
    """What the machine's own resolver says."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_addresses(
    host: str,
    port: int,
    *,
    ports: Collection[int],
    allowed: Collection[Allowance] = (),
    resolve: Resolver = system_resolver,
    seconds: float = 5,
) -> list[str]:
    """The addresses of ``host`` that may be connected to on ``port``.

    Raises SourceError when any of them may not be, FetchError when there is none to be had.
    """
    if port not in ports and port not in {one.port for one in allowed}:
        raise SourceError(_allow(f"port {port} of {host} is not a web port", host, port))
    try:
        found = [ipaddress.ip_address(host)]
    except ValueError:
        found = _resolved(host, port, resolve, seconds)
    for address in found:
        exceptions = [one.port for one in allowed if one.covers(host, address)]
        kind = _kind(address)
        if kind and not (port in exceptions or None in exceptions):
            raise SourceError(_allow(f"the address of {host} is {kind} ({address})", host, port))
        if port not in ports and port not in exceptions:
            raise SourceError(_allow(f"port {port} of {host} is not a web port", host, port))
    return list(dict.fromkeys(str(address) for address in found))


def _kind(address: IPv4Address | IPv6Address) -> str:
    """Why ``address`` is not somebody else's public one; empty when it is."""
    for network, kind in _SPECIAL:
        if address in network:
            return kind
    elsewhere = address.version == 6 and address not in _PUBLIC_6
    return "reserved" if elsewhere or not address.is_global else ""


def _resolved(
    host: str, port: int, resolve: Resolver, seconds: float
) -> list[IPv4Address | IPv6Address]:
    # The system's resolver knows no timeout; a lookup that hangs is left behind in its thread.
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(list(resolve(host, port)))
        except BaseException as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True, name=f"look up {host}").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError(f"the address of {host} did not come within {seconds:.2g} s.") from None
    if isinstance(answer, (OSError, UnicodeError)) or answer == []:
        later = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        raise FetchError(f"{host} has no address.", again=0 if later else None)
    if isinstance(answer, BaseException):
        raise answer
    return [ipaddress.ip_address(one) for one in answer]


def _allowance(part: str) -> Allowance:
    match = re.fullmatch(r"(?:\[([^\]]+)\]|([^:\[\]]+))(?::(\d{1,5}))?", part)
    host = (match[1] or match[2]) if match else part
    port = int(match[3]) if match and match[3] else None
    if port is None or 0 < port < 65536:
        try:
            return Allowance(ipaddress.ip_network(host, strict=False), port)
        except ValueError:
            if re.fullmatch(r"[a-z0-9._-]+", host):
                return Allowance(host, port)
    raise SettingError(f"BYLINE_FETCH_ALLOW: {part!r} is not a host, host:port or address range.")


def _allow(reason: str, host: str, port: int) -> str:
    entry = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return f"{reason}; if it is yours, set BYLINE_FETCH_ALLOW={entry}."
