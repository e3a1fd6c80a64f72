"""Signing a file without any dossier: read it, choose the key, keep the result as a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.ui.app import App

from .. import flow
from ..flow import Checked
from ..flow.wording import person_of
from .acting import Done
from .dialogs import PDF, suffixed
from .sign_dialog import SignDialog, Who, Wish
from .warnings import old_date


class FileSign(SignDialog):
    """Asks where the signed file goes before it signs; the file that was read stays as it is."""

    def __init__(
        self,
        app: App,
        over: QWidget,
        checked: Checked,
        done: Done,
        make_key: Callable[[Callable[[Path], None]], None],
        workspace: Workspace | None = None,
    ) -> None:
        assert checked.turn is not None
        self._checked, self._workspace = checked, workspace
        self._target: Path | None = None
        name, role = person_of(checked.turn.label)
        who = Who(checked.turn.label, name, role or checked.path.name)
        self._expected = name if role else ""
        to_do = _("Ask the sender for a letter with a new date, or sign this one.")
        warnings = old_date(checked.day, to_do)
        super().__init__(app, over, who, self._into_file, done, warnings=warnings, make_key=make_key)

    def ready(self) -> bool:
        """Where to write; asked once."""
        if self._target is None:
            suggested = f"{self._checked.path.stem} {_('signed')}.pdf"
            chosen = self.app.save_file(_("Save the signed letter"), PDF, suggested)
            self._target = suffixed(chosen) if chosen is not None else None
        return self._target is not None

    def _into_file(self, wish: Wish) -> Any:
        assert self._target is not None
        expected = "" if wish.anyway else self._expected
        return flow.sign_file(
            self._checked, self._target, wish.key, wish.passphrase, expected, wish.stamp, self._workspace
        )
