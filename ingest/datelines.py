"""Short lines that say who wrote an article and when, told from the sentences of its text."""

from __future__ import annotations

import re

from ingest.dates import read_date

_UPDATED = (
    "(?:last |zuletzt )?updat|modif|last chang|(?:zuletzt )?aktualisier|geändert|mis à jour"
    "|mise à jour|actualiz|aggiorna|atualiz|bijgewerkt|обновл|изменен|更新|수정|تحديث|עודכן"
)
_PUBLISHED = (
    "(?:first |erst)?publish|posted|issued|veröffentlicht|erschienen|publi[ée]|publicado|pubblicat"
    "|gepubliceerd|opublikowan|опубликован|公開|公开|配信|发布|發布|掲載|نشر|פורסם"
)
_PIECES = re.compile(
    rf"\s*[|•·;\n]\s*|\s+[-–—]\s+|(?<!\w)(?={_UPDATED})|(?<!\w)(?={_PUBLISHED})", re.I
)
_IS_UPDATE = re.compile(_UPDATED, re.I)
_IS_PUBLISHED = re.compile(_PUBLISHED, re.I)
_WORD = re.compile(r"[^\W\d_年月日時分년월일시분]+")  # beside the signs that are part of a date
_BY = re.compile(
    r"(?:by|text|words|von|par|por|di|door|автор|текст)\b\s*:?\s*(?P<name>[^\W\d_][^\d,:;!?|/@]{2,60})",
    re.I,
)


def is_update(text: str) -> bool:
    """Whether it speaks of an update."""
    return _IS_UPDATE.search(text) is not None


def dated(line: str, language: str | None, words: int = 4) -> str | None:
    """The date of a line of at most ``words`` words beside it, or that begins with "published"."""
    for piece in filter(None, _PIECES.split(line)):
        short = len(_WORD.findall(piece)) <= words
        if not is_update(piece) and (short or _IS_PUBLISHED.match(piece)):
            if found := read_date(piece, language):
                return found
    return None


def byline(line: str) -> str | None:
    """The name in a line that begins with "by", in one of the larger languages."""
    for piece in _PIECES.split(line):
        found = _BY.match(piece)
        if found and found["name"][0].isupper():
            return found["name"].strip(" .")
    return None


def _is_label(line: str) -> bool:
    return bool(is_update(line) or byline(line) or _IS_PUBLISHED.match(line))


def is_head(line: str, language: str | None) -> bool:
    """Whether a line is no part of the text: a date, an update or a byline, and little else."""
    if len(line) > 100:
        return False
    brief = len(_WORD.findall(line)) <= 6
    return bool(
        not _WORD.search(line)
        or dated(line, language)
        or (brief and _is_label(line) and line[-1] not in ".!?")
    )
