"""The pages in tests/pages: what extraction gets right, and the little that it is known to miss."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ingest.extract import Extractor

ROOT = Path(__file__).resolve().parent.parent
BENCHMARK = runpy.run_path(str(ROOT / "benchmarks" / "extraction.py"))
PAGES = BENCHMARK["load"]()

KNOWN_WRONG = {
    ("french-daily", "text"): "an advertisement and a lead without a telling name",
    ("harbour-dredging", "text"): "a paragraph's last line is as full as the others",
    ("hidden-by-stylesheet", "text"): "style sheets are not read",
    ("layout-tables", "text"): "the headline is no heading, so it stays in the text",
    ("layout-tables", "title"): "nothing says that its first half is the site's name",
}


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as extractor:
        yield extractor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everything_is_right_but_what_is_known(page: Any, extractor: Extractor) -> None:
    (found,) = extractor.extract(page.raw)
    wrong = {field for field, right in BENCHMARK["judge"](page, found).items() if not right}
    assert wrong == {field for name, field in KNOWN_WRONG if name == page.name}, found


def test_there_are_enough_pages_and_each_is_described() -> None:
    assert len(PAGES) >= 40
    assert len({page.about for page in PAGES}) == len(PAGES)


def test_the_table_is_printed() -> None:
    import typer

    app = typer.Typer()
    app.command()(BENCHMARK["main"])
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 0, result.output
    assert f"{len(PAGES)} pages" in result.output
    assert "hidden-by-stylesheet: text" in result.output
