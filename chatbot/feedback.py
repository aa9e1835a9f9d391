"""python -m chatbot.feedback FOLDER: what people thought of answers, as an evaluation set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from chatbot.answers import Answer
from chatbot.records.feedback import given
from chatbot.records.tables import Records
from vectorstore import Article, BylineError, StoreError, load_settings
from vectorstore.catalog import Catalog
from vectorstore.schema import files_in

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    folder: Annotated[Path, typer.Argument(help="A folder to make; it must not be there yet.")],
    data: Annotated[
        Path | None, typer.Option(help="The data folder [default: BYLINE_DATA, or data].")
    ] = None,
) -> None:
    """Write what people thought of answers to FOLDER, as an evaluation set.

    corpus.jsonl has the articles that were found, questions.jsonl the questions whose answers were
    found good, open.jsonl those whose answers were not: what is right for them, a person must say.

    Exit status: 0 written, 2 something is wrong.
    """
    try:
        good, open_ = export(load_settings(data=data).data, folder)
    except BylineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{good} good and {open_} other answers in {folder}")


def export(data: Path, folder: Path) -> tuple[int, int]:
    """Write the set; returns how many answers were found good, and how many were not.

    Raises StoreError where there is nothing to write, or the folder is there already.
    """
    records = Records(data)
    try:
        judged = given(records)
    finally:
        records.close()
    if not judged:
        raise StoreError(f"Nobody has said in {data} yet what they think of an answer.")
    if folder.exists():
        raise StoreError(f"{folder} exists already. Name a folder that does not.")
    good = [_question(one) for one in judged if one["verdict"] == "up"]
    rest = [_question(one) for one in judged if one["verdict"] == "down"]
    with files_in(folder):
        folder.mkdir(parents=True)
        _write(folder / "corpus.jsonl", map(_article, _articles(data, judged)))
        _write(folder / "questions.jsonl", good)
        _write(folder / "open.jsonl", rest)
    return len(good), len(rest)


def _question(one: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the set. Of an answer that was found bad nobody knows what is right."""
    answer = Answer.from_dict(one["answer"])
    good = one["verdict"] == "up"
    known = good and answer.status != "unknown"
    quotes = [citation.quote for citation in answer.citations] if known else []
    return {
        "id": one["exchange"],
        "question": one["question"],
        "history": [
            {"role": role, "content": turn[kind]}
            for turn in one["history"]
            for role, kind in (("user", "question"), ("assistant", "answer"))
        ],
        "answers": quotes,
        "answerable": known if good else None,
        "gold_docs": list(dict.fromkeys(c.article_id for c in answer.citations)) if known else [],
        "gold_quotes": quotes,
        "meta": {name: one[name] for name in ("verdict", "reason", "given", "answer", "hits")},
    }


def _articles(data: Path, judged: Iterable[Mapping[str, Any]]) -> Iterable[Article]:
    """The articles found and cited, in the versions that were."""
    wanted = {
        (found["article_id"], found["version"])
        for one in judged
        for found in (*one["hits"], *one["answer"]["citations"])
    }
    catalog = Catalog(data)
    try:
        with catalog.reading() as snapshot:
            # Of an article that was found in several versions, the latest.
            latest = {name: version for name, version in sorted(wanted)}
            for name, version in latest.items():
                if found := snapshot.article(name, version):
                    yield found
    finally:
        catalog.close()


def _article(article: Article) -> dict[str, Any]:
    names = ("id", "title", "text", "published", "publisher", "url")
    return {name: getattr(article, name) for name in names}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("x", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row)}\n" for row in rows)


def main() -> None:
    app(prog_name="python -m chatbot.feedback")


if __name__ == "__main__":
    main()
