"""What gets installed: every package, working commands, and pins that fit what is asked for."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def pins() -> dict[str, list[str]]:
    """The versions the lock names for each package; more than one where Pythons differ."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\n]+)", LOCK, flags=re.M):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def asked_for() -> list[Requirement]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    everything = project["dependencies"] + [line for extra in extras for line in extra]
    return [Requirement(line) for line in everything if not line.startswith("byline[")]


def imported(*places: str) -> set[str]:
    """The top-level modules that these files and folders import, less Python's and our own."""
    paths = [path for place in places for path in (ROOT / place).rglob("*.py")]
    paths += [ROOT / place for place in places if place.endswith(".py")]
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    ours = {"app", "benchmarks", "chatbot", "ingest", "tests", "training", "vectorstore"}
    shared = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    return found - ours - shared - sys.stdlib_module_names


def not_asked_for(modules: set[str], requirements: list[str]) -> list[str]:
    asked = {canonicalize_name(Requirement(line).name) for line in requirements}
    owners = importlib.metadata.packages_distributions()
    return sorted(
        module
        for module in modules
        if not asked & {canonicalize_name(name) for name in owners.get(module, [])}
    )


def test_whatever_is_imported_is_asked_for() -> None:
    """What merely comes along with another package may be gone with its next version."""
    runs: list[str] = PROJECT["project"]["dependencies"]
    extras: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
    ours = imported("app.py", "chatbot", "ingest", "vectorstore")
    assert not_asked_for(ours, runs + extras["local"]) == []
    tests = runs + extras["test"]
    assert not_asked_for(imported("tests"), tests) == []
    assert not_asked_for(imported("benchmarks", "training"), tests + extras["dev"]) == []


@pytest.mark.parametrize("requirement", asked_for(), ids=lambda requirement: requirement.name)
def test_the_lock_pins_each_dependency_within_its_range(requirement: Requirement) -> None:
    versions = pins().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not in requirements.lock. Run: make lock"
    assert all(version in requirement.specifier for version in versions), "Run: make lock"


@pytest.mark.parametrize("requirement", asked_for(), ids=lambda requirement: requirement.name)
def test_each_dependency_has_a_floor_and_a_ceiling(requirement: Requirement) -> None:
    operators = {part.operator for part in requirement.specifier}
    assert operators in ({">=", "<"}, {"=="}), requirement


def test_the_lock_holds_for_every_machine() -> None:
    assert "://" not in LOCK and "+cpu" not in LOCK and "--" not in LOCK


def test_every_package_of_ours_is_installed() -> None:
    tree = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for room in ("chatbot", "ingest", "vectorstore")
        for path in (ROOT / room).rglob("*.py")
    }
    assert tree == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_file_beside_the_code_is_installed() -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]
    for room in ("chatbot", "ingest", "vectorstore"):
        for path in (ROOT / room).rglob("*.*"):
            if path.suffix in (".py", ".pyc") or "__pycache__" in path.parts:
                continue
            package = path.parent.relative_to(ROOT).as_posix().replace("/", ".")
            patterns = data["*"] + data.get(package, [])
            assert any(path.match(pattern) for pattern in patterns), path


def test_every_command_leads_to_a_function() -> None:
    for entry in PROJECT["project"]["scripts"].values():
        module, _, function = entry.partition(":")
        assert callable(getattr(importlib.import_module(module), function)), entry
