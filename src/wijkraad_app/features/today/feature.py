"""How today shows itself to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.kernel.ids import EntityRef

from . import queries

REMEMBERED = frozenset(
    {
        "advice",
        "meeting",
        "survey",
        "question",
        "conversation",
        "signal",
        "person",
        "organisation",
        "action",
        "promise",
        "letter",
    }
)


def _page(app: Any) -> Any:
    from .ui.page import TodayPage

    return TodayPage(app)


def _remembered(ref: EntityRef) -> bool:
    return ref.kind in REMEMBERED


def _commands(app: Any) -> tuple[Command, ...]:
    """No commands of its own; from now on what is opened is remembered."""
    from .ui.visits import SERVICE, Visits

    window = app.shell.widget()
    dossier = getattr(app.workspace, "dossier", None)
    if window is not None and dossier is not None:
        app.services[SERVICE] = Visits(app, window, dossier.id.hex, _remembered)
    return ()


FEATURE = Feature(
    key="today",
    title=N_("Today"),
    icon="sun",
    order=10,
    page=_page,
    count=queries.attention_count,
    commands=_commands,
)
