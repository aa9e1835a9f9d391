"""python -m vectorstore: look after a data folder."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from vectorstore.catalog import restore as restore_catalog
from vectorstore.embeddings import Embedder
from vectorstore.errors import BylineError
from vectorstore.locks import holder
from vectorstore.settings import load_settings
from vectorstore.store import ArticleStore

app = typer.Typer(add_completion=False, rich_markup_mode=None, help=__doc__)

Data = Annotated[Path | None, typer.Option(help="The data folder [default: BYLINE_DATA, or data].")]


@contextmanager
def _store(data: Path | None) -> Iterator[ArticleStore]:
    settings = load_settings(data=data)
    embedder = Embedder(settings.embedding_model, cache=settings.data / "models")
    with ArticleStore(settings.data, embedder) as store:
        yield store


@app.command()
def status(data: Data = None) -> None:
    """Say what is in the collection."""
    with _store(data) as store:
        summary = store.summary()
    print(f"{summary.articles:,} articles, {summary.passages:,} passages in {store.data}")
    print(f"published {summary.oldest or 'undated'} to {summary.newest or 'undated'}")


@app.command()
def rebuild(data: Data = None) -> None:
    """Make the search indexes anew from the catalog; nothing is embedded."""
    with _store(data) as store:
        if not store.rebuild():
            owner = holder(store.data / "index.lock")
            typer.echo(f"The indexes are in use by {owner}. Stop it first.", err=True)
            raise typer.Exit(2)
        print(f"Rebuilt the indexes over {store.summary().passages:,} passages.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A new file for the copy.")], data: Data = None
) -> None:
    """Copy the catalog, from which everything else can be rebuilt, to a new file."""
    with _store(data) as store:
        store.backup(target)
    print(f"Wrote {target}.")


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file made by backup.")],
    data: Data = None,
) -> None:
    """Put a backup in place of the catalog. Stop everything that uses the folder first."""
    folder = load_settings(data=data).data
    restore_catalog(copy, folder)
    with _store(folder) as store:
        store.rebuild()
        print(f"Restored {store.summary().articles:,} articles in {folder}.")


def main() -> None:
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    try:
        app(prog_name="python -m vectorstore")
    except BylineError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
