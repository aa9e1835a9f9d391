"""The page's texts stand in one place, and each language has all of them."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chatbot.page import german, wording
from tests.seen import Seen

PAGE = Path(wording.__file__).parent
LANGUAGES = {"wording.py": wording, "german.py": german}
NOT_SHOWN = {
    "guard.py": "what programs and other sites' pages are told",
    "listening.py": "what the terminal says",
    "collection.py": "questions about the sample articles, which are in English",
}
"""Files with sentences that are not the page's."""
GIVEN = {
    "int": 1234, "str": "2020-10-04", "str | None": "2020-10", "int | None": 5678, "bool": True,
    "list[str]": ["One", "Two"],
}  # fmt: skip


def texts(module: Any) -> dict[str, Any]:
    return {
        name: one
        for name, one in vars(module).items()
        if not name.startswith("_")
        and (isinstance(one, str | dict | tuple) or inspect.isfunction(one))
        and getattr(one, "__module__", module.__name__) == module.__name__
        and name != "annotations"
    }


def test_every_text_is_there_in_german_too() -> None:
    english, other = texts(wording), texts(german)
    assert english.keys() == other.keys()
    for name, text in english.items():
        assert type(other[name]) is type(text), name
        if isinstance(text, dict):
            assert other[name].keys() == text.keys(), name
        elif isinstance(text, tuple):
            assert len(other[name]) == len(text), name


@pytest.mark.parametrize("name", [name for name, one in texts(wording).items() if callable(one)])
def test_what_is_put_into_a_text_is_put_in_everywhere(name: str) -> None:
    english, other = getattr(wording, name), getattr(german, name)
    assert inspect.signature(english) == inspect.signature(other)
    wanted = inspect.signature(english).parameters.values()
    given = [GIVEN[str(one.annotation)] for one in wanted]
    figures = [re.findall(r"\d+", one(*given).replace(",", "").replace(".", " ")) for one in
               (english, other)]  # fmt: skip
    assert sorted("".join(figures[0])) == sorted("".join(figures[1]))


@pytest.mark.parametrize(
    ("chosen", "said"), [("de", "Fragen 4. Oktober 2020 de"), ("en", "Ask 4 October 2020 en")]
)
def test_the_language_is_chosen_by_a_setting(root: Path, chosen: str, said: str) -> None:
    code = "from chatbot.page import wording as w; print(w.ASK, w.day('2020-10-04'), w.LANGUAGE)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "BYLINE_LANGUAGE": chosen, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == said, done.stderr


def literals(path: Path) -> Iterator[str]:
    """The strings of a file that are no documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            # Where an address is put before it, it is no part of a tag any more.
            yield node.value.replace('rel="noopener noreferrer"', "")


def is_code(text: str) -> bool:
    """Of a script, a style or a selector, rather than of a language."""
    return bool(re.search(r"=>|[{};]|^[.#\[]|^[a-z_-]+=", text.strip())) or "byline-" in text


@pytest.mark.parametrize(
    "path",
    sorted(set(PAGE.glob("*.py")) - {PAGE / name for name in [*LANGUAGES, *NOT_SHOWN]}),
    ids=lambda path: path.name,
)
def test_no_text_stands_anywhere_else(path: Path) -> None:
    logged = re.findall(r"_log\.\w+\(\s*\"([^\"]+)\"", path.read_text("utf-8"))
    shown = [
        text
        for text in literals(path)
        if text not in logged
        and re.search(r"[A-Za-z]{2,} [a-z]{2,}", Seen(re.sub("<[^>]*$", "", text)).text)
        and not is_code(text)
    ]
    assert shown == []
