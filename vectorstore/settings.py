"""Settings: arguments, then BYLINE_… in the environment, then .env, then these defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from vectorstore.errors import SettingError

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""The embedding model whose weights come as an installed package."""


class Settings(BaseSettings):
    """One row a setting: its name, its default, what it is for."""

    model_config = SettingsConfigDict(env_prefix="BYLINE_", env_file=".env", extra="ignore")

    data: Path = Field(Path("data"), description="folder that holds the catalog and the indexes")
    embedding_model: str = Field(
        PACKAGED_MODEL,
        min_length=1,
        description="a sentence-transformers model, by name or path",
    )
    reader: str = Field(
        "",
        description="what reads the sentences: empty for Byline's own reader, none for similarity "
        "alone, or another cross-encoder for sentence-transformers, by name or path",
    )
    model: str = Field(
        "",
        description="what writes the answers: empty for nothing (quotes mode), "
        "gguf:/path/model.gguf, or provider:name as LangChain has them, such as openai:gpt-5-mini; "
        "or several, separated by commas",
    )
    base_url: str = Field(
        "",
        repr=False,
        description="http(s)://host:port/v1 of the model's server, if not the provider's own",
    )
    auth: str = Field(
        "", description="file of those who may log in to the page; empty: there is no login"
    )
    changes: Literal["everyone", "admins"] = Field(
        "everyone", description="who may add and remove articles on the page: everyone or admins"
    )
    hosts: str = Field(
        "", description="other names by which the page may be reached, comma separated"
    )
    language: Literal["en", "de"] = Field("en", description="what the page is written in")
    fetch_allow: str = Field(
        "",
        description="addresses inside the own network that may be fetched, comma separated: "
        "host, host:port or an address range such as 10.1.0.0/16",
    )
    fetch_proxy: str = Field(
        "",
        repr=False,
        description="http(s)://[user:password@]host:port of the proxy to fetch through",
    )


def load_settings(**given: Any) -> Settings:
    """Settings from keyword arguments (``None`` = not given), environment, ``.env``, defaults.

    Raises SettingError naming the key and what is allowed.
    """
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        key = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingError(f"BYLINE_{key}: {first['msg']} (got {first['input']!r}).") from None
