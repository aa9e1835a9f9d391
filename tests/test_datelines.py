"""Lines that say who and when, told from sentences."""

from __future__ import annotations

import pytest

from ingest.datelines import byline, dated, is_head


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("4 October 2020", "en", "2020-10-04"),
        ("By Ada Quill | 4 October 2020", "en", "2020-10-04"),
        ("Published 4 October 2020 · Updated 5 October 2020", "en", "2020-10-04"),
        ("Publié le 14 mars 2021 à 8h30, mis à jour le 15 mars 2021", "fr", "2021-03-14"),
        ("Updated 5 October 2020", "en", None),
        ("Zuletzt aktualisiert am 5. Oktober 2020", "de", None),
        ("The bridge was closed again on 4 October 2020.", "en", None),
        ("Published weekly since 1871", "en", None),
    ],
)
def test_only_a_line_that_dates_the_article_gives_a_date(
    line: str, language: str, date: str | None
) -> None:
    assert dated(line, language) == date


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Quill and Tom Reed", "Ada Quill and Tom Reed"),
        ("BY ADA QUILL", "ADA QUILL"),
        ("Von Jörg Süß", "Jörg Süß"),
        ("Par Élodie Garnier — Publié le 14 mars 2021", "Élodie Garnier"),
        ("Text: Carla Nowak, photos: Ben Ott", "Carla Nowak"),
        ("by the river", None),
        ("Byron Smith", None),
        ("Ada Quill", None),
    ],
)
def test_a_byline_says_by(line: str, name: str | None) -> None:
    assert byline(line) == name


def test_the_head_ends_where_the_text_begins() -> None:
    for line in ("04/10/2020", "Last updated:", "By Ada Quill", "4 October 2020, 14:05 CET"):
        assert is_head(line, "en")
    for line in (
        "By Monday all was over.",
        "It rained.",
        "“No,” she said.",
        "Ferries kept running",
    ):
        assert not is_head(line, "en")
