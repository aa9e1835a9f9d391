"""Each package's public surface is its ``__all__``: sorted, complete, and what the docs promise."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROMISED = {
    "chatbot": {"Answer", "Chatbot", "Citation", "Claim", "Filters", "Turn", "open_chatbot"},
    "ingest": {"Report", "ingest"},
    "vectorstore": {"Article", "ArticleStore", "BylineError", "Filters", "Hit", "Passage"},
}


@pytest.fixture(params=PROMISED)
def package(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(request.param)


def reading_order(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions, each by the alphabet: as in the imports."""
    return (not name.isupper(), not name[0].isupper(), name)


def test_all_is_sorted_without_duplicates(package: ModuleType) -> None:
    assert list(package.__all__) == sorted(set(package.__all__), key=reading_order)


def test_all_is_complete(package: ModuleType) -> None:
    """Every public name that the package's ``__init__`` imports or defines is meant to be used."""
    tree = ast.parse((ROOT / package.__name__ / "__init__.py").read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    assert {name for name in names if not name.startswith("_")} <= set(package.__all__)


def test_all_keeps_its_promise(package: ModuleType) -> None:
    assert PROMISED[package.__name__] <= set(package.__all__)


def test_every_exported_name_exists_and_is_explained(package: ModuleType) -> None:
    for name in package.__all__:
        thing = getattr(package, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), f"{package.__name__}.{name} has no docstring"
