"""How meetings show themselves to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from . import queries


def _page(app: Any) -> Any:
    from .ui.page import MeetingsPage

    return MeetingsPage(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def actions() -> None:
        from .ui.page import show_actions

        show_actions(app)

    return (
        Command(
            "meetings.actions", N_("All actions"), actions, "Ctrl+Shift+A", "square-check", keywords=("actielijst",)
        ),
    )


FEATURE = Feature(
    key="meetings",
    title=N_("Meetings"),
    icon="calendar-days",
    order=20,
    page=_page,
    kinds=("meeting", "item", "decision", "action"),
    count=queries.late_count,
    commands=_commands,
)
