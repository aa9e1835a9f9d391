"""A kill at every named point; ``python -m tests.faults.ingest_kills --count N`` for any number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.ingest_kills import POINTS, run


@pytest.mark.timeout(900)
def test_the_next_run_goes_on_as_if_nothing_had_happened(own_folder: Path) -> None:
    reached: dict[str, str] = {}
    count = len(POINTS) + 1
    missed = run(count, None, own_folder, reached.__setitem__)
    assert "random" in reached and len(reached) >= 8 and missed <= 1, reached
