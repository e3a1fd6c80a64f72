"""Searching, and looking at a history, by keys."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.today.desk import KEY, MOD, Desk
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.search.ui.history_sheet import HistorySheet
from wijkraad_app.features.signals import queries as signals_read
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.labels import Label

CTRL_SHIFT = MOD.ControlModifier | MOD.ShiftModifier


def found(desk: Desk) -> list[str]:
    return [line.text for line in desk.page.list.shown()]


def shown(desk: Desk) -> set[str]:
    return {label.plain() for label in desk.page.findChildren(Label) if label.isVisible()}


def test_words_find_records_under_the_name_of_their_kind(desk: Desk) -> None:
    desk.write("havenkade")
    assert found(desk) == ["Adviezen (1)", "Groen op de Havenkade"]
    assert desk.page.count.plain() == "1 gevonden"


def test_arrows_and_enter_open_what_was_found(desk: Desk) -> None:
    desk.write("havenkade")
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Return)
    assert desk.page.current() == EntityRef("advice", desk.world.soon)


def test_the_way_back_brings_the_words_and_the_place(desk: Desk) -> None:
    desk.write("havenkade")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Left, MOD.AltModifier)
    assert desk.page.field.value() == "havenkade"
    assert found(desk)[1:] == ["Groen op de Havenkade"]
    assert desk.page.list.hasFocus()


def test_escape_goes_from_the_list_to_the_words_and_empties_them(desk: Desk) -> None:
    desk.write("havenkade")
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Escape)
    assert desk.page.field.line.hasFocus()
    desk.press(KEY.Key_Escape)
    assert found(desk) == []
    assert "Zoek in alles" in shown(desk)


def test_nothing_found_says_what_to_try(desk: Desk) -> None:
    desk.write("xylofoon")
    assert "Niets gevonden voor “xylofoon”" in shown(desk)


def test_the_list_follows_the_dossier(desk: Desk) -> None:
    desk.write("zwerfvuil")
    assert found(desk) == []
    desk.do(signals.add_signal, text="Zwerfvuil bij de brug.")
    assert found(desk) == ["Signalen (1)", "Zwerfvuil bij de brug"]


def test_a_key_opens_search_from_anywhere(desk: Desk) -> None:
    desk.rail("Vandaag")
    desk.press(KEY.Key_F, CTRL_SHIFT)
    assert QApplication.focusWidget() is desk.page.field.line


def test_all_results_can_be_asked_for_by_words(desk: Desk) -> None:
    desk.rail("Vandaag")
    desk.press(KEY.Key_K, MOD.ControlModifier)
    desk.write("schakel")
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Return)
    assert desk.page.field.value() == "schakel"
    assert "Toekomst van De Schakel" in found(desk)


def test_search_has_names_for_all_its_parts(desk: Desk) -> None:
    desk.write("de")
    assert accessibility.unnamed(desk.window) == []


def test_ctrl_h_shows_the_history_of_the_record_in_front(desk: Desk) -> None:
    desk.command("Toekomst van De Schakel")
    desk.press(KEY.Key_H, MOD.ControlModifier)
    sheet = desk.dialog(HistorySheet)
    assert sheet.title.plain() == "Geschiedenis van “Toekomst van De Schakel”"
    assert accessibility.unnamed(sheet) == []
    desk.press(KEY.Key_Escape)
    assert not any(one.isVisible() for one in desk.window.findChildren(HistorySheet))


def test_any_page_can_ask_for_a_history(desk: Desk) -> None:
    desk.do(meetings.update_action, id=desk.world.offer, text="Offertes opvragen")
    desk.command("Offertes opvragen")
    desk.press(KEY.Key_H, MOD.ControlModifier)
    words = desk.dialog(HistorySheet).browser
    assert "Actie “Offerte speeltoestellen opvragen” wijzigen" in words.toPlainText()
    html = words.toHtml()
    assert "line-through" in html and "underline" in html


def test_the_menu_of_a_record_leads_to_its_history(desk: Desk) -> None:
    desk.do(signals.add_signal, text="Zwerfvuil bij de brug.")
    for words in ("Zwerfvuil bij de brug", "Wijkraad"):
        desk.command(words)
        desk.menu("Toon de geschiedenis", desk.page)
        assert desk.dialog(HistorySheet).isVisible()
        desk.press(KEY.Key_Escape)


def test_without_a_record_there_is_no_history_to_show(desk: Desk) -> None:
    command = desk.app.commands.get("history.show")
    assert command is not None and not command.enabled()


def test_an_earlier_state_is_looked_at_and_put_back_with_keys(desk: Desk) -> None:
    made = desk.do(signals.add_signal, text="Zwerfvuil bij de brug.")
    desk.do(signals.update_signal, id=made, text="Zwerfvuil en glas bij de brug.")
    desk.command("Zwerfvuil")
    desk.press(KEY.Key_H, MOD.ControlModifier)
    sheet = desk.dialog(HistorySheet)
    assert desk.focused() is sheet.steps
    desk.press(KEY.Key_Down)
    desk.tab_to(sheet.mode)
    desk.press(KEY.Key_Right)
    assert "Zwerfvuil bij de brug." in sheet.browser.toPlainText()
    assert "glas" not in sheet.browser.toPlainText()
    desk.tab_to(sheet.put_back)
    desk.press(KEY.Key_Space)
    assert desk.read(signals_read.signal, made).text == "Zwerfvuil bij de brug."
    assert accessibility.unnamed(sheet) == []
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.read(signals_read.signal, made).text == "Zwerfvuil en glas bij de brug."
