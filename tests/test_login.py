"""With a login nobody else comes in: passwords, sessions, throttle, and what may be reached."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from chatbot import users
from chatbot.page import wording
from chatbot.page.listening import listen, other_names
from chatbot.page.login import TRIES, Login, login_routes
from chatbot.page.throttle import Throttle
from chatbot.page.users import COOKIE, Identity, may_change, user_of
from chatbot.records.tables import Records
from vectorstore import SettingError

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes are made to be slow; the tests need not be."""
    monkeypatch.setattr(users, "_COST", (2**4, 8, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "users"
    path.write_text(
        f"ada {users.hashed(PASSWORD)} admin\n\nbob {users.hashed('another long one')}\n"
    )
    return path


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records(tmp_path / "data")
    yield records
    records.close()


def site(records: Records, file: Path, admins_only: bool = False) -> TestClient:
    login = Login(records, file, admins_only)

    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{user_of(request).id} {may_change(request)}")

    routes = [*login_routes(login), Route("/", page), Route("/api", page, methods=["POST"])]
    app = Starlette(routes=routes)
    app.add_middleware(Identity, login=login)
    return TestClient(app, follow_redirects=False)


def enter(client: TestClient, name: str = "ada", password: str = PASSWORD, query: str = "") -> int:
    return client.post(
        "/login", data={"name": name, "password": password, "query": query}
    ).status_code


def test_nobody_comes_in_without_a_password(records: Records, file: Path) -> None:
    client = site(records, file)
    assert client.get("/").headers["location"] == "/login"
    assert client.get("/?answer=a%20b").headers["location"] == "/login?answer=a%20b"
    assert client.post("/api").status_code == client.get("/api").status_code == 401
    assert client.post("/").status_code == 401
    assert client.get("/login").status_code == 200
    for name, password in (("ada", "wrong"), ("ada", ""), ("nobody", PASSWORD), ("", "")):
        assert enter(client, name, password) == 401
    assert client.get("/").status_code == 303


def test_who_has_the_password_comes_in_and_goes(records: Records, file: Path) -> None:
    client = site(records, file)
    assert enter(client) == 303
    assert client.get("/").text == "name:ada True"
    assert client.post("/api").status_code == 200
    held = client.cookies[COOKIE]
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/").status_code == 303
    # What the browser held is worth nothing any more.
    assert site(records, file).get("/", headers={"Cookie": f"{COOKIE}={held}"}).status_code == 303


def test_a_session_outlives_a_restart_and_its_token_is_not_kept(
    records: Records, file: Path
) -> None:
    client = site(records, file)
    reply = client.post("/login", data={"name": "ada", "password": PASSWORD})
    said = reply.headers["set-cookie"]
    assert re.search(r"; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax$", said)
    held = client.cookies[COOKIE]
    records.close()
    for part in records.path.parent.iterdir():
        assert held.encode() not in part.read_bytes()
    again = Records(records.path.parent)
    other = site(again, file)
    assert other.get("/", headers={"Cookie": f"{COOKIE}={held}"}).text == "name:ada True"
    again.close()


@pytest.mark.parametrize("change", ["removed", "password", "broken"])
def test_a_changed_account_is_out_at_once(records: Records, file: Path, change: str) -> None:
    client = site(records, file)
    enter(client)
    lines = {
        "removed": "", "password": f"ada {users.hashed('a new password')} admin\n",
        "broken": "no account",
    }  # fmt: skip
    file.write_text(lines[change])
    assert client.get("/").status_code == 303


def test_nobody_chooses_the_session_of_somebody_else(records: Records, file: Path) -> None:
    client = site(records, file)
    client.cookies.set(COOKIE, "a" * 43)
    enter(client)
    assert (
        site(records, file).get("/", headers={"Cookie": f"{COOKIE}={'a' * 43}"}).status_code == 303
    )


def test_articles_may_be_changed_by_admins_only(records: Records, file: Path) -> None:
    for name, password, may in (("ada", PASSWORD, True), ("bob", "another long one", False)):
        client = site(records, file, admins_only=True)
        assert enter(client, name, password) == 303
        assert client.get("/").text == f"name:{name} {may}"
    client = site(records, file)
    enter(client, "bob", "another long one")
    assert client.get("/").text == "name:bob True"


@pytest.mark.parametrize(
    ("query", "to"),
    [
        ("", "/"),
        ("conversation=x-1", "/?conversation=x-1"),
        ("//evil.example", "/"),
        ("a=b\r\nSet-Cookie: x=y", "/?a=b%0D%0ASet-Cookie%3A+x%3Dy"),
        ("answer=<script>", "/?answer=%3Cscript%3E"),
    ],
)
def test_logging_in_leads_to_this_page_only(
    records: Records, file: Path, query: str, to: str
) -> None:
    client = site(records, file)
    data = {"name": "ada", "password": PASSWORD, "query": query}
    reply = client.post("/login", data=data)
    assert reply.headers["location"] == to
    assert list(reply.headers).count("set-cookie") == 1


def test_the_form_shows_what_it_is_given_as_text(records: Records, file: Path) -> None:
    client = site(records, file)
    assert "<script>" not in client.get('/login?"><script>alert(1)</script>').text
    assert wording.WRONG_PASSWORD in client.post("/login", data={"name": "<b>"}).text


def test_too_many_wrong_passwords_are_refused(records: Records, file: Path) -> None:
    client = site(records, file)
    assert [enter(client, "ada", f"wrong {n}") for n in range(TRIES)] == [401] * TRIES
    assert enter(client) == 429
    assert wording.TOO_MANY_TRIES in client.post("/login", data={"name": "bob"}).text


def test_a_throttle_forgets_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("chatbot.page.throttle.time.monotonic", lambda: now[0])
    throttle = Throttle(2, 10.0)
    for _ in range(2):
        assert throttle.allows("a")
        throttle.failed("a")
    assert not throttle.allows("a") and throttle.allows("b")
    now[0] = 10.5
    assert throttle.allows("a")


def test_passwords_are_salted_and_checked_in_full() -> None:
    one, other = users.hashed(PASSWORD), users.hashed(PASSWORD)
    assert one != other and PASSWORD not in one
    known = {"ada": users.Account("ada", one)}
    assert users.verified(known, "ada", PASSWORD) == known["ada"]
    for name, password in (("ada", PASSWORD[:-1]), ("ada", PASSWORD + "x"), ("bob", PASSWORD)):
        assert users.verified(known, name, password) is None
    assert users.verified(known, "ada", "\ud800") is None


def run(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chatbot.users", *arguments],
        input=said, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_command_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "users"
    assert run("add", "ada", "--file", str(file), "--admin", said=f"{PASSWORD}\n").returncode == 0
    assert run("add", "bob", "--file", str(file), said="another long one").returncode == 0
    known = users.accounts(file)
    assert [(a.name, a.admin) for a in known.values()] == [("ada", True), ("bob", False)]
    assert users.verified(known, "ada", PASSWORD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    assert run("remove", "ada", "--file", str(file)).returncode == 0
    assert list(users.accounts(file)) == ["bob"]


@pytest.mark.parametrize(
    ("arguments", "said", "reason"),
    [
        (["add", "ada"], "short\n", "at least 10"),
        (["add", "a b"], f"{PASSWORD}\n", "A name is made of"),
        (["add", "ada$"], f"{PASSWORD}\n", "A name is made of"),
        (["remove", "ada"], "", "cannot be read"),
    ],
)
def test_the_command_says_what_is_wrong(
    tmp_path: Path, arguments: list[str], said: str, reason: str
) -> None:
    done = run(*arguments, "--file", str(tmp_path / "users"), said=said)
    assert done.returncode == 2 and reason in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "users").exists()


@pytest.mark.parametrize("text", ["ada", "ada plain", "ada scrypt$1$2$3$x", "a b c d"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, records: Records, text: str) -> None:
    (tmp_path / "users").write_text(text)
    with pytest.raises(SettingError, match="line 1"):
        Login(records, tmp_path / "users")
    with pytest.raises(SettingError, match="python -m chatbot.users add"):
        Login(records, tmp_path / "nothing")


def test_only_with_a_login_others_can_reach_the_page() -> None:
    with pytest.raises(SettingError, match="BYLINE_AUTH"):
        listen("0.0.0.0", 0)
    listen("0.0.0.0", 0, login=True).close()
    with pytest.raises(SettingError, match="BYLINE_HOSTS"):
        other_names("0.0.0.0", " ")
    assert other_names("::", "a.example, b.example") == ["a.example", "b.example"]
    assert other_names("127.0.0.1", "") == []
