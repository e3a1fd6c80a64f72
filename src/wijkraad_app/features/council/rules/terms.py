"""When an answer is due: the term of response counted from the day of sending."""

from __future__ import annotations

from datetime import date, timedelta

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.date_phrases import add_months
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext

UNITS = ("weeks", "months")
LONGEST = {"weeks": 104, "months": 24}


def check_term_of_response(count: int, unit: str) -> None:
    """Raises `UserError` ``bad_term`` for a term nobody can mean."""
    if unit not in UNITS or not 1 <= count <= LONGEST[unit]:
        raise UserError(_("Choose a term of 1 to 104 weeks or 1 to 24 months."), code="bad_term")


def due_date(sent: date, count: int, unit: str) -> date:
    """The last day for the answer. Months end at the latest on the last day of their month."""
    return sent + timedelta(weeks=count) if unit == "weeks" else add_months(sent, count)


def term_text(count: int, unit: str) -> str:
    """ "8 weken"."""
    if unit == "weeks":
        return ngettext("{count} week", "{count} weeks", count).format(count=count)
    return ngettext("{count} month", "{count} months", count).format(count=count)


def due_rule(sent: date, count: int, unit: str) -> str:
    """ "8 weken na verzending op 4 december 2026": the rule to show beside the date."""
    return _("{term} after sending on {day}").format(term=term_text(count, unit), day=dates.long_date(sent))
