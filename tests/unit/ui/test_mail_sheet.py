"""Mails put ready: each line can be copied, and the drafts come as files with what goes along."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.desk import ChoosesFile
from wijkraad_app.kernel.mail import MailDraft, MailFile
from wijkraad_app.ui.mail import MailSheet, ReadyMail, files_of

from .conftest import Opened

PUBLIC = MailFile("Agenda openbaar.pdf", b"open", "application/pdf")
MAILS = (
    ReadyMail("Leden", "Mail aan leden", MailDraft("Agenda", "Beste leden", to=("a@b.nl",), attachments=(PUBLIC,))),
    ReadyMail("Anderen", "Mail aan anderen", MailDraft("Agenda!", "Dag", bcc=("c@d.nl", "e@f.nl"),
                                                      attachments=(PUBLIC, MailFile("x.pdf", b"1")))),
)  # fmt: skip


def test_no_file_takes_the_name_of_another() -> None:
    twice = (ReadyMail("", "Mail", MailDraft("", "", attachments=(MailFile("x.pdf", b"1"),))),
             ReadyMail("", "mail", MailDraft("", "", attachments=(MailFile("X.pdf", b"2"),))))  # fmt: skip
    assert [file.name for file in files_of(twice)] == ["Mail.eml", "x.pdf", "mail (2).eml", "X (2).pdf"]
    assert [file.name for file in files_of(MAILS)].count("Agenda openbaar.pdf") == 1


def test_every_line_can_be_copied_and_the_drafts_are_kept_in_a_folder(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile()))
    window = opened()
    folder = tmp_path / "mail"
    folder.mkdir()
    window.app.chooser = ChoosesFile(folder)
    sheet = MailSheet(window.app, window, MAILS, Path.write_bytes, warnings=("Te laat.",))
    sheet.open_over()

    def press(name: str) -> None:
        button = next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        window.app.tasks.settle()
        QApplication.processEvents()

    assert sheet.to.isVisible() and not sheet.bcc.isVisible()
    press("Kopiëren: Onderwerp")
    assert QApplication.clipboard().text() == "Agenda"
    sheet.which.control.setFocus()
    qtbot.keyClick(sheet.which.control, Qt.Key.Key_Down)
    press("Kopiëren: Verborgen kopie aan (bcc)")
    assert QApplication.clipboard().text() == "c@d.nl, e@f.nl"
    press("Concepten bewaren")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["Agenda openbaar.pdf", "Mail aan anderen.eml", "Mail aan leden.eml", "x.pdf"]
    press("Openen in mailprogramma: Anderen")
    press("Map openen")
    assert shown == [str(folder / "Mail aan anderen.eml"), str(folder)]
