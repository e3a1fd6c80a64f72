"""The page for erasing, by keys and mouse: places first, then for good."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import WindowDesk
from tests.unit.db.dossier_bytes import all_bytes
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as people
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.feature import FEATURE as PEOPLE
from wijkraad_app.features.erasure.feature import FEATURE
from wijkraad_app.features.erasure.ui.page import ErasurePage
from wijkraad_app.features.meetings import queries as meetings_read
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import queries as signals_read
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.today.feature import FEATURE as TODAY
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.dialog import Question

KEY = Qt.Key


class Desk(WindowDesk):
    @property
    def page(self) -> ErasurePage:
        page = self.window.page()
        assert isinstance(page, ErasurePage)
        return page

    def listed(self) -> str:
        (found,) = [one for one in self.page.findChildren(QTextBrowser) if one.isVisible()]
        return found.toPlainText()

    def actions(self) -> list[str]:
        return [row.text for row in self.read(lambda s: meetings_read.action_rows(s, meetings_read.action_ids(s)))]


def add_truus(workspace: LocalWorkspace) -> UUID:
    person: UUID = workspace.do(council.add_person, name="Truus Kwakkelstein", phone="030 271 82 81")
    workspace.do(meetings.add_action, text="Truus Kwakkelstein bellen", owner=person)
    return person


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace) -> Desk:
    add_truus(workspace)
    made = Desk(qtbot, *open_window([FEATURE], "erasure"), workspace)
    made.settle()
    return made


def test_words_are_typed_their_places_shown_and_only_then_erased(desk: Desk) -> None:
    desk.write("kwakkelstein")
    desk.press(KEY.Key_Return)
    assert "Truus Kwakkelstein bellen" in desk.listed()
    assert "Nu in het dossier" in desk.listed()
    desk.click(desk.button("Voorgoed wissen"))
    question = desk.dialog(Question)
    desk.press(KEY.Key_Escape)
    assert desk.actions() == ["Truus Kwakkelstein bellen"]
    desk.click(desk.button("Voorgoed wissen"))
    question = desk.dialog(Question)
    desk.click(desk.button("Voorgoed wissen", question))
    assert desk.actions() == ["Truus … bellen"]
    assert desk.page.before.plain().startswith("Eerder gewist op: ")


def test_too_few_letters_are_said_under_the_field(desk: Desk) -> None:
    desk.write("Bo")
    desk.press(KEY.Key_Return)
    assert "drie letters" in desk.page.words.control.accessibleDescription()
    assert not desk.page.erase.isVisible()


def test_everything_has_a_name_and_tab_reaches_the_button(desk: Desk) -> None:
    desk.write("kwakkelstein")
    desk.press(KEY.Key_Return)
    assert accessibility.unnamed(desk.page) == []
    desk.tab_to(desk.page.erase)
    desk.tab_to(desk.page.words.line)


def test_from_today_what_may_go_is_erased_with_one_press(
    qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime
) -> None:
    contact = {"name": "Truus Kwakkelstein", "phone": "030 271 82 81", "end_date": date(2026, 11, 1)}
    signal = workspace.do(signals.add_signal, text="De stoep ligt los.", contact=contact)
    app, window = open_window([TODAY, FEATURE], "today")
    desk = Desk(qtbot, app, window, workspace)
    desk.settle()
    desk.click(desk.button("Voorgoed wissen"))
    assert desk.read(signals_read.contact, signal) is None
    assert "kwakkel" not in all_bytes(workspace.path).decode("latin-1").lower()
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Contactgegevens mogen weg" not in " ".join(shown)


def test_a_person_is_erased_from_the_menu_of_the_record(
    qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace
) -> None:
    person = add_truus(workspace)
    desk = Desk(qtbot, *open_window([PEOPLE, FEATURE], "people"), workspace)
    desk.settle()
    desk.command("Truus Kwakkelstein")
    desk.menu("Gegevens van deze persoon voorgoed wissen")
    assert "Kwakkelstein" in desk.page.header.title.plain()
    assert "030 271 82 81" in desk.listed()
    desk.click(desk.button("Voorgoed wissen"))
    desk.click(desk.button("Voorgoed wissen", desk.dialog(Question)))
    assert desk.read(people.person_names, [person]) == {person: "gewist"}
    assert desk.actions() == ["… bellen"]
