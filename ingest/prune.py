"""Removing what its source no longer has, and refusing when that looks like an accident."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ingest.folding import Folding
from ingest.items import Failure
from ingest.outcomes import Left
from ingest.report import Report
from vectorstore import ArticleStore, Source

LARGEST_SHARE = 0.2
"""Share of a source's articles that may vanish without being told that it is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a source no longer has."""

    source: str
    article_ids: list[str]
    total: int
    """Of its articles that are stored."""
    forget: list[str]
    """Files that are gone."""
    note: list[Source]
    """Files of many articles that are still there."""


def drop_replaced(store: ArticleStore, left: Iterable[Left], report: Report) -> None:
    """Remove the articles of files that have come to hold another one."""
    settled = [one for one in left if not one.many or not one.article_ids]
    ids = [article_id for one in settled for article_id in one.article_ids]
    if ids:
        report.removed += Folding(store).remove(ids)
    if settled:
        store.add([], read=[one.source for one in settled])


def prune(
    store: ArticleStore,
    folders: Iterable[str],
    left: Iterable[Left],
    report: Report,
    tell: Callable[[str, int, int | None], None],
    *,
    force: bool,
) -> None:
    """Remove the articles whose files are gone from these folders, or which a file no longer has.

    A source that lost more than a fifth of its articles keeps them, unless ``force``; a folder
    that is itself gone is not among ``folders``, so it loses nothing.
    """
    known = store.sources()
    losses = [_of_folder(folder, known) for folder in _outermost(folders)]
    losses += [_of_file(one, known) for one in left if one.many and one.article_ids]
    meant: list[Loss] = []
    for loss in losses:
        gone = len(loss.article_ids)
        if gone > LARGEST_SHARE * loss.total and not force:
            reason = (
                f"{gone:,} of its {loss.total:,} articles are gone; none was removed. "
                "If that is meant, run again with --prune --force"
            )
            report.failed.append(Failure(source=loss.source, reason=reason))
        else:
            meant.append(loss)
    total = sum(len(loss.article_ids) for loss in meant)
    if total:
        tell("prune", 0, total)
        ids = {article_id for loss in meant for article_id in loss.article_ids}
        report.removed += Folding(store).remove(
            ids, unread=[key for loss in meant for key in loss.forget]
        )
        tell("prune", total, total)
    note = [source for loss in meant for source in loss.note]
    if note:
        store.add([], read=note)


def _outermost(folders: Iterable[str]) -> list[str]:
    found: list[str] = []
    for folder in sorted(folders):
        if not any(_is_under(folder, outer) for outer in found):
            found.append(folder)
    return found


def _is_under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _of_folder(folder: str, known: Mapping[str, Source]) -> Loss:
    mine = [source for source in known.values() if _is_under(source.key, folder)]
    gone = [source for source in mine if _is_gone(source.key)]
    return Loss(
        source=folder,
        article_ids=[article_id for source in gone for article_id in source.article_ids],
        total=sum(len(source.article_ids) for source in mine),
        forget=[source.key for source in gone],
        note=[],
    )


def _of_file(left: Left, known: Mapping[str, Source]) -> Loss:
    return Loss(
        source=left.source.key,
        article_ids=list(left.article_ids),
        total=len(known[left.source.key].article_ids),
        forget=[],
        note=[left.source],
    )


def _is_gone(path: str) -> bool:
    """Whether there is nothing of that name; not so when it cannot be told."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
