"""Who changed what and when, with old and new text compared."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.labels import Label

from .. import queries
from ..queries import FieldChanged, Happened, History
from ..rules.compare import Run


class HistorySheet(Sheet):
    """Reads by itself; arrows scroll, Esc closes."""

    def __init__(self, app: App, ref: EntityRef, over: QWidget) -> None:
        super().__init__(over, _("History"), width=820, height=640)
        self.browser = QTextBrowser()
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setAccessibleName(_("History"))
        self.browser.setOpenLinks(False)
        self.browser.setTabChangesFocus(True)
        self.browser.document().setDocumentMargin(0)
        self.about = Label("", "small", "text_2", wrap=True)
        self.body.addWidget(self.about)
        self.body.addWidget(self.browser, 1)
        legend = Label(_("Removed text is struck through, added text is underlined."), "caption", "text_3", wrap=True)
        close = Secondary(_("Close"), self.close_dialog)
        self.foot.insertLayout(0, row((legend, 1)), 1)
        self.foot.addWidget(close)
        self.focus_first(self.browser)
        app.read(self, queries.history, ref, done=self._show, failed=lambda error: self._gone(app, error))

    def _gone(self, app: App, error: BaseException) -> None:
        self.close_dialog()
        app.tell(error)

    def _show(self, found: History) -> None:
        self.title.setText(_("History of “{title}”").format(title=found.title))
        self.about.setText("" if found.steps else _("Nothing is known of it."))
        self.about.setHidden(bool(found.steps))
        self.browser.setHtml("".join(_step(step) for step in found.steps))


def _step(step: Happened) -> str:
    c = theme.colours()
    here = step.when.astimezone(clock.local_now().tzinfo)
    when = f"{dates.short_date(here.date())}, {dates.clock_time(here.time())}"
    head = " · ".join(part for part in (when, step.who) if part)
    about = f' <span style="color:{c.text_2}">({escape(step.part)})</span>' if step.part else ""
    fields = "".join(_field(field) for field in step.fields)
    return (
        f'<p style="margin:0 0 {px(2)}px 0; font-size:{px(14)}px; color:{c.text_2}">{escape(head)}</p>'
        f'<p style="margin:0 0 {px(4)}px 0; font-size:{px(16)}px; font-weight:600">{escape(step.what)}{about}</p>'
        f'{fields}<p style="margin:0; font-size:{px(14)}px">&nbsp;</p>'
    )


def _field(field: FieldChanged) -> str:
    c = theme.colours()
    name = f'<span style="color:{c.text_2}">{escape(field.name)}:</span>'
    size = f"font-size:{px(15)}px; margin:0 0 {px(3)}px {px(12)}px"
    return f'<p style="{size}">{name} {_runs(field.runs)}</p>'


def _runs(runs: Iterable[Run]) -> str:
    c = theme.colours()
    made = []
    for run in runs:
        words = escape(run.text).replace("\n", "<br>")
        if run.change == "removed":
            made.append(f'<s style="color:{c.bad}; background:{c.bad_soft}">{words}</s> ')
        elif run.change == "added":
            made.append(f'<u style="color:{c.ok}; background:{c.ok_soft}">{words}</u>')
        else:
            made.append(f'<span style="color:{c.text_3}"> … </span>' if run.change == "left_out" else words)
    return "".join(made)
