"""Lies told about the sample articles, and who sees through them: python -m benchmarks.liar

Each sentence is checked as if a language model had written it. Those written by hand are in
liar_first.txt to liar_fourth.txt, the others are made by rule (liar_made.py) from the passages and
claims that the ingest of ``articles/`` gives. All files but the last have been used to mend the
rules ("first half", with every other article); docs/evaluation.md has what each gave at first.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.claims import interval
from benchmarks.liar_made import Item, made
from chatbot import open_chatbot
from chatbot.reader import OwnReader, Reader
from chatbot.support import Level, Source, check
from ingest import ingest
from vectorstore import ArticleStore, Filters

ARTICLES = Path(__file__).parents[1] / "articles"
FILES = {"first": True, "second": True, "third": True, "fourth": False}
"""The files written by hand, and whether anything was chosen by them."""
MADE = 400
"""Sentences made by rule that are checked, of each half, true ones and lies alike."""


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


def written(half: str, sources: Sequence[Source]) -> Iterator[Item]:
    """The sentences of a file written by hand."""
    cited: list[Source] = []
    done = False
    for line in (Path(__file__).parent / f"liar_{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            article, _, words = line.removeprefix("== ").partition(" | ")
            cited = [] if done else cited
            done = False
            of = [one for one in sources if article in one.hit.article_id]
            there = next(one for one in of if words in one.hit.text)
            cited += [] if there in cited else [there]
        elif line.startswith("+ "):
            done = True
            yield Item(line[2:], tuple(cited), True, "by hand", FILES[half])
        elif line.startswith("- "):
            done = True
            kind, _, sentence = line[2:].partition(" | ")
            yield Item(sentence, tuple(cited), False, kind, FILES[half])


def items(store: ArticleStore) -> list[Item]:
    """All sentences, by hand and made."""
    sources = passages(store)
    found = [one for half in FILES for one in written(half, sources)]
    order = sorted({one.hit.group for one in sources})
    for tuned in (True, False):
        of_half = [one for one in sources if (order.index(one.hit.group) % 2 == 0) == tuned]
        rng = random.Random(int(tuned))
        every = list(made(of_half, tuned, rng))
        for true in (True, False):
            some = [one for one in every if one.true == true]
            found += rng.sample(some, min(MADE // 2, len(some)))
    return found


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
    """Of the lies those shown as supported, and as weakly so; of the true ones those refused."""
    table: dict[str, dict[str, float]] = {}
    for tuned in (True, False):
        for true in (False, True):
            mine = [one for one in found if (one.item.tuned, one.item.true) == (tuned, true)]
            name = f"{'true' if true else 'lies'}, {'first' if tuned else 'second'} half"
            table[name] = _shares(mine)
    return table


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
    faults: Annotated[
        str, typer.Option(help="Name what went wrong in a half: first, second.")
    ] = "",
    bare: Annotated[bool, typer.Option("--no-reader", help="Check without the reader.")] = False,
) -> None:
    """Check lies and true sentences about the sample articles."""
    with TemporaryDirectory() as folder:
        ingest([ARTICLES], data=Path(folder))
        with open_chatbot(folder, reader="none") as bot:
            sources, given = passages(bot.store), items(bot.store)
    found = outcomes(given, sources, None if bare else OwnReader())
    table = shares(found)
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        if not one.item.tuned:
            kinds[f"{'true' if one.item.true else 'lie'}: {one.item.kind}"].append(one)
    table |= {f"second half, {kind}": _shares(some) for kind, some in sorted(kinds.items())}
    if as_json:
        print(json.dumps(table, indent=1))
        return
    shown = Table("", "count", "supported", "weak", "refused", "95 % of supported")
    for name, row in table.items():
        figures = [f"{row[level]:.3f}" for level in _LEVELS]
        shown.add_row(name, str(row["count"]), *figures, f"[{row['low']:.3f}, {row['high']:.3f}]")
    Console().print(shown)
    for one in found:
        wrong = one.level == "unsupported" if one.item.true else one.level != "unsupported"
        if faults and one.item.tuned == (faults == "first") and wrong:
            print(f"{one.level} {one.item.kind}: {one.item.sentence}\n    {one.reasons}")


if __name__ == "__main__":
    typer.run(main)
