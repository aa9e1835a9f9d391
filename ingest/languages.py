"""Which language a text is in, where it does not say so itself."""

from __future__ import annotations

from functools import cache
from typing import Any

SURE = 0.9
"""Probability from which the answer is taken; below it the language stays unknown."""


def detect(text: str) -> str | None:
    """ISO 639-1 code, ``None`` when the text is too short or mixed to be sure."""
    code, probability = _identifier().classify(text[:600])
    return str(code) if probability >= SURE else None


@cache
def _identifier() -> Any:
    # It takes a second to load.
    from py3langid.langid import (  # type: ignore[import-untyped]
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # It knows 40 more, dialects among them, that have no two-letter code to be stored under.
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
