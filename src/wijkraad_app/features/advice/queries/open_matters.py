"""What advice brings to a meeting's agenda: what went out since the last one, and answers that are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.meetings.rules.open_matters import Matter
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _

from ..model import Advice


def open_matters(session: Session, since: date | None, until: date | None) -> Sequence[Matter]:
    """Advice sent or answered from ``since`` on, and advice whose answer is due before ``until`` or soon after."""
    query = select(Advice).where(Advice.deleted.is_(False), Advice.sent_on.is_not(None), Advice.earlier.is_(False))
    found: list[Matter] = []
    for row in session.scalars(query.order_by(Advice.sent_on, Advice.id)):
        found += _matters(row, since, until)
    return tuple(found)


def _matters(row: Advice, since: date | None, until: date | None) -> list[Matter]:
    found = []
    if _within(row.sent_on, since, until):
        title = _("Advice “{title}” to the college").format(title=row.title)
        found.append(Matter("outgoing", "advice", row.id, title, row.reference, row.sent_on))
    if _within(row.answered_on, since, until):
        title = _("Answer of the college on “{title}”").format(title=row.title)
        found.append(Matter("incoming", "advice", row.id, title, row.reference, row.answered_on))
    if row.state == "sent" and row.answered_on is None and row.due is not None:
        due = _("answer due by {day}") if row.due_agreed else _("answer asked by {day}")
        detail = due.format(day=dates.long_date(row.due))
        found.append(Matter("due", "advice", row.id, row.title, detail))
    return found


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    return day is not None and (since is None or day > since) and (until is None or day <= until)
