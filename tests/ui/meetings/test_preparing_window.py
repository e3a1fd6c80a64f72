"""Preparing meetings in the window: series, what is open, proposed items, documents, templates, dragging."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import vobject
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.ui.new_meeting import NewMeetingDialog
from wijkraad_app.features.meetings.ui.preparing.backlog_sheet import BacklogSheet
from wijkraad_app.features.meetings.ui.preparing.calendar_files import ScheduleDialog
from wijkraad_app.features.meetings.ui.preparing.carry_over_sheet import CarryOverDialog
from wijkraad_app.features.meetings.ui.preparing.correspondence_sheet import CorrespondenceSheet
from wijkraad_app.features.meetings.ui.preparing.holidays_section import SchoolHolidaysDialog
from wijkraad_app.features.meetings.ui.preparing.move_item import MoveItemDialog
from wijkraad_app.features.meetings.ui.preparing.series_sheet import SeriesSheet
from wijkraad_app.features.meetings.ui.preparing.template_dialogs import KeepTemplateDialog, TemplatesDialog
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField

from .desk import CONTROL, KEY, ChoosesFile, Desk


def choose(desk: Desk, field: ChoiceField, label: str) -> None:
    """An option of a drop-down, by arrow keys."""
    desk.tab_to(field)
    desk.press(KEY.Key_Home)
    for _step in range(field.box.count()):
        if field.box.currentText() == label:
            return
        desk.press(KEY.Key_Down)
    raise AssertionError(f"no option {label}")


def boxes(inside: QWidget) -> dict[str, CheckBox]:
    return {one.text(): one for one in inside.findChildren(CheckBox) if one.isVisible()}


def days(desk: Desk) -> list[date]:
    rows = desk.read(queries.meeting_rows)
    return sorted(row.day for row in rows if row.id != desk.world.meeting)


def test_a_series_is_planned_as_one_says_it_and_changed_and_removed(desk: Desk) -> None:
    desk.press(KEY.Key_N, CONTROL)
    desk.click(desk.button("Liever een reeks plannen"))
    sheet = desk.dialog(SeriesSheet)
    desk.click(sheet.place.line)
    desk.replace("De Molen")
    choose(desk, sheet.pattern.nth, "tweede")
    for month in ("juli", "augustus"):
        desk.click(next(one for one in sheet.pattern.findChildren(QWidget) if one.accessibleName() == month))
    assert sheet.days.words.plain() == "Elke tweede dinsdag van de maand, niet in juli en augustus"
    desk.click(sheet.pattern.first.line)
    desk.replace("1-4-2027")
    desk.click(sheet.pattern.last.line)
    desk.replace("31-12-2027")
    assert "dinsdag 8 juni 2027" in boxes(sheet)
    desk.click(desk.button("Schoolvakanties", sheet))
    holidays = desk.dialog(SchoolHolidaysDialog)
    desk.write("Herfstvakantie")
    desk.press(KEY.Key_Tab)
    desk.write("9-10-2027")
    desk.press(KEY.Key_Tab)
    desk.write("17-10-2027")
    desk.click(desk.button("Toevoegen", holidays))
    assert accessibility.unnamed(holidays) == []
    desk.click(desk.button("Sluiten", holidays))
    assert boxes(sheet)["dinsdag 12 oktober 2027"].accessibleDescription() == "Herfstvakantie"
    desk.click(boxes(sheet)["dinsdag 12 oktober 2027"])
    assert accessibility.unnamed(sheet) == []
    desk.main(sheet)
    assert days(desk) == [
        date(2027, month, day) for month, day in ((4, 13), (5, 11), (6, 8), (9, 14), (11, 9), (12, 14))
    ]
    desk.command("Reeks vergaderingen")
    sheet = desk.dialog(SeriesSheet)
    choose(desk, sheet.which, "Wijkraad")
    assert not boxes(sheet)["dinsdag 12 oktober 2027"].isChecked()
    desk.click(boxes(sheet)["dinsdag 9 november 2027"])
    desk.click(sheet.place.line)
    desk.replace("De Schakel")
    desk.main(sheet)
    assert {row.place for row in desk.read(queries.meeting_rows) if row.series} == {"De Schakel"}
    assert [day for day in days(desk) if day.month in (10, 11)] == [], "what was left out stays out"
    desk.command("Reeks vergaderingen")
    sheet = desk.dialog(SeriesSheet)
    choose(desk, sheet.which, "Wijkraad")
    desk.click(boxes(sheet)["dinsdag 9 november 2027"])
    desk.main(sheet)
    assert date(2027, 11, 9) in days(desk), "and comes back when it is ticked again"
    desk.command("Reeks vergaderingen")
    sheet = desk.dialog(SeriesSheet)
    choose(desk, sheet.which, "Wijkraad")
    desk.click(desk.button("Reeks verwijderen", sheet))
    assert days(desk) == []
    desk.press(KEY.Key_Z, CONTROL)
    assert len(days(desk)) == 6


def test_what_is_open_is_offered_for_a_new_agenda_and_goes_on_it_in_one_step(desk: Desk) -> None:
    desk.do(service.add_action, text="Gemeente bellen")
    desk.do(service.add_proposed, title="Speeltuin")
    desk.do(service.close_meeting, id=desk.world.meeting)
    desk.press(KEY.Key_N, CONTROL)
    dialog = desk.dialog(NewMeetingDialog)
    desk.write("25-12-2026")
    assert dialog.warning.text() == "Op die dag is het vakantie of een feestdag: Eerste kerstdag."
    desk.press(KEY.Key_Return)
    offered = desk.dialog(CarryOverDialog)
    assert accessibility.unnamed(offered) == []
    assert {text: box.isChecked() for text, box in boxes(offered).items()} == {
        "Gemeente bellen": True,
        "Speeltuin": False,
    }
    desk.click(boxes(offered)["Speeltuin"])
    desk.main(offered)
    (made,) = [row for row in desk.read(queries.meeting_rows) if row.id != desk.world.meeting]
    items = desk.view(made.id).items
    assert any("Gemeente bellen" in item.explanation for item in items)
    assert "Speeltuin" in [item.title for item in items]
    assert "2 zaken op de agenda gezet." in desk.toast()
    desk.press(KEY.Key_Z, CONTROL)
    assert "Speeltuin" not in [item.title for item in desk.view(made.id).items]
    desk.menu("Openstaande zaken overnemen", desk.overview.header)
    desk.press(KEY.Key_Escape)
    assert desk.dialogs() == []


def test_a_proposed_item_waits_in_its_sheet_until_it_is_placed(desk: Desk) -> None:
    desk.click(desk.button("Uit voorraad"))
    sheet = desk.dialog(BacklogSheet)
    desk.enter("Speeltuin")
    desk.enter("Fietsen op de stoep")
    assert [item.title for item in sheet.list.items()] == ["Speeltuin", "Fietsen op de stoep"]
    desk.find_row(sheet.list, "Speeltuin")
    desk.tab_to(sheet.fields["minutes"])
    desk.write("15")
    desk.tab_to(sheet.fields["proposed_by"])
    desk.write("Murat")
    assert accessibility.unnamed(sheet) == []
    desk.click(desk.button("Op de agenda zetten", sheet))
    (item,) = desk.view().items
    assert (item.title, item.minutes, item.introducer) == ("Speeltuin", 15, "Murat")
    desk.find_row(sheet.list, "Fietsen")
    desk.click(desk.button("Laten vervallen", sheet))
    assert [row.state for row in desk.read(queries.proposed_items)] == ["placed", "dropped"]
    desk.click(desk.button("Weer opnemen", sheet))
    desk.click(desk.button("Verwijderen", sheet))
    desk.click(desk.button("Sluiten", sheet))
    assert [row.title for row in desk.read(queries.proposed_items)] == ["Speeltuin"]
    assert desk.outline() == ["1 Speeltuin 20.00"]


def test_documents_in_and_out_are_kept_with_their_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF")
    desk.click(desk.button("Vooruit plannen"))
    desk.choose("Stukken in en uit")
    sheet = desk.dialog(CorrespondenceSheet)
    desk.enter("Brief over het plein")
    desk.tab_to(sheet.fields["party"])
    desk.write("Gemeente")
    desk.press(KEY.Key_Tab)
    desk.app.chooser = ChoosesFile(tmp_path / "brief.pdf")
    desk.click(desk.button("Bestand toevoegen", sheet))
    (row,) = desk.read(queries.correspondence)
    assert (row.subject, row.party, row.file_name) == ("Brief over het plein", "Gemeente", "brief.pdf")
    assert accessibility.unnamed(sheet) == []
    desk.click(desk.button("Verwijderen", sheet))
    desk.press(KEY.Key_Escape)
    assert desk.read(queries.correspondence) == ()


def test_an_own_template_is_kept_chosen_named_anew_and_removed(desk: Desk) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Bomen")
    desk.menu("Bewaren als sjabloon", desk.overview.header)
    desk.dialog(KeepTemplateDialog)
    desk.replace("De onze")
    desk.press(KEY.Key_Return)
    assert desk.dialogs() == []
    desk.press(KEY.Key_N, CONTROL)
    dialog = desk.dialog(NewMeetingDialog)
    choose(desk, dialog.template, "De onze")
    desk.main(dialog)
    (made,) = [row for row in desk.read(queries.meeting_rows) if row.id != desk.world.meeting]
    assert [item.title for item in desk.view(made.id).items] == ["Bomen"]
    desk.command("Eigen sjablonen")
    own = desk.dialog(TemplatesDialog)
    desk.replace("Kort")
    desk.press(KEY.Key_Tab)
    assert accessibility.unnamed(own) == []
    assert desk.read(queries.own_templates)[0].title == "Kort"
    desk.click(desk.button("Sjabloon De onze verwijderen", own))
    assert desk.read(queries.own_templates) == ()


def test_a_meeting_and_a_year_are_kept_for_a_calendar_and_on_paper(desk: Desk, tmp_path: Path) -> None:
    desk.app.chooser = ChoosesFile(tmp_path / "vergadering")
    desk.menu("Agendabestand (.ics)", desk.overview.header)
    (event,) = vobject.readOne((tmp_path / "vergadering.ics").read_text()).vevent_list
    assert event.dtstart.value.time() == time(20)
    desk.command("Jaarplanning")
    dialog = desk.dialog(ScheduleDialog)
    desk.app.chooser = ChoosesFile(tmp_path / "jaar.pdf")
    desk.main(dialog)
    assert (tmp_path / "jaar.pdf").read_bytes().startswith(b"%PDF")


def test_items_are_dragged_asked_in_full_and_moved_and_annexes_ordered_by_key(desk: Desk) -> None:
    for title in ("Een", "Twee", "Drie"):
        made = desk.do(service.add_item, meeting=desk.world.meeting, title=title)
    for name in ("a.txt", "b.txt"):
        desk.do(service.add_annex, item=made, file_name=name, data=b"x", media_type="text/plain")
    other = desk.do(service.add_meeting, title="Januari", day=date(2027, 1, 12))
    first, second, third = desk.overview.agenda.outline.rows()
    desk.drag(third, QPoint(20, third.height() // 2), QPoint(20, first.y() - third.y() - 5))
    assert [item.title for item in desk.view().items] == ["Drie", "Een", "Twee"]
    desk.drag(second, QPoint(20, second.height() // 2), QPoint(60, first.y() - second.y() + 30))
    assert [(item.number, item.title) for item in desk.view().items] == [("1", "Drie"), ("2", "Een"), ("3", "Twee")]
    desk.to_item("Drie")
    desk.click(desk.overview.panel.asked.text.viewport())
    desk.write("Instemmen met het plan")
    desk.tab_to(desk.button("Bijlage b.txt"))
    desk.press(KEY.Key_Up, CONTROL)
    assert [one.title for one in desk.view().items[0].annexes] == ["b.txt", "a.txt"]
    assert desk.focused().accessibleName() == "Bijlage b.txt", "the keyboard goes along"
    desk.click(desk.button("Bijlage b.txt"))
    desk.choose("Niet in de openbare stukken")
    assert [one.public for one in desk.view().items[0].annexes] == [False, True]
    desk.click(desk.button("Naar andere vergadering"))
    dialog = desk.dialog(MoveItemDialog)
    assert accessibility.unnamed(dialog) == []
    desk.main(dialog)
    (moved,) = desk.view(other).items
    assert (moved.title, moved.asked) == ("Drie", "Instemmen met het plan")
    assert [item.title for item in desk.view().items] == ["Een", "Twee"]
