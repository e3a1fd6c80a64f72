"""Open actions and earlier decisions come in as pasted lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wijkraad_app.features.meetings import queries
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.pasted import PastedSheet

from .desk import CONTROL, KEY, MOD, ChoosesFile, Desk

ACTIONS = "Wat;Wie;Wanneer\nBanken nameten;Kees Brouwer;12 december 2026\nBrief sturen;;ooit\nWeg ermee;;"
Sheet = PastedSheet[Any]


@pytest.fixture
def open_sheet(desk: Desk) -> Callable[[str], Sheet]:
    def open_it(command: str) -> Sheet:
        desk.command(command)
        sheet: Sheet = desk.dialog(PastedSheet)
        return sheet

    return open_it


def paste(desk: Desk, sheet: Sheet, text: str) -> None:
    desk.paste(text)
    desk.qtbot.waitUntil(lambda: bool(sheet.pasted.note.plain()))


def closed(desk: Desk) -> bool:
    return not any(one.isVisible() for one in desk.window.findChildren(PastedSheet))


def cells(sheet: Sheet, row: int) -> list[str]:
    model = sheet.pasted.table.model()
    return [model.index(row, column).data() for column in range(1, model.columnCount())]


def test_actions_are_pasted_corrected_by_keys_and_taken_over(desk: Desk, open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("Openstaande acties plakken")
    assert not sheet.main_button.isEnabled()
    assert accessibility.unnamed(sheet) == []
    paste(desk, sheet, ACTIONS)
    assert cells(sheet, 0) == ["Banken nameten", "Kees Brouwer", "12 dec"]
    assert sheet.pasted.note.plain() == "3 acties, kijk 1 rij na. “ooit” is geen datum."
    table = sheet.pasted.table
    desk.press(KEY.Key_Tab)
    assert desk.focused() is table
    desk.press(KEY.Key_Home, CONTROL)
    desk.press(KEY.Key_Down, times=2)
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_End)
    desk.press(KEY.Key_F2)
    desk.write("15-12-2026")
    desk.press(KEY.Key_Return)
    assert cells(sheet, 1) == ["Brief sturen", "", "15 dec"]
    assert table.taken() == [0, 1], "a correction leaves the ticks alone"
    assert sheet.pasted.note.plain().startswith("2 acties.")
    desk.tab_to(sheet.main_button)
    desk.press(KEY.Key_Return)
    assert closed(desk)
    made = {row.text: (row.owner_name, row.due) for row in desk.read(queries.open_actions)}
    assert made["Banken nameten"] == ("Kees Brouwer", date(2026, 12, 12))
    assert made["Brief sturen"] == ("", date(2026, 12, 15)) and "Weg ermee" not in made
    assert desk.window.toast_widget.text() == "Overgenomen: 2 acties."
    desk.press(KEY.Key_Z, CONTROL)
    assert "Brief sturen" not in {row.text for row in desk.read(queries.open_actions)}


def test_decisions_are_pasted_with_their_days(desk: Desk, open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("Eerdere besluiten plakken")
    paste(desk, sheet, "3-11-2026: Akkoord met de begroting\n4 dec; Meer bomen")
    assert cells(sheet, 1) == ["Meer bomen", "4 dec 2025"]
    assert "geen jaar" in sheet.pasted.note.plain()
    desk.click(sheet.main_button)
    found = {row.text: row.day for row in desk.read(queries.decisions)}
    assert found == {"Akkoord met de begroting": date(2026, 11, 3), "Meer bomen": date(2025, 12, 4)}


def test_a_row_without_a_text_is_told_and_keeps_the_sheet_open(desk: Desk, open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("Eerdere besluiten plakken")
    paste(desk, sheet, "Datum;Besluit\n3-11-2026;")
    desk.click(sheet.main_button)
    assert sheet.isVisible() and sheet.pasted.text.note_text() == "De tekst ontbreekt."
    desk.press(KEY.Key_Escape)
    assert closed(desk) and desk.read(queries.decisions) == ()


def test_a_list_is_read_from_a_file(desk: Desk, open_sheet: Callable[[str], Sheet], tmp_path: Path) -> None:
    file = tmp_path / "acties.csv"
    file.write_bytes(ACTIONS.encode("cp1252"))
    desk.app.chooser = ChoosesFile(file)
    sheet = open_sheet("Openstaande acties plakken")
    desk.click(sheet.file)
    assert len(sheet.pasted.table.taken()) == 3
    file.write_bytes(b"%PDF-1.7")
    desk.click(sheet.file)
    assert "geen tekst" in sheet.pasted.text.note_text()


def test_the_ways_in_stand_where_people_look(desk: Desk) -> None:
    desk.press(KEY.Key_A, CONTROL | MOD.ShiftModifier)
    desk.click(desk.button("Openstaande acties plakken"))
    desk.dialog(PastedSheet)
    desk.press(KEY.Key_Escape)
    desk.find_row(desk.overview.list, "Wijkraad")
    desk.menu("Eerdere besluiten plakken")
    assert desk.dialog(PastedSheet).title.plain() == "Eerdere besluiten plakken"
