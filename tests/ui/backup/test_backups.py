"""Making a backup and putting one back, by keys and mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.today.desk import KEY, MOD, Desk
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.backup.ui.restore import OPENS, RestoreDialog
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.labels import Label


def make_one(desk: Desk) -> Path:
    desk.tab_to(desk.page.section.make)
    desk.press(KEY.Key_Space)
    kept: Path = desk.page.section.copies[0].path
    return kept


def lock(desk: Desk, path: Path) -> None:
    with threads.allowed_here():
        workspaces.create(path, "vier woorden op rij").close()
    desk.chosen.opens = [path]


def test_a_backup_is_made_and_stands_in_the_list(desk: Desk) -> None:
    words = {label.plain() for label in desk.page.findChildren(Label)}
    assert "In deze map staat nog geen back-up." in words
    made = make_one(desk)
    assert made.exists()
    assert desk.toast() == f"Back-up gemaakt: {made.name}"
    assert desk.named(QPushButton, "Zet de back-up van").isVisible()
    assert accessibility.unnamed(desk.window) == []


def test_a_backup_is_put_back_as_a_new_file(desk: Desk, tmp_path: Path) -> None:
    make_one(desk)
    desk.click(desk.named(QPushButton, "Zet de back-up van"))
    dialog = desk.dialog(RestoreDialog)
    assert "De Singels, laatst gewijzigd" in dialog.facts.plain()
    desk.chosen.saves = [tmp_path / "terug.wijkraad"]
    desk.press(KEY.Key_Return)
    assert (tmp_path / "terug.wijkraad").exists()
    assert desk.toast() == "Teruggezet als “terug.wijkraad”."


def test_what_was_put_back_can_be_opened_at_once(desk: Desk, tmp_path: Path) -> None:
    opened: list[Path] = []
    desk.app.services[OPENS] = opened.append
    make_one(desk)
    desk.click(desk.named(QPushButton, "Zet de back-up van"))
    desk.chosen.saves = [tmp_path / "terug.wijkraad"]
    desk.press(KEY.Key_Return)
    desk.click(desk.named(QPushButton, "Openen"))
    assert opened == [tmp_path / "terug.wijkraad"]


def test_the_open_dossier_is_never_replaced(desk: Desk) -> None:
    make_one(desk)
    desk.click(desk.named(QPushButton, "Zet de back-up van"))
    desk.chosen.saves = [desk.world.workspace.path]
    desk.press(KEY.Key_Return)
    assert "bestaat al" in desk.toast()
    assert desk.dialog(RestoreDialog).main_button.isEnabled()


def test_choosing_no_place_changes_nothing(desk: Desk) -> None:
    make_one(desk)
    desk.click(desk.named(QPushButton, "Zet de back-up van"))
    desk.press(KEY.Key_Return)
    assert desk.dialog(RestoreDialog).isVisible()


def test_a_locked_backup_asks_its_passphrase_until_it_is_right(desk: Desk, tmp_path: Path) -> None:
    lock(desk, tmp_path / "dicht.wijkraad")
    desk.click(desk.named(QPushButton, "Terugzetten uit"))
    dialog = desk.dialog(RestoreDialog)
    assert "met een wachtzin" in dialog.facts.plain()
    assert QApplication.focusWidget() is dialog.field.line
    desk.write("fout")
    desk.press(KEY.Key_Return)
    assert dialog.field.note_text()
    assert dialog.content is None
    desk.replace("vier woorden op rij")
    desk.press(KEY.Key_Return)
    desk.chosen.saves = [tmp_path / "open.wijkraad"]
    desk.press(KEY.Key_Return)
    assert (tmp_path / "open.wijkraad").exists()


def test_a_file_that_is_no_dossier_is_said_in_words(desk: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "brief.wijkraad"
    wrong.write_text("Geachte raad,")
    desk.chosen.opens = [wrong]
    desk.click(desk.named(QPushButton, "Terugzetten uit"))
    assert not any(one.isVisible() for one in desk.window.findChildren(RestoreDialog))
    assert "brief.wijkraad" in desk.toast()


def test_the_settings_show_the_same(desk: Desk) -> None:
    make_one(desk)
    desk.press(KEY.Key_Comma, MOD.ControlModifier)
    desk.find_row(desk.page.list, "Back-ups")
    assert desk.named(QPushButton, "Zet de back-up van").isVisible()
