"""Dutch is the default, English the source; a letter has a language of its own."""

from __future__ import annotations

from datetime import date, time

import pytest

from wijkraad_app.kernel import dates, i18n


def test_dutch_is_the_default_and_english_the_source() -> None:
    assert i18n._("There is nothing to undo.") == "Er is niets om ongedaan te maken."
    i18n.set_language("en")
    assert i18n._("There is nothing to undo.") == "There is nothing to undo."


def test_a_letter_keeps_its_own_language() -> None:
    with i18n.in_language("en"):
        assert dates.long_date(date(2026, 11, 23)) == "23 November 2026"
    assert dates.long_date(date(2026, 11, 23)) == "23 november 2026"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError):
        i18n.set_language("fr")


def test_dates_times_and_numbers_are_said_as_people_do() -> None:
    today = date(2026, 11, 23)
    assert dates.full_date(date(2026, 12, 1)) == "dinsdag 1 december 2026"
    assert dates.short_date(date(2026, 12, 8), today) == "di 8 dec"
    assert dates.list_date(date(2025, 3, 1), today) == "1 mrt 2025"
    assert dates.clock_time(time(20, 5)) == "20.05 uur"
    assert dates.bare_time(time(8, 5)) == "08.05"
    assert dates.number(3462) == "3.462" and dates.percent(0.614) == "61%"
    i18n.set_language("en")
    assert dates.clock_time(time(20, 5)) == "20:05" and dates.number(3462) == "3,462"
