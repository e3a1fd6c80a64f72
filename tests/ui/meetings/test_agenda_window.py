"""Making an agenda in the window."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.ui.new_meeting import NewMeetingDialog
from wijkraad_app.features.meetings.ui.paste import PasteSheet
from wijkraad_app.ui import accessibility

from .desk import CONTROL, KEY, MOD, ChoosesFile, Desk


def test_items_are_typed_one_after_another(desk: Desk) -> None:
    desk.to_new_item()
    for title in ("Opening", "Groen", "Sluiting"):
        desk.enter(title)
    assert desk.outline() == ["1 Opening 20.00", "2 Groen 20.00", "3 Sluiting 20.00"]
    assert [item.title for item in desk.view().items] == ["Opening", "Groen", "Sluiting"]


def test_enter_in_an_item_makes_the_next_one_below_it(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Opening")
    desk.enter("Sluiting")
    desk.to_item("Opening")
    desk.press(KEY.Key_Return)
    desk.enter("Groen")
    desk.write("Verkeer")
    desk.press(KEY.Key_Up)
    assert [item.title for item in desk.view().items] == ["Opening", "Groen", "Verkeer", "Sluiting"]


def test_two_keys_and_an_arrow_put_an_item_below_the_one_above_and_back(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Verkeer")
    desk.enter("Molendijk")
    desk.to_item("Molendijk")
    deeper = MOD.AltModifier | MOD.ShiftModifier
    desk.press(KEY.Key_Right, deeper)
    assert desk.outline()[1].startswith("1.a Molendijk")
    desk.press(KEY.Key_Left, deeper)
    assert desk.outline()[1].startswith("2 Molendijk")


def test_control_and_arrows_move_an_item_and_the_cursor_goes_along(desk: Desk) -> None:
    desk.to_new_item()
    for title in ("Een", "Twee", "Drie"):
        desk.enter(title)
    desk.to_item("Drie")
    desk.press(KEY.Key_Up, CONTROL)
    desk.press(KEY.Key_Up, CONTROL)
    desk.press(KEY.Key_Down, CONTROL)
    assert [item.title for item in desk.view().items] == ["Een", "Drie", "Twee"]
    focused = desk.focused()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "Drie"


def test_a_removed_item_comes_back_with_undo(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Een")
    desk.enter("Twee")
    desk.to_item("Een")
    desk.press(KEY.Key_Delete, CONTROL)
    assert desk.outline() == ["1 Twee 20.00"]
    desk.press(KEY.Key_Z, CONTROL)
    assert len(desk.view().items) == 2


def test_a_title_saves_itself(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Groen")
    desk.to_item("Groen")
    desk.press(KEY.Key_End)
    desk.write(" op de kade")
    assert desk.view().items[0].title == "Groen op de kade"


def test_minutes_typed_at_the_side_move_the_times(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Opening")
    desk.enter("Groen")
    desk.to_item("Opening")
    desk.click(desk.overview.panel.minutes.line)
    desk.write("15")
    assert desk.outline() == ["1 Opening 20.00", "2 Groen 20.15"]
    desk.click(desk.overview.panel.fixed.line)
    desk.write("20.10")
    assert desk.outline()[0] == "1 Opening 20.10"


def test_an_agenda_that_takes_too_long_says_so(desk: Desk) -> None:
    item = desk.do(service.add_item, meeting=desk.world.meeting, title="Groen", minutes=80)
    assert desk.overview.agenda.warning() == ""
    desk.do(service.update_item, id=item, minutes=100)
    assert "10 minuten langer" in desk.overview.agenda.warning()


def test_the_explanation_is_formatted_text(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Groen")
    desk.to_item("Groen")
    desk.click(desk.overview.panel.explanation.edit.viewport())
    desk.press(KEY.Key_B, CONTROL)
    desk.write("Let op")
    assert desk.view().items[0].explanation == "**Let op**\n"


def test_facts_of_the_meeting_save_themselves(desk: Desk) -> None:
    facts = desk.overview.agenda.facts
    desk.click(facts.place.line)
    desk.write("De Molen")
    desk.click(facts.public.box)
    desk.click(facts.day.line)
    desk.replace("8-12-2026")
    view = desk.view()
    assert (view.place, view.public, view.day) == ("De Molen", False, date(2026, 12, 8))
    assert "dinsdag 8 december 2026" in facts.day.note_text()


def test_a_new_meeting_begins_with_a_template(desk: Desk) -> None:
    desk.press(KEY.Key_N, CONTROL)
    dialog = desk.dialog(NewMeetingDialog)
    assert desk.focused() is dialog.day.line
    desk.write("12-1-2027")
    desk.press(KEY.Key_Return)
    rows = desk.read(queries.meeting_rows)
    assert next((row.title, row.day) for row in rows) == ("Wijkraad", date(2027, 1, 12))
    assert desk.outline()[0] == "1 Opening 20.00"
    desk.press(KEY.Key_Z, CONTROL)
    assert len(desk.read(queries.meeting_rows)) == 1


def test_a_new_meeting_begins_where_and_with_whom_the_last_one_was(desk: Desk) -> None:
    desk.do(service.update_meeting, id=desk.world.meeting, place="De Schakel", minute_taker=desk.world.people["Murat"])
    desk.press(KEY.Key_N, CONTROL)
    assert desk.dialog(NewMeetingDialog).place.value() == "De Schakel"
    desk.write("12-1-2027")
    desk.press(KEY.Key_Return)
    (made,) = [row for row in desk.read(queries.meeting_rows) if row.id != desk.world.meeting]
    view = desk.read(queries.meeting_view, made.id)
    assert (view.place, view.chair_name, view.minute_taker_name) == ("De Schakel", "Ans Verhoeven", "Murat Aydin")


def test_a_pasted_agenda_is_looked_at_and_mended_before_it_is_taken_over(desk: Desk) -> None:
    desk.click(desk.button("Agenda plakken"))
    sheet = desk.dialog(PasteSheet)
    desk.click(sheet.text.text.viewport())
    desk.write("1. Opening\n2. Verkeer (20 min)\n3. Rondvraag\n")
    assert [row.cells[1].strip() for row in sheet.table.rows()] == ["Opening", "Verkeer", "Rondvraag"]
    desk.to_cell(sheet.table, 1, 5)
    desk.press(KEY.Key_Return)
    desk.enter("25")
    desk.to_cell(sheet.table, 2, 1)
    desk.press(KEY.Key_Space)
    desk.click(desk.button("Overnemen", sheet))
    assert [(item.title, item.minutes) for item in desk.view().items] == [("Opening", None), ("Verkeer", 25)]


def test_a_pasted_agenda_goes_after_the_items_there_are(desk: Desk) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Opening")
    desk.click(desk.button("Agenda plakken"))
    sheet = desk.dialog(PasteSheet)
    desk.click(sheet.text.text.viewport())
    desk.write("1. Verkeer\n2. Sluiting\n")
    assert "datum" not in sheet.guesses.plain(), "the meeting has one"
    desk.click(desk.button("Overnemen", sheet))
    assert [item.title for item in desk.view().items] == ["Opening", "Verkeer", "Sluiting"]
    assert len(desk.read(queries.meeting_rows)) == 1
    desk.press(KEY.Key_Z, CONTROL)
    assert [item.title for item in desk.view().items] == ["Opening"]
    assert "“”" not in desk.window.toast_widget.text(), "what was undone is named"


def test_a_wrong_cell_is_told_before_taking_over(desk: Desk) -> None:
    desk.click(desk.button("Agenda plakken"))
    sheet = desk.dialog(PasteSheet)
    desk.click(sheet.text.text.viewport())
    desk.write("1. Opening\n2. Verkeer\n")
    desk.to_cell(sheet.table, 0, 4)
    desk.press(KEY.Key_Return)
    desk.enter("straks")
    assert "niet duidelijk" in sheet.guesses.plain()
    desk.press(KEY.Key_Escape)
    assert desk.view().items == ()


def test_an_agenda_comes_from_a_file_and_a_wrong_file_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "fout.json").write_text("{")
    (tmp_path / "agenda.txt").write_text("1. Opening\n2. Verkeer\n")
    desk.click(desk.button("Agenda plakken"))
    sheet = desk.dialog(PasteSheet)
    desk.app.chooser = ChoosesFile(tmp_path / "fout.json")
    desk.click(desk.button("Liever een bestand openen", sheet))
    assert sheet.text.note_text()
    desk.app.chooser = ChoosesFile(tmp_path / "agenda.txt")
    desk.click(desk.button("Liever een bestand openen", sheet))
    desk.click(desk.button("Overnemen", sheet))
    assert [item.title for item in desk.view().items] == ["Opening", "Verkeer"]


def test_an_emptied_title_comes_back(desk: Desk) -> None:
    desk.to_new_item()
    desk.enter("Groen")
    desk.enter("Verkeer")
    desk.to_item("Groen")
    desk.press(KEY.Key_A, CONTROL)
    desk.press(KEY.Key_Delete)
    desk.press(KEY.Key_Down)
    assert desk.outline()[0] == "1 Groen 20.00"


def test_the_agenda_is_kept_as_a_pdf(desk: Desk, tmp_path: Path) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Groen")
    desk.app.chooser = ChoosesFile(tmp_path / "agenda")
    desk.click(desk.button("Agenda als PDF"))
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")


def test_annexes_come_and_go(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kaart.pdf").write_bytes(b"%PDF")
    desk.to_new_item()
    desk.enter("Groen")
    desk.to_item("Groen")
    desk.app.chooser = ChoosesFile(tmp_path / "kaart.pdf")
    desk.click(desk.button("Bijlage toevoegen"))
    assert [annex.title for annex in desk.view().items[0].annexes] == ["kaart.pdf"]
    desk.click(desk.button("Bijlage kaart.pdf verwijderen"))
    assert desk.view().items[0].annexes == ()


def test_meetings_are_listed_by_what_comes_and_what_was(desk: Desk) -> None:
    desk.do(service.add_meeting, title="Oud", day=date(2026, 11, 3), start=time(20, 0))
    desk.do(service.add_meeting, title="Straks", day=date(2027, 1, 5))
    titles = [item.title for item in desk.overview.list.items()]
    assert titles == ["Komend", "Wijkraad", "Straks", "Geweest", "Oud"]
    desk.click(desk.overview.search.line)
    desk.write("oud")
    assert [item.title for item in desk.overview.list.items()] == ["Geweest", "Oud"]
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Down)
    assert desk.overview.header.title.plain() == "Oud"


def test_without_meetings_the_page_says_what_belongs_here(desk: Desk) -> None:
    desk.do(service.remove_meeting, id=desk.world.meeting)
    desk.click(desk.button("Nieuwe vergadering"))
    assert desk.dialog(NewMeetingDialog).isVisible()


def test_everything_of_the_agenda_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Groen", introducer="Ans")
    desk.to_item("Groen")
    assert accessibility.unnamed(desk.window) == []
    desk.press(KEY.Key_N, CONTROL)
    assert accessibility.unnamed(desk.dialog(NewMeetingDialog)) == []
