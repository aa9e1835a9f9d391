"""Many people at once, over the real HTTP API: each is answered, and a full queue says so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx
import pytest
from browsing import serving

from chatbot import Answer, Chatbot
from chatbot.page.ask import AT_ONCE
from chatbot.page.layout import WAITING

pytestmark = [
    # What Gradio's queue does with pandas every few events, for a page we do not serve.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


class Patient:
    """The real chatbot, with one answer of its own for everybody, given once it may be."""

    def __init__(self, chatbot: Chatbot) -> None:
        self.chatbot = chatbot
        self.answer = chatbot.ask("Why was the Lowen bridge closed?")
        self.go_on = Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.chatbot, name)

    def ask(self, question: str) -> Answer:
        assert self.go_on.wait(120)
        return self.answer


def test_whoever_finds_the_queue_full_is_told_and_all_others_are_answered(bot: Chatbot) -> None:
    patient = Patient(bot)
    with serving(lambda: patient) as url, httpx.Client(timeout=120) as client:  # type: ignore[arg-type, return-value]
        call = f"{url}/gradio_api/call/ask"

        def ask() -> httpx.Response:
            return client.post(call, json={"data": [patient.answer.question]})

        taken = [ask() for _ in range(AT_ONCE + WAITING)]
        while (last := ask()).status_code == 200:  # those that are answered have left the queue
            taken.append(last)
        assert last.status_code == 503 and "full" in last.text
        assert len(taken) <= 2 * AT_ONCE + WAITING
        patient.go_on.set()

        def read(begun: httpx.Response) -> str:
            return client.get(f"{call}/{begun.json()['event_id']}").text

        with ThreadPoolExecutor(16) as pool:
            for said in pool.map(read, taken):
                assert "event: complete" in said and '"status": "answered"' in said
