"""Where copies of the dossier are kept, and making one now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.labels import Label

COMMAND = "dossier.backup"


class BackupSection(QWidget):
    """Says where backups lie; the copy itself is made by the program's own command."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        folder = app.workspace.path.with_name(_("Backups of {name}").format(name=app.workspace.path.stem))
        words = _("When you close the dossier after working in it, a copy is kept in this folder. The newest 20 stay.")
        self.make = Secondary(_("Make a backup"), self._make, icon="hard-drive-download")
        self.setLayout(
            column(
                Label(words, "body", "text", wrap=True),
                Label(str(folder), "small", "text_2", wrap=True, selectable=True),
                8,
                row(self.make, None),
                12,
                Banner(
                    "accent",
                    _("Keep a copy somewhere else too"),
                    _("A stick in a drawer helps when this computer breaks. The copy has the same passphrase."),
                ),
                gap=8,
            )
        )
        self.make.setVisible(app.commands.get(COMMAND) is not None)

    def _make(self) -> None:
        command = self.app.commands.get(COMMAND)
        if command is not None:
            command.run()
