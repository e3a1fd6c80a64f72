"""Advice already sent before the program came: pasted or typed in one list (subject, date, reference, due)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wijkraad_app.kernel import date_phrases
from wijkraad_app.kernel.i18n import _


@dataclass(frozen=True, slots=True)
class EarlierAdvice:
    """One line of the list. ``problem`` says why it can't be taken in; "" when it can."""

    title: str
    sent_on: date | None
    due: date | None = None
    reference: str = ""
    problem: str = ""


def read_pasted(text: str, today: date) -> tuple[EarlierAdvice, ...]:
    """Lines from a spreadsheet or mail: cells parted by tabs or semicolons, in any order after the subject.

    The first date is when it was sent, the second when the answer was due; what else is short is the reference.
    A header line is passed over.
    """
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    if rows and not any(date_phrases.parse(cell, today) for cell in rows[0]) and len(rows) > 1 and len(rows[0]) > 1:
        rows = rows[1:]
    return tuple(_read(cells, today) for cells in rows)


def _cells(line: str) -> list[str]:
    mark = "\t" if "\t" in line else ";"
    return [cell.strip() for cell in line.split(mark) if cell.strip()]


def _read(cells: Sequence[str], today: date) -> EarlierAdvice:
    days: list[date] = []
    words: list[str] = []
    for cell in cells:
        day = date_phrases.parse(cell, today)
        if day:
            days.append(day)
        else:
            words.append(cell)
    title = words[0] if words else ""
    sent = days[0] if days else None
    due = days[1] if len(days) > 1 else None
    reference = next((word for word in words[1:] if any(c.isdigit() for c in word) and len(word) <= 30), "")
    return EarlierAdvice(title, sent, due, reference, _problem(title, sent, due, today))


def _problem(title: str, sent: date | None, due: date | None, today: date) -> str:
    if not title:
        return _("The subject is missing.")
    if sent is None:
        return _("The day of sending is missing.")
    if sent > today:
        return _("The day of sending is in the future.")
    return _("The answer is due before it was sent.") if due and due < sent else ""
