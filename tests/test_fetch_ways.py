"""TLS and proxies."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest
import trustme

from ingest.fetch import Fetcher
from tests.fetching import FAST, SOON, fetcher, refusal
from tests.web import Web, page
from vectorstore.errors import SettingError
from vectorstore.settings import load_settings


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_tls_goes_by_the_name_though_the_connection_goes_to_the_address(
    authority: trustme.CA,
) -> None:
    names: list[str | None] = []
    server = serving(authority, "news.example")
    server.sni_callback = lambda connection, name, context: names.append(name)
    with Web({"/": page("<p>safe")}, tls=server) as web:
        fetched = fetcher(web, tls=trusting(authority)).get(web.url("/", "news.example"))
    assert fetched.content == b"<p>safe"
    assert set(names) == {"news.example"}
    assert {one.headers["host"] for one in web.asked} == {f"news.example:{web.port}"}


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused(authority: trustme.CA, host: str) -> None:
    with Web({"/": page()}, tls=serving(authority, "news.example")) as web:
        message = refusal(fetcher(web, tls=trusting(authority)), web.url("/", host))
    assert f"the certificate of {host} is not valid" in message
    assert web.asked == [] and web.connections == 1


def test_a_certificate_of_nobody_known_is_refused(authority: trustme.CA) -> None:
    with Web({"/": page()}, tls=serving(authority, "news.example")) as web:
        message = refusal(fetcher(web), web.url("/", "news.example"))
    assert "the certificate of news.example is not valid" in message
    assert web.asked == []


def test_a_server_that_speaks_no_tls(web: Web) -> None:
    url = web.url("/", "news.example").replace("http:", "https:")
    assert refusal(fetcher(web, read=0.5, connect=0.5, whole=1), url)
    assert web.asked == []


def test_a_handshake_that_never_ends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        fetch = Fetcher(allow=f"127.0.0.1:{port}", limits=replace(FAST, connect=0.2, whole=1))
        before = monotonic()
        refusal(fetch, f"https://127.0.0.1:{port}/")
        assert monotonic() - before < SOON


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"])
def test_a_proxy_named_by_the_environment_is_not_used(
    web: Web, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    web.routes["/"] = page()
    with Web() as proxy:
        monkeypatch.setenv(name, proxy.url())
        assert fetcher(web).get(web.url("/", "news.example")).status == 200
    assert proxy.connections == 0


def nowhere(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "unknown")


def test_a_proxy_named_by_our_setting_is(web: Web) -> None:
    web.routes["http://news.example/"] = page("<p>by proxy")
    settings = load_settings(fetch_proxy=f"http://me:hunter2@127.0.0.1:{web.port}")
    assert "hunter2" not in repr(settings)
    fetch = Fetcher(proxy=settings.fetch_proxy, limits=FAST, resolve=nowhere)
    assert fetch.get("http://news.example/").content == b"<p>by proxy"
    assert web.asked[0].target == "http://news.example/robots.txt"
    assert web.asked[1].headers["proxy-authorization"] == "Basic bWU6aHVudGVyMg=="
    assert web.asked[1].headers["host"] == "news.example"
    web.routes["news.example:443"] = page(b"", "403 Forbidden")
    message = refusal(fetch, "https://news.example/")
    assert "the proxy does not pass on to news.example: 403 Forbidden" in message
    assert web.asked[-1].method == "CONNECT"


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://inside.example/", "http://[::1]/"])
def test_a_proxy_is_no_way_inside(web: Web, url: str) -> None:
    fetch = Fetcher(proxy=web.url(), limits=FAST, resolve=lambda host, port: ["10.0.0.1"])
    refusal(fetch, url)
    assert web.connections == 0


@pytest.mark.parametrize("proxy", ["127.0.0.1:3128", "socks5://a:1080", "http://", "x"])
def test_a_proxy_setting_that_cannot_be_read_is_named_but_not_repeated(proxy: str) -> None:
    with pytest.raises(SettingError, match="^BYLINE_FETCH_PROXY is not of the form") as refused:
        Fetcher(proxy=proxy)
    assert proxy not in str(refused.value) or proxy in ("http://", "x")
