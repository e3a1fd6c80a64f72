"""When, where and what kind of meeting: fields that save themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.inputs import Field, LineField
from wijkraad_app.ui.widgets.parsed import DateField, TimeField

from .. import service
from ..queries import MeetingView, PersonRow
from ..rules import words
from .preparing.planning import DayWarning


class Facts(QWidget):
    """The facts of one meeting."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._shown: UUID | None = None
        self.title = LineField(_("Title"), limit=200)
        self.kind = ChoiceField(_("Kind"), [(kind, _(word)) for kind, word in words.MEETING_KINDS.items()])
        self.day = DateField(_("Date"))
        self.start, self.end = TimeField(_("From")), TimeField(_("End time"))
        self.place = LineField(_("Place"), limit=200)
        self.online = LineField(_("Link to join online"), limit=500)
        self.warning = DayWarning(app)
        self.day.edited.connect(self.warning.ask)
        self.chair = ChoiceField(_("Chair of the meeting"))
        self.minute_taker = ChoiceField(_("Minutes by"))
        self.public = CheckField(_("Open to the public"))
        self.day.setFixedWidth(px(150))
        self.start.setFixedWidth(px(76))
        self.end.setFixedWidth(px(76))
        if theme.large_text():
            self.setLayout(
                column(
                    self.title, self.kind, row(self.day, self.start, None, gap=12, top=True), self.end, self.warning,
                    self.place, self.online, self.chair, self.minute_taker, self.public, gap=10,
                )
            )  # fmt: skip
        else:
            public = column(22, self.public, gap=0)
            first = row((self.title, 3), (self.kind, 2), public, gap=12, top=True)
            second = row(self.day, self.start, self.end, (self.place, 1), gap=12, top=True)
            third = row((self.chair, 1), (self.minute_taker, 1), (self.online, 1), gap=12, top=True)
            self.setLayout(column(first, second, self.warning, third, gap=10))

    def _fields(self) -> dict[str, Field | CheckField]:
        return {
            "title": self.title,
            "kind": self.kind,
            "day": self.day,
            "start": self.start,
            "end": self.end,
            "place": self.place,
            "online": self.online,
            "chair": self.chair,
            "minute_taker": self.minute_taker,
            "public": self.public,
        }

    def show_view(self, view: MeetingView) -> None:
        """Bind to another meeting, or follow the same one."""
        for name, field in self._fields().items():
            if self._shown == view.id:
                field.refresh(getattr(view, name))
            else:
                field.bind(getattr(view, name), self._saver(view.id, name))
        self._shown = view.id
        self.warning.ask(view.day)

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        """Who can lead the meeting and who can write."""
        options: list[tuple[Any, str]] = [(None, _("Nobody yet")), *((person.id, person.name) for person in people)]
        for field in (self.chair, self.minute_taker):
            if [value for value, _label in options] != field.property("known"):
                field.setProperty("known", [value for value, _label in options])
                field.set_options(options)

    def _saver(self, meeting: UUID, name: str) -> Save:
        def save(value: Any, group: UUID) -> None:
            self._app.do(self, service.update_meeting, id=meeting, group=group, **{name: value})

        return save

    def flush(self) -> None:
        for field in self._fields().values():
            field.flush()
