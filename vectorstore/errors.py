"""Errors whose message is fit to show: what happened, and the command that mends it.

BylineError
├── SettingError      a setting has a value it may not have
├── StoreError
│   ├── NoStore       there is no data folder, or nothing in it
│   ├── StoreMismatch it was made by another version, model or passage limit
│   ├── StoreLocked   another process holds a lock for too long
│   ├── StoreDamaged  the catalog itself cannot be read
│   └── StoreFull     the disk is full or may not be written
├── ModelError        an embedding model is missing, damaged or will not load
├── NotFound          no such article or version
├── QuestionError     there is no question in what was asked
└── SourceError       a source cannot be read, fetched or understood
    └── FetchError    a web address did not give what was asked of it

Everything else is a fault in Byline and keeps its traceback.
"""

from __future__ import annotations


class BylineError(Exception):
    """The message is a plain sentence for the user."""


class SettingError(BylineError):
    """A setting has a value it may not have; the message names its key and what is allowed."""


class StoreError(BylineError):
    """The store cannot do what was asked."""


class NoStore(StoreError):
    """There is no catalog at that place."""


class StoreMismatch(StoreError):
    """The catalog was made with something else: version, embedding model or passage limits."""


class StoreLocked(StoreError):
    """Another process held the lock for longer than we wait."""


class StoreDamaged(StoreError):
    """The catalog, the record of truth, cannot be read."""


class StoreFull(StoreError):
    """The disk is full, or may not be written."""


class ModelError(BylineError):
    """A model is missing, damaged or will not load."""


class NotFound(BylineError):
    """No such article, or no such version of it."""


class QuestionError(BylineError):
    """There is no question in what was asked."""


class SourceError(BylineError):
    """A source cannot be read, fetched or understood."""


class FetchError(SourceError):
    """A web address did not give what was asked: its HTTP ``status`` if it gave one.

    ``again`` is the number of seconds after which another try is worth it; None: not at all.
    """

    def __init__(
        self, message: str, *, status: int | None = None, again: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.again = again
