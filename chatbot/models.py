"""The language model that BYLINE_MODEL names, as LangChain has it: the one file that knows
providers."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from chatbot.faults import without_keys
from chatbot.local_model import LocalModel
from chatbot.streaming import Limits
from vectorstore.errors import SettingError

CONTEXT = 4096
"""Tokens of a request and its reply: what even small models and cautious servers allow."""
REPLY = 700
"""Tokens of a reply, where the model is run for us alone; others think before they write."""
RETRIES = 2
"""Tries again, by the provider's client: a refused connection, 429 (Retry-After), 5xx."""
BYTES_A_TOKEN = 3
"""Of UTF-8. LangChain's own ways to count would download a tokenizer, or ask the provider."""

SLOWLY = Limits(first=240.0, next=60.0, whole=600.0)
"""For models that this machine runs itself."""

_ALLOWED = (
    "allowed are nothing at all, gguf:/path/to/model.gguf, and provider:model as LangChain has "
    "them, such as openai:gpt-5-mini, anthropic:claude-haiku-4-5 or ollama:llama3.2"
)
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_OPENAI = {"stream_chunk_timeout": None}
"""Its own limit on silence goes by a wait_for of Python 3.11 that may swallow a cancellation."""
_EXTRAS = ("openai", "anthropic", "ollama")


def _nothing() -> None: ...


def estimated(text: str) -> int:
    """About how many tokens a text is; rather too many than too few."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_A_TOKEN)


@dataclass(frozen=True, slots=True)
class Model:
    """A chat model, and what using it well needs beside it."""

    name: str
    """What answers call it; never a path or a key."""
    chat: BaseChatModel
    limits: Limits = Limits()
    passages: int = 8
    """How many it is given; more would help small models no further."""
    tokens: Callable[[str], int] = estimated
    """How many tokens a text is."""
    start: Callable[[], None] = _nothing
    """See to it that it runs. Raises ModelError."""
    close: Callable[[], None] = _nothing


def open_model(setting: str, base_url: str = "") -> Model:
    """The model that BYLINE_MODEL names.

    Raises SettingError, and ModelError for a model file that is missing, damaged or will not run.
    """
    name = setting.strip()
    provider, colon, model = name.partition(":")
    if not (provider and colon and model.strip()):
        raise SettingError(f"BYLINE_MODEL: {_ALLOWED} (got {name!r}).")
    if provider == "gguf":
        return _local(Path(model).expanduser())
    return Model(name, _provided(provider, model, _address(base_url)))


def _provided(provider: str, model: str, base_url: str | None) -> BaseChatModel:
    """A model that a provider's package of LangChain's speaks to."""
    options: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if provider in ("openai", "anthropic"):
        options |= {"timeout": Limits().first, "max_retries": RETRIES}
    if provider == "openai":
        options |= _OPENAI
    if provider == "openai" and base_url:
        options["temperature"] = 0.0
        if not os.environ.get(_KEYS[provider]):
            options["api_key"] = "none"  # what servers of one's own ask for
    elif provider == "ollama":
        options |= {"temperature": 0.0, "num_ctx": CONTEXT, "num_predict": REPLY}
    elif provider in _KEYS and not os.environ.get(_KEYS[provider]):
        raise SettingError(
            f"BYLINE_MODEL={provider}:{model} needs a key: "
            f"set {_KEYS[provider]} in the environment."
        )
    return _made(f"BYLINE_MODEL={provider}:{model}", provider, model, options)


def _made(setting: str, provider: str, model: str, options: dict[str, Any]) -> BaseChatModel:
    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
        return made
    except ImportError as error:
        line = f"pip install -e '.[{provider}]'" if provider in _EXTRAS else _named_line(error)
        raise SettingError(
            f"{setting} needs a package that is not installed. Run: {line}"
        ) from None
    except ValueError as error:
        if "Unsupported" in str(error):
            raise SettingError(f"{setting}: no such provider; {_ALLOWED}.") from None
        raise SettingError(f"{setting} cannot be used: {_first_line(error)}.") from None
    except Exception as error:  # each provider's client has errors of its own
        raise SettingError(f"{setting} cannot be used: {_first_line(error)}.") from None


def _named_line(error: ImportError) -> str:
    """The command that LangChain says installs what is missing."""
    found = re.search(r"pip install [\w.-]+", str(error))
    return found[0] if found else "pip install -U langchain"


def _first_line(error: Exception) -> str:
    return without_keys(str(error).partition("\n")[0]).removesuffix(".")


def _address(base_url: str) -> str | None:
    given = base_url.strip()
    if not given:
        return None
    try:
        parts = urlsplit(given)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:  # not repeated: it may hold a password
        raise SettingError(
            "BYLINE_BASE_URL: an address is allowed such as http://127.0.0.1:8080/v1."
        )
    return given


def _local(path: Path) -> Model:
    """A model file, served by a process of our own that speaks the OpenAI protocol."""
    import httpx

    none_kept = httpx.Limits(max_keepalive_connections=0)
    server = LocalModel(path, CONTEXT)
    try:
        chat = _made(
            f"BYLINE_MODEL=gguf:{path}",
            "openai",
            "local",
            {
                **_OPENAI,
                "base_url": server.url,
                "api_key": server.key,
                "temperature": 0.0,
                "max_tokens": REPLY,
                "timeout": SLOWLY.first,
                "max_retries": RETRIES,
                # A proxy that the environment names is not asked for what is on this machine,
                # and a connection to a process that has died is of no use to the next.
                "http_client": httpx.Client(trust_env=False, limits=none_kept),
                "http_async_client": httpx.AsyncClient(trust_env=False, limits=none_kept),
            },
        )
    except SettingError:
        server.close()
        raise
    name = f"gguf:{path.name}"
    return Model(name, chat, SLOWLY, 4, server.tokens, server.start, server.close)
