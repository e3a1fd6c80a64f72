"""From elsewhere in the dossier: keep what is shown for a later agenda."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.parsed import DateField

from ... import service


class ProposeDialog(Dialog):
    """A proposed item about record ``subject`` of ``subject_kind``; ``title`` is offered and can be changed."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget, subject_kind: str, subject: UUID, title: str) -> None:
        super().__init__(over, _("Propose for an agenda"), width=480)
        self._app = app
        self._about: dict[str, Any] = {"subject_kind": subject_kind, "subject": subject}
        self.name = LineField(_("Title"), limit=300)
        self.name.set_value(title)
        self.by, self.wished = LineField(_("Proposed by"), limit=200), DateField(_("Wished before"))
        self.add(self.name, self.by, self.wished)
        self.say(_("It waits among the proposed items. An agenda is often public: name no resident here."))
        self.buttons(_("Propose"), self._keep)

    def _keep(self) -> bool | None:
        if not required(self.name) or self.wished.pending:
            return False
        facts = {"title": self.name.value(), "proposed_by": self.by.value(), "wished": self.wished.value()}
        self._app.do(self._app, service.add_proposed, done=self._told, **self._about, **facts)
        return None

    def _told(self, _made: object) -> None:
        self._app.toast(_("Kept among the proposed items."), _("Undo"), self._app.undo)
