"""What a run of ingest did, in counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.items import Failure


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts of articles; ``passages`` counts those that were embedded."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    """The run was stopped before its end; what it had stored is stored."""

    @property
    def stored(self) -> int:
        return self.added + self.updated + self.unchanged

    @property
    def news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.added or self.updated or self.removed or self.failed or self.interrupted)

    @property
    def exit_code(self) -> int:
        """0 = all well, 1 = some failed, 2 = nothing done."""
        if self.stored or self.removed:
            return 1 if self.failed or self.interrupted else 0
        return 2

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
