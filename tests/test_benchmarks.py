"""The benchmarks of speed run and say what they measured; what a clock says is not for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import PER_ARTICLE, SENTENCES, stories


def run(root: Path, *words: str | int | Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words), "--json"],
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ['PYTHONPATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def work(own_folder: Path, newsroom: Path) -> Path:
    """A folder for collections, where the model is converted already."""
    (own_folder / "work").mkdir()
    (own_folder / "work" / "models").symlink_to(newsroom / "models")
    return own_folder / "work"


def test_speed_measures_every_way(root: Path, work: Path) -> None:
    command = ("benchmarks.speed", 20, "--questions", 2, "--rounds", 1, "--work", work)
    figures = run(root, *command)["sizes"]["20"]
    for name in ("hits", "reranked", "one publisher", "second", "tutorial"):
        assert 0 < figures[f"{name} p50"] <= figures[f"{name} p95"]
    for name in ("store", "index", "embeds", "tutorial embeds", "vectors", "words", "MB"):
        assert figures[name] > 0
    assert (work / "20" / "built.json").exists(), "a collection is kept for the next time"


def test_ingest_is_measured_beside_the_tutorial_way(root: Path, work: Path) -> None:
    command = ("benchmarks.ingest", 4, "--rounds", 1, "--models", work / "models")
    ways = run(root, *command)["articles"]["4"]
    assert ways["byline"]["passages"] >= 4 and ways["tutorial"]["passages"] >= 4
    assert ways["byline"]["ratio"] == pytest.approx(
        ways["tutorial"]["seconds"] / ways["byline"]["seconds"]
    )
    (alone,) = run(root, *command, "--no-embed")["articles"]["4"].values()
    assert alone["passages"] == ways["byline"]["passages"] and alone["100 %"] > 0


def test_generated_articles_are_as_ingest_makes_them() -> None:
    made = list(stories(PER_ARTICLE + 3))
    assert [len(passages) for _, passages in made] == [PER_ARTICLE, 3]
    assert made == list(stories(PER_ARTICLE + 3))
    for article, passages in made:
        assert " ".join(passage.text for passage in passages) == article.text
        for passage in passages:
            assert passage.text == article.text[passage.start : passage.end]
            assert len(passage.sentences) == SENTENCES
            assert all(article.text[end - 1] == "." for _, end in passage.sentences)
