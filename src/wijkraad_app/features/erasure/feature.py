"""How erasing shows itself: a page from the palette, the settings, a person or a signal."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef

from .rules import PERSON, SIGNAL


def _page(app: Any) -> Any:
    from .ui.page import ErasurePage

    return ErasurePage(app)


def _section(app: Any) -> Any:
    from .ui.section import ErasureSection

    return ErasureSection(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def due() -> None:
        from .ui.due import erase_due

        erase_due(app)

    def here() -> EntityRef | None:
        page = getattr(app.shell, "page", lambda: None)()
        ref = page.current() if page is not None else None
        return EntityRef(_SUBJECTS[ref.kind], ref.id) if ref is not None and ref.kind in _SUBJECTS else None

    def erase_here() -> None:
        if (subject := here()) is not None:
            app.flush()
            app.navigate(subject)

    app.services["erase_due"] = due
    return (
        Command(
            "erasure.open", N_("Erase data"), lambda: app.navigate("erasure"), "", "trash-2", keywords=("wissen", "AVG")
        ),
        Command(
            "erasure.here", N_("Erase data of this person for good"), erase_here, "", "trash-2",
            enabled=lambda: here() is not None, why_disabled=lambda: _("Open a person or a signal first."),
        ),
    )  # fmt: skip


_SUBJECTS = {"person": PERSON, "signal": SIGNAL}


register(Section("erasure", N_("Erase data"), N_("of a person, or words"), "trash-2", 95, _section))

FEATURE = Feature(
    key="erasure",
    title=N_("Erase data"),
    icon="trash-2",
    order=-1,
    page=_page,
    kinds=(PERSON, SIGNAL),
    commands=_commands,
)
