"""Refuse every connection that leaves this machine, in the suite and in the processes it starts.

Python runs a module of this name at start-up when it finds one on its path, so the suite puts this
folder on PYTHONPATH and its child processes are held to the same rule.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any


class NetworkUsed(RuntimeError):
    """A test reached for the network. Not an OSError, so that no retry loop swallows it."""


def is_local(host: object) -> bool:
    """Whether ``host``, an address or a name, is this machine itself."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: it sees what C code in the standard library does, and cannot be removed."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        if isinstance(address, tuple) and not is_local(address[0]):
            raise NetworkUsed(f"the test suite may not connect to {address[0]!r}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_local(args[0]):
        raise NetworkUsed(f"the test suite may not look up {args[0]!r}")


sys.addaudithook(refuse_network)
