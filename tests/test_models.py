"""From settings to a chat model: what is allowed, and what is said of the rest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from chatbot import open_chatbot
from chatbot.models import CONTEXT, estimated, open_model
from vectorstore import SettingError, load_settings

KEY = "sk-test-0123456789abcdef"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)


@pytest.mark.parametrize("setting", ["gpt-5", ":gpt-5", "openai:", "openai", "gguf:", "nobody:x"])
def test_a_model_of_no_known_kind_is_an_error_that_names_what_is_allowed(setting: str) -> None:
    with pytest.raises(SettingError, match="BYLINE_MODEL.*gguf:/path/to/model.gguf.*openai:"):
        open_model(setting)


@pytest.mark.parametrize(("provider", "key"), [("openai", "OPENAI"), ("anthropic", "ANTHROPIC")])
def test_a_missing_key_is_an_error_that_names_its_variable(provider: str, key: str) -> None:
    with pytest.raises(SettingError, match=f"{provider}:x needs a key: set {key}_API_KEY"):
        open_model(f"{provider}:x")


@pytest.mark.parametrize(
    ("setting", "module", "line"),
    [
        ("openai:x", "langchain_openai", r"pip install -e '\.\[openai\]'"),
        ("anthropic:x", "langchain_anthropic", r"pip install -e '\.\[anthropic\]'"),
        ("ollama:x", "langchain_ollama", r"pip install -e '\.\[ollama\]'"),
        ("mistralai:x", "langchain_mistralai", "pip install langchain-mistralai"),
    ],
)
def test_a_missing_package_is_an_error_with_the_line_that_installs_it(
    setting: str, module: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    with pytest.raises(SettingError, match=line):
        open_model(setting)


@pytest.mark.parametrize("url", ["example.org", "ftp://x/v1", "http://", "http://[", f"{KEY}@x"])
def test_an_address_that_is_none_is_an_error_that_does_not_repeat_it(url: str) -> None:
    with pytest.raises(SettingError, match="BYLINE_BASE_URL: an address") as error:
        open_model("openai:x", url)
    assert KEY not in str(error.value) and KEY not in repr(load_settings(base_url=url))


def test_a_key_is_taken_from_the_environment_and_shown_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = open_model("openai:gpt-5-mini")
    assert model.name == "openai:gpt-5-mini"
    assert model.chat.openai_api_key.get_secret_value() == KEY  # type: ignore[attr-defined]
    assert KEY not in repr(model)


def test_a_server_of_ones_own_needs_no_key() -> None:
    model = open_model(" openai:llama ", "http://127.0.0.1:9/v1")
    assert model.name == "openai:llama"


def test_tokens_are_rather_counted_too_many_than_too_few() -> None:
    # cl100k_base has 12 for the first and 17 for the second.
    assert estimated("The bridge was closed on Tuesday because of cracks.") >= 12
    assert estimated("Мост закрыли во вторник из-за трещин.") >= 17
    assert estimated("") == 0 and estimated("\ud800") == 1
    assert estimated("x" * 3 * CONTEXT) == CONTEXT


def test_a_bad_model_closes_the_collection_again(newsroom: Path) -> None:
    with pytest.raises(SettingError):
        open_chatbot(newsroom, model="nonsense")
    with open_chatbot(newsroom, model="") as bot:
        assert (bot.mode, bot.model) == ("quotes", None)
