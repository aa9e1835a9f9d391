"""What our own source never does, read off the syntax tree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("chatbot", "ingest", "vectorstore", "benchmarks")
SOURCES = [ROOT / "app.py"] + [
    path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))
]

# Each of these turns data into code.
MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "yaml.full_load", "yaml.unsafe_load"}
KEYWORDS = {"trust_remote_code", "allow_dangerous_deserialization"}
SWITCHES = {"share", "shell"}
PLAIN_LOADERS = ("BaseLoader", "SafeLoader")


def bad_imports(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = {alias.name for alias in node.names}
    names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
    return {name.partition(".")[0] for name in names} & MODULES


def bad_calls(node: ast.Call) -> set[str]:
    name = ast.unparse(node.func)
    given = {word.arg or "": ast.unparse(word.value) for word in node.keywords}
    bad = ({name} & CALLS) | (KEYWORDS & set(given))
    bad |= {word for word in SWITCHES if given.get(word) == "True"}
    if name == "yaml.load" and not given.get("Loader", "").endswith(PLAIN_LOADERS):
        bad.add(name)
    return bad


def faults(source: str) -> set[str]:
    """What in ``source`` could run somebody else's data, or open the page to the network."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= bad_imports(node)
        elif isinstance(node, ast.Call):
            found |= bad_calls(node)
        elif isinstance(node, ast.Constant) and node.value == "0.0.0.0":
            found.add("0.0.0.0")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_runs_no_data_and_stays_at_home(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path.relative_to(ROOT)} has no docstring"


@pytest.mark.parametrize(
    "bad",
    [
        "import pickle",
        "from joblib import load",
        "eval(text)",
        "yaml.load(text, Loader=loader)",
        "SentenceTransformer(name, trust_remote_code=True)",
        "page.launch(share=True)",
        "subprocess.run(command, shell=True)",
        "launch(server_name='0.0.0.0')",
    ],
)
def test_the_check_sees_what_it_forbids(bad: str) -> None:
    assert faults(bad)
