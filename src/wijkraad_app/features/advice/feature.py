"""How advice shows itself to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.surveys.queries import Wanted
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from . import queries
from .queries.uses import quote_uses, signal_uses

START = "advice.start"
"""Name in `App.services`: the page begins a new advice when it opens."""


CITE = "advice.cite"
"""Name in `App.services`: the figure of a survey that the page asks to insert when it opens."""


def _page(app: Any) -> Any:
    from .ui.page import AdvicePage

    return AdvicePage(app)


def _commands(app: Any) -> tuple[Command, ...]:
    """A new advice from anywhere; and lower slices' windows are told what became of what they hold."""
    app.services["quote_uses"] = (*app.services.get("quote_uses", ()), quote_uses)
    app.services["signal_uses"] = (*app.services.get("signal_uses", ()), signal_uses)

    def cite(wanted: Wanted) -> None:
        app.services[CITE] = wanted
        app.navigate("advice")

    app.services["cite_figure"] = cite

    def start() -> None:
        app.services[START] = True
        app.navigate("advice")

    def promises() -> None:
        from .ui.page import show_promises

        show_promises(app)

    def promise() -> None:
        from .ui.promises import PromiseDialog

        page = getattr(app.shell, "page", lambda: None)()
        place = page.current() if page is not None else None
        known = {place.kind: place.id} if place is not None and place.kind in ("advice", "meeting") else {}
        PromiseDialog(app, app.shell.widget(), **known).open_over()

    return (
        Command("advice.promises", N_("Promises"), promises, "Ctrl+Shift+T", "flag", keywords=("toezeggingen",)),
        Command("advice.promise", N_("New promise"), promise, "", "flag", keywords=("toezegging",)),
        Command("advice.new", N_("New advice"), start, "", "plus", keywords=("advies", "brief", "letter")),
    )


FEATURE = Feature(
    key="advice",
    title=N_("Advice"),
    icon="scroll-text",
    order=60,
    page=_page,
    kinds=("advice", "recommendation", "evidence", "promise"),
    count=queries.late_count,
    commands=_commands,
)
