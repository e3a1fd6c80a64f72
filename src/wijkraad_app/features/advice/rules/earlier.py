"""Advice already sent before the program came: what a line of the list needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wijkraad_app.kernel.i18n import _

if TYPE_CHECKING:
    from wijkraad_app.features.council.readers import ParsedAdvice


def wrong(line: ParsedAdvice, today: date) -> dict[str, str]:
    """What can't be kept, by the name of the field; empty when all is well."""
    found: dict[str, str] = {}
    if not line.subject.strip():
        found["subject"] = _("The subject is missing.")
    if line.sent is None:
        found["sent"] = _("The day of sending is missing.")
    elif line.sent > today:
        found["sent"] = _("The day of sending is in the future.")
    elif line.due and line.due < line.sent:
        found["due"] = _("The answer is due before it was sent.")
    return found
