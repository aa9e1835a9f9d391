"""The parsers' own process: it reads one document at a time and answers with a draft or a reason.

Each message is a length (4 bytes, big-endian) and that many bytes. A request is two messages, a
JSON head and the document; an answer is one, in JSON, so that whoever takes over a parser can still
only say words.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
from dataclasses import asdict, replace
from typing import Any, BinaryIO

from ingest.items import LONGEST, Draft, Unreadable, damaged

OUT_OF_MEMORY = 77
"""The exit status that says so."""
WAITING = 30.0
"""Seconds that a document may take beside its processor time."""


def main() -> None:
    """Serve until the pipe closes: when the other end ends, however it ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while head := receive(requests):
        request = json.loads(head)
        _limit(request["seconds"], request["memory"])
        try:
            answer = _answer(request, receive(requests) or b"")
        except Unreadable as error:
            answer = {"reason": str(error)}
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except Exception as error:
            answer = {"reason": str(damaged(error))}
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(answers, json.dumps(answer).encode())


def send(stream: BinaryIO, message: bytes) -> None:
    """Raises BrokenPipeError when nobody reads."""
    stream.write(struct.pack(">I", len(message)) + message)
    stream.flush()


def receive(stream: BinaryIO, most: int = 1 << 32) -> bytes | None:
    """The next message; ``None`` at the end of the stream, inside one too, or above ``most``."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    message = stream.read(length) if length <= most else b""
    return message if len(message) == length else None


def _limit(seconds: float, memory: int) -> None:
    """From here to the answer; the kernel ends a process that goes on for longer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    for what, most in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_AS, memory)):
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
    # A parser may have to wait on a busy machine, but one that only waits must end too.
    signal.setitimer(signal.ITIMER_REAL, WAITING + 4 * seconds)


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Raises Unreadable, or whatever a parser raises."""
    if request["kind"] == "list":
        from ingest.feeds import entries

        return {"entries": [asdict(entry) for entry in entries(data, request["url"])]}
    draft = _parse(request, data)
    # One character more than allowed is enough for it to be refused.
    return asdict(replace(draft, text=draft.text[: LONGEST + 1]))


def _parse(request: dict[str, Any], data: bytes) -> Draft:
    """Raises Unreadable, or whatever a parser raises. Each parser is loaded when first needed."""
    if request["kind"] == "html":
        from ingest.html import parse_html

        return parse_html(data, request["charset"], request["url"])
    if request["kind"] == "markdown":
        from ingest.charsets import decode
        from ingest.markdown import parse_markdown

        return parse_markdown(decode(data, request["charset"]))
    if request["kind"] == "pdf":
        from ingest.pdf import parse_pdf

        return parse_pdf(data)
    from ingest.word import parse_word

    return parse_word(data)
