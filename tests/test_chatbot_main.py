"""python -m chatbot."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from chatbot import Answer, Chatbot
from chatbot.quotes import UNKNOWN

WHY = "Why did the nurses strike?"
QUESTION = "How long did the strike at Saint Agnes last?"


def chatbot(*words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chatbot", *words],
        input=typed,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_it_prints_the_quote_and_its_source(newsroom: Path) -> None:
    done = chatbot("--data", str(newsroom), QUESTION)
    assert done.returncode == 0 and done.stderr == ""
    assert "The strike had lasted 23 days.” [1] — Valley Post, 30 November 2023" in done.stdout
    assert "[1] Nurses end strike" in done.stdout
    assert "\x1b" not in done.stdout


def test_json_is_the_answer_itself(newsroom: Path, bot: Chatbot) -> None:
    done = chatbot("--json", QUESTION, BYLINE_DATA=str(newsroom))
    assert done.returncode == 0
    assert Answer.from_dict(json.loads(done.stdout)) == bot.ask(QUESTION)


def test_unknown_is_an_answer_too(newsroom: Path) -> None:
    done = chatbot("--data", str(newsroom), "What is the capital of Brazil?")
    assert done.returncode == 0 and done.stdout.startswith(UNKNOWN)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--data", "nowhere", "Who?"], "python -m ingest"),
        (["--data", "{newsroom}", " "], "Ask a question"),
        (["--data", "{newsroom}", "--nonsense", "Who?"], "--nonsense"),
    ],
)
def test_an_error_is_plain_and_ends_with_2(newsroom: Path, words: list[str], said: str) -> None:
    done = chatbot(*[word.format(newsroom=newsroom) for word in words])
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr


def test_questions_are_read_line_by_line_as_one_conversation(newsroom: Path) -> None:
    done = chatbot("--data", str(newsroom), "--json", typed=f"{WHY}\n\nAnd who led it?\n")
    assert done.returncode == 0, done.stderr
    first, second = [Answer.from_dict(json.loads(line)) for line in done.stdout.splitlines()]
    assert first.question == WHY and second.question == "And who led it?"
    assert "Rosa Lind" in " ".join(citation.quote for citation in second.citations)


def test_a_conversation_is_left_with_ctrl_c(newsroom: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "chatbot", "--data", str(newsroom)]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = read_until(ours, b"? ")
        for _ in range(60):  # one that comes before it waits for input goes unheard
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        process.kill()
        assert process.returncode == 130
    assert b"Traceback" not in seen + read_until(ours, b"")
    os.close(ours)


def read_until(terminal: int, wanted: bytes) -> bytes:
    """What appears on a terminal up to something, or for as long as anybody writes to it."""
    seen = b""
    while not wanted or wanted not in seen:
        try:
            seen += os.read(terminal, 1024)
        except OSError:  # nobody does any more
            break
    return seen


def test_help_says_what_it_does_without_loading_a_model() -> None:
    done = chatbot("--help")
    assert done.returncode == 0 and "--json" in done.stdout and "Exit status" in done.stdout
    code = "import sys, chatbot.__main__; print({'torch', 'openvino'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert loaded.stdout.strip() == "set()", loaded.stderr
