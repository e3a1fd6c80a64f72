"""An item goes to another meeting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog

from ... import queries, service
from ...queries import ItemRow, MeetingRow


class MoveItemDialog(Dialog):
    """To which of the meetings still to come."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget, item: ItemRow) -> None:
        super().__init__(over, _("Move “{title}” to another meeting").format(title=item.title), width=480)
        self._app, self._item = app, item
        self.where = ChoiceField(_("Meeting"), placeholder=_("Choose a meeting"))
        self.add(self.where)
        self.say(_("Sub-items and annexes go along. The item comes before the closing ones."))
        self.buttons(_("Move"), self._move)
        app.read(self, queries.meeting_rows, done=self._offer)
        app.read(self, queries.place_of, "item", item.id, done=lambda place: self._leave_out(place[0]))
        self._rows: list[MeetingRow] = []
        self._here: object = None

    def _offer(self, rows: Sequence[MeetingRow]) -> None:
        self._rows = sorted(
            (one for one in rows if one.status != "closed"), key=lambda one: (not one.day, str(one.day))
        )
        self._show()

    def _leave_out(self, here: object) -> None:
        self._here = here
        self._show()

    def _show(self) -> None:
        others = [(one.id, one.name) for one in self._rows if one.id != self._here]
        self.where.set_options(others)
        if self.where.value() is None and others:
            self.where.set_value(others[0][0])

    def _move(self) -> bool:
        meeting = self.where.value()
        if meeting is None:
            self.where.error(_("There is no meeting to come yet. Make one first."))
            return False
        name = self.where.box.currentText()

        def moved(_none: object) -> None:
            self.close_dialog()
            self._app.toast(_("Moved to {meeting}.").format(meeting=name), _("Undo"), self._app.undo)

        self._app.do(self, service.move_to_meeting, id=self._item.id, meeting=meeting, done=moved)
        return False
