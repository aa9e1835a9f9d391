"""Nothing inside is reached, and nothing secret is said."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from ingest.fetch import Fetcher
from tests.fetching import FAST, fetcher, refusal
from tests.web import Web, page, redirect
from vectorstore.errors import SourceError
from vectorstore.settings import load_settings


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


def trapped(port: int) -> list[str]:
    """Addresses that lead to a listener at ``port`` of this machine, or would on some machines."""
    hosts = [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "0",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.255.255.254",
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fe80::1%25lo]",
        "[fec0::1]",
        "[fd00:ec2::254]",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "10.0.0.1",
        "224.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "ⓛocalhost",
        "localhost.localdomain",
        "loopback.example",
        "loopback6.example",
        "both.example",
        "metadata.example",
        "user@127.0.0.1",
        "public.example@127.0.0.1",
        "public.example:80@127.0.0.1",
        "public.example#@127.0.0.1",
        "public.example%23@127.0.0.1",
        "127.0.0.1\\@public.example",
        "public.example\\@127.0.0.1",
        "127.0.0.1%00.public.example",
        "127.0.0.1 .public.example",
        "127.0.0.1\n.public.example",
    ]
    schemes = [
        "file",
        "ftp",
        "gopher",
        "dict",
        "ldap",
        "ws",
        "jar:http",
        "view-source:http",
        "tftp",
    ]
    return [
        *(f"{scheme}://{host}:{port}/" for host in hosts for scheme in ("http", "https")),
        *(f"{scheme}://127.0.0.1:{port}/" for scheme in schemes),
        f"//127.0.0.1:{port}/",
        f"127.0.0.1:{port}",
        f"http:127.0.0.1:{port}",
        f"http:/127.0.0.1:{port}",
        f"http:///127.0.0.1:{port}",
        f"http:\\\\127.0.0.1:{port}\\",
        f"data:text/html,<iframe src=http://127.0.0.1:{port}>",
    ]


NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "loopback.example": ["127.0.0.1"],
    "loopback6.example": ["::1"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "public.example": ["127.0.0.1"],
}


def test_no_spelling_of_this_machine_is_connected_to(web: Web) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return NAMES[host]

    with Web(host="127.0.0.2") as outside:
        ports = frozenset({80, web.port})
        fetch = fetcher(outside, resolve=resolve, ports=ports)
        urls = trapped(web.port)
        assert len(urls) >= 40
        for url in urls:
            refusal(fetch, url)
        web.routes["/"] = page()
        for number, url in enumerate(urls):
            outside.routes[f"/{number}"] = redirect(url.encode().decode("latin-1"))
            if "\n" not in url and not url.startswith(("//", "127", "http:127", "http:/127")):
                refusal(fetch, outside.url(f"/{number}"))
        assert web.connections == 0
        assert fetcher(web, resolve=resolve).get(web.url()).status == 200, "the trap does listen"


def test_relative_redirects_stay_where_they_are(web: Web) -> None:
    """What looks like another host to a careless reader is a path on the same one."""
    web.routes["/story/http:x"] = web.routes["/x"] = page("<p>same host")
    for to in ("/x", "../x", "//127.0.0.1:{port}/x", "?x"):
        web.routes["/story/"] = [redirect(to.format(port=web.port)), page("<p>same host")]
        assert fetcher(web).get(web.url("/story/")).content == b"<p>same host"
    assert {one.headers["host"] for one in web.asked} == {f"127.0.0.1:{web.port}"}


def test_a_name_with_two_answers_is_connected_to_only_where_it_was_checked() -> None:
    with Web({"/": page("<p>trap")}) as trap:
        with Web({"/": page("<p>public")}, host="127.0.0.2", port=trap.port) as public:
            answers: list[str] = []

            def resolve(host: str, port: int) -> list[str]:
                answers.append("127.0.0.1" if len(answers) % 2 else "127.0.0.2")
                return answers[-1:]

            fetch = fetcher(public, resolve=resolve)
            outcomes = []
            for _ in range(6):
                try:
                    outcomes.append(fetch.get(public.url("/", "news.example")).content)
                except SourceError as error:
                    assert "the address of news.example is loopback (127.0.0.1)" in str(error)
                    outcomes.append(None)
            assert None in outcomes and b"<p>public" in outcomes
            assert trap.connections == 0
            assert public.connections == answers.count("127.0.0.2")


def test_the_address_is_looked_up_anew_for_every_hop_and_attempt(web: Web) -> None:
    web.routes |= {"/a": redirect("/b"), "/b": [page(b"", "503 Busy"), page()]}
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    fetcher(web, resolve=resolve).get(web.url("/a", "news.example"))
    assert len(looked_up) == len(web.asked) == web.connections == 4


def test_the_second_address_is_tried_when_the_first_is_dead(web: Web) -> None:
    web.routes["/"] = page()
    with Web(host="127.0.0.3") as gone:
        pass
    fetch = Fetcher(
        allow=f"127.0.0.0/8:{web.port}",
        limits=FAST,
        resolve=lambda host, port: ["127.0.0.3", "127.0.0.1"],
    )
    assert gone.connections == 0
    assert fetch.get(web.url("/", "news.example")).status == 200


def test_nothing_inside_is_reached_unless_the_setting_says_so(web: Web) -> None:
    web.routes["/"] = page()
    url = web.url()
    plain = Fetcher(allow=load_settings().fetch_allow, limits=FAST)
    assert "BYLINE_FETCH_ALLOW" in refusal(plain, url)
    assert web.connections == 0
    settings = load_settings(fetch_allow=f"127.0.0.1:{web.port}")
    assert Fetcher(allow=settings.fetch_allow, limits=FAST).get(url).status == 200


def test_no_message_and_no_log_repeats_a_secret(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    secret = "hunter2"
    caplog.set_level(logging.DEBUG)
    web.routes |= {
        "/ok": page(Set_Cookie=f"session={secret}"),
        "/there": redirect(f"/ok?token={secret}"),
        "/inside": redirect(f"http://10.0.0.1/?token={secret}"),
        "/user": redirect(f"http://user:{secret}@example.com/"),
        "/odd": redirect(f"http://user:{secret}@exa mple.com\\/?{secret}"),
        "/image": page("x", Content_Type="image/png"),
        "/busy": page(b"", "503 Busy"),
        "/private": page(),
        "/robots.txt": page("User-agent: *\nDisallow: /private"),
    }
    fetch = fetcher(web)
    fetch.get(web.url(f"/there?token={secret}"))
    for path in ("/inside", "/user", "/odd", "/image", "/busy", "/gone", "/private"):
        assert secret not in refusal(fetch, web.url(f"{path}?token={secret}#{secret}"))
    for url in (f"http://user:{secret}@127.0.0.1:{web.port}/", f"file:///?{secret}"):
        assert secret not in refusal(fetch, url)
    with Web() as gone:
        pass
    proxied = fetcher(gone, proxy=f"http://user:{secret}@127.0.0.1:{gone.port}")
    assert secret not in refusal(proxied, f"http://news.example/?token={secret}")
    assert secret not in caplog.text
