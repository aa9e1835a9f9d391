"""Articles of any number for speed measurements, mixed from the sentences of the samples."""

from __future__ import annotations

import random
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "articles"


def bodies() -> list[str]:
    """The texts of the sample articles, without what stands before them."""
    return [
        path.read_text().split("---", 2)[2]
        for path in sorted(SAMPLES.glob("*.md"))
        if path.stem != "README"
    ]


def write_articles(folder: Path, count: int, seed: int = 7) -> list[Path]:
    """Write ``count`` text files of some 300 words; the same seed gives the same files."""
    rng = random.Random(seed)
    paragraphs = [part.strip() for body in bodies() for part in body.split("\n\n") if part.strip()]
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for n in range(count):
        text = "\n\n".join(rng.sample(paragraphs, 6))
        path = folder / f"{n // 1000:03}" / f"{n:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Report number {n} of {rng.randrange(10**6):,}.\n\n{text}\n")
        made.append(path)
    return made
