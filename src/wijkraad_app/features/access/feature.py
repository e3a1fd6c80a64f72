"""How passphrase and lock show themselves: a section of the settings, and commands for the palette."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef


def _section(app: Any) -> Any:
    from .ui.section import AccessSection

    return AccessSection(app)


def _page(app: Any) -> Any:
    from wijkraad_app.ui.section_page import SectionPage

    return SectionPage(app, _(SECTION.title), _(SECTION.about), _section(app))


SECTION = Section("access", N_("Passphrase and lock"), N_("who can open the dossier"), "key-round", 20, _section)
register(SECTION)


def _commands(app: Any) -> tuple[Command, ...]:
    def settings() -> None:
        app.navigate(EntityRef("settings_section", SECTION.id))

    def sheet() -> None:
        from .ui.dialogs import offer_sheet

        over = app.shell.widget()
        if over is not None:
            offer_sheet(app, over)

    return (
        Command("access.open", N_("Passphrase and lock"), settings, "", "key-round"),
        Command("access.sheet", N_("Recovery sheet"), sheet, "", "file-text", enabled=lambda: app.workspace.encrypted),
    )


FEATURE = Feature(
    key="access", title=N_("Passphrase and lock"), icon="key-round", order=-1, page=_page, commands=_commands
)
