"""The page of signals, by keys and mouse."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.meetings.feature import FEATURE as MEETINGS
from wijkraad_app.features.meetings.queries import proposed_items
from wijkraad_app.features.meetings.ui.preparing.propose import ProposeDialog
from wijkraad_app.features.signals import queries, service
from wijkraad_app.features.signals.feature import FEATURE
from wijkraad_app.features.signals.queries import Use, offered
from wijkraad_app.features.signals.ui.capture import CaptureDialog
from wijkraad_app.features.signals.ui.page import SignalsPage
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.ids import EntityRef, new_id
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.chip import Chip


@verb(label="Add person")
def add_person(uow: UnitOfWork, *, name: str) -> UUID:
    return uow.add(Person(name=name)).id


def all_rows(session: Session) -> tuple[queries.SignalRow, ...]:
    return queries.signal_rows(session, queries.signal_ids(session))


class Desk(WindowDesk):
    """A window on a dossier with three signals."""

    @property
    def page(self) -> SignalsPage:
        page = self.window.page()
        assert isinstance(page, SignalsPage)
        return page

    def to_first(self) -> None:
        """Into the table, on its first row."""
        self.tab_to(self.page.table)
        self.press(KEY.Key_Home, MOD.ControlModifier)

    def shown(self) -> list[str]:
        table = self.page.table
        return [table.model().index(row, 0).data() for row in range(table.count())]


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    who = workspace.do(add_person, name="Kees Brouwer")
    workspace.do(service.add_signal, title="Losse tegels", neighbourhood="Singelplein", received=date(2025, 3, 1))
    workspace.do(service.add_signal, title="Bankje", kind="proposal", received=date(2026, 10, 1), follower=who)
    workspace.do(
        service.add_signal, title="Te hard rijden", text="Bel 06-12345678 aub", kind="complaint", place="Molendijk"
    )
    made = Desk(qtbot, *open_window([FEATURE, MEETINGS], "signals"), workspace)
    made.settle()
    return made


def test_the_newest_signal_is_on_top_and_new_ones_are_counted(desk: Desk) -> None:
    assert desk.shown() == ["Te hard rijden", "Bankje", "Losse tegels"]
    assert desk.page.total.text() == "3"


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_F2)
    assert accessibility.unnamed(desk.window) == []


def test_arrows_choose_and_the_panel_tells(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_Down)
    panel = desk.page.panel
    assert panel.isVisible() and panel.title.plain() == "Bankje"
    assert panel.status.text() == "nieuw"
    desk.press(KEY.Key_Escape)
    assert not panel.isVisible()


def test_a_status_is_set_by_key_and_taken_back(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_4, MOD.AltModifier)
    assert desk.page.panel.status.text() == "klaar"
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.page.panel.status.text() == "nieuw"


def test_a_status_is_set_by_mouse(desk: Desk) -> None:
    desk.to_first()
    desk.click(desk.page.panel.states.chips["in_progress"])
    assert desk.page.panel.status.text() == "loopt"


def test_several_rows_change_in_one_step(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_Down, MOD.ShiftModifier)
    desk.press(KEY.Key_3, MOD.AltModifier)
    assert desk.read(queries.count_new) == 1
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.read(queries.count_new) == 3


def test_search_finds_while_typing(desk: Desk) -> None:
    desk.tab_to(desk.page.table)
    desk.press(KEY.Key_F, MOD.ControlModifier)
    desk.write("bank")
    assert desk.shown() == ["Bankje"]
    assert desk.page.filters.count.text() == "1 gevonden"
    desk.write("zzz")
    assert desk.page.nothing.isVisible()
    desk.press(KEY.Key_Escape)
    assert len(desk.shown()) == 3


def test_a_filter_is_chosen_from_its_menu_and_cleared(desk: Desk) -> None:
    chip = desk.page.filters.kind
    desk.click(chip)
    desk.choose("voorstel")
    assert desk.shown() == ["Bankje"] and chip.text() == "voorstel"
    desk.click(chip)
    assert len(desk.shown()) == 3


def test_a_click_on_a_column_sorts(desk: Desk) -> None:
    head = desk.page.table.horizontalHeader()
    desk.click(head.viewport(), QPoint(head.sectionViewportPosition(0) + 12, head.height() // 2))
    assert desk.shown() == ["Bankje", "Losse tegels", "Te hard rijden"]


def test_fields_save_themselves(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_F2)
    desk.write("Veel ")
    assert desk.shown()[0] == "Veel Te hard rijden"
    desk.press(KEY.Key_Escape)
    assert desk.page.panel.title.plain() == "Veel Te hard rijden" and not desk.page.panel.editing


def test_a_neighbourhood_is_offered_by_any_part_of_its_name(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_F2)
    line = desk.page.panel.fields.neighbourhood.line
    desk.tab_to(line)
    desk.write("pl")
    popup = line.completer().popup()
    desk.qtbot.keyClick(popup, KEY.Key_Down)
    desk.qtbot.keyClick(popup, KEY.Key_Return)
    desk.settle()
    assert desk.read(queries.signal, desk.page.table.current()).neighbourhood == "Singelplein"


def test_a_telephone_number_in_the_title_is_told_below_the_field(desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_F2)
    desk.write(" 06-12345678")
    assert "titel" in desk.page.panel.fields.title.note_text()
    assert desk.shown()[0] == "Te hard rijden"


def test_a_number_in_the_text_is_offered_to_be_moved(desk: Desk) -> None:
    desk.to_first()
    banner = desk.page.panel.findChild(Banner)
    assert banner is not None and "telefoonnummer" in banner.text()
    desk.click(banner.findChild(QPushButton))
    assert desk.page.panel.text.plain() == "Bel aub"
    signal = desk.page.table.current()
    assert desk.read(queries.contact, signal).phone == "06-12345678"
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.page.panel.text.plain() == "Bel 06-12345678 aub"


def test_contact_data_open_on_request_and_save_themselves(desk: Desk) -> None:
    desk.to_first()
    section = desk.page.panel.contact
    assert not section.fields.isVisible()
    desk.click(section.show_fields)
    assert section.name.line.hasFocus()
    desk.write("Fatma")
    kept = desk.read(queries.contact, desk.page.table.current())
    assert (kept.name, kept.purpose) == ("Fatma", "om de bewoner te antwoorden")
    assert "Fatma" not in "".join(desk.shown())
    desk.click(section.remove)
    assert desk.read(queries.contact, desk.page.table.current()) is None


def test_a_signal_is_captured_from_anywhere(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    dialog = desk.dialog(CaptureDialog)
    assert dialog.text.text.hasFocus()
    desk.write("De lamp is stuk. Bel 030-2860000")
    assert dialog.found_box.isVisible()
    desk.click(dialog.main_button)
    assert "De lamp is stuk" in desk.shown()
    assert desk.window.toast_widget.text() == "Signaal vastgelegd"
    (newest,) = (row.id for row in desk.read(all_rows) if row.title == "De lamp is stuk")
    assert desk.read(queries.contact, newest).phone == "030-2860000"
    assert "030" not in desk.read(queries.signal, newest).text


def test_a_signal_is_captured_by_keyboard_alone(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    desk.write("Graag een bankje bij de brug")
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Tab)
    desk.write("Havenkade")
    desk.press(KEY.Key_Return)
    (made,) = (row for row in desk.read(all_rows) if row.title == "Graag een bankje bij de brug")
    assert (made.kind, made.neighbourhood) == ("proposal", "Havenkade")


def test_control_enter_adds_while_still_in_the_words(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    desk.write("Lamp stuk")
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert "Lamp stuk" in desk.shown()


def test_capture_without_words_says_what_to_do(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    dialog = desk.dialog(CaptureDialog)
    desk.click(dialog.main_button)
    assert dialog.isVisible() and dialog.text.note_text() == "Schrijf op wat de bewoner zei."
    desk.press(KEY.Key_Escape)
    assert len(desk.shown()) == 3


def test_a_removed_signal_closes_the_panel_and_comes_back(desk: Desk) -> None:
    desk.to_first()
    desk.menu("Signaal verwijderen", desk.page.panel)
    assert len(desk.shown()) == 2 and not desk.page.panel.isVisible()
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert len(desk.shown()) == 3


def test_a_signal_is_proposed_for_an_agenda(desk: Desk) -> None:
    desk.to_first()
    desk.menu("Voorstellen voor een agenda", desk.page.panel)
    dialog = desk.dialog(ProposeDialog)
    assert dialog.name.value() == "Te hard rijden"
    assert accessibility.unnamed(dialog) == []
    desk.replace("Snelheid op de Molendijk")
    desk.main(dialog)
    (row,) = desk.read(proposed_items)
    assert (row.title, row.subject_kind, row.subject_title) == ("Snelheid op de Molendijk", "signal", "Te hard rijden")


def test_a_signal_that_was_found_is_shown(desk: Desk) -> None:
    oldest = desk.read(queries.signal_ids)[-1]
    desk.command("Losse tegels")
    assert desk.page.panel.title.plain() == "Losse tegels"
    assert desk.page.current() == EntityRef("signal", oldest)


def test_contact_data_past_their_end_are_offered_for_removal(desk: Desk) -> None:
    assert not desk.page.due.isVisible()
    signal = desk.read(queries.signal_ids)[0]
    with threads.allowed_here():
        desk.workspace.do(service.set_contact, signal=signal, name="Fatma", end_date=date(2026, 11, 1))
    desk.settle()
    assert desk.page.due.isVisible()
    desk.click(desk.page.due.findChild(QPushButton))
    assert not desk.page.due.isVisible() and desk.read(queries.contact, signal) is None


def test_what_a_later_slice_made_of_a_signal_is_told_and_leads_there(desk: Desk) -> None:
    advice = EntityRef("advice", new_id())
    desk.app.services["signal_uses"] = [lambda _session, _id: [Use(date(2026, 11, 22), "Gebruikt in advies", advice)]]
    desk.to_first()
    chip = next(one for one in desk.page.panel.steps.findChildren(Chip) if one.text() == "Gebruikt in advies")
    assert chip.isVisible()


@pytest.fixture
def only_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with very many people: the list of who may follow is that of the members, and Kees isn't one."""
    monkeypatch.setattr(offered, "MOST_PEOPLE", 0)


def test_who_follows_is_shown_also_where_only_members_are_offered(only_members: None, desk: Desk) -> None:
    desk.to_first()
    desk.press(KEY.Key_Down)
    follower = desk.page.panel.fields.follower
    assert follower.box.currentText() == "Kees Brouwer"
    assert follower.box.count() == 2
    desk.press(KEY.Key_Up)
    assert follower.box.currentText() == "nog niemand"
    assert follower.box.count() == 1
