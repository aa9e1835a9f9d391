"""Lies told about the sample articles, and who sees through them: python -m benchmarks.liar

Each sentence is checked as if a language model had written it. Some are in the files of ``lies/``,
the others are made by rule (liar_made.py) from the passages and claims that the ingest of
``articles/`` gives. The files of UNSEEN were only measured by; all else has been used to mend the
rules. docs/evaluation.md has what each gave when it was new.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.claims import interval
from benchmarks.liar_made import MADE, Item, made
from chatbot import open_chatbot
from chatbot.reader import OwnReader, Reader
from chatbot.support import Level, Source, check
from ingest import ingest
from vectorstore import ArticleStore, Filters

ARTICLES = Path(__file__).parents[1] / "articles"
FILES = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
"""From the fifth on they are by a language model that did not know the check."""
UNSEEN = ("fourth", "tenth")
"""Those by which nothing was chosen."""
SOME = 400
"""Sentences made by rule that are checked, true ones and lies each."""


def passages(store: ArticleStore) -> list[Source]:
    """Every passage of the store's live articles, numbered in the order of their ids."""
    found = []
    for article in sorted(store.articles(), key=lambda one: one.id):
        claims = tuple(store.claims(article.id))
        only = Filters(article_ids=(article.id,))
        hits = store.search(article.title or article.text[:200], limit=100, filters=only)
        for hit in sorted(hits, key=lambda one: one.position):
            found.append(Source(len(found) + 1, hit, claims))
    return found


def written(name: str, sources: Sequence[Source]) -> Iterator[Item]:
    """The sentences of a file."""
    cited: list[Source] = []
    done = False
    for line in (Path(__file__).parent / "lies" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            article, _, words = line.removeprefix("== ").partition(" | ")
            cited = [] if done else cited
            done = False
            of = [one for one in sources if article in one.hit.article_id]
            there = next(one for one in of if words in one.hit.text)
            cited += [] if there in cited else [there]
        elif line.startswith("+ "):
            done = True
            yield Item(line[2:], tuple(cited), True, "written", name)
        elif line.startswith("- "):
            done = True
            kind, _, sentence = line[2:].partition(" | ")
            yield Item(sentence, tuple(cited), False, kind, name)


def items(sources: Sequence[Source], files: Sequence[str] = FILES, count: int = SOME) -> list[Item]:
    """The sentences of these files, and so many lies and true ones that are made."""
    rng = random.Random(0)
    every = list(made(sources, rng))
    found = []
    for true in (True, False):
        some = [one for one in every if one.true == true]
        found += rng.sample(some, min(count, len(some)))
    return found + [one for name in files for one in written(name, sources)]


@dataclass(frozen=True, slots=True)
class Outcome:
    item: Item
    level: Level
    reasons: tuple[str, ...]


def outcomes(
    given: Sequence[Item], sources: Sequence[Source], reader: Reader | None
) -> list[Outcome]:
    found = []
    for one in given:
        cited = {source.number for source in one.sources}
        near = [s for s in sources if s.number not in cited][: len(sources)]
        groups = {source.hit.group for source in one.sources}
        others = [s for s in near if s.hit.group in groups]
        support = check(one.sentence, one.sources, reader, others)
        found.append(Outcome(one, support.level, support.reasons))
    return found


def shares(found: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Of the lies, those of roles apart, and the true ones of each origin, and of all by which the
    rules were mended.
    """
    origins = {
        "all but the unseen": [one for one in found if one.item.origin not in UNSEEN],
        **{name: [one for one in found if one.item.origin == name] for name in (MADE, *FILES)},
    }
    return {
        f"{name}, {told}": _shares([o for o in of if _told(o.item) == told])
        for name, of in origins.items()
        for told in ("lies", "roles", "true")
        if any(_told(o.item) == told for o in of)
    }


def _told(item: Item) -> str:
    """Whether it is true, a lie, or a lie of roles, the hardest to see through."""
    if item.true:
        return "true"
    return "roles" if item.kind == "roles" else "lies"


def _shares(found: Sequence[Outcome]) -> dict[str, float]:
    count = len(found)
    by = {level: sum(one.level == level for one in found) for level in _LEVELS}
    low, high = interval(by["supported"], count)
    return {
        "count": count,
        **{k: v / (count or 1) for k, v in by.items()},
        "low": low,
        "high": high,
    }


_LEVELS: tuple[Level, ...] = ("supported", "weak", "unsupported")


def main(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    of: Annotated[
        str, typer.Option(help=f"By kind, and what went wrong: {MADE}, {', '.join(FILES)}.")
    ] = "",
    bare: Annotated[bool, typer.Option("--no-reader", help="Check without the reader.")] = False,
) -> None:
    """Check lies and true sentences about the sample articles."""
    with TemporaryDirectory() as folder:
        ingest([ARTICLES], data=Path(folder))
        with open_chatbot(folder, reader="none") as bot:
            sources = passages(bot.store)
    found = outcomes(items(sources), sources, None if bare else OwnReader())
    table = shares(found)
    mine = [one for one in found if one.item.origin == of]
    for kind in sorted({(one.item.true, one.item.kind) for one in mine}):
        name = f"{of}, {'true' if kind[0] else 'lies'}: {kind[1]}"
        table[name] = _shares([one for one in mine if (one.item.true, one.item.kind) == kind])
    if as_json:
        print(json.dumps(table, indent=1))
        return
    shown = Table("", "count", "supported", "weak", "refused", "95 % of supported")
    for name, row in table.items():
        figures = [f"{row[level]:.3f}" for level in _LEVELS]
        shown.add_row(name, str(row["count"]), *figures, f"[{row['low']:.3f}, {row['high']:.3f}]")
    Console().print(shown)
    for one in mine:
        wrong = one.level == "unsupported" if one.item.true else one.level != "unsupported"
        if wrong:
            print(f"{one.level} {one.item.kind}: {one.item.sentence}\n    {one.reasons}")


if __name__ == "__main__":
    typer.run(main)
