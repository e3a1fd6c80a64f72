"""Someone comes in while the room looks at the screen: typed, not chosen from a list of who is absent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField

from ... import service
from ...queries import MeetingView
from ...rules.capture import Candidate, candidates


class ArrivalDialog(Dialog):
    """A member by (a part of) the name; present from now on."""

    help_topic = "room"

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Someone comes in"), width=440)
        self._app, self._view = app, view
        self.name = LineField(_("Name"), hint=_("The first letters are enough."), limit=200)
        self.add(self.name)
        self.buttons(_("Present"), self._keep)

    def _keep(self) -> bool:
        away = [Candidate(one.person, one.name) for one in self._view.attendance if one.person and not one.here]
        typed = self.name.value().strip()
        found = candidates(typed, away) if typed else ()
        if len(found) != 1:
            self.name.error(_("Nobody who isn't here yet, or more than one, has that name."))
            return False
        late = clock.local_minute(self._view.zone) if self._view.status == "running" else None
        self._app.do(
            self._app, service.set_attendance, meeting=self._view.id, person=found[0].id, state="present", arrived=late
        )
        return True
