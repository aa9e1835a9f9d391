"""What went wrong with a language model, in words that hold no secret."""

from __future__ import annotations

import os

from langchain_core import exceptions

from chatbot.streaming import TooSlow
from vectorstore import ModelError

_BY_STATUS = {
    401: "its server refused the key",
    403: "its server refused the key",
    404: "its server does not know the model",
    408: "its server took too long",
    413: "the question and its sources are too long for it",
    429: "its server takes no more questions for now",
}
_BY_KIND: dict[type[Exception], str] = {
    exceptions.ContextOverflowError: _BY_STATUS[413],
    exceptions.ModelAuthenticationError: _BY_STATUS[401],
    exceptions.ModelPermissionDeniedError: _BY_STATUS[403],
    exceptions.ModelNotFoundError: _BY_STATUS[404],
    exceptions.ModelRateLimitError: _BY_STATUS[429],
    exceptions.ModelTimeoutError: _BY_STATUS[408],
    exceptions.ModelConnectionError: "its server cannot be reached",
    exceptions.ModelInvalidRequestError: "its server refused the request",
}
_TOO_LONG = ("context", "too long", "too large")


def reason(error: Exception) -> str:
    """Why a model gave no text, as the end of a sentence. No word of a provider's is repeated."""
    if isinstance(error, TooSlow):
        return str(error)
    if isinstance(error, ModelError):
        return str(error).removesuffix(".")
    if too_long(error):
        return _BY_STATUS[413]
    for kind, words in _BY_KIND.items():
        if isinstance(error, kind):
            return words
    status = getattr(error, "status_code", None)
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if isinstance(error, OSError):
        return "its server cannot be reached"
    name = type(error).__name__
    return f"its server failed ({name}{f', {status}' if isinstance(status, int) else ''})"


def too_long(error: Exception) -> bool:
    """Whether the server says that less text might do."""
    if isinstance(error, exceptions.ContextOverflowError):
        return True
    if getattr(error, "status_code", None) not in (400, 413):
        return False
    said = str(error).lower()
    return any(words in said for words in _TOO_LONG)


def without_keys(text: str) -> str:
    """A text without the value of any key that the environment holds."""
    for name, value in os.environ.items():
        if len(value) >= 8 and any(kind in name.upper() for kind in ("KEY", "TOKEN", "SECRET")):
            text = text.replace(value, "…")
    return text
