"""What extraction gets right and wrong on pages of many makes: python -m benchmarks.extraction

Each document in tests/pages has a file of what is expected beside it. "Right" means exactly that: a
field is right when it equals what is expected, also where unknown is expected; a text when it has
the paragraphs expected, no more and no fewer, in their order. All were written for this project, so
they show what is handled, not how often the web looks like them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.extract import Extractor
from ingest.items import Failure, Raw
from vectorstore.articles import Article

PAGES = Path(__file__).parents[1] / "tests" / "pages"
FIELDS = ("text", "title", "publisher", "author", "language", "url", "published", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what should come out of it: the fields, or the beginning of a reason."""

    name: str
    about: str
    raw: Raw
    fields: dict[str, str | None]
    failure: str | None


def load(folder: Path = PAGES) -> list[Page]:
    """The pages of a folder, in order of their names."""
    return [_page(path) for path in sorted(folder.glob("*.toml"))]


def judge(page: Page, found: Article | Failure) -> dict[str, bool]:
    """Which fields are right; a page that should be refused has only ``failure``."""
    if page.failure:
        return {"failure": isinstance(found, Failure) and page.failure in found.reason}
    return {field: getattr(found, field, "") == page.fields[field] for field in FIELDS}


def paragraphs(pages: list[Page], found: list[Article | Failure]) -> tuple[int, int, int]:
    """How many paragraphs were expected, how many came out, and how many are in both."""
    pairs = [
        (Counter((page.fields["text"] or "").split("\n\n")), Counter(one.text.split("\n\n")))
        for page, one in zip(pages, found, strict=True)
        if isinstance(one, Article)
    ]
    expected = sum(wanted.total() for wanted, _ in pairs)
    given = sum(came.total() for _, came in pairs)
    return expected, given, sum((wanted & came).total() for wanted, came in pairs)


def main(
    folder: Annotated[Path, typer.Argument(help="pages and what is expected")] = PAGES,
) -> None:
    """Print a row a page: what is right (·) and wrong (✗), then the totals and each fault."""
    pages = load(folder)
    with Extractor() as extractor:
        found = [next(iter(extractor.extract(page.raw))) for page in pages]
    verdicts = [judge(page, one) for page, one in zip(pages, found, strict=True)]
    table = Table("page", *FIELDS, "what is special", title=f"{len(pages)} pages")
    for page, verdict in zip(pages, verdicts, strict=True):
        marks = ["·" if verdict.get(f, verdict.get("failure")) else "✗" for f in FIELDS]
        table.add_row(page.name, *marks, page.about)
    totals = [[verdict[field] for verdict in verdicts if field in verdict] for field in FIELDS]
    table.add_section()
    table.add_row("right", *(f"{sum(total)}/{len(total)}" for total in totals))
    expected, given, both = paragraphs(pages, found)
    refused = [verdict["failure"] for verdict in verdicts if "failure" in verdict]
    console = Console(width=150)
    console.print(table)
    console.print(
        f"pages to refuse: {sum(refused)} of {len(refused)} refused, for the right reason"
    )
    console.print(
        f"paragraphs: {both} of the {expected} expected were found ({both / expected:.1%}), "
        f"{both} of the {given} found were expected ({both / given:.1%})"
    )
    for page, verdict, one in zip(pages, verdicts, found, strict=True):
        for field in (field for field, right in verdict.items() if not right):
            wanted = page.failure if field == "failure" else page.fields[field]
            got = one.reason if isinstance(one, Failure) else getattr(one, field, "an article")
            console.print(f"{page.name}: {field}\n  expected {wanted!r}\n  found    {got!r}")


def _page(path: Path) -> Page:
    stated = tomllib.loads(path.read_text("utf-8"))
    expected = stated["expected"]
    address = stated.get("address")
    document = next(each for each in path.parent.glob(f"{path.stem}.*") if each != path)
    fields = {field: expected.get(field) for field in FIELDS}
    fields["text"] = "\n\n".join(expected.get("text", ()))
    return Page(
        name=path.stem,
        about=stated["about"],
        raw=Raw(
            source=document.name,
            name=document.name,
            data=document.read_bytes(),
            url=address,
            charset=stated.get("charset"),
            content_type="text/html" if address else None,
        ),
        fields=fields,
        failure=expected.get("failure"),
    )


if __name__ == "__main__":
    typer.run(main)
