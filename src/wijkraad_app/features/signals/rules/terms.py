"""How long contact data stay. AVG art. 5(1)(e): no longer than needed; the term is the council's own choice."""

from __future__ import annotations

from datetime import date

from wijkraad_app.kernel.date_phrases import add_months

MONTHS_AFTER_DONE = 3


def contact_end(done_on: date) -> date:
    """The last day that contact data are kept: three months after the signal was done."""
    return add_months(done_on, MONTHS_AFTER_DONE)


def end_after_status(end: date | None, was_done: date | None, done: date | None) -> date | None:
    """The end date when a signal is done, or open again; a date that someone set stays."""
    chosen = end is not None and (was_done is None or end != contact_end(was_done))
    if chosen:
        return end
    return contact_end(done) if done else None


def is_due(end: date | None, today: date) -> bool:
    """Whether contact data should go now."""
    return end is not None and end <= today
