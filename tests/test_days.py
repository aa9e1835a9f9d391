"""Days named in a question, in four languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.days import mentions_days, named_days

TODAY = date(2021, 6, 16)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What happened in October 2020?", "2020-10-01", "2020-10-31"),
        ("what happened in october 2020", "2020-10-01", "2020-10-31"),
        ("What happened in February 2020?", "2020-02-01", "2020-02-29"),
        ("What happened in 2019?", "2019-01-01", "2019-12-31"),
        ("What happened on 4 October 2020?", "2020-10-04", "2020-10-04"),
        ("What happened on October 4, 2020 in Ganja?", "2020-10-04", "2020-10-04"),
        ("on the 4th of October 2020", "2020-10-04", "2020-10-04"),
        ("on 2020-10-04", "2020-10-04", "2020-10-04"),
        ("in March", "2021-03-01", "2021-03-31"),
        ("between March and May 2021", "2021-03-01", "2021-05-31"),
        ("from March to May 2021", "2021-03-01", "2021-05-31"),
        ("between 2017 and 2019", "2017-01-01", "2019-12-31"),
        ("since Monday", "2021-06-14", None),
        ("before 2015", None, "2014-12-31"),
        ("after November 6, 2020", "2020-11-07", None),
        ("until March 2020", None, "2020-03-31"),
        ("last week", "2021-06-07", "2021-06-13"),
        ("this month", "2021-06-01", "2021-06-30"),
        ("in the past week", "2021-06-07", None),
        ("yesterday", "2021-06-15", "2021-06-15"),
        ("last Monday's vote on Monday", "2021-06-14", "2021-06-14"),
        ("Was geschah am 4. Oktober 2020?", "2020-10-04", "2020-10-04"),
        ("Was geschah am 04.10.2020?", "2020-10-04", "2020-10-04"),
        ("im März 2020", "2020-03-01", "2020-03-31"),
        ("zwischen März und Mai 2021", "2021-03-01", "2021-05-31"),
        ("letzte Woche", "2021-06-07", "2021-06-13"),
        ("seit letztem Montag", "2021-06-14", None),
        ("gestern", "2021-06-15", "2021-06-15"),
        ("vor 2015", None, "2014-12-31"),
        ("¿Qué pasó en octubre de 2020?", "2020-10-01", "2020-10-31"),
        ("el 4 de octubre de 2020", "2020-10-04", "2020-10-04"),
        ("la semana pasada", "2021-06-07", "2021-06-13"),
        ("ayer", "2021-06-15", "2021-06-15"),
        ("entre marzo y mayo de 2021", "2021-03-01", "2021-05-31"),
        ("Que s’est-il passé en octobre 2020 ?", "2020-10-01", "2020-10-31"),
        ("le 1er octobre 2020", "2020-10-01", "2020-10-01"),
        ("la semaine dernière", "2021-06-07", "2021-06-13"),
        ("Que s’est-il passé hier ?", "2021-06-15", "2021-06-15"),
        ("depuis lundi", "2021-06-14", None),
    ],
)
def test_days_are_read(text: str, first: str | None, last: str | None) -> None:
    (days,) = named_days(text, TODAY)
    assert (days.first and str(days.first), days.last and str(days.last)) == (first, last)
    assert mentions_days(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "on 31 February 2020",
        "on 2020-02-31 or am 31.02.2020",
        "on 99 October",
        "Is there life on Mars?",
        "Who may have been on the march?",
        "Was geschah hier?",
        "What is Tokyo 2020?",
        "Route 66 in the 1990s",
        "Windows 2000 sat on a desk",
        "between May 2021 and March 2021",
        "Did 3 may die?",
        "What is it called today?",
    ],
)
def test_what_is_no_day_is_left(text: str) -> None:
    assert named_days(text, TODAY) == []


def test_each_of_several_is_found_where_it_stands() -> None:
    text = "Reports on 2020-10-04, and of yesterday, and in 1994"
    found = named_days(text, TODAY)
    assert [text[days.start : days.end] for days in found] == [
        "on 2020-10-04", "of yesterday", "in 1994",
    ]  # fmt: skip
    assert [days.recent for days in found] == [False, True, False]


@given(st.text(max_size=200) | st.text(alphabet="0123456789.-/ OctoberMayinon", max_size=80))
def test_any_text_is_bearable(text: str) -> None:
    for days in named_days(text, TODAY):
        assert 0 <= days.start < days.end <= len(text)
        assert days.first or days.last


@pytest.mark.parametrize("today", [date.min, date.max])
def test_any_today_is_bearable(today: date) -> None:
    for text in ("last year", "since Monday", "yesterday", "until March", "this week"):
        named_days(text, today)
