"""Finding the claims of a whole collection again, after the rules have changed."""

from __future__ import annotations

from pathlib import Path

from ingest.claims import RULES, claims
from ingest.pipeline import Progress
from vectorstore import load_settings, renew_claims


def claim_again(
    *, data: str | Path | None = None, progress: Progress | None = None, **settings: object
) -> int:
    """Find the claims anew of every version that older rules have read; returns how many.

    Nothing is embedded; a run that was cut off goes on where it was. Raises NoStore, StoreError
    and its kin, and SettingError.
    """
    tell = progress or (lambda stage, done, total: None)
    chosen = load_settings(data=data, **settings)
    return renew_claims(chosen.data, RULES, claims, lambda done, total: tell("claims", done, total))
