"""Each visitor is known by a cookie that nobody can guess, and no handler works without."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from chatbot.page.users import COOKIE, Identity, may_change, user_of


def site() -> Starlette:
    async def who(request: Request) -> PlainTextResponse:
        assert may_change(request)
        return PlainTextResponse(user_of(request).id)

    app = Starlette(routes=[Route("/", who), Route("/handler", who, methods=["POST"])])
    app.add_middleware(Identity)
    return app


@pytest.fixture
def visitor() -> TestClient:
    return TestClient(site())


def test_a_visitor_stays_the_same(visitor: TestClient) -> None:
    who = visitor.get("/").text
    assert visitor.get("/").text == visitor.post("/handler").text == who


def test_two_visitors_are_not_the_same(visitor: TestClient) -> None:
    assert visitor.get("/").text != TestClient(site()).get("/").text


def test_the_cookie_is_out_of_reach(visitor: TestClient) -> None:
    reply = visitor.get("/")
    said = reply.headers["set-cookie"]
    assert re.fullmatch(
        rf"{COOKIE}=[\w-]{{43}}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", said
    )
    assert reply.text not in said  # and what is kept is not what opens it
    assert "set-cookie" not in visitor.get("/").headers
    assert "; Secure" in TestClient(site(), base_url="https://a").get("/").headers["set-cookie"]


def test_only_the_page_itself_gives_a_cookie(visitor: TestClient) -> None:
    assert "set-cookie" not in visitor.post("/handler").headers


@pytest.mark.parametrize("held", ["", "x", "a" * 42, "a" * 44, "a" * 42 + "%", "a" * 42 + "é"])
def test_a_cookie_that_is_not_ours_is_replaced(held: str) -> None:
    visitor = TestClient(site(), headers={"Cookie": f"{COOKIE}={held}".encode()})
    assert "set-cookie" in visitor.get("/").headers
