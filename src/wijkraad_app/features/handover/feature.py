"""How the handover shows itself: a page, a command for the palette and a way from the settings."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_


def _page(app: Any) -> Any:
    from .ui.page import HandoverPage

    return HandoverPage(app)


def show_done(over: Any, gone: Any, failed: Any) -> None:
    """Say over the start window what was removed (`flow.Farewell`) and what could not be."""
    from .ui.done import DoneDialog

    DoneDialog(over, gone, failed).open_over()


def _section(app: Any) -> Any:
    from .ui.section import HandoverSection

    return HandoverSection(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def show() -> None:
        app.navigate("handover")

    return (Command("handover.open", N_("Hand the dossier over"), show, "", "door-open", keywords=("Handover",)),)


register(Section("handover", N_("Handover"), N_("to whoever comes after you"), "door-open", 95, _section))

FEATURE = Feature(
    key="handover", title=N_("Handover"), icon="door-open", order=-1, page=_page, commands=_commands
)  # fmt: skip
