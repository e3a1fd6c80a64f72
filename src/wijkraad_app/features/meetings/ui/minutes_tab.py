"""The minutes: written beside what is missing and what was said of them, shown as they will be printed, adopted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.pdf.attached import read_text_document
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame, line, row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import MenuButton, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.pdf_view import PdfView

from .. import queries, service
from ..documents import Paper, minutes_data, minutes_document
from ..documents.changes import redrafted
from ..documents.public import Questions, questions
from ..queries import MeetingRow, MeetingView, PersonRow
from ..queries.minutes import adopted_pdf
from ..rules.minutes import OPEN_STATES
from . import papers
from .minutes.beside import BesideDraft
from .minutes.editor import MinutesEditor
from .minutes.privacy_sheet import PrivacySheet
from .minutes.sending import SendDialog
from .preparing.attaching import attach

WRITE, WHOLE, SHORT, PUBLIC, LARGE = "write", "whole", "short", "public", "large"
BESIDE = "beside"
"""With large text what stands beside the draft has a place of its own."""


class MinutesTab(QWidget):
    """The draft or its print, versions, PDF, and the state of the minutes in a sentence."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._next: MeetingRow | None = None
        self._placed = False
        self._asked = Questions()
        self._drawn: object = None
        self.editor, self.beside = MinutesEditor(app), BesideDraft(app)
        self.beside.place_wanted.connect(self._go_to)
        self._large = theme.large_text()
        self.version = self._chooser()
        self.send = Secondary(_("Send for comment"), self._send, icon="send")
        self.keep = Secondary(_("Keep as PDF"), self._save, icon="download")
        self._banners = column(gap=6)
        self._said = QWidget()
        self._said.setLayout(self._banners)
        self.preview = PdfView(app, _("Minutes"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(frame(column((self.preview, 1), gap=0), "desk"))
        self._side = frame(column((self.beside, 1), gap=0), "panel")
        more = MenuButton(_("More about the minutes"), self._more)
        if self._large:
            self._head = column(row((self.version, 1), more), gap=6, margins=(20, 8, 12, 8))
            self._stack.addWidget(self._side)
            both = row((self._stack, 1), gap=0)
        else:
            tools = row(self.version, None, self.send, self.keep, more)
            self._head = column(self._said, tools, gap=10, margins=(28, 12, 20, 12))
            self._side.setFixedWidth(theme.pane(340))
            both = row((self._stack, 1), line(vertical=True), self._side, gap=0)
        self.setLayout(column(frame(self._head, "surface"), line(), (frame(both), 1), gap=0))

    def _chooser(self) -> Segments | ChoiceField:
        """All versions in view; with large text one below the other."""
        if not self._large:
            made = Segments(_("Version"), self._versions(), style="pills")
            made.changed.connect(lambda _version: self._show_version())
            return made
        field = ChoiceField("", self._versions(), placeholder=_("Version"))
        field.edited.connect(lambda _version: self._show_version())
        return field

    def _versions(self) -> list[tuple[str, str]]:
        shown = [(WHOLE, _("Whole")), (SHORT, _("Short")), (PUBLIC, _("Public")), (LARGE, _("Large print"))]
        adopted = self._view is not None and self._view.minutes_state == "adopted"
        beside = [(BESIDE, _("Corrections") if adopted else _("Beside the draft"))] if self._large else []
        return [*shown, *beside] if adopted else [(WRITE, _("Write")), *beside, *shown]

    def _more(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        view = self._view
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if view is None:
            return entries
        if self._large:
            entries.append((_("Keep as PDF"), "download", self._save))
        if self._large and view.minutes_state in OPEN_STATES:
            entries.append((_("Send for comment"), "send", self._send))
        if view.minutes_state in OPEN_STATES:
            entries.append((_("Adopt now"), "check", self._adopt))
            entries.append((_("Add comments"), "clipboard-paste", self.beside.comments.paste))
        if view.minutes_state != "adopted":
            entries.append((_("Text block"), "text-quote", self.phrase))
            entries.append((_("Add minutes as a file"), "paperclip", self._choose_file))
        else:
            entries.append((_("Add a correction"), "pencil", self.beside.errata.ask))
        if view.minutes_pdf:
            entries.append((_("Keep the PDF of the adoption"), "download", self._save_adopted))
        entries.append((_("Names in the public version"), "eye-off", self.decide_names))
        return entries

    # --- showing -------------------------------------------------------------------------
    def show_view(self, view: MeetingView) -> None:
        new = self._view is None or self._view.id != view.id
        turned = not new and self._view is not None and self._view.minutes_state != view.minutes_state
        self._view = view
        if new:
            self.preview.show_document(None)
        if new or turned:
            before = self.version.value()
            self.version.set_options(self._versions())
            if new or before == WRITE:
                self.version.set_value(WHOLE if view.minutes_state == "adopted" else WRITE)
        self.send.setVisible(view.minutes_state in OPEN_STATES and not self._large)
        self.send.set_text(_("Send again") if view.minutes_state == "sent" else _("Send for comment"))
        self._app.read(self, queries.where_adopted, view.id, done=lambda place: self._know_next(*place), latest="next")
        self._app.read(self, questions, view.id, done=self._know_questions, latest="questions")
        if self.isVisible():
            self._fill()

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        """Who can be owner, chair, minute-taker."""
        self.editor.set_people(people)
        self.beside.set_people(people)

    def _know_next(self, found: MeetingRow | None, placed: bool) -> None:
        self._next, self._placed = found, placed
        self._show_state()

    def _know_questions(self, asked: Questions) -> None:
        self._asked = asked
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        """Only what is in sight is made: a draft of many items is a page of editors."""
        if self._view is None:
            return
        if self._view.minutes_state != "adopted":
            self.editor.show_view(self._view)
        self.beside.show_view(self._view)
        self._show_version()

    def _show_version(self) -> None:
        version = self.version.value()
        self._stack.setCurrentIndex({WRITE: 0, BESIDE: 2}.get(version, 1))
        adopted = self._view is not None and self._view.minutes_state == "adopted"
        if self._large:
            self._place_state(version)
        else:
            self._side.setVisible(version == WRITE or adopted)
        self._show_state()
        if version in (WRITE, BESIDE):
            return
        self.flush()
        self._draw()

    def _place_state(self, version: str) -> None:
        """With large text the state scrolls along with the draft, and stands above the public version only."""
        if version == WRITE:
            self.editor.top.addWidget(self._said)
        elif version == PUBLIC:
            self._head.addWidget(self._said)
        self._said.setVisible(version in (WRITE, PUBLIC))

    # --- the state -----------------------------------------------------------------
    def _show_state(self) -> None:
        clear(self._banners)
        view = self._view
        if view is None:
            return
        public = self.version.value() == PUBLIC
        n = len(self._asked.open)
        self.keep.allow(_("Decide about the names first.") if public and n else None)
        for banner in self._banners_for(view) if not (self._large and public and n) else ():
            self._banners.addWidget(banner)
        if public and n:
            what = ngettext("{n} name or number to decide about.", "{n} names and numbers to decide about.", n)
            what = ngettext("{n} still to decide", "{n} still to decide", n) if self._large else what
            then = "" if self._large else _("Until then “…” stands in their place here, and nothing is written.")
            names = Banner("warn", what.format(n=n), then, _("Decide about names"), self.decide_names)
            self._banners.addWidget(names)

    def _banners_for(self, view: MeetingView) -> list[Banner]:
        if view.minutes_state == "none":
            return [Banner("quiet", _("No minutes yet."), _("They begin as a draft when the meeting opens."))]
        if view.minutes_state == "adopted":
            return self._adopted(view)
        file = _("Minutes kept as a file: {name}.").format(name=view.minutes_file_name) if view.minutes_file else ""
        sent = dates.long_date(view.minutes_sent_on) if view.minutes_state == "sent" and view.minutes_sent_on else ""
        state = _("Sent for comment on {day}.").format(day=sent) if sent else _("Draft.")
        if self._next is None or self._next.day is None:
            return [Banner("warn", state, file or _("A next meeting adopts it."))]
        day = dates.short_date(self._next.day)
        if self._placed:
            return [Banner("warn", state, file or _("It is on the agenda of {day}.").format(day=day))]
        label = _("On the agenda of {day}").format(day=day)
        return [Banner("warn", state, file or _("A next meeting adopts it."), label, self._put_on_agenda)]

    def _adopted(self, view: MeetingView) -> list[Banner]:
        day = dates.long_date(view.minutes_adopted_on) if view.minutes_adopted_on else ""
        shown = [Banner("ok", _("Adopted on {day}.").format(day=day), _("The text is fixed."))]
        if redrafted(view):
            shown.append(
                Banner(
                    "warn", _("The draft was changed after adoption."),
                    _("The printed minutes are still those that were adopted."),
                    _("Add a correction"), self.beside.errata.ask,
                )
            )  # fmt: skip
        return shown

    # --- doing -------------------------------------------------------------------------
    @Slot(object, object)
    def _go_to(self, item: UUID | None, record: UUID | None) -> None:
        self.version.set_value(WRITE)
        self._show_version()
        self.editor.go_to(item, record)

    def phrase(self) -> None:
        """A text block for the notes where the cursor is or was."""
        if self._view is not None and self._view.minutes_state != "adopted":
            self.version.set_value(WRITE)
            self._show_version()
            self.editor.phrase()

    def decide_names(self) -> None:
        """The questions of the public version, one by one."""
        if self._view is not None:
            self.flush()
            PrivacySheet(self._app, self, self._view.id, self._show_public).open_over()

    def _show_public(self) -> None:
        self.version.set_value(PUBLIC)
        self._show_version()

    def _send(self) -> None:
        if self._view is not None:
            self.flush()
            SendDialog(self._app, self, self._view).open_over()

    def _adopt(self) -> None:
        if self._view is None:
            return
        meeting, waiting = self._view.id, len(self._view.draft.open_comments)

        def adopt() -> None:
            self._app.do(self._app, service.adopt_minutes, meeting=meeting)

        after = _("Then the text is fixed. A mistake is corrected beside it.")
        if waiting:
            first = ngettext("{n} comment is still open.", "{n} comments are still open.", waiting).format(n=waiting)
            after = f"{first} {after}"
        self._app.confirm(_("Adopt these minutes for good?"), after, _("Adopt"), adopt)

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

    def _choose_file(self) -> None:
        path = self._app.ask_file(_("Choose the minutes"), {_("Minutes"): "*.pdf *.docx *.odt"})
        if path is None or self._view is None:
            return
        attach(self._app, self, path, service.attach_minutes, read_file=read_text_document, id=self._view.id)

    # --- paper -----------------------------------------------------------------------
    def _make(self, view: MeetingView, *, unfinished: bool = False) -> papers.Make:
        version = self.version.value()

        def make(paper: Paper) -> Document:
            on = replace(paper, large=version == LARGE)
            public, short = version == PUBLIC, version == SHORT
            return minutes_document(view, on, public=public, short=short, unfinished=unfinished)

        return make

    def _draw(self) -> None:
        view = self._view
        if view is None or not self.isVisible():
            return
        public = self.version.value() == PUBLIC
        wanted = (minutes_data(view), self.version.value(), view.draft.privacy.choices if public else ())
        if wanted != self._drawn or not self.preview.page_count():
            self._drawn = wanted
            make = self._make(view, unfinished=True)
            papers.draw(self._app, self, make, lambda drawn: self.preview.show_document(drawn.pages()))

    def _save(self) -> None:
        self.flush()
        if self._view is not None:
            title = _("Minutes of {meeting}").format(meeting=self._view.name)
            papers.save(self._app, self, self._make(self._view), title)

    def _save_adopted(self) -> None:
        if self._view is not None:
            title = _("Minutes of {meeting}").format(meeting=self._view.name)
            papers.save_kept(self._app, self, adopted_pdf, self._view.id, title)

    def flush(self) -> None:
        self.editor.flush()
        self.beside.flush()
