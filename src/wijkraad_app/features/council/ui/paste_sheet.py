"""The sheet in which members are pasted, looked at, corrected and taken over as one step."""

from __future__ import annotations

from functools import partial

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.pasted import PastedSheet

from .. import service
from ..service import ImportedMembers
from .pasted import member_list


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
        hint = _("Copy the list from a spreadsheet or a mail. Known people are not added twice.")
        verb, then = service.import_members, partial(tell, app)
        PastedSheet(app, window, _("Paste members"), hint, member_list(), verb, then, field="members").open_over()
