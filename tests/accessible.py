"""axe-core over the page as it stands: what would keep people from using it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()


def accessible(page: Page) -> None:
    """There is no serious or critical violation in what is shown now."""
    found = _AXE.run(page).response["violations"]
    grave = [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert grave == []
