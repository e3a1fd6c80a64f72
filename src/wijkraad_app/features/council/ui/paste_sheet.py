"""The sheet in which members are pasted, looked at, corrected and taken over as one step."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.dialog import Sheet

from .. import service
from ..service import ImportedMembers
from .pasted import PastedMembers


class PasteSheet(Sheet):
    """“Leden plakken”."""

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Paste members"), width=1040, height=700)
        self.app = app
        self.say(_("Copy the list from a spreadsheet or a mail. Known people are not added twice."))
        self.pasted = PastedMembers(app)
        self.add(self.pasted)
        self.buttons(_("Take over"), self._take)
        self.pasted.changed.connect(self._allow)
        self.focus_first(self.pasted.text.text)
        self._allow()

    def _allow(self) -> None:
        if self.main_button is not None:
            none = _("There is nothing to take over yet.")
            self.main_button.allow(None if self.pasted.members() else none)

    def _take(self) -> bool:
        members, problem = self.pasted.members(), self.pasted.problem()
        if problem:
            self.pasted.text.error(problem)
            return False
        self.app.do(self.app, service.import_members, members=members, done=lambda found: tell(self.app, found))
        return True


def tell(app: App, found: ImportedMembers) -> None:
    """How many came in and how many were known, with Undo."""
    count = len(found.added)
    words = ngettext("{count} person added", "{count} people added", count).format(count=count)
    if found.skipped:
        known = len(found.skipped)
        words += ", " + ngettext("{count} was known already", "{count} were known already", known).format(count=known)
    app.toast(f"{words}.", _("Undo") if count else None, app.undo if count else None)


def paste_members(app: App) -> None:
    """Open the sheet over the window."""
    window = app.shell.widget()
    if window is not None:
        PasteSheet(app, window).open_over()
