"""What merging left, put right by keys and mouse: from Today to the page, step by step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import WindowDesk
from tests.unit.db.test_merge import both_hear
from wijkraad_app.db import loose_ends
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import queries as talks
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.conversations.feature import FEATURE as CONVERSATIONS
from wijkraad_app.features.erasure import service as erasing
from wijkraad_app.features.erasure.feature import FEATURE as ERASURE
from wijkraad_app.features.loose_ends import queries
from wijkraad_app.features.loose_ends.feature import FEATURE
from wijkraad_app.features.loose_ends.rules import Matter
from wijkraad_app.features.loose_ends.ui.page import LooseEndsPage
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.today.feature import FEATURE as TODAY
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.dialog import Question

KEY = Qt.Key
SECRET, NAME = "Willemijn Kwakkelstein", "Jan Jansen"


class Desk(WindowDesk):
    @property
    def page(self) -> LooseEndsPage:
        page = self.window.page()
        assert isinstance(page, LooseEndsPage)
        return page

    def told(self) -> str:
        return " ".join(label.accessibleName() for label in self.page.findChildren(QLabel) if label.isVisible())

    def left(self) -> list[Matter]:
        return [one.matter for one in self.read(queries.left)]


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, other: LocalWorkspace) -> Desk:
    """A text in which erasures crossed, a text with a late edit, and an item below a removed one."""
    workspace.do(
        conversations.add_conversation, title="Samen", text=f"{SECRET} en {NAME} wonen op 14."
    )  # fmt: skip
    late = workspace.do(conversations.add_conversation, title="Laat", text="Mevrouw De Wit woont hier.")
    meeting = workspace.do(meetings.add_meeting, title="Raad")
    above = workspace.do(meetings.add_item, meeting=meeting, title="Groen")
    both_hear(workspace, other)
    workspace.do(erasing.erase_words, words=[SECRET])
    workspace.do(erasing.erase_words, words=["De Wit"])
    workspace.do(meetings.remove_item, id=above)
    other.do(erasing.erase_words, words=[NAME])
    other.do(conversations.correct_text, id=late, text="Mevrouw De Wit woont hier graag.")
    other.do(meetings.add_item, meeting=meeting, title="Bomen", parent=above)
    both_hear(workspace, other)
    app, window = open_window([TODAY, CONVERSATIONS, ERASURE, FEATURE], "today")
    made = Desk(qtbot=qtbot, workspace=workspace, app=app, window=window)
    made.settle()
    return made


def test_today_leads_there_and_each_thing_says_what_it_is(desk: Desk) -> None:
    desk.tab_to(desk.button("Bekijk wat overbleef"))
    desk.press(KEY.Key_Return)
    told = desk.told()
    assert "In “Samen” (gesprek) hebben twee computers tegelijk iets gewist" in told
    assert "In “Laat” (gesprek) werkte iemand terwijl er iets werd gewist" in told
    assert "“Bomen” (agendapunt) hoort bij “Groen” (agendapunt), en dat is verwijderd" in told
    assert accessibility.unnamed(desk.page) == []
    again = desk.button("Nog een keer wissen")
    assert again.accessibleDescription().startswith("In “Samen” (gesprek)")


def test_erasing_once_more_asks_first_and_takes_both_out(desk: Desk) -> None:
    desk.command("Samengevoegd werk rechtzetten")
    desk.tab_to(desk.button("Nog een keer wissen"))
    desk.press(KEY.Key_Return)
    desk.dialog(Question)
    desk.press(KEY.Key_Escape)
    assert Matter.CROSSED in desk.left()
    desk.click(desk.button("Nog een keer wissen"))
    desk.click(desk.button("Nog een keer wissen", desk.dialog(Question)))
    assert desk.left() == [Matter.LATE, Matter.PLACE]
    texts = [desk.read(talks.conversation, row.id).text for row in desk.read(talks.conversation_rows)]
    assert "… en … wonen op 14." in texts
    assert desk.page.isAncestorOf(desk.focused()) or desk.focused() is desk.window


def test_a_removed_place_comes_back_and_that_can_be_undone(desk: Desk) -> None:
    desk.command("Samengevoegd werk rechtzetten")
    desk.click(desk.button("Terugzetten"))
    assert Matter.PLACE not in desk.left()
    desk.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert Matter.PLACE in desk.left()
    desk.click(desk.button("Dit ook verwijderen"))
    assert Matter.PLACE not in desk.left()


def test_a_late_edit_is_looked_at_and_then_let_go(desk: Desk) -> None:
    desk.command("Samengevoegd werk rechtzetten")
    looks = [one for one in desk.page.findChildren(type(desk.button("Bekijken"))) if one.text() == "Bekijken"]
    desk.click(looks[-1])
    assert desk.window.page().current() is not None
    desk.command("Samengevoegd werk rechtzetten")
    desk.click(desk.button("Eerdere versies weghalen"))
    desk.click(desk.button("Eerdere versies weghalen", desk.dialog(Question)))
    assert desk.left() == [Matter.CROSSED, Matter.PLACE]
    assert desk.read(loose_ends.late_edits) == ()


def test_the_palette_finds_it_and_an_empty_list_says_so(
    qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace
) -> None:
    app, window = open_window([TODAY, FEATURE], "today")
    made = Desk(qtbot=qtbot, workspace=workspace, app=app, window=window)
    made.settle()
    made.command("Samengevoegd werk rechtzetten")
    assert "Er is niets recht te zetten." in made.told()
