"""Where the system has no dialog for files, Qt's own speaks the language of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress


def test_the_file_dialog_of_qt_is_dutch_and_keeps(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "Verslagen").mkdir()
    dress(qapp, Preferences())
    dialog = QFileDialog(None, "Nieuw dossier", str(tmp_path), "Dossier (*.wijkraad)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    texts = {one.text().replace("&", "") for one in dialog.findChildren(QLabel)}
    assert texts == {"Zoeken in:", "Bestandsnaam:", "Soort bestand:"}
    buttons = {one.text().replace("&", "") for one in dialog.findChildren(QAbstractButton)}
    assert {"Bewaren", "Annuleren"} <= buttons
    assert QApplication.translate("QAbstractFileIconProvider", "Folder", "All other platforms") == "Map"
