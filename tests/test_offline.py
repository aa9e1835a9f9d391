"""The suite's own guard: nothing that a test runs reaches beyond this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

FAR = "192.0.2.1"  # kept for documentation: nothing is there


def test_a_connection_outward_is_refused() -> None:
    # The event a connection raises, without the connection, should the guard be missing.
    with pytest.raises(RuntimeError, match=f"may not connect to '{FAR}'"):
        sys.audit("socket.connect", None, (FAR, 80))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="may not look up 'example.org'"):
        sys.audit("socket.getaddrinfo", "example.org", 80, 0, 0, 0)


def test_child_processes_are_held_to_it_too() -> None:
    code = f"import sys; sys.audit('socket.connect', None, ('{FAR}', 80))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert child.returncode == 1
    assert "NetworkUsed" in child.stderr


def test_this_machine_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=10):
            pass


def test_settings_and_folders_from_outside_are_out_of_reach(root: Path) -> None:
    set_here = ["BYLINE_LANGUAGE"]  # by conftest.py: texts are read when they are imported
    assert [key for key in os.environ if key.startswith("BYLINE_")] == set_here
    assert root not in [Path.cwd(), *Path.cwd().parents]
    assert list(Path.cwd().iterdir()) == []
