"""Questions in one process while another writes; ``python -m tests.faults.live`` for longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.live import READERS, run

MINUTES = 2.0
READS = 2_000


@pytest.mark.timeout(900)  # it ends when it has read enough
def test_nobody_sees_anything_stale_half_or_missing(own_folder: Path) -> None:
    live = run(own_folder / "data", MINUTES, READS)
    assert not live.wrong, live.examples[:10]
    assert READERS >= 3 and live.seen["reads"] >= READS
    assert live.seen["commits"] > 20 and live.seen["hits"] > live.seen["reads"]
