"""Who keeps the indexes, and that nobody notices: owner or not, behind, broken or taken over."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.faults.other import ROOT, Other
from tests.many import QUESTIONS, WIDTH, open_many, story
from vectorstore import ArticleStore, StoreError, home, owner, upkeep
from vectorstore.indexes import Indexes
from vectorstore.vectors import ChromaVectors


def wait_for(what: Callable[[], object]) -> None:
    """Until it is so; a minute is far more than it ever takes."""
    until = time.monotonic() + 60
    while not what():
        assert time.monotonic() < until, "it never came to be so"
        time.sleep(0.02)


def disk(store: ArticleStore) -> Indexes | None:
    return store._upkeep._owner.indexes


def note(store: ArticleStore) -> home.Note | None:
    found = home.current(store.data / "index")
    return found[1] if found else None


def settled(store: ArticleStore) -> bool:
    found = note(store)
    return found is not None and found.files is not None


def whole(store: ArticleStore) -> bool:
    """Whether the indexes on disk hold exactly what the catalog says."""
    indexes = disk(store)
    return indexes is not None and indexes.count() == store.summary().passages


def answers(store: ArticleStore) -> list[list[str]]:
    return [[hit.text for hit in store.search(question, 5)] for question in QUESTIONS]


def first(store: ArticleStore, n: int, version: int) -> bool:
    """Whether the first hit for a passage's own text is that passage."""
    text = story(n, version)[1][0].text
    return store.search(text, 1)[0].text == text


def opened(store: ArticleStore) -> None:
    """Have it open the indexes, which ``catch_up`` need not do when they are up to date."""
    store.start()
    wait_for(lambda: disk(store))


@pytest.fixture
def data(own_folder: Path) -> Path:
    with open_many(own_folder / "data", create=True) as store:
        store.add([story(n) for n in range(60)])
    return own_folder / "data"


@pytest.fixture
def store(data: Path) -> Iterator[ArticleStore]:
    with open_many(data) as made:
        yield made


# -- alone ---------------------------------------------------------------------------------------


def test_the_first_question_need_not_wait(store: ArticleStore) -> None:
    before = answers(store)  # in memory, while the indexes are made in the background
    wait_for(lambda: disk(store))
    assert answers(store) == before and whole(store)
    wait_for(lambda: settled(store))

    def no_longer_needed() -> bool:
        # A question that began before the worker was through leaves it to the next one.
        assert answers(store) == before
        return store._upkeep._memory is None

    wait_for(no_longer_needed)


def test_closed_and_opened_nothing_is_made_anew(data: Path) -> None:
    with open_many(data) as store:
        store.catch_up()
        before, folder = answers(store), disk(store).folder
    with open_many(data) as store:
        assert store.catch_up() and disk(store) is None, "there was nothing to do"
        opened(store)
        assert disk(store).folder == folder
        assert answers(store) == before


@pytest.mark.parametrize("articles", [3, upkeep.SMALL + 1])
def test_behind_a_little_or_a_lot_nothing_is_stale(store: ArticleStore, articles: int) -> None:
    store.catch_up()
    with open_many(store.data) as writer:
        writer.add([story(n, 2) for n in range(articles)])
        writer.remove(["story59"])
    for n in set(range(articles)) - {59}:
        assert first(store, n, 2)
    assert not [text for found in answers(store) for text in found if "story59 " in text]
    wait_for(lambda: disk(store).applied == store.generation())
    assert whole(store)
    wait_for(lambda: settled(store))


def test_eight_threads_ask_while_changes_are_applied(store: ArticleStore) -> None:
    store.catch_up()
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            for n in (1, 30):
                hits = store.search(f"story{n} version", 3)
                texts = {hit.text.split()[1] for hit in hits if hit.article_id == f"story{n}"}
                if len(texts) != 1:
                    wrong.append((n, texts))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for version in range(2, 12):
        store.add([story(n, version) for n in range(60)])
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert store.catch_up() and whole(store)


def test_an_error_in_the_background_is_logged_and_put_right(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Panic(BaseException):
        """What a panic in Rust looks like here: no Exception."""

    def fail(*_: object) -> None:
        raise Panic("at the disk")

    monkeypatch.setattr(upkeep, "REST", 0.0)
    with open_many(data) as store:
        with monkeypatch.context() as broken:
            broken.setattr(owner, "on_disk", fail)
            assert len(answers(store)[0]) == 5
            wait_for(lambda: "Panic: at the disk" in caplog.text)
            with pytest.raises(StoreError, match=r"Panic.*python -m vectorstore rebuild --data"):
                store.rebuild()
        assert len(answers(store)[0]) == 5
        wait_for(lambda: disk(store))
        assert whole(store)
    assert len(list((data / "index").glob("build-*"))) == 1


def test_after_a_second_failure_it_rests(
    store: ArticleStore, caplog: pytest.LogCaptureFixture
) -> None:
    """A question that always breaks the index must not have it rebuilt for ever."""
    for _ in range(4):
        if disk(store) is None and store._upkeep._failed_at is None:
            store.catch_up()
        if (indexes := disk(store)) is not None:
            store._upkeep.broken(indexes, ValueError("again"))
            wait_for(lambda: not store._upkeep._worker.is_alive())
    assert caplog.text.count("ValueError: again") <= 2
    assert len(answers(store)[0]) == 5


# -- damage while running ------------------------------------------------------------------------


def test_a_failing_index_is_done_without_and_mended(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.catch_up()
    before, indexes = answers(store), disk(store)
    monkeypatch.setattr(indexes.vectors, "search", lambda *_: 1 / 0)
    assert answers(store) == before
    wait_for(lambda: disk(store) not in (None, indexes))
    assert answers(store) == before and whole(store)
    assert "ZeroDivisionError" in caplog.text and caplog.text.count("rebuilt") == 1
    wait_for(lambda: list((store.data / "index").glob("build-*")) == [disk(store).folder])


def test_files_deleted_beneath_a_running_store(store: ArticleStore) -> None:
    store.catch_up()
    before, folder = answers(store), disk(store).folder
    shutil.rmtree(store.data / "index")
    assert answers(store) == before
    store.add([story(200)])
    assert first(store, 200, 1)
    wait_for(lambda: disk(store) is not None and disk(store).folder != folder)
    assert whole(store)
    wait_for(lambda: settled(store))
    assert first(store, 200, 1)


def test_a_rebuild_under_load_is_not_noticed(store: ArticleStore) -> None:
    store.catch_up()
    expected = answers(store)
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            if (now := answers(store)) != expected:
                wrong.append(now)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        assert store.rebuild()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == [] and whole(store)


# -- with others ---------------------------------------------------------------------------------


def test_a_second_process_answers_while_the_first_owns_the_indexes(store: ArticleStore) -> None:
    store.catch_up()
    with Other(store.data) as other:
        assert [other.do("search", question, 5) for question in QUESTIONS] == answers(store)
        assert other.do("rebuild") is False and other.do("owns") is False
        other.do("add", [7], 2)  # written there, found here, and the other way round
        assert first(store, 7, 2)
        store.add([story(8, 2)])
        text = story(8, 2)[1][0].text
        assert other.do("search", text, 1) == [text]
        store.remove(["story9"])
        assert not [text for text in other.do("search", "story9", 9) if "story9 " in text]
        # An index changed in place weighs words by what it still holds, until it is tidied up, and
        # finds nearly all of what is nearest, not always all.
        theirs = [other.do("search", question, 5) for question in QUESTIONS]
        same = sum(len({*a} & {*b}) for a, b in zip(theirs, answers(store), strict=True))
        assert same >= 0.8 * 5 * len(QUESTIONS)


def test_when_the_owner_is_killed_the_next_takes_over(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "RETRY", 0.1)
    with Other(data) as other, open_many(data) as store:
        assert other.do("catch_up") is True
        before = answers(store)
        time.sleep(0.2)
        assert store.rebuild() is False and disk(store) is None
        other.do("add", [1, 2, 3], 2)
        other.kill()
        assert first(store, 1, 2)

        def taken_over() -> bool:
            answers(store)
            return disk(store) is not None

        wait_for(taken_over)
        assert whole(store) and len(before) == len(QUESTIONS)
        assert first(store, 1, 2)


def test_whoever_closes_lets_the_next_one_in(data: Path) -> None:
    with open_many(data) as one, open_many(data) as second:
        assert one.catch_up() and not second.rebuild()
        second.add([story(100)])
        assert not second.catch_up()
        one.close()
        assert second.catch_up() and whole(second)


# -- the end -------------------------------------------------------------------------------------

END = """
import sys
from pathlib import Path
from tests.many import open_many
store = open_many(Path(sys.argv[1]))
store.search("story7", 3)
if "ready" in sys.argv:
    store.catch_up()
    store.search("story7", 3)
print("asked", flush=True)
"""


@pytest.mark.parametrize("state", ["starting", "ready"])
def test_a_program_may_end_without_closing(data: Path, state: str) -> None:
    """Also while the indexes are being opened or made: no hang, no crash, no traceback."""
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", END, str(data), state],
            capture_output=True, text=True, cwd=ROOT, timeout=60,
        )  # fmt: skip
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "asked\n", "")
    with open_many(data) as store:
        opened(store)
        assert whole(store)


def test_closing_while_the_indexes_are_made(data: Path) -> None:
    for _ in range(3):
        with open_many(data) as store:
            store.start()
    assert not [thread for thread in threading.enumerate() if thread.name == "byline-upkeep"]
    with open_many(data) as store:
        opened(store)
        assert whole(store)
    assert len(list((data / "index").glob("build-*"))) == 1


def test_no_file_stays_open(data: Path) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def use() -> None:
        with open_many(data) as store:
            store.catch_up()
            answers(store)

    use()
    before = opened()
    for _ in range(3):
        use()
    assert opened() <= before


def test_unclosed_chroma_is_not_left_behind_by_a_rebuild(store: ArticleStore) -> None:
    store.catch_up()
    old = disk(store).vectors
    assert isinstance(old, ChromaVectors)
    store.rebuild()
    with pytest.raises(AttributeError):
        old.search(np.ones(WIDTH, np.float32), 1)


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
