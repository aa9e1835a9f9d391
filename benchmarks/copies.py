"""How well copies are told from what only looks like them: precision and recall by kind of edit.

    python -m benchmarks.copies [FOLDER]

Takes the Markdown articles of a folder (by default the sample articles), edits them the way outlets
edit a wire story, and asks the index about each text; then asks it about follow-ups, other reports,
shared footers and texts made from one template, which are copies of nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from benchmarks.copies_edits import copy_edits, cut
from benchmarks.copies_lookalikes import (
    BLENDS,
    FOOTERS,
    TEMPLATES,
    filled,
    reusing,
    with_footer,
)
from ingest.copies import (
    COVERED,
    FACTS,
    SIGNATURE_VERSION,
    SMALLEST,
    overlap,
    read_words,
    signature,
)
from ingest.copy_groups import CopyIndex

SEEDS = 3  # variants of each article by each kind of edit
MADE = 40  # texts of each template that are stored, and as many that are asked about
SAMPLE_COPY = "cargo-ship-stuck-sideways-in-suez-canal"
SAMPLE_SOURCE = "container-ship-runs-aground-in-suez-canal"
WIDE = 48


@dataclass(frozen=True, slots=True)
class Case:
    """A text to ask about, the stored articles most like it, and whether it is a copy of them."""

    kind: str
    text: str
    like: tuple[str, ...]
    copy: bool


def read(folder: Path) -> dict[str, str]:
    """Text of each article by file name, without front matter and headings."""
    texts = {}
    for path in sorted(folder.glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("---\n", 2)
        if len(parts) == 3 and not parts[0]:
            lines = (line for line in parts[2].splitlines() if not line.startswith("#"))
            texts[path.stem] = "\n".join(lines).strip()
    return texts


def copies_of(articles: dict[str, str]) -> Iterator[Case]:
    for kind, edit in copy_edits(list(articles.values())).items():
        for article_id, text in articles.items():
            for seed in range(SEEDS):
                new = edit(text, Random(f"{kind}/{article_id}/{seed}"))
                if new != text:
                    yield Case(kind, new, (article_id,), True)


def short(text: str) -> str:
    return cut(0.35)(text, Random(0))


def made(name: str, number: int) -> str:
    return filled(TEMPLATES[name], Random(f"{name}/{number}"))


def decoys(articles: dict[str, str]) -> dict[str, str]:
    """What else is stored: the articles above each footer, and texts of each template."""
    texts = {}
    for name in FOOTERS:
        for article_id, text in articles.items():
            texts[f"{name}/{article_id}"] = with_footer(text, name)
            texts[f"{name} short/{article_id}"] = with_footer(short(text), name)
    for name in TEMPLATES:
        texts |= {f"{name}/{number}": made(name, number) for number in range(MADE)}
    return texts


def lookalikes(fresh: dict[str, str], stored: dict[str, str]) -> Iterator[Case]:
    """Texts that are copies of nothing: ``fresh`` articles are not stored, ``stored`` ones are."""
    named = {
        name: tuple(one for one in stored if one.startswith(f"{name}/"))
        for name in [*TEMPLATES, *FOOTERS, *(f"{name} short" for name in FOOTERS)]
    }
    older = {one: text for one, text in stored.items() if "/" not in one}
    for article_id, report in fresh.items():
        yield Case("another report, own words", report, tuple(older), False)
        for older_id, text in older.items():
            for kind, blend in BLENDS.items():
                new = blend(report, text, Random(f"{article_id}/{older_id}"))
                yield Case(kind, new, (older_id,), False)
        for name in FOOTERS:
            yield Case("same footer", with_footer(report, name), named[name], False)
            item = with_footer(short(report), name)
            yield Case("same footer, short items", item, named[f"{name} short"], False)
    for name in TEMPLATES:
        for number in range(MADE, 2 * MADE):
            yield Case(f"same template: {name}", made(name, number), named[name], False)


def store(texts: dict[str, str]) -> CopyIndex:
    index = CopyIndex([], texts.__getitem__)
    index.put((article_id, text, signature(text)) for article_id, text in texts.items())
    return index


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def line(kind: str, asked: int, right: int, wrong: int, wanted: int) -> None:
    figures = (ratio(right, right + wrong), ratio(right, wanted))
    print(f"{kind:<{WIDE}}{asked:>7}{right:>7}{wrong:>7}{figures[0]:>11}{figures[1]:>8}")


def by_kind(cases: list[Case], index: CopyIndex) -> None:
    """Print for each kind how many were found: right, or wrong (a group that is another story)."""
    print(f"\n{'kind':<{WIDE}}{'asked':>7}{'right':>7}{'wrong':>7}{'precision':>11}{'recall':>8}")
    sums = [0, 0, 0]
    for kind in dict.fromkeys(case.kind for case in cases):
        asked = [case for case in cases if case.kind == kind]
        right = wrong = 0
        for case in asked:
            found = index.query(case.text)
            good = [one for one in found if case.copy and case.like[0] in index.group(one)]
            right, wrong = right + len(good), wrong + len(found) - len(good)
        wanted = sum(case.copy for case in asked)
        line(kind, len(asked), right, wrong, wanted)
        sums = [total + more for total, more in zip(sums, (right, wrong, wanted), strict=True)]
    line("all", len(cases), *sums)


def by_threshold(cases: list[Case], texts: dict[str, str]) -> None:
    """Print what other thresholds would give, each text compared with those most like it."""
    words = {article_id: read_words(text) for article_id, text in texts.items()}
    pairs = [
        (case.copy, overlap(read_words(case.text), words[one]))
        for case in cases
        for one in case.like
    ]
    wanted = sum(copy for copy, _ in pairs)
    print(f"\n{len(pairs):,} pairs{'COVERED':>14}{'FACTS':>8}{'precision':>11}{'recall':>8}")
    choices = [(covered / 20, FACTS) for covered in range(4, 17)]
    choices += [(COVERED, facts) for facts in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)]
    for enough, facts in choices:
        taken = [
            copy
            for copy, seen in pairs
            if seen.length >= SMALLEST and seen.covered >= enough and seen.facts >= facts
        ]
        figures = (ratio(sum(taken), len(taken)), ratio(sum(taken), wanted))
        print(f"{enough:>26.2f}{facts:>8.2f}{figures[0]:>11}{figures[1]:>8}")


def by_reuse(fresh: dict[str, str], older: dict[str, str]) -> None:
    """Print where reuse turns into a copy: reports of which a growing share is an older one."""
    print(
        f"\n{'share of the report taken from one other':<{WIDE}}{'asked':>7}{'called a copy':>15}"
    )
    for percent in range(20, 90, 10):
        blend = reusing(percent / 100)
        seen = [
            overlap(read_words(blend(report, text, Random(0))), read_words(text)).is_copy
            for report in fresh.values()
            for text in older.values()
        ]
        print(f"{percent:>{WIDE - 2}} %{len(seen):>7}{ratio(sum(seen), len(seen)):>15}")


def by_size(cases: list[Case]) -> None:
    """Print what a signature, and an article among so many others, costs in processor time."""
    texts = {f"new/{number}": case.text for number, case in enumerate(cases[:200])}
    start = process_time()
    marks = {article_id: signature(text) for article_id, text in texts.items()}
    spent = (process_time() - start) / len(texts) * 1000
    print(
        f"\n{'articles stored':<{WIDE}}{'ms each':>15}\n{'(signature alone)':<{WIDE}}{spent:>15.2f}"
    )
    random = Random(0)
    for size in (1_000, 20_000, 100_000):
        length = len(next(iter(marks.values()))) - 5
        others = (
            bytes([SIGNATURE_VERSION, 0, 2, 0, 0]) + random.randbytes(length) for _ in range(size)
        )
        stored = [(f"old/{number}", mark, f"old/{number}") for number, mark in enumerate(others)]
        index = CopyIndex(stored, texts.__getitem__)
        start = process_time()
        for article_id, text in texts.items():
            index.put([(article_id, text, marks[article_id])])
        print(f"{size:<{WIDE},}{(process_time() - start) / len(texts) * 1000:>15.2f}")


def main(folder: Path) -> None:
    articles = read(folder)
    words = sum(len(text.split()) for text in articles.values())
    print(f"{len(articles)} articles of {folder}, {words:,} words")
    groups = {" = ".join(store(articles).group(article_id)) for article_id in articles}
    print("copies among them:", "; ".join(sorted(one for one in groups if " = " in one)) or "none")
    if SAMPLE_SOURCE in articles:
        articles.pop(SAMPLE_COPY)

    fresh = {article_id: articles[article_id] for article_id in list(articles)[1::2]}
    stored = {one: text for one, text in articles.items() if one not in fresh}
    stored |= decoys(stored)
    copies, others = list(copies_of(articles)), list(lookalikes(fresh, stored))
    by_kind(copies, store(articles))
    by_kind(others, store(stored))
    by_threshold(copies + others, articles | stored)
    by_reuse(fresh, {one: text for one, text in stored.items() if "/" not in one})
    by_size(copies)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "articles"))
