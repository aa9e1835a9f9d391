from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.urls import read_url, shown
from vectorstore.errors import SourceError

READ = {
    "http://example.com": "http://example.com",
    " https://Example.COM/a?b=c#d\n": "https://example.com/a?b=c",
    "http://example.com.:8080/": "http://example.com:8080/",
    "https://example.com:443/x": "https://example.com/x",
    "http://example.com/новости/Гянджа?q=да": "http://example.com/"
    "%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%93%D1%8F%D0%BD%D0%B4%D0%B6%D0%B0?q=%D0%B4%D0%B0",
    "http://example.com/two words": "http://example.com/two%20words",
    "http://example.com/@author/story": "http://example.com/@author/story",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "http://президент.рф/": "http://xn--d1abbgf6aiiy.xn--p1ai/",
    "http://93.184.216.34/": "http://93.184.216.34/",
    "http://127。0。0。1/": "http://127.0.0.1/",
    "http://[2606:2800:220:1::]:80/": "http://[2606:2800:220:1::]/",
}

REFUSED = [
    "",
    "example.com/story",
    "//example.com/story",
    "/story",
    "http:",
    "http://",
    "http:///story",
    "http:example.com",
    "http:/example.com",
    "file:///etc/passwd",
    "ftp://example.com/",
    "gopher://example.com:70/_x",
    "data:text/html,<p>x",
    "javascript:alert(1)",
    "jar:http://example.com!/",
    "ws://example.com/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "http://user@example.com/",
    "http://user:secret@example.com/",
    "http://example.com@127.0.0.1/",
    "http://example.com:80@127.0.0.1/",
    "http://127.0.0.1\\@example.com/",
    "http://example.com\\@127.0.0.1/",
    "http:\\\\example.com\\",
    "http://example.com/\\127.0.0.1/",
    "http://exa mple.com/",
    "http://exa\tmple.com/",
    "http://exa\nmple.com/",
    "http://example.com/\r\nHost: 127.0.0.1",
    "http://example.com/\0",
    "http://example%2ecom/",
    "http://127.0.0.1%23@example.com/",
    "http://[::1%25eth0]/",
    "http://[::1/",
    "http://::1/",
    "http://[127.0.0.1]/",
    "http://example.com:port/",
    "http://example.com:0/",
    "http://example.com:70000/",
    "http://example.com:80:80/",
    "http://-example.com/",
    "http://exa..mple.com/",
    "http://.example.com/",
    f"http://{'a' * 64}.com/",
    f"http://{'a.' * 130}com/",
    f"http://example.com/{'a' * 4000}",
    "http://exa<mple.com/",
    "http://exam\u200bple.com/",
    "http://example.com/\ud800",
    # Older spellings of addresses, which the C library reads and people do not.
    "http://0/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7f.0.0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.01/",
    "http://127.0.0.1.1/",
    "http://999.0.0.1/",
    "http://example.0x/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
]


@pytest.mark.parametrize("text", READ)
def test_plain_addresses_are_read(text: str) -> None:
    assert str(read_url(text)) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_url(text)
    message = str(refused.value)
    assert message.endswith(".") and message.isprintable() and len(message) < 300


@given(st.text() | st.text(max_size=20).map(lambda text: f"http://{text}/"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        url = read_url(text)
    except SourceError:
        return
    assert url.scheme in ("http", "https") and url.host and not url.userinfo
    assert read_url(str(url)) == url


SECRET = "hunter2"


@pytest.mark.parametrize(
    "text",
    [
        f"http://user:{SECRET}@example.com/",
        f"http://{SECRET}@example.com/",
        f"http://user:{SECRET}@exa mple.com/",
        f"http://user:p/{SECRET}@example.com/",
        f"http://us\\er:{SECRET}@example.com/",
        f"ftp://user:{SECRET}@example.com/",
        f"http://exa mple.com/?token={SECRET}",
        f"ftp://example.com/#{SECRET}",
        f"user:{SECRET}@example.com",
        f"http://user:{SECRET}@example.com/{'a' * 5000}",
    ],
)
def test_a_refusal_repeats_no_secret(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_url(text)
    assert SECRET not in str(refused.value)


def test_an_address_is_shown_without_its_query() -> None:
    assert shown(read_url(f"https://example.com:8080/a/@b?token={SECRET}#{SECRET}")) == (
        "https://example.com:8080/a/@b"
    )
    assert shown(read_url("http://[2606:2800:220:1::]/x")) == "http://[2606:2800:220:1::]/x"
