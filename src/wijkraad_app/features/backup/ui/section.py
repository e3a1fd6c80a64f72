"""Copies of the dossier: where they are, making one, putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.accessibility import focusable
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, frame, line, row
from wijkraad_app.ui.theme import large_text
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Elided, Icon, Label

from .. import queries
from ..queries import Copy
from .restore import restore, restore_from_file
from .words import moment, size

ELSEWHERE = "dossier.backup"


class BackupSection(QWidget):
    """Reads the folder off the window's thread, each time it comes to front."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.copies: tuple[Copy, ...] = ()
        where = str(queries.folder(app.workspace.path))
        words = _("When you close the dossier after working in it, a copy is kept in this folder. The newest 20 stay.")
        self.make = Primary(_("Make a backup now"), self._keep, icon="hard-drive-download")
        self.elsewhere = Secondary(_("Choose another place"), self._elsewhere, icon="folder-open")
        if app.commands.get(ELSEWHERE) is None:
            self.elsewhere.hide()
        self.from_file = Quiet(_("Restore from a file"), self._from_file, icon="upload")
        self._list = QWidget()
        self._list.setLayout(column(gap=0))
        inside = column(gap=8)
        inside.addWidget(Label(words, "body", "text_2", wrap=True))
        inside.addWidget(Label(where, "small", "text_2", wrap=True, selectable=True))
        inside.addSpacing(8)
        inside.addLayout(Flow(self.make, self.elsewhere, self.from_file))
        inside.addSpacing(12)
        inside.addWidget(Label(_("Kept backups"), "heading"))
        inside.addWidget(self._list)
        inside.addSpacing(12)
        inside.addWidget(
            Banner(
                "accent",
                _("Keep a copy somewhere else too"),
                _("A stick in a drawer helps when this computer breaks. The copy has the same passphrase."),
            )
        )
        self.setLayout(inside)
        self.read()

    # --- the list ----------------------------------------------------------------------
    def read(self) -> None:
        """Look in the folder again."""
        path = self.app.workspace.path
        self.app.run(self, lambda _job: queries.kept(path), done=self._show, latest="kept")

    def _show(self, copies: tuple[Copy, ...]) -> None:
        self.copies = copies
        place = self._place()
        layout = self._list.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        made = self._card()
        layout.addWidget(made)
        stops = list(focusable(made))
        if place is not None and stops:
            stops[min(place, len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> int | None:
        focus = QApplication.focusWidget()
        if focus is None or not self._list.isAncestorOf(focus):
            return None
        return next((i for i, stop in enumerate(focusable(self._list)) if stop is focus), 0)

    def _card(self) -> QWidget:
        body = column(gap=0, margins=(0, 2, 0, 2))
        for number, copy in enumerate(self.copies):
            if number:
                body.addWidget(line())
            body.addLayout(self._row(copy))
        if not self.copies:
            words = Label(_("There is no backup in this folder yet."), "body", "text_2", wrap=True)
            body.addLayout(row((words, 1), margins=(16, 12, 16, 12)))
        return frame(body, "card")

    def _row(self, copy: Copy) -> QLayout:
        when, large = moment(copy.at), size(copy.size)
        icon = Icon("lock" if copy.encrypted else "lock-open", "text_2", 18)
        icon.setToolTip(_("with a passphrase") if copy.encrypted else _("without a passphrase"))
        back = Quiet(_("Restore"), lambda: restore(self.app, copy.path, self), icon="rotate-ccw")
        back.setAccessibleName(_("Restore the backup of {moment}").format(moment=when))
        if large_text():
            words = column(Elided(when), Label(large, "small", "text_2"), gap=0)
            return row(icon, (words, 1), back, gap=10, margins=(16, 6, 8, 6))
        return row(icon, (Elided(when), 1), Label(large, "small", "text_2"), 8, back, gap=10, margins=(16, 4, 8, 4))

    # --- doing -------------------------------------------------------------------------
    def _keep(self) -> None:
        self.app.flush()
        workspace: Any = self.app.workspace
        job = self.app.run(self, lambda _job: queries.keep(workspace), done=self._kept, writes=True)
        self.app.progress(_("Make a backup"), job)

    def _kept(self, made: Path) -> None:
        self.app.toast(_("Backup made: {file}").format(file=made.name))
        self.read()

    def _elsewhere(self) -> None:
        command = self.app.commands.get(ELSEWHERE)
        if command is not None:
            self.app.flush()
            command.run()

    def _from_file(self) -> None:
        restore_from_file(self.app, self)
