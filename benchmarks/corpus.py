"""Articles of any number for speed measurements, mixed from the sentences of the samples."""

from __future__ import annotations

import random
import re
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "articles"


def bodies() -> list[str]:
    """The texts of the sample articles, without what stands before them."""
    return [
        path.read_text().split("---", 2)[2]
        for path in sorted(SAMPLES.glob("*.md"))
        if path.stem != "README"
    ]


def lines(body: str) -> list[str]:
    """Its sentences, roughly."""
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+", body) if len(one.split()) > 5]


def write_articles(folder: Path, count: int, seed: int = 7) -> list[Path]:
    """Write ``count`` text files of some 300 words; the same seed gives the same files.

    Sentences are mixed, not paragraphs: articles that share those are looked at as copies.
    """
    rng = random.Random(seed)
    sentences = [one for body in bodies() for one in lines(body)]
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for n in range(count):
        parts = [" ".join(rng.sample(sentences, 3)) for _ in range(5)]
        path = folder / f"{n // 1000:03}" / f"{n:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Report number {n} of {rng.randrange(10**6):,}.\n\n" + "\n\n".join(parts))
        made.append(path)
    return made
