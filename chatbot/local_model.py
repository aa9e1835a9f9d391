"""A model file of the user's, run by a process of our own that is looked after from here."""

from __future__ import annotations

import json
import os
import secrets
import selectors
import subprocess
import sys
import threading
import urllib.request
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path

from vectorstore.errors import ModelError, SettingError

PATIENCE = 300.0
"""Seconds that a model may take to load."""
QUICKLY = 10.0
"""Seconds that counting tokens, or ending, may take."""


class LocalModel:
    """llama.cpp's server over one model file, started at once; speaks the OpenAI protocol.

    It listens on this machine only, and to those who have its key. Raises ModelError when the file
    is missing or will not load, SettingError where what runs it is not installed.
    """

    def __init__(self, path: Path, context: int) -> None:
        self._path = path
        self._context = context
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        self.key = secrets.token_urlsafe()
        # Directly: a proxy that the environment names has nothing to do with it.
        self._direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.start()

    @property
    def url(self) -> str:
        """Where it is spoken to; the same after it had to be started again."""
        return f"http://127.0.0.1:{self._port}/v1"

    def start(self) -> None:
        """Start it unless it runs. Raises ModelError."""
        with self._lock:
            if self._process is not None:
                if self._replies():
                    return
                _end(self._process)
            self._check()
            root = str(Path(__file__).parents[1])
            process = subprocess.Popen(
                [sys.executable, "-m", "chatbot.local_server"]
                + [str(self._path), str(self._port), str(self._context)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,  # Ctrl-C is for us, who end it in our own time
                env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])},
            )
            self._process = process
            assert process.stdin and process.stdout
            process.stdin.write(f"{self.key}\n")
            process.stdin.flush()
            port = _line(process)
            if not port:
                _end(process)
                raise ModelError(
                    f"The language model {self._path} will not load: the file is damaged, or of a "
                    "kind that llama.cpp does not know. Get it again, or set BYLINE_MODEL to "
                    "another, or to nothing."
                )
            self._port = int(port)

    def tokens(self, text: str) -> int:
        """How many tokens a text is, by the model's own tokenizer. Raises OSError."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/tokenize",
            json.dumps({"content": text}).encode(),
            {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        with self._direct.open(request, timeout=QUICKLY) as reply:
            return len(json.load(reply)["tokens"])

    def close(self) -> None:
        """End it."""
        with self._lock:
            if self._process is not None:
                _end(self._process)
                self._process = None

    def _replies(self) -> bool:
        """Whether it is there: a process that is dying may not have ended yet."""
        try:
            with self._direct.open(f"http://127.0.0.1:{self._port}/health", timeout=QUICKLY):
                return True
        except (OSError, HTTPException):
            return False

    def _check(self) -> None:
        try:
            with self._path.open("rb") as file:
                good = file.read(4) == b"GGUF"
        except OSError as error:
            raise ModelError(
                f"The language model {self._path} cannot be read ({error.strerror}). Set "
                "BYLINE_MODEL to gguf: and the path of a model file."
            ) from None
        if not good:
            raise ModelError(
                f"The language model {self._path} is no GGUF file. Set BYLINE_MODEL to gguf: and "
                "the path of one."
            )
        if find_spec("xllamacpp") is None:
            raise SettingError(
                "BYLINE_MODEL=gguf:… needs a package that is not installed. "
                "Run: pip install -e '.[local]'"
            )


def _line(process: subprocess.Popen[str]) -> str:
    """The line that it prints when it is ready; empty when it ends or takes too long."""
    assert process.stdout
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline().strip() if selector.select(PATIENCE) else ""


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin and process.stdout
    process.kill()  # it keeps nothing
    process.wait(QUICKLY)
    process.stdin.close()
    process.stdout.close()
