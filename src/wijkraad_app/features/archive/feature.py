"""How the year archive shows itself: a section of the settings, and a command for the palette."""

from __future__ import annotations

from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _


def _make(app: Any) -> Any:
    from .ui.section import ArchiveSection

    return ArchiveSection(app)


SECTION = Section("archive", N_("Year archive"), N_("everything in open files"), "archive", 92, _make)
register(SECTION)


def _page(app: Any) -> Any:
    from wijkraad_app.ui.section_page import SectionPage

    return SectionPage(app, _(SECTION.title), _(SECTION.about), _make(app))


def _commands(app: Any) -> tuple[Command, ...]:
    def show() -> None:
        app.navigate("archive")

    return (Command("archive.open", N_("Make a year archive"), show, "", "archive"),)


FEATURE = Feature(
    key="archive", title=N_("Year archive"), icon="archive", order=-1, page=_page, commands=_commands
)  # fmt: skip
