"""The documentation cannot rot: what it shows runs, what it names exists, no setting is missing."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import with_models

from vectorstore.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

# Shown for the reader to run; each is checked to exist, and other tests run what it does.
# Running them here would install software, start the suite within itself, or never end.
NOT_RUN = ("make", "pip", "git", "cd", "sudo")


class Block(NamedTuple):
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The fenced code blocks of a page, in order."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    return [Block(language, text) for language, text in found]


def commands(page: Path) -> list[list[str]]:
    """The command lines of a page's shell blocks, without comments, as lists of words."""
    lines = [
        line
        for block in blocks(page)
        if block.language == "bash"
        for line in block.text.replace("\\\n", " ").splitlines()
    ]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def without_settings(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """``A=b command …`` → ({"A": "b"}, ["command", …])."""
    given = {}
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        key, _, given[key] = words.pop(0).partition("=")
    return given, words


def run(words: list[str], folder: Path, **given: str) -> None:
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **given},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, newsroom: Path) -> Path:
    """A folder like a reader's clone, with the sample articles read as `make chat` reads them."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "articles", folder / "articles")
    for name in ("benchmarks", "tests"):
        (folder / name).symlink_to(ROOT / name)
    with_models(folder / "data", newsroom)
    run([sys.executable, "-m", "ingest", "articles"], folder)
    return folder


@EVERY_PAGE
def test_what_a_page_shows_runs(page: Path, clone: Path) -> None:
    """Commands and Python of a page, in the order shown, in one folder, as a reader would."""
    for block in blocks(page):
        if block.language == "python":
            run([sys.executable, "-c", block.text], clone)
        elif block.language == "bash":
            for line in block.text.replace("\\\n", " ").splitlines():
                given, words = without_settings(shlex.split(line, comments=True))
                if words[:2] == ["python", "-m"]:
                    run([sys.executable, *words[1:]], clone, **given)


@EVERY_PAGE
def test_every_block_is_of_a_kind_that_is_checked(page: Path) -> None:
    for block in blocks(page):
        assert block.language in ("bash", "python", "json", "text"), block
        if block.language == "json":
            json.loads(block.text)


@EVERY_PAGE
def test_every_command_is_one_that_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in commands(page):
        _, words = without_settings(line)
        program, rest = words[0], words[1:]
        if program == "python" and rest[0] != "-m":
            assert (ROOT / rest[0]).is_file(), line
        elif program == "make":
            targets = [word for word in rest if "=" not in word]
            assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets), line
        elif program == "pip" or words[:3] == ["python", "-m", "pip"]:
            extras = {
                e for group in re.findall(r"\[([\w,]+)\]", line[-1]) for e in group.split(",")
            }
            assert extras <= set(project["optional-dependencies"]), line
        else:
            assert program in ("python", *project["scripts"], *NOT_RUN), line


def test_each_setting_is_explained_with_its_default() -> None:
    rows = re.findall(
        r"^\| `BYLINE_(\w+)` \| ([^|]*?) \|",
        (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"),
        re.M,
    )
    documented = {name.lower(): default.strip("`") for name, default in rows}
    real = {
        name: "" if field.default in (None, "") else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert {key: "" if value == "empty" else value for key, value in documented.items()} == real


@EVERY_PAGE
def test_no_page_names_a_setting_that_is_not_there(page: Path) -> None:
    named = set(re.findall(r"BYLINE_([A-Z_]+)", page.read_text(encoding="utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


@EVERY_PAGE
def test_every_file_a_page_names_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text)]
    for link in filter(None, links):
        assert "://" in link or (page.parent / link).exists(), link
    named = re.findall(r"`([a-z][\w.-]*/[\w./-]*|\w+\.(?:py|toml|md|lock))`", text)
    for name in named:
        if name.partition("/")[0] != "data":  # made when Byline runs
            assert (ROOT / name).exists(), name


@EVERY_PAGE
def test_every_page_is_finished_and_keeps_no_secret(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|TBD|lorem ipsum)\b", text, re.I)
    assert not re.search(r"\b(sk-|ghp_|AKIA|hf_)\w{8,}", text)


def test_the_suite_is_run_as_the_readme_says() -> None:
    """The README names one command for the suite, and the continuous integration runs that one."""
    shown = [line for line in commands(ROOT / "README.md") if line == ["make", "test"]]
    assert len(shown) == 1
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "make test" in steps
