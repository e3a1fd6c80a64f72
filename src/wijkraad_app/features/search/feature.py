"""How search and history show themselves to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef

from .rules.asked import KIND, ref_for
from .rules.fields import KIND_NAMES

HISTORY = "show_history"
"""``app.services`` holds under it: callable(ref, over) that shows the history of a record over a widget."""


def _page(app: Any) -> Any:
    from .ui.page import SearchPage

    return SearchPage(app)


def all_results(text: str) -> EntityRef:
    """Where all that is found for ``text`` is shown; navigate to it."""
    return ref_for(text)


def _commands(app: Any) -> tuple[Command, ...]:
    def show(ref: EntityRef, over: Any = None) -> None:
        from .ui.history_sheet import HistorySheet

        around = over if over is not None else app.shell.widget()
        if around is not None:
            app.flush()
            HistorySheet(app, ref, around).open_over()

    def here() -> EntityRef | None:
        page = getattr(app.shell, "page", lambda: None)()
        ref = page.current() if page is not None else None
        return ref if ref is not None and ref.kind in KIND_NAMES else None

    def show_here() -> None:
        ref = here()
        if ref is not None:
            show(ref)

    def search() -> None:
        app.navigate("search")

    app.services[HISTORY] = show
    return (
        Command("search.open", N_("Search the whole dossier"), search, "Ctrl+Shift+F", "search"),
        Command(
            "history.show", N_("Show history"), show_here, "Ctrl+H", "history",
            enabled=lambda: here() is not None, why_disabled=lambda: _("Open a record first."),
        ),
    )  # fmt: skip


FEATURE = Feature(
    key="search",
    title=N_("Search"),
    icon="search",
    order=-1,
    page=_page,
    kinds=(KIND,),
    commands=_commands,
)
