"""The house's import rule, read off the syntax tree: app → chatbot → vectorstore ← ingest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app", "chatbot", "ingest", "vectorstore")

MAY_IMPORT = {
    "app": {"chatbot", "vectorstore"},
    "chatbot": {"vectorstore"},
    "ingest": {"vectorstore"},
    "vectorstore": set[str](),
}

READERS = ("vectorstore/original.py", "chatbot/crossencoder.py")
# A library → the one file that may import it; or a folder, for one whose parts go to several; or
# the two files that load models by name, for embedding and for reading.
HOME: dict[str, str | tuple[str, ...]] = {
    "chromadb": "vectorstore/vectors.py",
    "tantivy": "vectorstore/words.py",
    "sqlalchemy": ("vectorstore/", "chatbot/records/"),
    "filelock": "vectorstore/",
    "sentence_transformers": READERS,
    "torch": (*READERS, "vectorstore/original_reader.py"),
    "transformers": ("vectorstore/original.py", "vectorstore/original_reader.py"),
    "openvino": "vectorstore/converted.py",
    "tokenizers": "vectorstore/",
    "pydantic_settings": "vectorstore/settings.py",
    "httpx": ("ingest/", "chatbot/models.py"),
    "langchain": "chatbot/models.py",
    "xllamacpp": "chatbot/local_server.py",
    "trafilatura": "ingest/",
    "gradio": "chatbot/page/",
    "fastapi": "chatbot/page/",
    "uvicorn": "chatbot/page/",
}


def sources() -> list[Path]:
    return [ROOT / "app.py"] + [
        path for room in ROOMS[1:] for path in sorted((ROOT / room).rglob("*.py"))
    ]


def imports(path: Path) -> Iterator[str]:
    """Every module that ``path`` imports, wherever in the file, as an absolute dotted name."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*above, *filter(None, [node.module])])


def room_of(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_page_and_the_app_know_the_page(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if place != "app.py" and not place.startswith("chatbot/page/"):
        assert not [name for name in imports(path) if name.startswith("chatbot.page")]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    room = place.partition("/")[0].removesuffix(".py")
    allowed = MAY_IMPORT[room] | {room}
    for name in imports(path):
        if room_of(name) in ROOMS:
            page_adds_articles = name == "ingest" and place.startswith("chatbot/page/")
            assert room_of(name) in allowed or page_adds_articles, f"{place} imports {name}"


@pytest.mark.parametrize("library", HOME)
def test_a_heavy_library_has_one_home(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if library in map(room_of, imports(path))
    }
    assert users, f"nothing imports {library}: drop it from this list and from pyproject.toml"
    assert not [user for user in users if not user.startswith(HOME[library])]


def test_tests_benchmarks_and_training_are_not_imported() -> None:
    for path in sources():
        assert not {"tests", "benchmarks", "training", "conftest"} & set(
            map(room_of, imports(path))
        ), path
