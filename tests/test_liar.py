"""A server that lies about the sample articles is seen through: speakers, figures, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import Request, saying

from benchmarks import liar
from benchmarks.liar_made import Item
from chatbot import Chatbot, open_chatbot
from chatbot.models import open_model
from chatbot.prompts import harmless
from chatbot.support import Level
from chatbot.writing import MOST, Writer
from ingest import ingest
from vectorstore import Filters

FILES = ["first", "second", "third"]
SOME = 150
"""Lies and true sentences that are made by rule."""
INVENTED, NO_SOURCE = 20, 97
"""Of the true ones so many are told with the number of a source that is not there."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, newsroom: Path) -> Iterator[Chatbot]:
    data = tmp_path_factory.mktemp("sample") / "data"
    data.mkdir()
    (data / "models").symlink_to(newsroom / "models")
    ingest([liar.ARTICLES], data=data)
    with open_chatbot(data) as bot:
        yield bot


def numbers(prompt: str, item: Item) -> list[int]:
    """The numbers under which the passages that an item cites were given; empty if one is not."""
    found = []
    for source in item.sources:
        before, told, _ = prompt.partition(f"\n{harmless(source.hit.text)}\n</source>")
        if not told:
            return []
        found.append(int(before.rpartition('number="')[2].partition('"')[0]))
    return [NO_SOURCE] if item.kind == "invented" else found


def shown(bot: Chatbot, items: list[Item]) -> dict[str, Level]:
    """What a server's sentences count as, each told in answer to a question about its passage."""
    left, levels = list(items), dict[str, Level]()

    def say(request: Request) -> str:
        prompt = request["messages"][-1]["content"]
        told = [(one, where) for one in left if (where := numbers(prompt, one))][:MOST]
        for one, _ in told:
            left.remove(one)
        markers = ["".join(f"[{n}]" for n in where) for _, where in told]
        return "\n".join(
            f"{one.sentence[:-1]} {marker}{one.sentence[-1]}"
            for (one, _), marker in zip(told, markers, strict=True)
        )

    with saying(say) as server, closing(Writer(open_model("openai:liar", server.url))) as writer:
        chat = Chatbot(bot.store, bot.reader, writer)
        for item in items:
            if item in left:
                of = tuple({one.hit.article_id for one in item.sources})
                question = " ".join(one.hit.text[:150] for one in item.sources)
                for answer in chat.stream(question, filters=Filters(article_ids=of)):
                    levels |= {one.text: one.level for one in answer.sentences}
    return levels


def test_lies_about_the_sample_articles_are_not_shown_as_supported(sample: Chatbot) -> None:
    sources = liar.passages(sample.store)
    items = list({one.sentence: one for one in liar.items(sources, FILES, SOME)}.values())
    invented = [one for one in items if one.true and one.origin == liar.MADE][:INVENTED]
    lies = [one for one in items if not one.true]
    lies += [replace(one, true=False, kind="invented") for one in invented]
    true = [one for one in items if one.true and one not in invented]
    told = shown(sample, [*lies, *true])
    of_lies = [told[one.sentence] for one in lies if one.sentence in told]
    of_true = [told[one.sentence] for one in true if one.sentence in told]
    assert len(of_lies) >= 200 and len(of_true) >= 200
    assert of_lies.count("supported") <= 0.02 * len(of_lies)
    assert of_true.count("unsupported") <= 0.1 * len(of_true)
    of_invented = [told[one.sentence] for one in invented if one.sentence in told]
    assert len(of_invented) > INVENTED / 2 and set(of_invented) == {"unsupported"}
