"""The address that a page gives itself."""

from __future__ import annotations

import pytest

from ingest.statements import own_address

FROM = "https://www.post.co.uk/2020/bridge?from=feed"


@pytest.mark.parametrize(
    ("stated", "own"),
    [
        ("https://www.post.co.uk/2020/bridge", "https://www.post.co.uk/2020/bridge"),
        ("/2020/bridge", "https://www.post.co.uk/2020/bridge"),
        ("//post.co.uk/2020/bridge#top", "https://post.co.uk/2020/bridge"),
        ("https://amp.post.co.uk/bridge", "https://amp.post.co.uk/bridge"),
        ("https://other.co.uk/2020/bridge", None),
        ("https://post.co.uk.other.com/bridge", None),
        ("https://post.co.uk@other.com/bridge", None),
        ("https://user@post.co.uk/bridge", None),
        ("https://www.post.co.uk/", None),
        ("https://www.post.co.uk", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_it_may_speak_for_its_own_site_only(stated: str | None, own: str | None) -> None:
    assert own_address(stated or "", FROM) == own or (not stated and own is None)


def test_a_local_file_may_name_any_site() -> None:
    assert own_address("https://post.example/bridge", None) == "https://post.example/bridge"
    assert own_address("/2020/bridge", None) is None
