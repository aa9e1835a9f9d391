from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from ingest.turns import Turns
from vectorstore.errors import FetchError


def test_requests_to_one_host_keep_their_distance_whoever_asks() -> None:
    turns = Turns(patience=10)

    def work(n: int) -> float:
        turns.take("a.example", 0.05)
        return monotonic()

    before = monotonic()
    with ThreadPoolExecutor(4) as pool:
        times = sorted(pool.map(work, range(6)))
    # However late a thread notes the time, no turn is early.
    assert all(time - before >= 0.05 * turn for turn, time in enumerate(times))


def test_hosts_do_not_wait_for_each_other() -> None:
    turns = Turns(patience=10)
    turns.take("a.example", 3600)
    assert turns.take("b.example", 3600) == 0


def test_a_host_that_asked_for_rest_gets_it() -> None:
    turns = Turns(patience=10)
    before = monotonic()
    turns.rest("a.example", 0.1)
    turns.rest("a.example", 0.01)
    assert 0 < turns.take("a.example", 0) <= 0.1
    assert monotonic() - before >= 0.1
    assert turns.take("b.example", 0) == 0


def test_a_host_that_wants_more_rest_than_our_patience_is_given_up() -> None:
    turns = Turns(patience=10)
    turns.rest("a.example", 3600)
    with pytest.raises(FetchError, match=r"a.example asks to be left alone for another 3600 s"):
        turns.take("a.example", 0)


def test_stopping_wakes_those_who_wait() -> None:
    turns = Turns(patience=10)
    turns.take("a.example", 3600)
    failed: list[str] = []

    def wait() -> None:
        try:
            turns.take("a.example", 0)
        except FetchError as error:
            failed.append(str(error))

    waiting = threading.Thread(target=wait)
    waiting.start()
    turns.stop()
    waiting.join(30)
    assert failed == ["fetching was stopped."]
