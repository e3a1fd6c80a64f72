from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.accessibility import unnamed
from wijkraad_app.ui.passphrase import Credentials, PassphraseDialog
from wijkraad_app.ui.recovery_sheet import RecoverySheetDialog
from wijkraad_app.ui.start import Choices, NewDossierDialog, RecentButton, StartWindow
from wijkraad_app.ui.widgets.dialog import Question

SECRET = "vier woorden zijn sterk"
KEY = "7C9A9 YM4SD"


class Files:
    """Answers instead of the native dialogs."""

    def __init__(self, answer: Path | None) -> None:
        self.answer = answer

    def open_file(self, *_args: Any) -> Path | None:
        return self.answer

    def save_file(self, *_args: Any) -> Path | None:
        return self.answer

    def open_files(self, *_args: Any) -> list[Path]:
        return [self.answer] if self.answer else []

    def folder(self, *_args: Any) -> Path | None:
        return self.answer


def open_dossier(path: Path, typed: Credentials) -> str:
    if typed.recovery_key is not None:
        if typed.recovery_key != KEY:
            raise UserError("Groep 2 klopt niet.", code="recovery_typo")
    elif typed.passphrase is None:
        raise UserError("Dit dossier heeft een wachtzin.", code="passphrase_needed")
    elif typed.passphrase != SECRET:
        raise UserError("Deze wachtzin opent dit bestand niet.", code="wrong_passphrase")
    return f"open {path.stem}" + (" onthouden" if typed.remember else "")


Start = Callable[..., StartWindow]


@pytest.fixture
def opened() -> list[Any]:
    return []


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, opened: list[Any]) -> Iterator[Start]:
    windows: list[StartWindow] = []

    def written(_opened: Any, target: Path) -> Path:
        target.write_bytes(b"%PDF")
        return target

    def make(answer: Path | None = None, recent: Path | None = None, why_not: str | None = None) -> StartWindow:
        preferences = Preferences()
        if recent is not None:
            recent.write_bytes(b"x")
            preferences.remember(recent)
        choices = Choices(
            open_dossier,
            lambda path, passphrase: (path, passphrase),
            lambda: "voorbeeld",
            opened.append,
            lambda path: opened.append(("pdf", path)),
            why_not_remember=lambda: why_not,
            sheet=lambda _opened: (),
            write_sheet=written,
        )
        window = StartWindow(choices, preferences, chooser=Files(answer))
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    yield make
    for window in windows:
        window.close()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_everything_has_a_name(start: Start, tmp_path: Path) -> None:
    assert unnamed(start()) == []
    assert unnamed(start(recent=tmp_path / "De Singels.wijkraad")) == []


def test_a_wrong_passphrase_is_said_and_can_be_tried_again(
    start: Start, tmp_path: Path, opened: list[Any], qtbot: QtBot
) -> None:
    window = start(recent=tmp_path / "De Singels.wijkraad")
    button = window.findChild(RecentButton)
    assert button is not None and button.accessibleName().startswith("De Singels")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    window.tasks.settle()
    prompt = window.findChild(PassphraseDialog)
    assert prompt is not None and prompt.accessibleName() == "De Singels openen"
    qtbot.keyClicks(focus(), "verkeerd")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    window.tasks.settle()
    assert prompt.field.note_text() == "Deze wachtzin opent dit bestand niet."
    assert unnamed(prompt) == []
    qtbot.keyClicks(focus(), SECRET)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    window.tasks.settle()
    assert opened == ["open De Singels"]


def test_the_passphrase_can_be_shown(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    window = start(tmp_path / "De Singels.wijkraad")
    qtbot.mouseClick(window.open, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    prompt = window.findChild(PassphraseDialog)
    assert prompt is not None
    assert prompt.field.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(prompt.field._eye, Qt.MouseButton.LeftButton)
    assert prompt.field.line.echoMode() == QLineEdit.EchoMode.Normal


def test_a_new_dossier_wants_its_passphrase_twice(
    start: Start, tmp_path: Path, opened: list[Any], qtbot: QtBot
) -> None:
    window = start(tmp_path / "Wijk")
    qtbot.keyClick(window.new, Qt.Key.Key_Space)
    dialog = window.findChild(NewDossierDialog)
    assert dialog is not None and focus() is dialog.first.line
    qtbot.keyClicks(dialog.first.line, SECRET)
    qtbot.keyClicks(dialog.second.line, "iets anders")
    qtbot.keyClick(dialog.second.line, Qt.Key.Key_Return)
    assert dialog.second.note_text() == "De twee zijn niet gelijk."
    dialog.second.line.selectAll()
    qtbot.keyClicks(dialog.second.line, SECRET)
    qtbot.keyClick(dialog.second.line, Qt.Key.Key_Return)
    window.tasks.settle()
    sheet = window.findChild(RecoverySheetDialog)
    assert sheet is not None and not opened and unnamed(sheet) == []
    window.chooser = Files(tmp_path / "Blad")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    assert (tmp_path / "Blad.pdf").exists() and sheet.said.plain().startswith("Bewaard: Blad.pdf.")
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert opened == [(tmp_path / "Wijk.wijkraad", SECRET)]


def test_a_passphrase_is_rated_while_it_is_typed_and_a_very_weak_one_is_warned_of_once(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    window = start(tmp_path / "Wijk")
    qtbot.keyClick(window.new, Qt.Key.Key_Space)
    dialog = window.findChild(NewDossierDialog)
    assert dialog is not None
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert dialog.first.note_text() == "Typ een wachtzin."
    qtbot.keyClicks(dialog.first.line, "welkom")
    window.tasks.settle()
    assert dialog.fields.meter.text().startswith("Zeer zwak. Binnen een minuut geraden.")
    qtbot.keyClicks(dialog.second.line, "welkom")
    qtbot.keyClick(dialog.second.line, Qt.Key.Key_Return)
    window.tasks.settle()
    assert "zo geraden" in dialog.first.note_text() and dialog.isVisible()
    qtbot.keyClick(dialog.second.line, Qt.Key.Key_Return)
    window.tasks.settle()
    assert window.findChild(RecoverySheetDialog) is not None
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)


def test_without_a_passphrase_is_asked_once_more(start: Start, tmp_path: Path, opened: list[Any], qtbot: QtBot) -> None:
    window = start(tmp_path / "Wijk")
    qtbot.keyClick(window.new, Qt.Key.Key_Space)
    dialog = window.findChild(NewDossierDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.without, Qt.MouseButton.LeftButton)
    question = window.findChild(Question)
    assert (
        question is not None and question.main_button is not None and question.main_button.text() == "Zonder wachtzin"
    )
    qtbot.mouseClick(question.main_button, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    assert opened == [(tmp_path / "Wijk.wijkraad", None)]


def test_the_recovery_key_opens_and_a_typing_error_is_told(
    start: Start, tmp_path: Path, opened: list[Any], qtbot: QtBot
) -> None:
    window = start(tmp_path / "De Singels.wijkraad")
    qtbot.mouseClick(window.open, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    prompt = window.findChild(PassphraseDialog)
    assert prompt is not None
    qtbot.mouseClick(prompt.other, Qt.MouseButton.LeftButton)
    assert focus() is prompt.paper.line and prompt.field.isHidden() and unnamed(prompt) == []
    qtbot.keyClicks(focus(), "7C9A9")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    window.tasks.settle()
    assert prompt.paper.note_text() == "Groep 2 klopt niet."
    qtbot.keyClicks(focus(), KEY[5:])
    qtbot.mouseClick(prompt.remember, Qt.MouseButton.LeftButton)
    qtbot.keyClick(prompt.paper.line, Qt.Key.Key_Return)
    window.tasks.settle()
    assert opened == ["open De Singels onthouden"]


def test_a_computer_that_cannot_remember_says_so(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    window = start(tmp_path / "De Singels.wijkraad", why_not="Geen sleutelbos.")
    qtbot.mouseClick(window.open, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    prompt = window.findChild(PassphraseDialog)
    assert prompt is not None and prompt.remember.isHidden() and prompt._why_not.plain() == "Geen sleutelbos."


def test_the_example_and_a_pdf_need_no_dossier(start: Start, tmp_path: Path, opened: list[Any], qtbot: QtBot) -> None:
    window = start(tmp_path / "brief.pdf")
    qtbot.mouseClick(window.pdf, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.example, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    assert opened == [("pdf", tmp_path / "brief.pdf"), "voorbeeld"]


def test_closing_without_a_choice_is_told(start: Start, qtbot: QtBot) -> None:
    window = start()
    with qtbot.waitSignal(window.closed):
        window.close()
