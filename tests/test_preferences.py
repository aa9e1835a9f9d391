"""What a user sets on the page is theirs, and whatever else is sent or kept is ignored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chatbot import Chatbot, open_chatbot
from chatbot.page import wording
from chatbot.page.preferences import Preferences, in_mode, preferences_of, ways
from chatbot.page.users import User
from chatbot.records.preferences import choose, chosen
from chatbot.records.tables import Records


def test_they_are_kept_for_each_user(tmp_path: Path) -> None:
    records = Records(tmp_path)
    assert preferences_of(records, User("ada")) == Preferences()
    choose(records, "ada", theme="dark", mode="quotes", more=3)
    assert preferences_of(records, User("ada")) == Preferences("dark", "quotes", 3)
    choose(records, "ada", theme="light", mode="quotes", more=3)
    assert chosen(records, "ada")["theme"] == "light"
    assert preferences_of(records, User("bob")) == Preferences()
    records.close()


@pytest.mark.parametrize("value", ["<b>", 99, -1, None, [], {}, "3", 1.5])
def test_what_is_no_choice_is_the_default(tmp_path: Path, value: object) -> None:
    records = Records(tmp_path)
    choose(records, "ada", theme=value, mode=value, more=value)
    assert preferences_of(records, User("ada")) == Preferences()
    records.close()


def test_a_file_that_cannot_be_read_leaves_the_defaults(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.path.write_bytes(b"nothing " * 999)
    assert preferences_of(records, User("ada")) == Preferences()


def test_quotes_alone_are_to_be_had_where_a_model_writes(bot: Chatbot) -> None:
    writer: Any = object()
    writing = Chatbot(bot.store, bot.reader, writer)
    assert in_mode(writing, "written") is writing
    quoting = in_mode(writing, "quotes")
    assert (quoting.mode, quoting.store, quoting.reader) == ("quotes", bot.store, bot.reader)
    assert in_mode(bot, "quotes") is in_mode(bot, "written") is bot


def test_of_several_models_any_can_be_chosen(newsroom: Path) -> None:
    models = "openai:one, openai:two,openai:three,a comma"
    address = "http://127.0.0.1:9/v1"
    with open_chatbot(newsroom, model=models, base_url=address) as bot:
        assert bot.model == "openai:one"
        names = [name for name, _ in ways(bot)]
        assert names == ["openai:one", "openai:two", "openai:three,a comma", wording.WAYS["quotes"]]
        chosen = [in_mode(bot, way).model for _, way in ways(bot)]
        assert chosen == ["openai:one", "openai:two", "openai:three,a comma", None]
        assert in_mode(bot, "openai:gone") is bot
    with open_chatbot(newsroom) as bot:
        assert [way for _, way in ways(bot)] == list(wording.WAYS)
