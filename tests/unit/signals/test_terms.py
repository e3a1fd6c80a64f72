"""Contact data stay three months after a signal is done, unless someone set another day."""

from __future__ import annotations

from datetime import date

import pytest

from wijkraad_app.features.signals.rules.terms import contact_end, end_after_status, is_due

DONE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_months_later(day: date, later: date) -> None:
    assert contact_end(day) == later


def test_done_sets_the_end_and_opening_again_takes_it_back() -> None:
    end = end_after_status(None, None, DONE)
    assert end == contact_end(DONE)
    assert end_after_status(end, DONE, None) is None
    assert end_after_status(end, DONE, date(2026, 12, 2)) == date(2027, 3, 2)


def test_a_chosen_end_stays() -> None:
    chosen = date(2027, 6, 1)
    assert end_after_status(chosen, None, DONE) == chosen
    assert end_after_status(chosen, DONE, None) == chosen


def test_due_on_the_day_itself() -> None:
    assert is_due(DONE, DONE) and not is_due(DONE, date(2026, 11, 29)) and not is_due(None, DONE)
