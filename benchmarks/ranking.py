"""Measures of a ranked list of article ids against graded judgements."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, TOIS 2002), linear gain."""
    gains = [grades.get(one, 0) / math.log2(n + 2) for n, one in enumerate(ranked[:depth])]
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(n + 2) for n, grade in enumerate(best))
    return sum(gains) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """Share of the relevant articles among the first ``depth``."""
    return len(set(ranked[:depth]) & grades.keys()) / len(grades)


def hit(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """1 if any relevant article is among the first ``depth``, else 0."""
    return float(bool(set(ranked[:depth]) & grades.keys()))
