"""The benchmarks of speed run and say what they measured; what a clock says is not for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripted import saying

from benchmarks import ingest, latency, written
from benchmarks.corpus import write_articles
from benchmarks.given import holds
from benchmarks.synthetic import PER_ARTICLE, SENTENCES, stories
from chatbot import Chatbot
from chatbot.models import open_model
from chatbot.writing import Writer
from vectorstore import Embedder

LEGACY = pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")


@pytest.fixture(scope="module")
def embedder(newsroom: Path) -> Embedder:
    return Embedder(cache=newsroom / "models")


@LEGACY
def test_each_way_is_measured_on_one_collection(own_folder: Path, embedder: Embedder) -> None:
    data = own_folder / "20"
    figures = latency.build(data, embedder, 20)
    for way in (latency.byline, latency.reader, latency.tutorial):
        figures |= way(data, embedder, 2)
    for name in ("hits", "reranked", "one publisher", "second", "tutorial"):
        assert 0 < figures[f"{name} p50"] <= figures[f"{name} p95"]
    for name in ("store", "index", "embeds", "tutorial embeds", "vectors", "words", "MB"):
        assert figures[name] > 0


def test_the_command_measures_in_processes_of_their_own(root: Path, newsroom: Path) -> None:
    Path("work").mkdir()
    Path("work", "models").symlink_to(newsroom / "models")
    command = "benchmarks.speed 20 --questions 2 --rounds 1 --work work --no-tutorial --no-second"
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), "--json"],
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ['PYTHONPATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sizes"]["20"]["hits p50"] > 0
    assert Path("work", "20", "built.json").exists(), "a collection is kept for the next time"


@LEGACY
@pytest.mark.parametrize("way", list(ingest.WAYS))
def test_each_way_of_ingest_is_measured(own_folder: Path, newsroom: Path, way: str) -> None:
    write_articles(Path("articles"), 2)
    figures = ingest.WAYS[way](Path("articles"), own_folder / "data", newsroom / "models")
    assert figures["passages"] >= 2 and figures["seconds"] > 0
    assert way == "tutorial" or figures["100 %"] > 0


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


def test_written_answers_are_measured_beside_quotes(bot: Chatbot) -> None:
    row = {
        "question": "Why was the Lowen bridge closed?", "history": [], "meta": {},
        "answerable": True, "answers": ["cracks"],
    }  # fmt: skip
    other = {
        **row,
        "question": "What is the capital of Brazil?",
        "answerable": False,
        "answers": [],
    }
    said = "The bridge was closed because engineers found cracks in two of its piers. It rained."
    with saying(said) as server:
        writer = Writer(open_model("openai:x", server.url))
        writes = Chatbot(bot.store, bot.reader, writer)
        for asked, mode in ((bot, "quotes"), (writes, "written")):
            found = [written.given(asked, "squad2", one) for one in (row, other)]
            assert found[0].answer.mode == mode and 0 < found[0].first <= found[0].whole
            figures = written.figures(asked, found)
            assert (figures["inclusion"], figures["known"], figures["exact"]) == (1.0, 1.0, 1.0)
        writer.close()
    assert (figures["written"], figures["supported"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("text", "answer", "held"),
    [
        ("It has 90 seats, they said.", "90", True),
        ("It has 190 seats.", "90", False),
        ("“The Bridge” was shut.", "a bridge", True),
        ("共有90个议席。", "90", True),
        ("共有90个议席。", "议席", True),
        ("Abridged.", "bridge", False),
    ],
)
def test_an_answer_is_held_as_whole_words(text: str, answer: str, held: bool) -> None:
    assert holds(text, [answer]) == held
