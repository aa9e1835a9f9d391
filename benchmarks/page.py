"""How soon the page is there over a large collection, and how it bears many people at once."""

from __future__ import annotations

import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.children import Figures, load, medians
from benchmarks.latency import build
from benchmarks.sets import EvalSet
from benchmarks.synthetic import PER_ARTICLE, questions, vocabulary
from vectorstore import Article, Claim, Embedder, load_settings, renew_claims

ROOT = Path(__file__).parents[1]
CLAIMS = 10
"""Claims of each article."""
MADE_UP = 1_000
"""Stands for the rules that found them."""
PATIENCE = 30_000
"""Milliseconds after which something has gone wrong in the browser."""
LONGEST_WAIT = 120.0
"""Seconds for an answer."""

ROWS = (
    ("open", "page opened, s"),
    ("claims", "claims listed, s"),
    ("claims about", "  those about a word, s"),
    ("claims next", "  their next 50, s"),
    ("articles", "articles listed, s"),
    ("articles with", "  those with a word, s"),
    ("articles next", "  the next 50, s"),
)


def collection(work: Path, articles: int) -> Path:
    """A collection of that size with claims, made once."""
    data = work / f"page-{articles}"
    if not (data / "made").exists():
        embedder = Embedder(load_settings().embedding_model, cache=work / "models")
        build(data, embedder, articles * PER_ARTICLE)
        shutil.copytree(work / "models", data / "models", dirs_exist_ok=True)
        renew_claims(data, MADE_UP, claims)
        (data / "made").touch()
    return data


def claims(article: Article) -> list[Claim]:
    """Its first sentences, each said by one of some thousand people."""
    found, start = list[Claim](), 0
    for n in range(CLAIMS):
        end = article.text.index(".", start) + 1
        name = f"Speaker {hash((article.id, n)) % 1000}"
        found.append(
            Claim(
                article_id=article.id, version=article.version, kind="indirect", speaker=name,
                name=name, cue="said", stance="denies" if n % 5 == 0 else "asserts", start=start,
                end=end, speaker_start=None, speaker_end=None, cue_start=start, cue_end=end,
            )
        )  # fmt: skip
        start = end + 1
    return found


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The app in a process of its own; gives its address."""
    command = [sys.executable, "-m", "app", "--data", str(data), "--port", "0"]
    path = os.pathsep.join([str(ROOT), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as app:
        assert app.stdout is not None
        try:
            yield next(line.split()[3] for line in app.stdout if " is at http" in line)
        finally:
            app.terminate()


def looked_at(url: str, chromium: str) -> Figures:
    """Seconds until each thing is there, as a new visitor's browser sees it."""
    word = vocabulary()[20]  # one in some, but not in all, of the claims and articles
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        figures = {
            "open": clocked(page, lambda: page.goto(url), "#byline-question textarea"),
            "claims": clocked(page, page.get_by_role("tab", name="Claims").click, ".byline-claim"),
        }
        figures |= paged(page, "claims about", "About", word)
        figures["articles"] = clocked(
            page, page.get_by_role("tab", name="Articles").click, ".byline-row"
        )
        figures |= paged(page, "articles with", "Search", word)
        browser.close()
    return figures


def clocked(page: Page, act: Callable[[], object], selector: str) -> float:
    start = time.perf_counter()
    act()
    page.wait_for_selector(selector)
    return time.perf_counter() - start


def paged(page: Page, name: str, field: str, word: str) -> Figures:
    """A word looked for, then the next part of what was found."""
    where = page.locator(".byline-where:visible")
    before = where.text_content() or ""
    start = time.perf_counter()
    page.get_by_label(field, exact=True).fill(word)
    page.keyboard.press("Enter")
    changed(page, before)
    found, before = time.perf_counter() - start, where.text_content() or ""
    start = time.perf_counter()
    page.locator("button:visible", has_text="Next").click()
    changed(page, before)
    return {name: found, f"{name.split()[0]} next": time.perf_counter() - start}


def changed(page: Page, before: str) -> None:
    """Wait until the list says that it is at another place."""
    page.wait_for_function(
        """(before) => [...document.querySelectorAll(".byline-where")].some(
          (one) => one.offsetParent && one.textContent !== before)""",
        arg=before,
    )


def asked(client: httpx.Client, session: str, question: str) -> tuple[float, str]:
    """Seconds until an answer over the HTTP API, and what is wrong with it (nothing: empty)."""
    start = time.perf_counter()
    try:
        wrong = over_http(client, session, question)
    except httpx.HTTPError as error:
        wrong = f"{type(error).__name__}: {error}"
    return time.perf_counter() - start, wrong


def over_http(client: httpx.Client, session: str, question: str) -> str:
    call = "gradio_api/call/ask"
    begun = client.post(call, json={"data": [question], "session_hash": session})
    if begun.status_code != 200:
        return begun.text[:200]
    said = client.get(f"{call}/{begun.json()['event_id']}").text
    if "event: complete" not in said:
        return said[-200:]
    answer: dict[str, Any] = json.loads(said.rpartition("data: ")[2])[0]
    return "" if answer["status"] else "no status"


@dataclass(frozen=True, slots=True)
class Moment:
    """What came of questions asked at once: seconds until each answer, and what went wrong."""

    taken: list[float]
    wrong: list[str]

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return sorted(self.taken)[int(0.95 * (len(self.taken) - 1))] if self.taken else math.nan


def crowd(url: str, moments: Sequence[Sequence[str]]) -> list[Moment]:
    """People, each of whom has asked before, ask one question each at once, moment by moment."""
    people = len(moments[0])
    sessions = [f"person-{number}" for number in range(people)]
    limits = httpx.Limits(max_connections=people)
    with (
        httpx.Client(base_url=url, timeout=LONGEST_WAIT, limits=limits) as client,
        ThreadPoolExecutor(people) as pool,
    ):
        for session in sessions:
            asked(client, session, "What happened?")
        found = []
        for later in moments:
            replies = list(pool.map(partial(asked, client), sessions, later))
            taken = [seconds for seconds, wrong in replies if not wrong]
            found.append(Moment(taken, [wrong for _, wrong in replies if wrong]))
    return found


def main(
    articles: Annotated[int, typer.Argument(help="Articles in the collection.")] = 10_000,
    people: Annotated[int, typer.Option(help="Who ask at the same moment.")] = 50,
    rounds: Annotated[int, typer.Option(help="Rounds; medians are kept.")] = 3,
    moments: Annotated[int, typer.Option(help="Moments at which they ask.")] = 10,
    work: Annotated[Path, typer.Option(help="Where the collection is kept.")] = Path("build/speed"),
    real: Annotated[
        Path | None, typer.Option(help="An evaluation set, to ask its questions at once too.")
    ] = None,
) -> None:
    """Open the page in Chromium, look through its lists, and ask many questions at once."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    before = load()
    with running(collection(work, articles)) as url:
        looked_at(url, chromium)
        seen = medians([looked_at(url, chromium) for _ in range(rounds)])
        crowds = {"made up": crowd(url, [questions(people, seed=n) for n in range(moments)])}
    if real:
        one = EvalSet(real)
        one.open_store(work).close()
        words = [row["question"] for row in one.questions]
        with running(work / one.name) as url:
            crowds[one.name] = crowd(
                url, [random.Random(n).sample(words, people) for n in range(moments)]
            )
    table = Table(f"{articles:,} articles", "median" if rounds > 1 else "once")
    for name, what in ROWS:
        table.add_row(what, f"{seen[name]:.2f}")
    for name, found in crowds.items():
        wrong = [told for one in found for told in one.wrong]
        lates = [one.late for one in found]
        middle = statistics.median(seconds for one in found for seconds in one.taken)
        table.add_row(f"{people} ask at once, {moments} times, {name}: errors", str(len(wrong)))
        table.add_row("  answered after, s, median", f"{middle:.2f}")
        table.add_row("  95th percentile, median of the moments", f"{statistics.median(lates):.2f}")
        table.add_row("  of the best and the worst", f"{min(lates):.2f} {max(lates):.2f}")
        for told in wrong[:3]:
            table.add_row("  told", told)
    console = Console()
    console.print(table)
    console.print(f"Before: {before}; after: {load()}")


if __name__ == "__main__":
    typer.run(main)
