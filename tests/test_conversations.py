"""Conversations are kept as they were, and are their owner's alone."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot import Answer, Citation, Filters
from chatbot.answers import Side
from chatbot.conversations import Exchange
from chatbot.records.conversations import (
    LONGEST_NAME,
    drop,
    keep,
    listed,
    opened,
    remove,
    rename,
    share,
    shared,
)
from chatbot.records.tables import Records
from vectorstore import NotFound, StoreDamaged, StoreMismatch

CITED = Citation(
    number=1, article_id="ferry", version=2, title="Ferry <b>lost</b>", publisher="Göteborg Post",
    published="2024-05-03", url="https://example.org/ferry", start=4, end=21,
    quote="The ferry sank ÄÖ",
)  # fmt: skip
ANSWER = Answer(
    question="What sank?", text="Göteborg Post reports:\n\n> “The ferry sank ÄÖ” [1]",
    status="disputed", mode="quotes", citations=(CITED,),
    sides=(Side(speaker=None, cue=None, stance=None, publisher="x", published=None, citation=1),),
    filters=Filters(publishers=("Göteborg Post",)), notice="A notice.",
)  # fmt: skip


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records(tmp_path / "data")
    yield records
    records.close()


def reopened(records: Records) -> Records:
    """As after a restart."""
    records.close()
    return Records(records.path.parent)


def test_nothing_is_made_until_something_is_kept(records: Records) -> None:
    assert listed(records, "ada") == []
    with pytest.raises(NotFound):
        opened(records, "ada", "x")
    assert not records.path.parent.exists()
    keep(records, "ada", None, Exchange("What sank?"))
    assert records.path.stat().st_mode & 0o077 == 0


def test_an_answer_is_the_same_after_a_restart(records: Records) -> None:
    asked = Exchange("What sank?", ANSWER, filters=Filters(languages=("en",)), read_filters=False)
    name = keep(records, "ada", None, asked)
    for later in (Exchange("Why?", problem="No."), Exchange("When?", stopped=True)):
        assert keep(records, "ada", name, later) == name
    again = reopened(records)
    title, conversation = opened(again, "ada", name)
    assert title == "What sank?"
    assert conversation[0] == asked
    assert [one.problem for one in conversation] == [None, "No.", None]
    assert [one.stopped for one in conversation] == [False, False, True]
    again.close()


def test_what_was_cut_off_counts_as_stopped(records: Records) -> None:
    growing = Exchange("What sank?", replace(ANSWER, done=False))
    name = keep(records, "ada", None, growing)
    keep(records, "ada", name, Exchange("Why?"))
    assert [one.stopped for one in opened(records, "ada", name)[1]] == [True, True]


def test_an_exchange_takes_its_own_place_again(records: Records) -> None:
    first, second = Exchange("One?"), Exchange("Two?")
    name = keep(records, "ada", None, first)
    keep(records, "ada", name, second)
    keep(records, "ada", name, replace(first, question="Une?", answer=ANSWER))
    assert [one.question for one in opened(records, "ada", name)[1]] == ["Une?", "Two?"]


def test_the_latest_changed_comes_first(records: Records) -> None:
    one, two = (keep(records, "ada", None, Exchange(f"{n}?")) for n in ("One", "Two"))
    assert [each.id for each in listed(records, "ada")] == [two, one]
    keep(records, "ada", one, Exchange("More?"))
    assert [each.id for each in listed(records, "ada")] == [one, two]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ferry", {"What sank?"}),  # in the answer
        ("GÖTEBORG äö", {"What sank?"}),
        ("sank", {"What sank?"}),
        ("mayor", {"Who is mayor?"}),
        ("100%", {"Is it 100% sure_?"}),
        ("%", {"Is it 100% sure_?"}),
        ("_", {"Is it 100% sure_?"}),
        ("", {"What sank?", "Who is mayor?", "Is it 100% sure_?"}),
        ("ferry mayor", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_a_search_looks_at_names_questions_and_answers(
    records: Records, search: str, found: set[str]
) -> None:
    keep(records, "ada", None, Exchange("What sank?", ANSWER))
    keep(records, "ada", None, Exchange("Who is mayor?"))
    keep(records, "ada", None, Exchange("Is it 100% sure_?"))
    keep(records, "bob", None, Exchange("ferry mayor 100% _"))
    assert {one.name for one in listed(records, "ada", search)} == found


def test_a_conversation_can_have_another_name(records: Records) -> None:
    name = keep(records, "ada", None, Exchange("What\n sank?"))
    assert listed(records, "ada")[0].name == "What sank?"
    rename(records, "ada", name, "  Ferries \ud800 ")
    assert listed(records, "ada", "FERRIES")[0].name == "Ferries ?"
    rename(records, "ada", name, "   ")
    assert listed(records, "ada")[0].name == "Ferries ?"
    rename(records, "ada", name, "x" * 999)
    assert len(listed(records, "ada")[0].name) == LONGEST_NAME


def test_what_is_deleted_is_gone_from_the_file(records: Records) -> None:
    kept = Exchange("Zanzibar?", ANSWER)
    name = keep(records, "ada", None, kept)
    link = share(records, "ada", kept.id)
    remove(records, "ada", name)
    assert listed(records, "ada") == []
    with pytest.raises(NotFound):
        shared(records, link)
    records.close()
    with sqlite3.connect(records.path) as there:
        there.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    there.close()
    assert b"Zanzibar" not in records.path.read_bytes()


def test_dropping_an_exchange_leaves_the_others(records: Records) -> None:
    first, second = Exchange("One?"), Exchange("Two?")
    name = keep(records, "ada", None, first)
    keep(records, "ada", name, second)
    drop(records, "ada", second.id)
    assert [one.question for one in opened(records, "ada", name)[1]] == ["One?"]


def test_nothing_of_somebody_elses_can_be_read_or_changed(records: Records) -> None:
    hers = Exchange("Hers?", ANSWER)
    name = keep(records, "ada", None, hers)
    for attempt in (
        lambda: opened(records, "bob", name),
        lambda: keep(records, "bob", name, Exchange("Mine?")),
        lambda: rename(records, "bob", name, "Mine"),
        lambda: remove(records, "bob", name),
        lambda: drop(records, "bob", hers.id),
        lambda: share(records, "bob", hers.id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert listed(records, "bob") == []
    # An id that is known elsewhere does not let an exchange be taken over.
    mine = keep(records, "bob", None, Exchange("Mine?"))
    with pytest.raises(Exception, match="UNIQUE"):
        keep(records, "bob", mine, replace(hers, question="Taken?"))
    assert opened(records, "ada", name)[1] == (hers,)


def test_a_link_opens_one_answer_for_anybody(records: Records) -> None:
    kept = Exchange("What sank?", ANSWER)
    keep(records, "ada", None, kept)
    with pytest.raises(NotFound):
        shared(records, kept.id)  # its id is no link
    link = share(records, "ada", kept.id)
    assert share(records, "ada", kept.id) == link != kept.id
    again = reopened(records)
    assert shared(again, link).answer == ANSWER
    drop(again, "ada", kept.id)  # asked again: the link keeps what was shared
    assert shared(again, link).answer == ANSWER
    again.close()


def test_what_has_no_answer_cannot_be_shared(records: Records) -> None:
    kept = Exchange("What sank?")
    keep(records, "ada", None, kept)
    with pytest.raises(NotFound):
        share(records, "ada", kept.id)


def test_many_write_at_once(records: Records) -> None:
    name = keep(records, "ada", None, Exchange("0?"))
    other = Records(records.path.parent)  # another process would have its own
    with ThreadPoolExecutor(8) as pool:
        each = [
            pool.submit(keep, (records, other)[n % 2], "ada", name, Exchange(f"{n}?"))
            for n in range(40)
        ]
        for one in each:
            one.result()
    other.close()
    questions = [one.question for one in opened(records, "ada", name)[1]]
    assert sorted(questions) == sorted(["0?", *(f"{n}?" for n in range(40))])


def _keep_on(data: Path, told: str) -> None:
    records = Records(data)
    with open(told, "a") as out:
        while True:
            print(keep(records, "ada", None, Exchange("What sank?", ANSWER)), file=out, flush=True)


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.touch()
    process = multiprocessing.get_context("fork").Process(
        target=_keep_on, args=(tmp_path / "data", str(told))
    )
    process.start()
    while told.read_text().count("\n") < 20:
        assert process.is_alive()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    records = Records(tmp_path / "data")
    kept = {one.id for one in listed(records, "ada")}
    assert {line for line in told.read_text().split("\n")[:-1]} <= kept
    for name in kept:
        assert opened(records, "ada", name)[1][0].answer == ANSWER
    records.close()


def test_a_file_that_cannot_be_used_says_what_to_do(records: Records) -> None:
    records.path.parent.mkdir()
    records.path.write_bytes(b"no database at all " * 100)
    with pytest.raises(StoreDamaged, match="Move it away"):
        listed(records, "ada")


def test_a_file_of_another_version_is_left_alone(records: Records) -> None:
    keep(records, "ada", None, Exchange("One?"))
    records.close()
    with sqlite3.connect(records.path) as there:
        there.execute("PRAGMA user_version=99")
    there.close()
    with pytest.raises(StoreMismatch, match="another version"):
        listed(Records(records.path.parent), "ada")


def test_what_is_kept_is_plain_json(records: Records) -> None:
    keep(records, "ada", None, Exchange("What sank?", ANSWER))
    records.close()
    with sqlite3.connect(records.path) as there:
        (stored,) = there.execute("SELECT answer FROM exchanges").fetchone()
    there.close()
    assert Answer.from_dict(json.loads(stored)) == ANSWER
