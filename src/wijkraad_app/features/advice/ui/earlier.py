"""Advice sent before the program: a list is pasted, looked at, and taken in as one step."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import scroll
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label

from .. import service
from ..rules.earlier import EarlierAdvice, read_pasted
from .dialogs import ActingSheet, Done


class EarlierSheet(ActingSheet):
    """One line each: subject, date, reference, due."""

    def __init__(self, app: App, over: QWidget, then: Done) -> None:
        super().__init__(app, over, _("Advice sent earlier"), width=760)
        self._then = then
        self._rows: tuple[EarlierAdvice, ...] = ()
        hint = _("Paste from a spreadsheet or type: subject; day of sending; reference; day the answer was due.")
        self.pasted = TextField(_("One line each"), least=5, hint=hint)
        self.preview = Label("", "body", wrap=True)
        self.add(self.pasted)
        self.body.addWidget(scroll(self.preview, name=_("Preview")), 1)
        self.pasted.edited.connect(self._read)
        self.buttons(_("Add"), self._go)
        self.focus_first(self.pasted.text)
        self._read("")

    def _read(self, text: Any) -> None:
        self._rows = read_pasted(str(text), clock.today())
        self.preview.setText("\n".join(_line(one) for one in self._rows))
        wrong = [one for one in self._rows if one.problem]
        if self.main_button is None:
            return
        if not self._rows:
            self.main_button.allow(_("Paste or type at least one line."))
        elif wrong:
            text = ngettext("{count} line isn't clear yet.", "{count} lines aren't clear yet.", len(wrong))
            self.main_button.allow(text.format(count=len(wrong)))
        else:
            self.main_button.allow(None)

    def _go(self) -> bool:
        return self.give(service.import_earlier, self._then, rows=self._rows)


def _line(one: EarlierAdvice) -> str:
    parts = [one.title or "–", one.reference, dates.long_date(one.sent_on) if one.sent_on else ""]
    if one.due:
        parts.append(_("answer due {day}").format(day=dates.long_date(one.due)))
    shown = ", ".join(part for part in parts if part)
    return f"✗ {shown}: {one.problem}" if one.problem else f"✓ {shown}"
