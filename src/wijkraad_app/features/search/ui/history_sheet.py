"""Who changed what and when, with old and new text compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from uuid import UUID

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef, derived_id
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import queries, service
from ..queries import FieldChanged, FieldThen, Happened, History
from ..rules.compare import Run
from ..rules.restoring import FIELDS


class HistorySheet(Sheet):
    """The steps at the left, the newest first; of the one chosen what changed, or how it was then."""

    def __init__(self, app: App, ref: EntityRef, over: QWidget) -> None:
        super().__init__(over, _("History"), width=980, height=640)
        self._app, self._ref = app, ref
        self._steps: dict[UUID, Happened] = {}
        self.steps = RecordList(_("Changes"))
        self.steps.setMinimumWidth(px(250))
        self.steps.chosen.connect(lambda _id: self._show_step())
        self.mode = Segments(_("Show"), [(_CHANGED, _("What changed")), (_THEN, _("How it was then"))], style="pills")
        self.mode.changed.connect(lambda _value: self._show_step())
        self.browser = QTextBrowser()
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setAccessibleName(_("History"))
        self.browser.setOpenLinks(False)
        self.browser.setTabChangesFocus(True)
        self.browser.document().setDocumentMargin(0)
        self.about = Label("", "small", "text_2", wrap=True)
        self.put_back = Secondary(_("Put back like this"), self._put_back, icon="rotate-ccw")
        self._lay_out()
        self.focus_first(self.steps)
        self._read()

    def _lay_out(self) -> None:
        right = column(row(self.mode, None), (self.browser, 1), gap=10)
        self._parts = QWidget()
        if theme.large_text():
            self._parts.setLayout(column((self.steps, 1), (right, 2), gap=12))
        else:
            self._parts.setLayout(row((self.steps, 2), (right, 5), gap=20))
        self.body.addWidget(self.about)
        self.body.addWidget(self._parts, 1)
        legend = Label(_("Removed text is struck through, added text is underlined."), "caption", "text_3", wrap=True)
        self.foot.insertLayout(0, row((legend, 1)), 1)
        self.foot.addWidget(self.put_back)
        self.foot.addWidget(Secondary(_("Close"), self.close_dialog))

    def _read(self) -> None:
        self._app.read(
            self, queries.history, self._ref, done=self._show, failed=lambda error: self._gone(error), latest="history"
        )

    def _gone(self, error: BaseException) -> None:
        self.close_dialog()
        self._app.tell(error)

    def _show(self, found: History) -> None:
        self.title.setText(_("History of “{title}”").format(title=found.title))
        self.about.setText("" if found.steps else _("Nothing is known of it."))
        self.about.setHidden(bool(found.steps))
        self._parts.setHidden(not found.steps)
        self._steps = {derived_id(step.ref.id, f"{step.at.device.hex}/{step.at.seq}"): step for step in found.steps}
        self.steps.set_items([_item(id, step) for id, step in self._steps.items()])
        self.steps.select(next(iter(self._steps), None))
        self._show_step()

    def _chosen(self) -> Happened | None:
        id = self.steps.current()
        return self._steps.get(id) if id is not None else None

    def _show_step(self) -> None:
        step = self._chosen()
        self.put_back.setHidden(step is None or step.ref.kind not in FIELDS)
        if step is None:
            return
        if self.mode.value() == _CHANGED:
            self.browser.setHtml(_step(step))
        else:
            self._app.read(self, queries.state, step.ref, step.at, done=self._show_then, latest="then")

    def _show_then(self, fields: Sequence[FieldThen]) -> None:
        step = self._chosen()
        if step is not None and self.mode.value() == _THEN:
            told = "".join(_field(FieldChanged(field.name, (Run("same", field.text),))) for field in fields)
            self.browser.setHtml(_head(step) + (told or f"<p>{escape(_('This isn’t known any more.'))}</p>"))

    def _put_back(self) -> None:
        step = self._chosen()
        if step is not None:
            self._app.flush()
            self._app.do(
                self, service.put_back, kind=step.ref.kind, id=step.ref.id, at=step.at, done=lambda _none: self._done()
            )

    def _done(self) -> None:
        self._app.toast(_("Put back as it was"), _("Undo"), self._app.undo)
        self._read()


_CHANGED, _THEN = "changed", "then"


def _item(id: UUID, step: Happened) -> ListItem:
    return ListItem(id, step.what, Cell(_when(step)), step.who)


def _when(step: Happened) -> str:
    here = step.when.astimezone(clock.local_now().tzinfo)
    return f"{dates.short_date(here.date())}, {dates.clock_time(here.time())}"


def _step(step: Happened) -> str:
    return _head(step) + "".join(_field(field) for field in step.fields)


def _head(step: Happened) -> str:
    c = theme.colours()
    head = " · ".join(part for part in (_when(step), step.who) if part)
    about = f' <span style="color:{c.text_2}">({escape(step.part)})</span>' if step.part else ""
    return (
        f'<p style="margin:0 0 {px(2)}px 0; font-size:{px(14)}px; color:{c.text_2}">{escape(head)}</p>'
        f'<p style="margin:0 0 {px(8)}px 0; font-size:{px(16)}px; font-weight:600">{escape(step.what)}{about}</p>'
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
