"""Parsers in their own process: what they choke on is cut off, and the next document is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.items import Raw, Unreadable
from ingest.sandbox import Sandbox

PAGE = (
    "<html><body><article><p>"
    + "The bridge reopened on Thursday. " * 5
    + "</p></article></body></html>"
)
# Four hundred thousand lines in one paragraph keep the library busy for a quarter of a minute.
SLOW = "<html><body><p>" + "The bridge reopened.<br>" * 400_000
WIDE = "<html><body>" + "<p>The bridge reopened on Thursday, they said.</p>" * 180_000


def raw(text: str) -> Raw:
    return Raw(source="page.html", name="page.html", data=text.encode())


def children() -> set[int]:
    """The processes this one has started."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for path in found for pid in path.read_text().split()}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(seconds=1)
    yield sandbox
    sandbox.close()


def test_one_child_reads_many_documents(sandbox: Sandbox) -> None:
    before = children()
    assert sandbox.parse("html", raw(PAGE)).text.startswith("The bridge")
    started = children() - before
    assert len(started) == 1
    for _ in range(20):
        sandbox.parse("html", raw(PAGE))
    assert children() - before == started


def test_what_takes_too_long_is_cut_off_and_the_next_is_read(sandbox: Sandbox) -> None:
    with pytest.raises(Unreadable, match="takes too long"):
        sandbox.parse("html", raw(SLOW))
    assert sandbox.parse("html", raw(PAGE)).text


def test_what_takes_too_much_memory_is_cut_off_and_the_next_is_read() -> None:
    sandbox = Sandbox(memory=280_000_000)
    try:
        with pytest.raises(Unreadable, match="too much memory"):
            sandbox.parse("html", raw(WIDE))
        assert sandbox.parse("html", raw(PAGE)).text
    finally:
        sandbox.close()


@pytest.mark.parametrize("ending", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
def test_a_crash_is_a_failure_and_the_next_is_read(ending: signal.Signals) -> None:
    before = children()
    sandbox = Sandbox()
    before = children()
    sandbox.parse("html", raw(PAGE))
    (child,) = children() - before - before
    crash = threading.Timer(0.3, os.kill, (child, ending))
    crash.start()
    try:
        with pytest.raises(Unreadable, match="crashes its parser"):
            sandbox.parse("html", raw(SLOW))
        assert sandbox.parse("html", raw(PAGE)).text
    finally:
        crash.join()
        sandbox.close()


def test_a_child_that_ended_between_two_documents_is_nobodys_fault(sandbox: Sandbox) -> None:
    before = children()
    sandbox.parse("html", raw(PAGE))
    (child,) = children() - before
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert sandbox.parse("html", raw(PAGE)).text


def test_a_fault_of_the_parser_is_a_plain_reason(sandbox: Sandbox) -> None:
    document = Raw(source="x", name="x", data=b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 1 0 R>>")
    with pytest.raises(Unreadable) as caught:
        sandbox.parse("pdf", document)
    assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value)


def test_the_child_has_the_parsers_and_nothing_else(root: Path) -> None:
    """Neither the models and the store, which cost memory and time, nor the parent's secrets."""
    code = (
        "import os, sys; from ingest.sandbox import Sandbox; from ingest.items import Raw\n"
        "page = Raw(source='', name='', data=b'<p>A bridge reopened on Thursday.</p>' * 9)\n"
        "sandbox = Sandbox(); sandbox.parse('html', page)\n"
        "print(sandbox._child.pid, flush=True); input()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "OPENAI_API_KEY": "canary-7351"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout and parent.stdin
        process = Path(f"/proc/{int(parent.stdout.readline())}")
        mapped = process.joinpath("maps").read_text()
        assert "lxml" in mapped
        assert not [name for name in ("torch", "chromadb", "tantivy", "openvino") if name in mapped]
        assert b"canary-7351" not in process.joinpath("environ").read_bytes()
        parent.stdin.write("\n")


def test_the_child_ends_with_its_parent_however_that_ends(root: Path) -> None:
    code = (
        "from ingest.sandbox import Sandbox; from ingest.items import Raw\n"
        f"page = Raw(source='', name='', data={PAGE.encode()!r})\n"
        "sandbox = Sandbox(); sandbox.parse('html', page)\n"
        "print(sandbox._child.pid, flush=True); input()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 30
    while Path(f"/proc/{child}/cmdline").exists() and _runs(child):
        assert time.monotonic() < deadline, "the child outlived its parent"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """False for one that has ended and only waits to be collected."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
