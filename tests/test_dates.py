"""Dates: every form that documents write, and never one that is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import read_date

MACHINE = {
    "2020-10-04": "2020-10-04",
    "20201004": "2020-10-04",
    "2020/10/04": "2020-10-04",
    "2020-10-04T14:05:00Z": "2020-10-04T14:05:00+00:00",
    "2020-10-04T14:05:00.123+02:00": "2020-10-04T14:05:00+02:00",
    "2020-10-04T14:05:00+0200": "2020-10-04T14:05:00+02:00",
    "2020-10-04 14:05:00 -03:30": "2020-10-04T14:05:00-03:30",
    "2020-10-04T14:05+02:00[Europe/Berlin]": "2020-10-04T14:05:00+02:00",
    "20201004T140500Z": "2020-10-04T14:05:00+00:00",
    "1601813100": "2020-10-04T12:05:00+00:00",
    "1601813100000": "2020-10-04T12:05:00+00:00",
    "Sun, 04 Oct 2020 14:05:00 +0200": "2020-10-04T14:05:00+02:00",
    "Sun, 04 Oct 2020 14:05:00 EST": "2020-10-04T14:05:00-05:00",
    "Sun Oct 04 2020 14:05:00 GMT+0200 (CEST)": "2020-10-04T14:05:00+02:00",
}
WRITTEN = {
    ("4 October 2020", "en"): "2020-10-04",
    ("4th October, 2020", "en"): "2020-10-04",
    ("October 4, 2020, 2:05 p.m. ET", "en"): "2020-10-04T14:05:00-04:00",
    ("January 4, 2020, 2:05 p.m. ET", "en"): "2020-01-04T14:05:00-05:00",
    ("Sunday 4 October 2020 14.05 BST", "en"): "2020-10-04T14:05:00+01:00",
    ("12:05 AM PDT, Oct. 4, 2020", "en"): "2020-10-04T00:05:00-07:00",
    ("Veröffentlicht am 4. Oktober 2020 um 14:05 Uhr MESZ", "de"): "2020-10-04T14:05:00+02:00",
    ("Do., 4.10.2020", "de"): "2020-10-04",
    ("Publié le 1er octobre 2020 à 14h05", "fr"): "2020-10-01",
    ("4 de octubre de 2020, 14:05 CET", "es"): "2020-10-04T14:05:00+01:00",
    ("mercoledì 14 aprile 2021", "it"): "2021-04-14",
    ("4 de outubro de 2020", "pt"): "2020-10-04",
    ("4 października 2020", "pl"): "2020-10-04",
    ("2020. október 4.", "hu"): "2020-10-04",
    ("4 Ekim 2020", "tr"): "2020-10-04",
    ("28 октября 2021, 14:05 МСК", "ru"): "2021-10-28T14:05:00+03:00",
    ("٤ أكتوبر 2020", "ar"): "2020-10-04",
    ("4 באוקטובר 2020", "he"): "2020-10-04",
    ("2020年10月4日 14時05分", "ja"): "2020-10-04",
    ("2020년 10월 4일", "ko"): "2020-10-04",
}
NO_DATE = [
    "",
    "yesterday",
    "2 hours ago",
    "2020",
    "2020-10",
    "May 2020",
    "4 October",
    "2020-02-30",
    "00.00.0000",
    "0001-01-01T00:00:00",
    "1970-01-01T00:00:00Z",
    "2099-01-01",
    "© 2024 The Daily",
    "page 4 of 2020",
    "12 monkeys 2020",
    "a" * 500,
]


@pytest.mark.parametrize("text", MACHINE)
def test_forms_for_machines_keep_their_zone(text: str) -> None:
    assert read_date(text) == MACHINE[text]


@pytest.mark.parametrize(("text", "language"), WRITTEN)
def test_forms_for_readers_in_their_languages(text: str, language: str) -> None:
    assert read_date(text, language) == WRITTEN[text, language]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_whole_date_is_unknown(text: str) -> None:
    assert read_date(text, "en") is None


@pytest.mark.parametrize(
    "text", ["2020-10-04T14:05", "4 October 2020 13:00 IST", "4.10.2020 14:05"]
)
def test_a_time_without_a_certain_zone_is_dropped(text: str) -> None:
    assert read_date(text, "en") == "2020-10-04"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("04/10/2020", None, None),
        ("04/10/2020", "en", None),
        ("04/10/2020", "en-CA", None),
        ("04/10/2020", "en-GB", "2020-10-04"),
        ("04/10/2020", "en-US", "2020-04-10"),
        ("04/10/2020", "fr", "2020-10-04"),
        ("31/12/2020", "en", "2020-12-31"),
        ("12/31/2020", None, "2020-12-31"),
        ("04.10.2020", None, "2020-10-04"),
    ],
)
def test_two_readings_of_numbers_are_settled_by_the_language_or_not_at_all(
    text: str, language: str | None, day: str | None
) -> None:
    assert read_date(text, language) == day


def test_tomorrow_may_have_begun_where_it_was_written_but_no_later_day() -> None:
    now = datetime.now(UTC)
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    assert read_date(tomorrow) == tomorrow
    assert read_date((now + timedelta(days=9)).date().isoformat()) is None


@given(st.text(max_size=80), st.sampled_from([None, "en", "de", "zh", "xx"]))
def test_no_text_breaks_it_and_whatever_comes_out_is_iso(text: str, language: str | None) -> None:
    found = read_date(text, language)
    assert found is None or datetime.fromisoformat(found)
