"""How backups show themselves: a section of the settings, commands for the palette, and copies made by themselves."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_


def _section(app: Any) -> Any:
    from .ui.section import BackupSection

    return BackupSection(app)


def _page(app: Any) -> Any:
    from .ui.page import BackupPage

    return BackupPage(app)


def _watch(app: Any) -> None:
    """From now on copies are made by themselves, once for each window."""
    from .ui.watch import SERVICE, BackupWatch

    window = app.shell.widget()
    if window is not None and getattr(app.workspace, "dossier", None) is not None and SERVICE not in app.services:
        app.services[SERVICE] = BackupWatch(app, window)


def _commands(app: Any) -> tuple[Command, ...]:
    def restore() -> None:
        from .ui.restore import restore_from_file

        over = app.shell.widget()
        if over is not None:
            restore_from_file(app, over)

    def show() -> None:
        app.navigate("backup")

    _watch(app)

    return (
        Command("backup.open", N_("Backups"), show, "", "hard-drive-download"),
        Command("backup.restore", N_("Restore a backup"), restore, "", "rotate-ccw"),
    )


register(Section("backups", N_("Backups"), N_("copies of the dossier"), "hard-drive-download", 90, _section))

FEATURE = Feature(
    key="backup", title=N_("Backups"), icon="hard-drive-download", order=-1, page=_page, commands=_commands
)
