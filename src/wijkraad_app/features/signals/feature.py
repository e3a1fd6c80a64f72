"""How signals show themselves to the shell; a signal can be captured anywhere."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from . import queries


def _page(app: Any) -> Any:
    from .ui.page import SignalsPage

    return SignalsPage(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def capture() -> None:
        from .ui.capture import open_capture

        open_capture(app)

    return (Command("signals.capture", N_("New signal"), capture, "Ctrl+Shift+N", "plus", keywords=("melding",)),)


FEATURE = Feature(
    key="signals",
    title=N_("Signals"),
    icon="inbox",
    order=50,
    page=_page,
    kinds=("signal",),
    count=queries.count_new,
    commands=_commands,
)
