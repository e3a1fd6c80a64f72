"""A window on a dossier with a council and a meeting, worked by keys and mouse."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from tests.slices.meetings.world import World
from tests.ui.desk import KEY, MOD, ChoosesFile, WindowDesk
from wijkraad_app.features.meetings import queries
from wijkraad_app.features.meetings.queries import MeetingView
from wijkraad_app.features.meetings.ui.live.people_panel import PersonButton
from wijkraad_app.features.meetings.ui.live.screen_question import ScreenQuestion
from wijkraad_app.features.meetings.ui.live.view import LiveView
from wijkraad_app.features.meetings.ui.overview import Overview
from wijkraad_app.features.meetings.ui.page import MeetingsPage

__all__ = ["CONTROL", "KEY", "MOD", "ChoosesFile", "Desk"]
CONTROL = MOD.ControlModifier


@dataclass
class Desk(WindowDesk):
    """Everything a test needs at hand."""

    world: World

    @property
    def page(self) -> MeetingsPage:
        page = self.window.page()
        assert isinstance(page, MeetingsPage)
        return page

    @property
    def overview(self) -> Overview:
        return self.page.overview

    @property
    def live(self) -> LiveView:
        return self.page.live

    def view(self, meeting: UUID | None = None) -> MeetingView:
        found = self.read(queries.meeting_view, meeting or self.world.meeting)
        assert found is not None
        return found  # type: ignore[no-any-return]

    def enter(self, text: str) -> None:
        self.write(text)
        self.press(KEY.Key_Return)

    def outline(self) -> list[str]:
        """The agenda as it stands in the window: number, title, computed time."""
        rows = self.overview.agenda.outline.rows()
        return [" ".join(part for part in (row.number(), row.line.text(), row.time()) if part) for row in rows]

    def to_new_item(self) -> None:
        """Into the empty line below the agenda, by mouse."""
        self.click(next(one for one in self.lines() if one.accessibleName() == "Nieuw agendapunt"))

    def lines(self) -> list[QLineEdit]:
        return [one for one in self.overview.agenda.outline.findChildren(QLineEdit) if one.isVisible()]

    def to_item(self, title: str) -> None:
        """Into the line of an item, by mouse."""
        for row in self.overview.agenda.outline.rows():
            if row.line.text() == title:
                self.click(row.line)
                return
        raise AssertionError(f"no item {title}")

    def hold(self, screen: str = "Alleen ik zie het") -> None:
        """The meeting screen, on a computer with one screen."""
        self.press(KEY.Key_Return, CONTROL)
        if not self.page.holding():
            self.click(self.button(screen, self.dialog(ScreenQuestion)))
        assert self.page.holding()

    def to_entries(self) -> None:
        """On the newest of what is kept at the item."""
        self.tab_to(self.live.item.entries.lines()[-1])

    def to_people(self) -> None:
        """On the first person of the attendance."""
        self.tab_to(self.live.people.findChildren(PersonButton)[0])

    def entries(self) -> list[str]:
        """What is kept at the item shown: kind and words."""
        return [one.accessibleName() for one in self.live.item.entries.lines()]
