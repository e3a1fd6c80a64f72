"""How the settings show themselves to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from .rules import Section, register


def _page(app: Any) -> Any:
    from .ui.page import SettingsPage

    return SettingsPage(app)


def _computer(app: Any) -> Any:
    from .ui.computer import ComputerSection

    return ComputerSection(app)


def _commands(app: Any) -> tuple[Command, ...]:
    return (
        Command("settings.open", N_("Open the settings"), lambda: app.navigate("settings"), "Ctrl+,", "settings"),
        Command("settings.theme", N_("Light or dark"), lambda: _other_theme(app), "", "moon"),
    )


def _other_theme(app: Any) -> None:
    from .ui.computer import switch_theme

    switch_theme(app)


_HERE = N_("only for this computer, not in the dossier")
register(Section("computer", N_("This computer"), _HERE, "settings", 10, _computer))

FEATURE = Feature(
    key="settings",
    title=N_("Settings"),
    icon="settings",
    order=900,
    page=_page,
    kinds=("settings_section",),
    commands=_commands,
    foot=True,
)
