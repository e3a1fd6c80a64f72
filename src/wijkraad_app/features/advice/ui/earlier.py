"""Advice sent before the program: a list is pasted, looked at, and taken in as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council.readers import ParsedAdvice, read_advice
from wijkraad_app.features.council.readers.rows import coming_day, past_day
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.pasted import PastedSheet, Pasting
from wijkraad_app.ui.widgets.preview_table import PreviewColumn

from .. import service
from ..rules.earlier import wrong
from .dialogs import Done

FIELDS = ("subject", "sent", "reference", "due")
_SENT = FIELDS.index("sent")


class EarlierSheet(PastedSheet[ParsedAdvice]):
    """One line each: subject, date, reference, due."""

    def __init__(self, app: App, over: QWidget, then: Done) -> None:
        hint = _("One on each line: subject, day of sending, reference, day the answer was due. Add the letters later.")
        super().__init__(app, over, _("Advice sent earlier"), hint, advice_list(), service.import_earlier, then)


def advice_list() -> Pasting[ParsedAdvice]:
    """Advice already sent, one a line."""
    columns = ((_("Subject"), 480), (_("Sent on"), 130), (_("Reference"), 130), (_("Answer due on"), 150))
    return Pasting(
        label=_("Paste or type the advice, one on each line"),
        example=_("Green on the quay; 3 March 2026; 2026-02; 28 April 2026"),
        name=_("Advice as understood"),
        columns=tuple(PreviewColumn(title, width=width) for title, width in columns),
        read=lambda text: read_advice(text, clock.today()),
        cells=lambda line: (line.subject, _shown(line.sent), line.reference, _shown(line.due)),
        mend=_mended,
        guessed=_guessed,
        wrong=_wrong,
        counted=lambda count: ngettext("{count} advice", "{count} pieces of advice", count).format(count=count),
    )


def _mended(line: ParsedAdvice, at: int, text: str) -> ParsedAdvice:
    field, text = FIELDS[at], text.strip()
    if field == "subject":
        return replace(line, subject=text)
    if field == "reference":
        return replace(line, reference=text[:60])
    problems: list[str] = []
    read = past_day if field == "sent" else coming_day
    day = read(text, clock.today(), problems) if text else None
    line = replace(line, problems=tuple(problems))
    return replace(line, sent=day) if field == "sent" else replace(line, due=day)


def _wrong(line: ParsedAdvice) -> dict[int, str]:
    return {FIELDS.index(field): words for field, words in wrong(line, clock.today()).items()}


def _guessed(line: ParsedAdvice) -> dict[int, str]:
    """What reading left open is about a date; a line that can't be kept says so itself."""
    return {_SENT: " ".join(line.problems)} if line.problems and not _wrong(line) else {}


def _shown(day: date | None) -> str:
    return dates.list_date(day) if day else ""
