"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel import date_phrases, dates
from wijkraad_app.kernel.i18n import in_language

MONDAY = date(2026, 11, 23)
D = date
DUTCH = {
    "vandaag": D(2026, 11, 23),
    "morgen": D(2026, 11, 24),
    "overmorgen": D(2026, 11, 25),
    "gisteren": D(2026, 11, 22),
    "volgende dinsdag": D(2026, 12, 1),
    "dinsdag": D(2026, 11, 24),
    "maandag": D(2026, 11, 30),
    "aanstaande vrijdag": D(2026, 11, 27),
    "12 dec": D(2026, 12, 12),
    "12 december 2026": D(2026, 12, 12),
    "3 jan": D(2027, 1, 3),
    "over twee weken": D(2026, 12, 7),
    "over 10 dagen": D(2026, 12, 3),
    "eind maart": D(2027, 3, 31),
    "begin april": D(2027, 4, 1),
    "half januari": D(2027, 1, 15),
    "12-12-2026": D(2026, 12, 12),
    "1/2/27": D(2027, 2, 1),
    "volgende week woensdag": D(2026, 12, 2),
    "volgende maand": D(2026, 12, 23),
    "over een maand": D(2026, 12, 23),
    "eerste maandag van december": D(2026, 12, 7),
    "di 1 dec": D(2026, 12, 1),
    "1e kerstdag": D(2026, 12, 25),
    "volgend jaar": D(2027, 11, 23),
    "maandag over een week": D(2026, 11, 30),
    "31-2-2027": None,
    "12 mrt.": D(2027, 3, 12),
    "do. 26 nov. 20.00 uur": D(2026, 11, 26),
    "2026-12-01": D(2026, 12, 1),
    "laatste donderdag van januari": D(2027, 1, 28),
    "uiterlijk 29 januari 2027": D(2027, 1, 29),
    "vóór 1 juni": D(2027, 6, 1),
    "29 feb": D(2028, 2, 29),
    "dinsdag 2 december 2026": None,
    "di 24-11-2026": D(2026, 11, 24),
    "over een paar weken": None,
    "binnenkort": None,
    "20.05": None,
    "7-2-1": None,
    "": None,
}
ENGLISH = {
    "today": D(2026, 11, 23),
    "tomorrow": D(2026, 11, 24),
    "the day after tomorrow": D(2026, 11, 25),
    "next tuesday": D(2026, 12, 1),
    "Friday": D(2026, 11, 27),
    "in two weeks": D(2026, 12, 7),
    "12 december 2026": D(2026, 12, 12),
    "December 12, 2026": D(2026, 12, 12),
    "the 3rd of January": D(2027, 1, 3),
    "end of March": D(2027, 3, 31),
    "first monday of december": D(2026, 12, 7),
    "mid-january": D(2027, 1, 15),
    "soon": None,
}


@pytest.mark.parametrize(("phrase", "day"), DUTCH.items())
def test_a_dutch_phrase_means_its_day(phrase: str, day: date | None) -> None:
    assert date_phrases.parse(phrase, MONDAY) == day


@pytest.mark.parametrize(("phrase", "day"), ENGLISH.items())
def test_an_english_phrase_means_its_day(phrase: str, day: date | None) -> None:
    assert date_phrases.parse(phrase, MONDAY, "en") == day


@settings(max_examples=100, deadline=None)
@given(st.integers(-300, 360), st.sampled_from(["nl", "en"]))
def test_a_shown_date_can_be_typed_back(offset: int, language: str) -> None:
    day = MONDAY + timedelta(offset)
    with in_language(language):
        shown = [dates.long_date(day), dates.full_date(day), dates.short_date(day, MONDAY)]
        if day >= MONDAY:
            shown.append(dates.list_date(day, MONDAY))
    assert {date_phrases.parse(text, MONDAY, language) for text in shown} == {day}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=70), st.dates(date(1900, 1, 1), date(9990, 1, 1)))
def test_any_text_is_a_date_or_nothing(text: str, today: date) -> None:
    day = date_phrases.parse(text, today)
    assert day is None or isinstance(day, date)
    date_phrases.find(text, today)
    date_phrases.split_last(text, today)


def test_the_date_at_the_end_is_split_off() -> None:
    assert date_phrases.split_last("Offerte vragen, uiterlijk 12 dec", MONDAY) == (
        "Offerte vragen",
        D(2026, 12, 12),
    )
    assert date_phrases.split_last("Bel de wethouder", MONDAY) == ("Bel de wethouder", None)


def test_a_date_is_found_in_a_line() -> None:
    line = "Datum: dinsdag 1 december 2026, 20.00 uur, in De Schakel"
    assert date_phrases.find(line, MONDAY) == D(2026, 12, 1)
    assert date_phrases.find("Agenda 4 punten over de Dorpsstraat 12", MONDAY) is None


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("20.05 uur", time(20, 5)),
        ("20:05", time(20, 5)),
        ("20.05", time(20, 5)),
        ("8 uur", time(8)),
        ("8 uur 's avonds", time(20)),
        ("20u", time(20)),
        ("20u05", time(20, 5)),
        ("20h05", time(20, 5)),
        ("half acht", time(7, 30)),
        ("kwart over acht 's avonds", time(20, 15)),
        ("8 pm", time(20)),
        ("8:30 p.m.", time(20, 30)),
        ("24:00", time(0)),
        ("8", None),
        ("25.00", None),
        ("20.65 uur", None),
        ("straks", None),
    ],
)
def test_a_time_is_read(phrase: str, at: time | None) -> None:
    assert date_phrases.parse_time(phrase) == at


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("8", time(8)), ("2000", time(20)), ("800", time(8)), ("20 30", time(20, 30)), ("0", time(0)),
        ("half acht", time(7, 30)), ("20.00", time(20)), ("2575", None), ("99", None), ("", None), ("20000", None),
    ],
)  # fmt: skip
def test_figures_alone_are_a_time_only_where_a_time_is_asked(typed: str, at: time | None) -> None:
    assert date_phrases.typed_time(typed) == at
    assert date_phrases.parse_time(typed) == (at if "." in typed or "half" in typed else None)


@settings(max_examples=100, deadline=None)
@given(st.times(), st.sampled_from(["nl", "en"]))
def test_a_shown_time_can_be_typed_back(at: time, language: str) -> None:
    at = at.replace(second=0, microsecond=0)
    with in_language(language):
        assert date_phrases.parse_time(dates.clock_time(at)) == at
        assert date_phrases.parse_time(dates.bare_time(at)) == at


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=70))
def test_any_text_is_a_time_or_nothing(text: str) -> None:
    assert isinstance(date_phrases.parse_time(text), time | None)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 30))
def test_the_day_of_the_month_stays_where_it_can(day: date, months: int) -> None:
    later = date_phrases.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).month != later.month)
