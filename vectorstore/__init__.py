"""What is stored and how it is found."""

from vectorstore.articles import (
    EVERYTHING,
    UNCLEAR,
    Article,
    Claim,
    Entry,
    Filters,
    Hit,
    Passage,
    Source,
    Span,
    Stance,
)
from vectorstore.claims import renew_claims
from vectorstore.embeddings import Embedder
from vectorstore.errors import (
    BylineError,
    ModelError,
    NoStore,
    NotFound,
    QuestionError,
    SettingError,
    SourceError,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMismatch,
)
from vectorstore.reembed import reembed
from vectorstore.rows import ClaimCounts, Summary
from vectorstore.settings import Settings, load_settings
from vectorstore.store import ArticleStore
from vectorstore.writes import Stored

__all__ = [
    "EVERYTHING",
    "UNCLEAR",
    "Article",
    "ArticleStore",
    "BylineError",
    "Claim",
    "ClaimCounts",
    "Embedder",
    "Entry",
    "Filters",
    "Hit",
    "ModelError",
    "NoStore",
    "NotFound",
    "Passage",
    "QuestionError",
    "SettingError",
    "Settings",
    "Source",
    "SourceError",
    "Span",
    "Stance",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreMismatch",
    "Stored",
    "Summary",
    "load_settings",
    "reembed",
    "renew_claims",
]
