from __future__ import annotations

import socket
import threading
from ipaddress import ip_address

import pytest

from ingest.addresses import Allowance, checked_addresses, read_allowances, system_resolver
from ingest.limits import LIMITS
from vectorstore.errors import FetchError, SettingError, SourceError
from vectorstore.settings import load_settings

NOT_PUBLIC = {
    "0.0.0.0": "unspecified",
    "0.1.2.3": "unspecified",
    "10.0.0.1": "private",
    "10.255.255.255": "private",
    "100.64.0.1": "carrier",
    "100.100.100.200": "carrier",
    "127.0.0.1": "loopback",
    "127.255.0.1": "loopback",
    "168.63.129.16": "metadata",
    "169.254.169.254": "link-local",
    "169.254.170.2": "link-local",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.8": "reserved",
    "192.0.0.170": "reserved",
    "192.0.0.192": "reserved",
    "192.0.2.1": "documentation",
    "192.88.99.1": "6to4",
    "192.168.1.1": "private",
    "198.18.0.1": "measurements",
    "198.51.100.1": "documentation",
    "203.0.113.1": "documentation",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "disguise",
    "::93.184.216.34": "disguise",
    "::ffff:127.0.0.1": "disguise",
    "::ffff:93.184.216.34": "disguise",
    "::ffff:0:127.0.0.1": "reserved",
    "64:ff9b::7f00:1": "disguise",
    "64:ff9b::5db8:d822": "disguise",
    "64:ff9b:1::a00:1": "disguise",
    "100::1": "reserved",
    "2001::1": "disguise",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2": "disguise",
    "2001:2::1": "reserved",
    "2001:10::1": "reserved",
    "2001:20::1": "reserved",
    "2001:db8::1": "documentation",
    "2002:7f00:1::1": "disguise",
    "2002:5db8:d822::1": "disguise",
    "3fff::1": "documentation",
    "5f00::1": "reserved",
    "4000::1": "reserved",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fe80::1": "link-local",
    "fe80::1%lo": "link-local",
    "febf::1": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
}

PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "192.169.0.0",
    "223.255.255.254",
    "2001:200::1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2a00:1450:4001:82b::200e",
]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(NOT_PUBLIC) >= 40


@pytest.mark.parametrize("address", NOT_PUBLIC)
@pytest.mark.parametrize("as_name", [False, True])
def test_what_is_not_public_is_refused_as_a_number_and_behind_a_name(
    address: str, as_name: bool
) -> None:
    host = "news.example" if as_name else address
    with pytest.raises(SourceError, match=NOT_PUBLIC[address]) as refused:
        checked_addresses(host, 80, ports=LIMITS.ports, resolve=lambda host, port: [address])
    assert f"({ip_address(address)})" in str(refused.value)
    assert not isinstance(refused.value, FetchError)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_not(address: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        assert (host, port) == ("news.example", 443)
        return [address, address]

    assert checked_addresses("news.example", 443, ports=LIMITS.ports, resolve=resolve) == [address]
    assert checked_addresses(address, 443, ports=LIMITS.ports) == [address]


@pytest.mark.parametrize("answer", [["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"]])
def test_one_private_address_among_several_refuses_the_name(answer: list[str]) -> None:
    with pytest.raises(SourceError, match=r"news.example is private \(10.0.0.1\)"):
        checked_addresses("news.example", 80, ports={80}, resolve=lambda host, port: answer)


@pytest.mark.parametrize("port", [0, 1, 22, 25, 79, 81, 3306, 6379, 8000, 8081, 65535])
def test_other_ports_are_refused_before_the_name_is_looked_up(port: int) -> None:
    def resolve(host: str, port: int) -> list[str]:
        pytest.fail("the name was looked up")

    with pytest.raises(SourceError, match=f"port {port} of news.example"):
        checked_addresses("news.example", port, ports=LIMITS.ports, resolve=resolve)


ALLOWED = {
    # setting, host, address, port: whether that may be connected to
    ("news.example", "news.example", "10.0.0.1", 80): True,
    ("news.example", "news.example", "10.0.0.1", 8080): True,
    ("news.example", "news.example", "10.0.0.1", 9000): False,
    ("news.example", "other.example", "10.0.0.1", 80): False,
    ("news.example:9000", "news.example", "10.0.0.1", 9000): True,
    ("news.example:9000", "news.example", "10.0.0.1", 80): False,
    ("news.example:9000", "news.example", "93.184.216.34", 80): True,
    ("news.example:9000", "other.example", "93.184.216.34", 9000): False,
    ("10.0.0.1", "news.example", "10.0.0.1", 80): True,
    ("10.0.0.1", "10.0.0.1", "10.0.0.1", 80): True,
    ("10.0.0.1", "news.example", "10.0.0.2", 80): False,
    ("10.0.0.0/8", "news.example", "10.9.8.7", 443): True,
    ("10.0.0.0/8", "news.example", "127.0.0.1", 443): False,
    ("10.0.0.0/8:9000", "news.example", "10.9.8.7", 9000): True,
    ("::1", "::1", "::1", 80): True,
    ("fd00::/8", "news.example", "fd00::5", 80): True,
    ("[fd00::/8]:9000", "news.example", "fd00::5", 9000): True,
    ("[fd00::/8]:9000", "news.example", "fd00::5", 80): False,
    (" a.example , NEWS.example:9000,", "news.example", "10.0.0.1", 9000): True,
    ("64:ff9b::/96", "news.example", "64:ff9b::5db8:d822", 443): True,
    ("10.0.0.1", "news.example", "::ffff:10.0.0.1", 80): False,
}


@pytest.mark.parametrize("case", ALLOWED, ids=str)
def test_the_setting_allows_what_it_names_and_no_more(case: tuple[str, str, str, int]) -> None:
    setting, host, address, port = case

    def check() -> list[str]:
        return checked_addresses(
            host,
            port,
            ports=LIMITS.ports,
            allowed=read_allowances(load_settings(fetch_allow=setting).fetch_allow),
            resolve=lambda host, port: [address],
        )

    if ALLOWED[case]:
        assert check() == [address]
    else:
        with pytest.raises(SourceError):
            check()


def test_the_refusal_names_the_setting_that_would_do() -> None:
    for host in ("10.0.0.1", "::1", "wiki.example"):
        for port in (80, 9000):

            def check(allow: str, host: str = host, port: int = port) -> list[str]:
                return checked_addresses(
                    host,
                    port,
                    ports=LIMITS.ports,
                    allowed=read_allowances(allow),
                    resolve=lambda host, port: ["10.0.0.1"],
                )

            with pytest.raises(SourceError) as refused:
                check("")
            setting = str(refused.value).partition("BYLINE_FETCH_ALLOW=")[2].removesuffix(".")
            assert check(setting)


@pytest.mark.parametrize(
    "setting",
    ["a:b", "a:0", "a:99999", "http://a", "[::1", "a,b:c", "a:80:80", "10.0.0.0/99", "a b"],
)
def test_a_setting_that_cannot_be_read_is_named(setting: str) -> None:
    with pytest.raises(SettingError, match="BYLINE_FETCH_ALLOW"):
        read_allowances(setting)


def test_nothing_is_allowed_unless_said() -> None:
    assert read_allowances(load_settings().fetch_allow) == ()
    assert read_allowances("a.example:9000") == (Allowance("a.example", 9000),)


def test_a_name_without_an_address_says_so() -> None:
    def fails(error: Exception) -> object:
        def resolve(host: str, port: int) -> list[str]:
            raise error

        return resolve

    for error, again in (
        (socket.gaierror(socket.EAI_NONAME, "unknown"), None),
        (socket.gaierror(socket.EAI_AGAIN, "later"), 0),
        (UnicodeError("label too long"), None),
    ):
        with pytest.raises(FetchError, match="news.example has no address") as failed:
            checked_addresses("news.example", 80, ports={80}, resolve=fails(error))  # type: ignore[arg-type]
        assert failed.value.again == again
    with pytest.raises(FetchError, match="news.example has no address"):
        checked_addresses("news.example", 80, ports={80}, resolve=lambda host, port: [])


def test_a_lookup_that_hangs_is_left_behind() -> None:
    enough = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        enough.wait()
        return []

    try:
        with pytest.raises(FetchError, match=r"did not come within 0.05 s"):
            checked_addresses("news.example", 80, ports={80}, resolve=resolve, seconds=0.05)
    finally:
        enough.set()


def test_the_systems_resolver_is_asked() -> None:
    assert set(system_resolver("localhost", 80)) <= {"127.0.0.1", "::1"}
    with pytest.raises(SourceError, match="the address of localhost is loopback"):
        checked_addresses("localhost", 80, ports={80})
