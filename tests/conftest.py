"""What every test stands on: no network, no settings from outside, a folder of its own."""

from __future__ import annotations

import os
import runpy
import shutil
import signal
from pathlib import Path

# These are read when the libraries are imported, so they are set before any import of ours.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
for key in [key for key in os.environ if key.upper().startswith("BYLINE_")]:
    del os.environ[key]
# Read when the page's texts are imported, which may be in a folder with somebody's .env.
os.environ["BYLINE_LANGUAGE"] = "en"

# A shell that starts us in the background has us ignore Ctrl-C, and our children with us.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
OFFLINE = ROOT / "tests" / "offline"
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(OFFLINE), *filter(None, [os.environ.get("PYTHONPATH")])]
)
runpy.run_path(str(OFFLINE / "sitecustomize.py"))

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

# The machine may be busy, and a red suite should mean that something changed.
settings.register_profile("byline", deadline=None, derandomize=True, database=None)
settings.load_profile("byline")

pytest_plugins = ["newsroom"]


@pytest.fixture(autouse=True, scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Leave the project's folder, so that its ``.env`` and ``data`` are out of reach."""
    folder = tmp_path_factory.mktemp("session")
    os.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test starts in an empty folder, so relative paths and the default data are its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder, read only by agreement."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser for tests of the page: ``$CHROMIUM``, else the first one found on the path."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    for name in filter(None, names):
        if path := shutil.which(name):
            return path
    pytest.fail("No Chromium found. Run the suite with `make test`, which installs it or says how.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: "faults" not in item.path.parts)
