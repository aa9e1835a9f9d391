"""A small collection with the real embedding model, and the chatbot over it, for many tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot import Chatbot, open_chatbot
from ingest import ingest

BRIDGE = (
    "The Lowen bridge was closed on Tuesday after engineers found cracks in two of its piers. "
    "Mayor Ada Brunner said that the repairs would cost 4.2 million crowns.\n\n"
    "She added that the bridge would stay closed until the end of June. "
    "About 18,000 cars cross it on a working day."
)
ARTICLES: list[dict[str, str]] = [
    {
        "id": "bridge",
        "title": "Cracks close the Lowen bridge",
        "publisher": "Valley Post",
        "published": "2024-05-07",
        "url": "https://valley-post.example/bridge",
        "text": BRIDGE,
    },
    {
        "id": "bridge-copy",
        "title": "Cracks close the Lowen bridge",
        "publisher": "Morning Mail",
        "published": "2024-05-08",
        "text": BRIDGE,
    },
    {
        "id": "warning",
        "title": "City was warned about bridge",
        "publisher": "The Lowen Ledger",
        "published": "2024-05-09T07:30:00+02:00",
        "text": "Engineers warned the city of Lowen about cracks in the bridge in 2019, a report "
        "shows. The city denied that it had received the report. Opposition leader Per Holm "
        "called for the mayor to resign.",
    },
    {
        "id": "strike",
        "title": "Nurses end strike",
        "publisher": "Valley Post",
        "published": "2023-11-30",
        "text": "Nurses at the Saint Agnes hospital ended their strike on Thursday because the "
        "board had agreed to hire 60 more staff. The strike had lasted 23 days. “We have won "
        "time for our patients. We have won it together,” said Rosa Lind, who led the strike.",
    },
    {
        "id": "keeper",
        "text": "Tom Aldane, the keeper of the Skerrow lighthouse, has retired after 41 years. "
        "He plans to write a book about the storms he has seen. His dog will stay.",
    },
    {
        "id": "faehre",
        "title": "Fähre bleibt im Hafen",
        "publisher": "Küstenblatt",
        "published": "2022-02-18",
        "language": "de",
        "text": "Die Fähre nach Borkholm fällt wegen des Sturms bis Montag aus. Rund 300 "
        "Passagiere warten im Hafen. Der Kapitän Jens Ott sprach von vier Meter hohen Wellen.",
    },
    {
        "id": "notice",
        "title": "A <b>strange</b> [2] notice",
        "publisher": "Cave & *Mine*",
        "published": "2021-01-02",
        "text": "The notice at the Orsk mine read: *Do not enter* [3] <script>alert(1)</script> "
        "`sudo` a_b_c at www.example.com & &amp; ~~never~~. Nobody knows who wrote the notice.",
    },
    {
        "id": "budget",
        "title": "Library gets a new roof",
        "publisher": "The Lowen Ledger",
        "published": "2020-03-01",
        "text": "The library in Lowen will get a new roof. The council voted 9 to 4 for it.",
    },
]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the collection; read it, and leave it as it is."""
    folder = tmp_path_factory.mktemp("newsroom")
    given = folder / "articles.jsonl"
    given.write_text("\n".join(map(json.dumps, ARTICLES)), "utf-8")
    report = ingest([given], data=folder / "data")
    assert report.added == len(ARTICLES) and not report.failed
    return folder / "data"


@pytest.fixture(scope="session")
def bot(newsroom: Path) -> Iterator[Chatbot]:
    """A chatbot over the collection."""
    with open_chatbot(newsroom) as opened:
        yield opened
