"""Where the page is to be found: an address that reaches no further than this machine."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from vectorstore import SettingError


def listen(host: str, port: int, login: bool = False) -> socket.socket:
    """A listening socket on an address of this machine (port 0: any free one).

    Raises SettingError where the address reaches further without a ``login``, or the port is not
    free.
    """
    if not login and not _stays_here(host):
        raise SettingError(
            "Without a login Byline only listens where this machine alone can reach it. "
            f"{host!r} can be reached by others. Use --host 127.0.0.1, or set BYLINE_AUTH."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # A server that stopped a moment ago does not keep its port; one that runs does.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another with --port."
        ) from None
    return listener


def other_names(host: str, said: str) -> list[str]:
    """The names in BYLINE_HOSTS, under which requests are answered besides ``host``.

    Raises SettingError where there must be some.
    """
    names = [name.strip() for name in said.split(",") if name.strip()]
    try:
        anywhere = ip_address(host).is_unspecified
    except ValueError:
        anywhere = False
    if anywhere and not names:
        raise SettingError(
            f"{host} is every address of this machine. Say in BYLINE_HOSTS by which names the page "
            "is reached, such as news.example.org: requests for others are refused."
        )
    return names


def address(listener: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{in_url(host)}:{port}"


def in_url(host: str) -> str:
    """A host as addresses and Host headers have it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _stays_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
