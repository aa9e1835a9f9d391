"""Which language a text is in."""

from __future__ import annotations

import pytest

from ingest.languages import detect

TEXTS = {
    "en": "The swing bridge at Port Ellery reopened to traffic on Thursday after the storm.",
    "de": "Die Stadtbücherei öffnet am Sonntag nach zwei Jahren Umbau wieder, sagte sie.",
    "fr": "Le marché couvert rouvrira samedi après dix-huit mois de travaux, selon la mairie.",
    "es": "El faro volverá a encenderse el sábado, anunció la autoridad portuaria.",
    "ru": "Первый снег выпал на две недели раньше обычного и застал водителей врасплох.",
    "ar": "أعلنت بلدية المدينة يوم الأحد أن المكتبة العامة ستفتح أبوابها من جديد.",
    "zh": "市图书馆经过两年翻修，于星期日重新开放，首日接待读者约一千二百人。",
    "ja": "町立図書館が二年の改修工事を終え、日曜日に再開した。初日は約八百人が訪れた。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_or_two_are_enough(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "1234 5678", "OK", "Port Ellery", "https://x.example/y"])
def test_too_little_to_be_sure_is_unknown(text: str) -> None:
    assert detect(text) is None
