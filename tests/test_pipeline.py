"""Ingest as a whole: what a run stores, counts, leaves alone and removes."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ingest import ingest
from tests.ingesting import (
    FERRY,
    FIRE,
    STORM,
    NoEmbedder,
    SmallEmbedder,
    counts,
    files,
    opened,
    reasons,
    run,
    stored,
    write,
)
from vectorstore import ModelError, StoreError, StoreFull, StoreMismatch

NEWS = Path("news")


def test_a_folder_is_stored_with_what_its_articles_say_of_themselves() -> None:
    write(
        NEWS / "ferry.md", FERRY, title="Ferry sinks", publisher="Gazette", published="2024-05-03"
    )
    write(NEWS / "deep" / "fire.txt", FIRE)
    assert counts(run(NEWS, alone=True)) == {"added": 2}
    with opened() as store:
        ferry, fire = store.article("ferry.md"), store.article("deep/fire.txt")
        assert (ferry.text, ferry.title, ferry.publisher, ferry.published) == (
            FERRY, "Ferry sinks", "Gazette", "2024-05-03",
        )  # fmt: skip
        assert (fire.title, fire.publisher, fire.published, fire.url) == (None,) * 4
        (hit,) = store.search("fire", limit=1)
        assert hit.article_id == "deep/fire.txt"


def test_a_second_run_embeds_nothing_and_writes_nothing() -> None:
    write(NEWS / "ferry.txt", FERRY)
    write(NEWS / "fire.txt", FIRE)
    run(NEWS, alone=True)
    before = files(Path("data"))
    assert counts(run(NEWS, alone=True, embedder=NoEmbedder())) == {"unchanged": 2}
    after = files(Path("data"))
    written = {name for name in after if after[name] != before.get(name)}
    assert written <= {"catalog.sqlite3-shm", "catalog.sqlite3-wal"}
    assert after.get("catalog.sqlite3-wal", (0,))[0] == 0 and after.keys() <= before.keys() | {
        "catalog.sqlite3-shm",
        "catalog.sqlite3-wal",
    }


def test_a_changed_text_is_a_new_version_and_the_old_one_stays_readable() -> None:
    path = write(NEWS / "ferry.txt", FERRY)
    run(NEWS)
    write(path, "The ferry was raised from the harbour on Friday.")
    assert counts(run(NEWS)) == {"updated": 1}
    with opened() as store:
        assert store.article("ferry.txt").version == 2
        assert store.article("ferry.txt", 1).text == FERRY
        assert all(hit.version == 2 for hit in store.search("ferry harbour"))


def test_changed_facts_alone_embed_nothing() -> None:
    path = write(NEWS / "ferry.txt", FERRY, title="Ferry sinks")
    run(NEWS)
    write(path, FERRY, title="Ferry sinks at dawn")
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"updated": 1}
    with opened() as store:
        article = store.article("ferry.txt")
        assert (article.title, article.version) == ("Ferry sinks at dawn", 1)


def test_a_new_time_of_change_alone_is_nothing_new() -> None:
    path = write(NEWS / "ferry.txt", FERRY, updated="2024-05-03")
    run(NEWS)
    write(path, FERRY, updated="2024-05-04")
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 1}
    with opened() as store:
        assert store.article("ferry.txt").updated == "2024-05-03"
    write(path, f"{FERRY} It was raised later.", updated="2024-05-05")
    assert counts(run(NEWS)) == {"updated": 1}
    with opened() as store:
        assert [store.article("ferry.txt", n).updated for n in (1, 2)] == [
            "2024-05-03",
            "2024-05-05",
        ]


def test_a_file_that_is_written_anew_with_the_same_words_is_unchanged() -> None:
    path = write(NEWS / "ferry.txt", FERRY)
    run(NEWS)
    path.write_text(f"{FERRY}\n\n\n")
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 1}


def test_force_reads_again_and_stores_nothing_twice() -> None:
    write(NEWS / "ferry.txt", FERRY)
    run(NEWS)
    assert counts(run(NEWS, force=True, embedder=NoEmbedder())) == {"unchanged": 1}
    with opened() as store:
        assert store.versions("ferry.txt") == [1]


def test_sources_may_overlap() -> None:
    write(NEWS / "a" / "ferry.txt", FERRY)
    assert counts(run(NEWS, NEWS / "a", NEWS / "a" / "ferry.txt", f"{NEWS}/")) == {"added": 1}
    assert counts(run(NEWS / "a", NEWS)) == {"unchanged": 1}


def test_two_folders_may_both_have_a_file_of_one_name() -> None:
    write(Path("east/1.txt"), FERRY)
    write(Path("west/1.txt"), FIRE)
    assert counts(run("east", "west")) == {"added": 2}
    assert stored() == {"1.txt": FERRY, "west/1.txt": FIRE}
    assert counts(run("west", "east")) == {"unchanged": 2}
    write(Path("west/1.txt"), STORM)
    assert counts(run("west")) == {"updated": 1}
    assert stored() == {"1.txt": FERRY, "west/1.txt": STORM}


def test_a_file_keeps_its_name_when_it_is_found_from_another_folder() -> None:
    path = write(NEWS / "a" / "ferry.txt", FERRY)
    run(NEWS)
    write(path, STORM)
    assert counts(run(NEWS / "a")) == {"updated": 1}
    assert stored() == {"a/ferry.txt": STORM}


# -- one article, one source ------------------------------------------------------------------


def test_the_second_file_with_one_url_fails_and_goes_on_failing() -> None:
    write(NEWS / "a.txt", FERRY, url="https://post.example/ferry")
    write(NEWS / "b.txt", FIRE, url="https://post.example/ferry")
    for expected in ({"added": 1, "failed": 1}, {"unchanged": 1, "failed": 1}):
        report = run(NEWS)
        assert counts(report) == expected
        assert reasons(report) == {
            "b.txt": f"has the same id or url as {Path('news/a.txt').resolve()}, which is kept"
        }
    assert stored() == {"https://post.example/ferry": FERRY}


def test_the_other_file_takes_its_place_when_the_first_is_gone() -> None:
    first = write(NEWS / "a.txt", FERRY, url="https://post.example/ferry")
    write(NEWS / "b.txt", FIRE, url="https://post.example/ferry")
    run(NEWS)
    first.unlink()
    assert counts(run(NEWS)) == {"updated": 1}
    assert stored() == {"https://post.example/ferry": FIRE}


@pytest.mark.parametrize("key", ["id", "url"])
def test_a_file_that_becomes_another_article_leaves_none_behind(key: str) -> None:
    path = write(NEWS / "today.txt", FERRY, **{key: "https://post.example/1"})
    run(NEWS)
    write(path, FIRE, **{key: "https://post.example/2"})
    assert counts(run(NEWS)) == {"added": 1, "removed": 1}
    assert stored() == {"https://post.example/2": FIRE}
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 1}


def test_files_may_change_places() -> None:
    texts = {f"https://post.example/{n}": text for n, text in enumerate((FERRY, FIRE, STORM))}
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1), (0, 2, 1)):
        for place, n in enumerate(order):
            url, text = list(texts.items())[n]
            write(NEWS / f"{place}.txt", text, url=url)
        report = run(NEWS)
        assert not report.failed and not report.removed and not report.updated
        assert stored() == texts


def test_a_file_that_loses_its_id_stays_the_same_article() -> None:
    path = write(NEWS / "ferry.txt", FERRY, id="ferry")
    run(NEWS)
    write(path, FERRY)
    assert counts(run(NEWS)) == {"unchanged": 1}
    assert stored() == {"ferry": FERRY}


# -- bad input --------------------------------------------------------------------------------


def test_whatever_is_wrong_with_a_file_the_rest_is_stored() -> None:
    write(NEWS / "good.txt", FERRY)
    (NEWS / "empty.txt").touch()
    (NEWS / "blank.md").write_text(" \n\n")
    (NEWS / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (NEWS / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (NEWS / "notes.pdf").write_text("no PDF at all")
    (NEWS / "page.html").write_text("<html><body></body></html>")
    (NEWS / "front.md").write_text("---\ntitle: [broken\n---\nText.")
    (NEWS / "huge.txt").write_bytes(b"word " * 2_100_000)
    (NEWS / "long.txt").write_bytes(b"word " * 300_000)
    (NEWS / "dangling.txt").symlink_to("nowhere.txt")
    (NEWS / "loop.txt").symlink_to("loop.txt")
    (NEWS / "out.txt").symlink_to(Path("outside.txt").resolve())
    Path("outside.txt").write_text(STORM)
    os.mkfifo(NEWS / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("news/socket.txt")
        report = run(NEWS, "missing", "missing.txt", "bad\0name")
    found = reasons(report)
    assert counts(report) == {"added": 1, "failed": 17}
    assert stored() == {"good.txt": FERRY}
    for name, said in {
        "empty.txt": "has no text in it",
        "blank.md": "has no text in it",
        "binary.txt": "is not text",
        "picture.html": "is an image",
        "notes.pdf": "is not the PDF its name says it is",
        "page.html": "has no text in it",
        "front.md": "has front matter that is broken in line",
        "huge.txt": "is larger than 10,000,000 bytes",
        "long.txt": "has a text longer than 1,000,000 characters",
        "dangling.txt": "is a link that leads nowhere",
        "loop.txt": "cannot be read",
        "out.txt": "is a link that leads out of the folder",
        "pipe.txt": "is not a regular file",
        "socket.txt": "cannot be read",
        "missing": "there is no such file or folder",
        "missing.txt": "there is no such file or folder",
        "bad\0name": "cannot be read",
    }.items():
        assert found[name].startswith(said), (name, found[name])
    assert json.loads(json.dumps(report.to_dict()))["failed"]


def test_a_name_that_is_no_text_is_a_failure() -> None:
    write(NEWS / "good.txt", FERRY)
    with open(b"news/caf\xe9.txt", "wb") as file:
        file.write(FIRE.encode())
    report = run(NEWS, os.fsdecode(b"news/caf\xe9.txt"))
    assert counts(report) == {"added": 1, "failed": 2}
    assert set(reasons(report).values()) == {"has a name that is not UTF-8: rename it"}
    assert json.dumps(report.to_dict(), ensure_ascii=False).encode()


def test_a_file_that_breaks_keeps_its_article() -> None:
    path = write(NEWS / "ferry.txt", FERRY)
    run(NEWS)
    path.write_bytes(b"")
    assert counts(run(NEWS)) == {"failed": 1}
    path.unlink()
    assert counts(run(NEWS)) == {}
    assert stored() == {"ferry.txt": FERRY}


def test_an_article_that_cannot_be_embedded_does_not_keep_the_others_out() -> None:
    class Picky(SmallEmbedder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            if any("fire" in text for text in texts):
                raise ValueError("no fire, please")
            return super().embed_documents(texts)

    write(NEWS / "ferry.txt", FERRY)
    write(NEWS / "fire.txt", FIRE)
    write(NEWS / "storm.txt", STORM)
    report = run(NEWS, embedder=Picky())
    assert counts(report) == {"added": 2, "failed": 1}
    assert reasons(report) == {"fire.txt": "could not be stored (ValueError: no fire, please)"}
    assert counts(run(NEWS)) == {"unchanged": 2, "added": 1}


def test_vectors_that_are_no_numbers_are_not_stored() -> None:
    class Broken(SmallEmbedder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float("nan")] * len(v) for v in super().embed_documents(texts)]

    write(NEWS / "ferry.txt", FERRY)
    assert counts(run(NEWS, embedder=Broken())) == {"failed": 1}
    assert stored() == {}


# -- many articles in one file ----------------------------------------------------------------


def write_lines(path: Path, *rows: dict[str, Any] | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def rows(count: int, version: int = 1) -> list[dict[str, Any]]:
    return [
        {"id": f"n{n}", "text": f"Train {n} left at dawn. Version {version}."} for n in range(count)
    ]


def test_a_file_of_many_articles_is_read_in_parts() -> None:
    path = write_lines(NEWS / "corpus.jsonl", *rows(603))
    assert counts(run(NEWS)) == {"added": 603}
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 603}
    changed = [*rows(603), {"id": "new", "text": FERRY}]
    changed[550]["text"] = FIRE
    write_lines(path, *changed)
    embedder = SmallEmbedder()
    assert counts(run(NEWS, embedder=embedder)) == {"added": 1, "updated": 1, "unchanged": 602}
    assert len(embedder.embedded) == 2


def test_bad_lines_are_told_by_number_and_the_rest_is_stored() -> None:
    path = write_lines(
        NEWS / "corpus.jsonl", {"id": "a", "text": FERRY}, "{broken", "", "[]", {"id": "b"},
        {"id": "a", "text": FIRE}, {"text": STORM},
    )  # fmt: skip
    for expected in ({"added": 2, "failed": 4}, {"unchanged": 2, "failed": 4}):
        report = run(NEWS)
        assert counts(report) == expected
        found = {Path(failure.source).name: failure.reason for failure in report.failed}
        assert found["corpus.jsonl:2"].startswith("is not JSON")
        assert found["corpus.jsonl:4"] == "is not a JSON object"
        assert found["corpus.jsonl:5"] == "has no “text”"
        assert found["corpus.jsonl"] == f"has the same id or url as {path.resolve()}, which is kept"
    assert stored() == {"a": FERRY, "corpus.jsonl:7": STORM}


def test_a_line_of_any_length_takes_no_more_memory_than_an_article() -> None:
    path = write_lines(NEWS / "corpus.jsonl", {"id": "a", "text": FERRY})
    with path.open("a") as file:
        for _ in range(30):
            file.write("x" * 1_000_000)
        file.write(f"\n{json.dumps({'id': 'b', 'text': FIRE})}\n")
    report = run(NEWS)
    assert counts(report) == {"added": 2, "failed": 1}
    assert reasons(report) == {"corpus.jsonl:2": "is longer than 10,000,000 bytes"}


def test_a_file_of_nothing_but_bad_lines_does_not_fill_the_report() -> None:
    write_lines(NEWS / "corpus.jsonl", *["{}"] * 5_000)
    report = run(NEWS)
    assert counts(report) == {"failed": 101}
    assert report.failed[-1].reason == "has 4,900 more lines like these"


def test_two_files_of_lines_without_ids_keep_apart() -> None:
    write_lines(Path("east/corpus.jsonl"), {"text": FERRY}, {"text": FIRE})
    write_lines(Path("west/corpus.jsonl"), {"text": STORM})
    assert counts(run("east", "west")) == {"added": 3}
    assert stored() == {
        "corpus.jsonl:1": FERRY,
        "corpus.jsonl:2": FIRE,
        "west/corpus.jsonl:1": STORM,
    }


def test_an_article_may_move_from_one_file_of_many_to_another() -> None:
    first = write_lines(NEWS / "a.jsonl", {"id": "1", "text": FERRY}, {"id": "2", "text": FIRE})
    run(NEWS)
    write_lines(first, {"id": "1", "text": FERRY})
    write_lines(NEWS / "b.jsonl", {"id": "2", "text": FIRE})
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 2}
    write_lines(first, {"id": "2", "text": FIRE})
    write_lines(NEWS / "b.jsonl", {"id": "1", "text": FERRY})
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 2}
    assert counts(run(NEWS, embedder=NoEmbedder())) == {"unchanged": 2}


# -- the run itself ---------------------------------------------------------------------------


def test_a_stop_ends_the_run_with_what_it_has_and_the_next_goes_on() -> None:
    for n in range(90):
        write(NEWS / f"{n:02}.txt", f"{FERRY} Number {n}.")
    stop = Event()

    def stop_soon(stage: str, done: int, total: int | None) -> None:
        if stage == "read" and done == 40:
            stop.set()

    report = run(NEWS, progress=stop_soon, stop=stop)
    assert report.interrupted and report.exit_code == 1
    assert counts(report) == {"added": 40}
    assert len(stored()) == 40
    assert counts(run(NEWS))["added"] == 50
    assert len(stored()) == 90


def test_progress_is_told_a_stage_at_a_time_up_to_its_total() -> None:
    for n in range(5):
        write(NEWS / f"{n}.txt", f"{FERRY} Number {n}.")
    write_lines(NEWS / "corpus.jsonl", *rows(20))
    told: dict[str, list[tuple[int, int | None]]] = {}
    run(
        NEWS,
        "missing",
        alone=True,
        progress=lambda stage, done, total: told.setdefault(stage, []).append((done, total)),
    )
    assert list(told) == ["read", "embed", "index"]
    assert [done for done, _ in told["read"]] == [1, 2, 3, 4, 5, 25, 26]
    assert {total for _, total in told["read"]} == {26}
    assert told["index"][-1][0] == told["index"][-1][1]


def test_copies_are_those_that_came_after_the_first() -> None:
    long = " ".join(f"{FERRY} {FIRE} {STORM}" for _ in range(3))
    write(NEWS / "a.txt", long)
    write(NEWS / "b.txt", f"{long} Our reporter contributed.")
    assert counts(run(NEWS)) == {"added": 2, "copies": 1}
    write(NEWS / "c.txt", f"By our desk. {long}")
    assert counts(run(NEWS)) == {"added": 1, "unchanged": 2, "copies": 1}


def test_the_data_folder_of_another_model_is_refused_by_name() -> None:
    write(NEWS / "ferry.txt", FERRY)
    run(NEWS)
    other = SmallEmbedder()
    other.identity = "another model"
    with pytest.raises(StoreMismatch, match="python -m ingest .*--reembed"):
        run(NEWS, embedder=other)


def test_a_data_folder_that_cannot_be_one_is_an_error_of_ours() -> None:
    write(NEWS / "ferry.txt", FERRY)
    Path("data").write_text("a file")
    with pytest.raises(StoreFull, match="data"):
        run(NEWS)
    with pytest.raises(StoreError):
        run(NEWS, data=Path("data/inside"), alone=True)


def test_a_model_that_is_not_there_is_an_error_of_ours() -> None:
    write(NEWS / "ferry.txt", FERRY)
    with pytest.raises(ModelError, match="BYLINE_EMBEDDING_MODEL"):
        ingest([NEWS], data="data", embedding_model="./no-such-model")


def test_nothing_to_read_is_nothing_done() -> None:
    NEWS.mkdir()
    report = run(NEWS)
    assert counts(report) == {} and report.exit_code == 2
