"""How the council and its people show themselves to the shell, and the assistant of a new dossier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

PEOPLE = "people"


def _page(app: Any) -> Any:
    from .ui.page import PeoplePage

    return PeoplePage(app)


def _council(app: Any) -> Any:
    from .ui.council_section import CouncilSection

    return CouncilSection(app)


def _house(app: Any) -> Any:
    from .ui.house_section import HouseSection

    return HouseSection(app)


def _letters(app: Any) -> Any:
    from .ui.letter_section import LetterSection

    return LetterSection(app)


def _themes(app: Any) -> Any:
    from .ui.theme_section import ThemeSection

    return ThemeSection(app)


def first_run(app: Any, done: Callable[[], object]) -> Any:
    """Show the assistant of a new dossier over the window; ``done()`` when it is finished or left."""
    from .ui.first_run import FirstRun

    assistant = FirstRun(app, done)
    assistant.open_over()
    return assistant


def _new_person(app: Any) -> None:
    from .ui.new import new_person

    new_person(app)


def _new_organisation(app: Any) -> None:
    from .ui.new import new_organisation

    new_organisation(app)


def _paste(app: Any) -> None:
    from .ui.paste_sheet import paste_members

    paste_members(app)


def _commands(app: Any) -> tuple[Command, ...]:
    words = ("lid", "leden", "member")
    return (
        Command("people.new", N_("New person"), partial(_new_person, app), "Ctrl+Shift+P", "user-plus", keywords=words),
        Command("people.organisation", N_("New organisation"), partial(_new_organisation, app), "", "building-2"),
        Command("people.paste", N_("Paste members"), partial(_paste, app), "", "clipboard-paste", keywords=words),
    )


register(Section("council", N_("Council"), N_("what it is and how it decides"), "landmark", 20, _council))
register(Section("house", N_("House style"), N_("how letters and minutes look"), "image", 30, _house))
register(Section("letters", N_("Letters"), N_("where they go and when an answer is due"), "mail", 40, _letters))
register(Section("themes", N_("Themes"), N_("what signals and quotes are about"), "tag", 50, _themes))

FEATURE = Feature(
    key=PEOPLE,
    title=N_("People"),
    icon="users",
    order=80,
    page=_page,
    kinds=("person", "organisation"),
    commands=_commands,
)
