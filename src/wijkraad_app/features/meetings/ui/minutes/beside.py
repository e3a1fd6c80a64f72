"""Beside the draft: what to look at, comments, who was there, what changed; after adoption the corrections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.differences import Differences
from wijkraad_app.ui.widgets.labels import Label

from ... import service
from ...documents.changes import changes_since
from ...queries import MeetingView, PersonRow
from ...rules.minutes_checks import Remark
from ..live.people_panel import PeoplePanel
from .comments import CommentsPanel
from .erratum import ErrataPanel
from .remarks import RemarksPanel

LOOK, COMMENTS, PEOPLE = "look", "comments", "people"


class BesideDraft(QWidget):
    """``place_wanted(item, record)``: to that place in the draft."""

    place_wanted = Signal(object, object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self.remarks, self.comments, self.errata = RemarksPanel(), CommentsPanel(app), ErrataPanel(app)
        self.remarks.wanted.connect(self._go)
        self.comments.place_wanted.connect(lambda item: self.place_wanted.emit(item, None))
        self.chair, self.minute_taker = ChoiceField(_("Chair of the meeting")), ChoiceField(_("Minutes by"))
        self.people = PeoplePanel(app)
        self.changes = Differences()
        self.tabs = self._chooser()
        self._stack = QStackedWidget()
        there = QWidget()
        there.setLayout(
            column(column(self.chair, self.minute_taker, gap=8, margins=(10, 0, 10, 0)), (self.people, 1), gap=6)
        )
        self._changed = Label(_("Changes since it was sent"), "strong", wrap=True)
        said = QWidget()
        said.setLayout(column(self.comments, 8, self._changed, self.changes, gap=6))
        for part, name in ((self.remarks, _("To look at")), (said, _("Comments"))):
            self._stack.addWidget(_scrolled(part, name))
        self._stack.addWidget(there)
        self._fixed = _scrolled(self.errata, _("Corrections"))
        self._draft = QWidget()
        shown = (
            row((self.tabs, 1), margins=(10, 6, 10, 6))
            if theme.large_text()
            else row(self.tabs, None, margins=(10, 6, 10, 6))
        )
        self._draft.setLayout(column(shown, line(), 8, (self._stack, 1), gap=0))
        self._whole = QStackedWidget()
        self._whole.addWidget(self._draft)
        self._whole.addWidget(self._fixed)
        self.setLayout(column((self._whole, 1), gap=0))

    def _chooser(self) -> Segments | ChoiceField:
        """The parts in view; with large text one below the other."""
        parts = [(LOOK, _("To look at"))]
        if theme.large_text():
            field = ChoiceField("", parts, placeholder=_("Beside the draft"))
            field.set_value(LOOK)
            field.edited.connect(self._to_tab)
            return field
        made = Segments(_("Beside the draft"), parts)
        made.changed.connect(self._to_tab)
        return made

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        """Who can lead the meeting and write its minutes."""
        options = [(None, _("Nobody yet")), *((person.id, person.name) for person in people)]
        for field in (self.chair, self.minute_taker):
            now = field.value()
            field.set_options(options)
            field.set_value(now)

    def show_view(self, view: MeetingView) -> None:
        same = self._view is not None and self._view.id == view.id
        self._view = view
        for field, name in ((self.chair, "chair"), (self.minute_taker, "minute_taker")):
            if same:
                field.refresh(getattr(view, name))
            else:
                field.bind(getattr(view, name), self._saver(view.id, name))
        self.comments.show_view(view)
        self.errata.show_view(view)
        self.people.show_view(view)
        self.changes.show_parts(changes_since(view))
        self._changed.setVisible(bool(view.draft.sent))
        self.changes.setVisible(bool(view.draft.sent))
        self._name_tabs(view, self.remarks.show_view(view))
        self._whole.setCurrentIndex(1 if view.minutes_state == "adopted" else 0)

    def _name_tabs(self, view: MeetingView, remarks: int) -> None:
        waiting = len(view.draft.open_comments)
        tabs = [(LOOK, _counted(_("To look at"), remarks)), (COMMENTS, _counted(_("Comments"), waiting))]
        self.tabs.set_options([*tabs, (PEOPLE, _("Present"))])
        self._to_tab(self.tabs.value())

    def _saver(self, meeting: UUID, name: str) -> Save:
        def save(value: Any, group: UUID) -> None:
            self._app.do(self, service.update_meeting, id=meeting, group=group, **{name: value})

        return save

    @Slot(object)
    def _to_tab(self, tab: str) -> None:
        self._stack.setCurrentIndex((LOOK, COMMENTS, PEOPLE).index(tab))

    def show_tab(self, tab: str) -> None:
        self.tabs.set_value(tab)
        self._to_tab(self.tabs.value())

    @Slot(object)
    def _go(self, remark: Remark) -> None:
        """To where a remark is mended."""
        fields = {"chair": self.chair, "minute_taker": self.minute_taker}
        if remark.place in fields or remark.place == "attendance":
            self.show_tab(PEOPLE)
            if remark.place in fields:
                fields[remark.place].box.setFocus()
            else:
                self.people.focus_first()
        elif remark.place == "comments":
            self.show_tab(COMMENTS)
            self.comments.setFocus()
        else:
            self.place_wanted.emit(remark.item, remark.id)

    def flush(self) -> None:
        self.chair.flush()
        self.minute_taker.flush()


def _counted(label: str, n: int) -> str:
    return f"{label} {n}" if n else label


def _scrolled(part: QWidget, name: str) -> QWidget:
    inner = QWidget()
    inner.setLayout(column(part, None, margins=(14, 4, 14, 14)))
    return scroll(inner, name=name)
