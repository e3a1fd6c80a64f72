"""Capture, attendance and votes in one meeting, by keyboard alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import OpenWindow
from wijkraad_app.db import unsaved
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.feature import FEATURE
from wijkraad_app.features.meetings.ui.dialogs import AsideDialog, GuestDialog, TimesDialog
from wijkraad_app.features.meetings.ui.live.roll_call import RollCallDialog
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner

from .desk import CONTROL, KEY, Desk


@pytest.fixture
def items(desk: Desk) -> list[UUID]:
    """Three items, one of them to be decided as asked."""
    add, meeting = service.add_item, desk.world.meeting
    made = [
        desk.do(add, meeting=meeting, title="Stukken", kind="consent", asked="De raad neemt de stukken aan."),
        desk.do(add, meeting=meeting, title="Veilig oversteken", minutes=20),
        desk.do(add, meeting=meeting, title="Groen"),
    ]
    desk.hold()
    return made


def said(desk: Desk) -> str:
    """What the line says before Enter."""
    return desk.live.item.capture.understood()


def line(desk: Desk) -> tuple[str, str]:
    return desk.live.item.capture.captured().kind, desk.live.item.capture.line()


def menu() -> QWidget:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def test_a_meeting_is_captured_without_the_mouse(desk: Desk, items: list[UUID], open_window: OpenWindow) -> None:
    _explained_once(desk)
    _everyone_is_recorded(desk)
    _one_key_decides_as_asked(desk)
    desk.press(KEY.Key_Down, CONTROL)
    _entries_change(desk)
    _votes(desk)
    _half_a_line_stays(desk, open_window)


def _explained_once(desk: Desk) -> None:
    shown = [one for one in desk.window.findChildren(Banner) if one.isVisible() and "↑" in one.text()]
    assert len(shown) == 1
    desk.tab_to(desk.button("Begrepen"))
    desk.press(KEY.Key_Space)
    assert not shown[0].isVisible()
    assert desk.app.preferences.get("capture_explained")
    desk.tab_to(desk.live.item.capture)


def _everyone_is_recorded(desk: Desk) -> None:
    desk.to_people()
    for key in (KEY.Key_Space, KEY.Key_Down, KEY.Key_O, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_A):
        desk.press(key)
    states = {row.name: row.state for row in desk.view().attendance}
    assert (states["Ans Verhoeven"], states["Marijke van Duin"], states["Tom Oord"]) == ("present", "online", "unknown")
    desk.to_people()
    desk.press(KEY.Key_Return)
    desk.choose("Andere tijden")
    times = desk.dialog(TimesDialog)
    desk.tab_to(times.arrived.line)
    desk.write("12.30")
    desk.press(KEY.Key_Return)
    assert f"{desk.view().attendance[0].arrived:%H:%M}" == "12:30"
    desk.to_people()
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Return)
    desk.choose("Zit deze vergadering voor")
    assert desk.view().chair == desk.world.people["Marijke"]
    desk.tab_to(desk.button("Gast toevoegen"))
    desk.press(KEY.Key_Space)
    guest = desk.dialog(GuestDialog)
    desk.write("J. de Boer")
    desk.tab_to(guest.by_name.box)
    desk.press(KEY.Key_Space)
    desk.tab_to(desk.button("Toevoegen", guest))
    desk.press(KEY.Key_Return)
    assert desk.view().attendance[-1].by_name


def _one_key_decides_as_asked(desk: Desk) -> None:
    desk.tab_to(desk.live.item.capture)
    assert said(desk) == "F7: besluiten zoals gevraagd"
    desk.press(KEY.Key_F7)
    [decision] = desk.view().decisions
    assert (decision.text, decision.method, decision.present) == ("De raad neemt de stukken aan.", "consent", 4)
    assert said(desk) == ""


def _entries_change(desk: Desk) -> None:
    desk.write("b ")
    assert line(desk) == ("decision", "")
    desk.press(KEY.Key_Backspace)
    assert line(desk) == ("note", "b ")
    desk.press(KEY.Key_Backspace, times=2)
    desk.enter("Folder drukken @murat volgende dinsdag")
    desk.press(KEY.Key_Up)
    assert line(desk) == ("note", "Folder drukken @murat volgende dinsdag")
    assert said(desk) == "Wijzig dit, of Esc om het te laten"
    desk.press(KEY.Key_Escape)
    assert line(desk) == ("note", "") and desk.page.holding()
    desk.press(KEY.Key_J, CONTROL)
    desk.press(KEY.Key_A, on=menu())
    assert desk.entries() == ["Actie, Folder drukken, Murat, di 1 dec"]
    desk.write("Half")
    desk.to_entries()
    for key, kind in ((KEY.Key_M, "Motie"), (KEY.Key_A, "Actie")):
        desk.press(KEY.Key_J, CONTROL)
        desk.press(key, on=menu())
        assert desk.entries()[0].startswith(kind)
    desk.tab_to(desk.live.item.capture)
    assert line(desk) == ("note", "Half"), "what is being typed stays"
    desk.press(KEY.Key_Backspace, times=4)
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Home)
    desk.write("Grote ")
    desk.press(KEY.Key_Return)
    assert desk.entries() == ["Actie, Grote Folder drukken, Murat, di 1 dec"]
    desk.enter("? Wat kost een bord")
    desk.press(KEY.Key_J, CONTROL)
    desk.press(KEY.Key_3, on=menu())
    assert len(desk.entries()) == 1
    desk.write("#3 v Meer bomen")
    assert said(desk).startswith("#3 Groen")
    desk.press(KEY.Key_Return)
    desk.enter("#3 d Kaart")
    third = desk.view().items[2]
    assert [one.sort for one in desk.view().actions_of(third.id)] == ["question"]
    assert third.notes == "**Voorstel:** Meer bomen\n" and third.annexes[0].shown
    assert desk.entries() == ["Actie, Grote Folder drukken, Murat, di 1 dec"], "this item stays in front"


def _votes(desk: Desk) -> None:
    desk.to_people()
    desk.press(KEY.Key_Return)
    desk.choose("Stemt niet mee over dit punt")
    desk.dialog(AsideDialog)
    desk.write("woont er")
    desk.press(KEY.Key_Return)
    desk.tab_to(desk.live.item.capture)
    desk.enter("v Vraag een zebrapad")
    desk.write("s 3-1")
    assert said(desk) == "4 stemmen, maar 3 leden mogen stemmen."
    desk.press(KEY.Key_Return)
    assert line(desk) == ("vote", "3-1"), "what doesn't fit comes back"
    desk.replace("hoofdelijk")
    desk.press(KEY.Key_Return)
    roll = desk.dialog(RollCallDialog)
    assert accessibility.unnamed(roll) == []
    for key in (KEY.Key_V, KEY.Key_T, KEY.Key_Backspace, KEY.Key_B, KEY.Key_V):
        desk.press(key)
    assert roll.count.plain() == "2 voor, 0 tegen, 1 blanco. Aangenomen."
    desk.press(KEY.Key_Return)
    [entry] = [one for one in desk.entries() if one.startswith("Besluit")]
    assert "Voor: Marijke van Duin, Youssef El Amrani; blanco: Murat Aydin." in entry
    assert "Stemde niet mee om een eigen belang: Ans Verhoeven." in entry
    desk.enter("mo Ook een bankje 1-1-1")
    motion = desk.view().decisions[-1]
    assert (motion.name, motion.outcome) == ("Motie 3 van 1 december 2026", "tie")


def _half_a_line_stays(desk: Desk, open_window: OpenWindow) -> None:
    """In the dossier, for the program may stop at any moment: another window has it."""
    desk.write("a Nog niet af")
    desk.save()
    desk.settle()
    opened = open_window([FEATURE], "meetings", preferences=desk.app.preferences)
    again = Desk(desk.qtbot, *opened, desk.workspace, desk.world)
    again.settle()
    again.hold()
    assert line(again) == ("action", "Nog niet af")
    again.press(KEY.Key_Return)
    assert [one.text for one in again.view().actions][-1] == "Nog niet af"
    assert again.read(unsaved.kept, again.world.meeting.hex) == ""
