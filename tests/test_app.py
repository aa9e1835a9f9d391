"""The app as a process: how it starts, what it refuses, what it exposes, how it stops."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from newsroom import ARTICLES
from starting import ROOT, running, start

from chatbot import Answer, Chatbot
from chatbot.page.uploads import LARGEST_UPLOAD
from chatbot.users import hashed

QUESTION = "Why was the Lowen bridge closed?"


def refused(*arguments: str) -> str:
    """What a start that is refused says; it is one plain paragraph and no traceback."""
    process = start(*arguments)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert out == "" and "Traceback" not in err
    return err


@pytest.fixture(scope="module")
def url(newsroom: Path) -> Iterator[str]:
    with running("--data", newsroom) as (_, address, headline):
        assert headline == f"quotes mode, {len(ARTICLES)} articles"
        yield address


def test_importing_the_app_starts_nothing() -> None:
    code = "import sys, app; assert callable(app.main) and 'gradio' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=120)


def test_programs_get_the_answer_as_json(url: str, bot: Chatbot) -> None:
    given = Client(url, verbose=False).predict(QUESTION, api_name="/ask")
    assert Answer.from_dict(given) == bot.ask(QUESTION)
    assert given == json.loads(json.dumps(bot.ask(QUESTION).to_dict()))


@pytest.mark.parametrize("question", ["", "  ", "x" * 3000])
def test_programs_get_a_sentence_for_a_question_that_is_none(url: str, question: str) -> None:
    with pytest.raises(Exception, match="question"):
        Client(url, verbose=False).predict(question, api_name="/ask")


def test_programs_are_offered_one_function(url: str) -> None:
    """What else can be called is listed in test_handlers.py."""
    config = httpx.get(f"{url}/config").json()
    handlers = [d for d in config["dependencies"] if d["backend_fn"]]
    assert [d["api_name"] for d in handlers if d["api_visibility"] != "private"] == ["ask"]
    called = [c["props"].get("server_fns", []) for c in config["components"]]
    assert sum(called, []) == ["read_article"]
    info = httpx.get(f"{url}/gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/ask"] and not info["unnamed_endpoints"]


def test_it_says_what_may_load_and_from_where(url: str) -> None:
    reply = httpx.get(url)
    policy = reply.headers["content-security-policy"]
    for rule in ("default-src 'self'", "img-src 'self' data: blob:", "form-action 'self'",
                 "connect-src 'self'", "frame-src 'none'", "object-src 'none'"):  # fmt: skip
        assert rule in policy
    assert "http" not in policy and "*" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "same-origin"
    assert "googleapis" not in reply.text and "cdn" not in reply.text.lower()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:7860", 200),
        ("[::1]:7860", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
def test_only_requests_meant_for_this_machine_are_answered(
    url: str, host: str, status: int
) -> None:
    assert httpx.get(url, headers={"Host": host}).status_code == status


def test_other_sites_and_large_requests_are_refused(url: str) -> None:
    join = f"{url}/gradio_api/queue/join"
    assert httpx.post(join, headers={"Origin": "http://evil.example"}, json={}).status_code == 403
    assert httpx.post(join, content=b"x" * 1_000_001).status_code == 413
    asking = HTTPConnection(url.removeprefix("http://"))
    asking.putrequest("POST", "/gradio_api/upload")
    asking.putheader("Content-Length", str(LARGEST_UPLOAD + 1))
    asking.endheaders()
    assert asking.getresponse().status == 413
    asking.close()


@pytest.mark.parametrize("path", ["docs", "redoc", "openapi.json", "gradio_api/openapi.json"])
def test_no_page_of_the_frameworks_own_is_served(url: str, path: str) -> None:
    assert "swagger" not in httpx.get(f"{url}/{path}").text.lower()


@pytest.mark.parametrize("path", ["/etc/passwd", "app.py", "chatbot/page/page.css"])
def test_no_file_is_served(url: str, path: str) -> None:
    for prefix in ("gradio_api/file=", "file="):
        assert httpx.get(f"{url}/{prefix}{path}").status_code in (403, 404)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(newsroom: Path, stop: signal.Signals) -> None:
    with running("--data", newsroom) as (process, address, _):
        with httpx.stream("GET", f"{address}/gradio_api/heartbeat/someone") as open_connection:
            assert open_connection.status_code == 200
            process.send_signal(stop)
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, "Byline has stopped.\n")
        assert err == ""


def test_without_a_collection_it_starts_and_says_what_to_do(tmp_path: Path) -> None:
    with running("--data", tmp_path / "none") as (_, address, headline):
        assert "python -m ingest" in headline
        assert httpx.get(address).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])
def test_it_refuses_to_listen_to_others(host: str) -> None:
    said = refused("--host", host)
    assert "Without a login" in said and "--host 127.0.0.1" in said


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("--port", str(port))
    assert str(port) in said and "--port" in said


def test_with_a_login_nothing_is_served_before_it(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "users"
    file.write_text(f"ada {hashed('a long password')}\n")
    monkeypatch.setenv("BYLINE_AUTH", str(file))
    monkeypatch.setenv("BYLINE_CHANGES", "admins")
    with running("--data", newsroom) as (_, address, _), httpx.Client(base_url=address) as client:
        for path in ("/config", "/gradio_api/info", "/gradio_api/heartbeat/x", "/theme.css",
                     "/conversations/x.json", "/gradio_api/startup-events", "/login/x"):  # fmt: skip
            assert client.get(path).status_code == 401, path
        for path in ("/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/upload",
                     "/gradio_api/call/ask", "/gradio_api/component_server", "/"):  # fmt: skip
            assert client.post(path, json={}).status_code == 401, path
        assert client.get("/?answer=x").headers["location"] == "/login?answer=x"
        data = {"name": "ada", "password": "a long password"}
        assert client.post("/login", data=data, headers={"Origin": "http://a"}).status_code == 403
        assert client.post("/login", data=data).status_code == 303
        assert client.get("/").status_code == client.get("/config").status_code == 200
        assert client.post("/logout").status_code == 303
        assert client.get("/config").status_code == 401
