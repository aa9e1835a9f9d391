"""What people thought of answers is kept with all it rests on, and becomes an evaluation set."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sets import EvalSet
from chatbot import Answer, Citation, Turn
from chatbot.conversations import Exchange
from chatbot.feedback import export
from chatbot.records.conversations import drop, keep, opened, remove
from chatbot.records.feedback import LONGEST_REASON, explain, given, judge
from chatbot.records.tables import Records
from tests.tiny import entry, open_tiny
from vectorstore import Hit, NotFound, StoreError

SHIP = "The ship sank. Nobody was hurt."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with open_tiny(tmp_path / "data") as store:
        store.add([entry("ship", SHIP, title="Lost", publisher="Post"), entry("fire", "A fire.")])
        store.add([entry("ship", f"{SHIP} It was old.", title="Lost", publisher="Post")])
    return tmp_path / "data"


@pytest.fixture
def records(data: Path) -> Iterator[Records]:
    records = Records(data)
    yield records
    records.close()


def answer(**facts: Any) -> Answer:
    cited = Citation(
        number=1, article_id="ship", version=1, title="Lost", publisher="Post", published=None,
        url=None, start=0, end=14, quote="The ship sank.",
    )  # fmt: skip
    plain = {"text": "> The ship sank. [1]", "status": "answered", "citations": (cited,)}
    return Answer(question="What sank?", mode="quotes", **{**plain, **facts})


def hits(data: Path) -> list[Hit]:
    with open_tiny(data) as store:
        return store.search("fire", limit=1)


def judged(records: Records, said: Answer, verdict: Any, reason: str = "") -> Exchange:
    exchange = Exchange("What sank?", said)
    keep(records, "ada", None, exchange)
    history = [Turn("Who?", "Nobody.")]
    judge(records, "ada", exchange.id, verdict, history, hits(records.path.parent))
    explain(records, "ada", exchange.id, reason)
    return exchange


def test_it_is_kept_with_all_it_rests_on(records: Records) -> None:
    judged(records, answer(), "down", "  Not that <ship>. ")
    (one,) = given(records)
    assert (one["verdict"], one["reason"]) == ("down", "Not that <ship>.")
    assert Answer.from_dict(one["answer"]) == answer()
    assert one["history"] == [{"question": "Who?", "answer": "Nobody."}]
    assert [hit["article_id"] for hit in one["hits"]] == ["fire"]
    assert "ada" not in json.dumps(one)


def test_the_last_word_counts_and_can_be_taken_back(records: Records) -> None:
    exchange = Exchange("What sank?", answer())
    name = keep(records, "ada", None, exchange)
    for verdict in ("up", "down"):
        judge(records, "ada", exchange.id, verdict)  # type: ignore[arg-type]
    assert [one["verdict"] for one in given(records)] == ["down"]
    assert opened(records, "ada", name)[1][0].verdict == "down"
    judge(records, "ada", exchange.id, None)
    assert given(records) == []
    assert opened(records, "ada", name)[1][0].verdict is None


def test_a_reason_is_cut(records: Records) -> None:
    judged(records, answer(), "up", "x" * 9999)
    assert len(given(records)[0]["reason"]) == LONGEST_REASON


def test_it_outlives_a_new_answer_but_not_its_conversation(records: Records) -> None:
    exchange = Exchange("What sank?", answer())
    name = keep(records, "ada", None, exchange)
    judge(records, "ada", exchange.id, "up")
    drop(records, "ada", exchange.id)
    assert len(given(records)) == 1
    remove(records, "ada", name)
    assert given(records) == []


def test_nobody_can_judge_for_somebody_else(records: Records) -> None:
    exchange = judged(records, answer(), "up", "Good.")
    for attempt in (
        lambda: judge(records, "bob", exchange.id, "down"),
        lambda: judge(records, "bob", exchange.id, None),
        lambda: explain(records, "bob", exchange.id, "Bad."),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert [(one["verdict"], one["reason"]) for one in given(records)] == [("up", "Good.")]


def test_it_becomes_a_set_that_the_benchmarks_read(records: Records, tmp_path: Path) -> None:
    good = judged(records, answer(), "up")
    empty = judged(records, answer(status="unknown"), "up")
    bad = judged(records, answer(), "down", "Another ship.")
    assert export(records.path.parent, tmp_path / "set") == (2, 1)
    made = EvalSet(tmp_path / "set")
    rows = {row["id"]: row for row in made.questions}
    assert rows.keys() == {good.id, empty.id}
    assert rows[good.id]["answerable"] and not rows[empty.id]["answerable"]
    assert rows[good.id]["answers"] == rows[good.id]["gold_quotes"] == ["The ship sank."]
    assert made.grades == {good.id: {"ship": 1}, empty.id: {}}
    assert rows[good.id]["history"] == [
        {"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Nobody."},
    ]  # fmt: skip
    assert {name: row["text"] for name, row in made.corpus.items()} == {
        "ship": SHIP, "fire": "A fire.",
    }  # fmt: skip
    (row,) = map(json.loads, (tmp_path / "set" / "open.jsonl").read_text().splitlines())
    assert (row["id"], row["answerable"], row["gold_docs"]) == (bad.id, None, [])
    assert row["meta"]["reason"] == "Another ship."


def test_what_cannot_be_written_is_said(data: Path, records: Records, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Nobody has said"):
        export(data, tmp_path / "set")
    judged(records, answer(), "up")
    with pytest.raises(StoreError, match="exists already"):
        export(data, tmp_path)


def test_the_command_says_what_it_did(data: Path, records: Records, tmp_path: Path) -> None:
    judged(records, answer(), "up")
    command = [sys.executable, "-m", "chatbot.feedback", "--data", str(data), str(tmp_path / "set")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 good and 0 other answers in ")
    again = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert again.returncode == 2 and "exists already" in again.stderr
