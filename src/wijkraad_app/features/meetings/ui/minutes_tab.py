"""The minutes as they will be printed, and their adoption."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.attached import read_text_document
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame, row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Quiet, Secondary
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.pdf_view import PdfView

from .. import queries, service
from ..documents import Paper, frozen_minutes, minutes_data, minutes_document
from ..queries import MeetingRow, MeetingView
from . import papers


class MinutesTab(QWidget):
    """Preview, versions, PDF, and the state of the minutes in a sentence."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._next: MeetingRow | None = None
        self._placed = False
        self._drawn: object = None
        versions = [("whole", _("Whole")), ("short", _("Short")), ("public", _("Public"))]
        versions.append(("large", _("Large print")))
        self.version = Segments(_("Version"), versions, style="pills")
        self.version.changed.connect(lambda _version: self._draw())
        self._attach = Quiet(_("Add minutes as a file"), self._choose_file, icon="paperclip")
        self.keep = Secondary(_("Keep as PDF"), self._save, icon="download")
        self._banners = column(gap=6)
        self.preview = PdfView(app, _("Minutes"))
        self._now = Quiet(_("Adopt now"), self._adopt, icon="check")
        buttons = (self._attach, self._now, self.keep)
        tools = Flow(self.version, *buttons) if theme.large_text() else row(self.version, None, *buttons)
        top = frame(column(self._banners, tools, gap=10, margins=(28, 12, 20, 12)), "surface")
        self.setLayout(column(top, (frame(column((self.preview, 1), gap=0), "desk"), 1), gap=0))

    def show_view(self, view: MeetingView) -> None:
        if self._view is None or self._view.id != view.id:
            self.preview.show_document(None)
        self._view = view
        self._attach.setVisible(view.minutes_state != "adopted")
        self._now.setVisible(view.minutes_state == "draft")
        self._app.read(self, queries.where_adopted, view.id, done=lambda place: self._know_next(*place), latest="next")
        if self.isVisible():
            self._draw()

    def _know_next(self, found: MeetingRow | None, placed: bool) -> None:
        self._next, self._placed = found, placed
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    # --- the state -----------------------------------------------------------------
    def _show_state(self) -> None:
        clear(self._banners)
        view = self._view
        if view is None:
            return
        for banner in self._banners_for(view):
            self._banners.addWidget(banner)

    def _banners_for(self, view: MeetingView) -> list[Banner]:
        if view.minutes_state == "none":
            return [Banner("quiet", _("No minutes yet."), _("They begin as a draft when the meeting opens."))]
        if view.minutes_state == "adopted":
            return self._adopted(view)
        file = _("Minutes kept as a file: {name}.").format(name=view.minutes_file_name) if view.minutes_file else ""
        if self._next is None or self._next.day is None:
            return [Banner("warn", _("Draft."), file or _("A next meeting adopts it."))]
        day = dates.short_date(self._next.day)
        if self._placed:
            return [Banner("warn", _("Draft."), file or _("It is on the agenda of {day}.").format(day=day))]
        label = _("On the agenda of {day}").format(day=day)
        return [Banner("warn", _("Draft."), file or _("A next meeting adopts it."), label, self._put_on_agenda)]

    def _adopted(self, view: MeetingView) -> list[Banner]:
        day = dates.long_date(view.minutes_adopted_on) if view.minutes_adopted_on else ""
        shown = [Banner("ok", _("Adopted on {day}.").format(day=day), _("The text is fixed."))]
        if frozen_minutes(view) != _frozen_part(view):
            shown.append(
                Banner(
                    "warn", _("The draft was changed after adoption."),
                    _("The printed minutes are still those that were adopted."),
                    _("Correct with a reason"), self._correct,
                )
            )  # fmt: skip
        return shown

    def _adopt(self) -> None:
        if self._view is None:
            return
        meeting = self._view.id

        def adopt() -> None:
            self._app.do(self._app, service.adopt_minutes, meeting=meeting)

        self._app.confirm(
            _("Adopt these minutes for good?"),
            _("Then the text is fixed. A mistake can still be corrected with a reason."),
            _("Adopt"),
            adopt,
        )

    def _put_on_agenda(self) -> None:
        if self._view is None or self._next is None:
            return
        name = self._next.name
        self._app.do(
            self,
            service.put_on_agenda,
            meeting=self._next.id,
            subject_kind="meeting",
            subject=self._view.id,
            done=lambda _item: self._app.toast(_("Put on the agenda of {meeting}.").format(meeting=name), _("Undo"),
                                               self._app.undo),
        )  # fmt: skip

    def _correct(self) -> None:
        if self._view is not None:
            _CorrectDialog(self._app, self, self._view).open_over()

    def _choose_file(self) -> None:
        path = self._app.ask_file(_("Choose the minutes"), {_("Minutes"): "*.pdf *.docx *.odt"})
        if path is None or self._view is None:
            return
        meeting = self._view.id

        def read(_job: Job, path: Path = path) -> bytes:
            return read_text_document(path)

        def keep(data: bytes, path: Path = path) -> None:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._app.do(self, service.attach_minutes, id=meeting, file_name=path.name, data=data, media_type=kind)

        self._app.run(self, read, done=keep)

    # --- paper -----------------------------------------------------------------------
    def _make(self, view: MeetingView) -> papers.Make:
        version = self.version.value()

        def make(paper: Paper) -> Document:
            on = replace(paper, large=version == "large")
            return minutes_document(view, on, public=version == "public", short=version == "short")

        return make

    def _draw(self) -> None:
        view = self._view
        if view is None or not self.isVisible():
            return
        wanted = (minutes_data(view), self.version.value())
        if wanted != self._drawn or not self.preview.page_count():
            self._drawn = wanted
            papers.draw(self._app, self, self._make(view), lambda drawn: self.preview.show_document(drawn.pages()))

    def _save(self) -> None:
        if self._view is not None:
            title = _("Minutes of {meeting}").format(meeting=self._view.name)
            papers.save(self._app, self, self._make(self._view), title)


def _frozen_part(view: MeetingView) -> dict[str, object]:
    """What was adopted, without the state around it."""
    frozen = minutes_data(view)
    return {key: value for key, value in frozen.items() if key in frozen_minutes(view)}


class _CorrectDialog(Dialog):
    """Why adopted minutes are frozen anew."""

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Correct the minutes?"), width=480)
        self._app, self._meeting = app, view.id
        self.say(_("The draft as it is now takes the place of what was adopted. The reason stays in the history."))
        self.reason = TextField(_("Reason"), least=2, most=4)
        self.add(self.reason)
        self.buttons(_("Correct"), self._keep)

    def _keep(self) -> bool | None:
        if not self.reason.value().strip():
            self.reason.error(_("Type why the minutes are corrected."))
            return False
        self._app.do(self._app, service.correct_minutes, meeting=self._meeting, reason=self.reason.value())
        return None
