"""How meetings show themselves to the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from . import queries
from .rules.subjects import PROPOSE

PLAN = "meetings.plan"
"""Name in `App.services`: ``(app, over, made)`` asks for a new meeting over a window and tells ``made`` its id."""


def _page(app: Any) -> Any:
    from .ui.page import MeetingsPage

    return MeetingsPage(app)


def _holidays(app: Any) -> Any:
    from .ui.preparing.holidays_section import SchoolHolidaysSection

    return SchoolHolidaysSection(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def actions() -> None:
        from .ui.page import show_actions

        show_actions(app)

    def decisions() -> None:
        from .ui.page import show_decisions

        show_decisions(app)

    def plan(app: Any, over: Any, made: Callable[[UUID], None]) -> None:
        from .ui.new_meeting import NewMeetingDialog

        NewMeetingDialog(app, over, made, carrying=False).open_over()

    def propose(app: Any, over: Any, kind: str, id: UUID, title: str) -> None:
        from .ui.preparing.propose import ProposeDialog

        ProposeDialog(app, over, kind, id, title).open_over()

    app.services[PLAN], app.services[PROPOSE] = plan, propose
    return (
        Command(
            "meetings.actions", N_("All actions"), actions, "Ctrl+Shift+A", "square-check", keywords=("actielijst",)
        ),
        Command(
            "meetings.decisions",
            N_("All decisions"),
            decisions,
            "Ctrl+Shift+D",
            "gavel",
            keywords=("besluitenlijst", "besluitenregister"),
        ),
    )


register(
    Section("holidays", N_("School holidays"), N_("when you would rather not meet"), "calendar-days", 60, _holidays)
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
