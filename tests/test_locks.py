"""Locks say who holds them, and do not outlive their holder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from vectorstore import StoreFull, StoreLocked
from vectorstore.locks import acquire, held, holder

HOLD = """
import sys, time
from pathlib import Path
from vectorstore.locks import acquire
lock = acquire(Path(sys.argv[1]), wait=0)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def elsewhere(own_folder: Path, root: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock ``a.lock``."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(own_folder / "a.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
    ) as child:  # fmt: skip
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        yield child
        child.kill()


def test_a_second_holder_is_told_who_has_it(
    elsewhere: subprocess.Popen[str], own_folder: Path
) -> None:
    with pytest.raises(StoreLocked) as refused:
        acquire(own_folder / "a.lock", wait=0)
    assert f"process {elsewhere.pid} on {socket.gethostname()}" in str(refused.value)


def test_the_lock_of_a_killed_process_is_free(
    elsewhere: subprocess.Popen[str], own_folder: Path
) -> None:
    elsewhere.kill()
    elsewhere.wait()
    with held(own_folder / "a.lock", wait=0):
        assert holder(own_folder / "a.lock").startswith(f"process {os.getpid()} ")


def test_two_threads_of_one_process_exclude_each_other(own_folder: Path) -> None:
    with held(own_folder / "a.lock", wait=0), pytest.raises(StoreLocked):
        acquire(own_folder / "a.lock", wait=0)


def test_an_error_inside_releases_the_lock(own_folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(own_folder / "a.lock", wait=0):
        1 / 0  # noqa: B018
    acquire(own_folder / "a.lock", wait=0).release()


@pytest.mark.parametrize("note", ["", "{}", "[]", "\x00", '{"pid": "x", "host": 1}', "null"])
def test_an_unreadable_note_still_gives_a_sentence(own_folder: Path, note: str) -> None:
    (own_folder / "a.holder").write_text(note)
    assert holder(own_folder / "a.lock") == "another process"


def test_no_lock_can_be_made_where_there_is_no_folder(own_folder: Path) -> None:
    (own_folder / "file").write_text("")
    with pytest.raises(StoreFull, match="Cannot write"):
        acquire(own_folder / "file" / "a.lock", wait=0)
