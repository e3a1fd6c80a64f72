"""The whole handover by keys; afterwards the test lists what is left on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.end2end.window_driver import Files, Keyboard
from tests.slices.today.world import fill
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import remembered
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.backup import flow as copies
from wijkraad_app.features.handover.ui.done import DoneDialog
from wijkraad_app.features.handover.ui.page import HandoverPage
from wijkraad_app.features.handover.ui.remove import RemoveDialog
from wijkraad_app.features.letters import flow as letters
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.start import StartWindow
from wijkraad_app.ui.widgets.labels import Label

WORDS = "vier woorden op rij"
W = TypeVar("W", bound=QWidget)


class Hands(Keyboard):
    """Keys on the window in front, and what it shows."""

    def __init__(self, qtbot: QtBot, desktop: Desktop, files: Files) -> None:
        super().__init__(qtbot, desktop)
        self.files = files

    def go_to_handover(self) -> None:
        self.press("Esc")
        self.command("Draag het dossier over")
        assert isinstance(self.page(), HandoverPage)

    def page(self) -> HandoverPage:
        window: Any = self.window
        found: HandoverPage = window.page()
        return found

    def said(self, inside: QWidget) -> str:
        return "\n".join(one.plain() for one in inside.findChildren(Label) if one.isVisible())

    def seen(self, kind: type[W]) -> W | None:
        return next((one for one in self.window.findChildren(kind) if one.isVisible()), None)


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monday: datetime) -> Iterator[Hands]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remembered, "recall", lambda _salt: None)
        patch.setattr(remembered, "forget", lambda _salt: False)
        (tmp_path / "raad").mkdir()
        (tmp_path / "stick").mkdir()
        workspace = workspaces.create(tmp_path / "raad" / "wijk.wijkraad", WORDS)
        world = fill(workspace)
        letters.issue_key(workspace, "Wim Weg", "oud-voorzitter", tmp_path / "raad" / "wim.p12", "sleutelzin")
        copies.keep(workspace, copies.Choices())
        preferences, given = Preferences(), Files()
        preferences.set("theme", "light")
        preferences.set(f"person {workspace.dossier.id.hex}", world.marijke.hex)
        dress(qapp, preferences)
        qapp.setQuitOnLastWindowClosed(False)
        desktop = Desktop(preferences, given)
        window = desktop.show(workspace)
        with qtbot.waitActive(window):
            window.activateWindow()
        made = Hands(qtbot, desktop, given)
        made.settle()
        yield made
        made.settle()
        if desktop.window is not None:
            desktop.window.close()
        made.settle()


def files(folder: Path) -> list[str]:
    return sorted(str(Path(at, name).relative_to(folder)) for at, _folders, names in os.walk(folder) for name in names)


def test_the_page_says_what_is_open_and_whose_keys_to_revoke(hands: Hands) -> None:
    hands.go_to_handover()
    words = hands.said(hands.page())
    assert "Het bestand is heel" in words
    for one in ("Toekomst van De Schakel", "Besluitenlijst sturen", "Wim Weg", "geen lid meer"):
        assert one in words
    assert accessibility.unnamed(hands.window) == []
    hands.push("Trek de sleutel van Wim Weg in")
    assert "Er zijn nu geen geldige sleutels." in hands.said(hands.page())
    hands.press("Ctrl+Z")
    assert "Wim Weg" in hands.said(hands.page())


def test_nothing_can_be_removed_before_the_copy_is_there(hands: Hands) -> None:
    hands.go_to_handover()
    assert not hands.page().remove.isEnabled()
    assert "Schrijf eerst de kopie" in hands.page().remove.toolTip()


def test_the_copy_may_not_be_among_what_goes(hands: Hands, tmp_path: Path) -> None:
    hands.go_to_handover()
    (backups,) = (tmp_path / "raad").glob("Back-ups*")
    hands.files.lay_ready(backups / "wijk 2026-11-24 120000.wijkraad")
    hands.push("Schrijf de kopie")
    hands.push("Bekijk wat er weggaat")
    assert hands.seen(RemoveDialog) is None
    assert "Schrijf die eerst ergens anders" in hands.toast()


def test_cancel_has_the_focus_and_leaves_everything(hands: Hands, tmp_path: Path) -> None:
    hands.go_to_handover()
    hands.files.lay_ready(tmp_path / "stick" / "opvolger")
    hands.push("Schrijf de kopie")
    before = files(tmp_path)
    hands.push("Bekijk wat er weggaat")
    dialog = hands.seen(RemoveDialog)
    assert dialog is not None
    assert QApplication.focusWidget() is dialog.cancel_button
    listed = dialog.list.toPlainText()
    assert str(tmp_path / "raad" / "wijk.wijkraad") in listed and "wie hier werkt" in listed
    assert accessibility.unnamed(dialog) == []
    hands.press("Enter")
    assert hands.seen(RemoveDialog) is None and files(tmp_path) == before


def test_a_dossier_that_is_handed_over_leaves_nothing_but_what_is_not_its_own(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "raad" / "brief.txt").write_text("of the user")
    hands.go_to_handover()
    hands.files.lay_ready(tmp_path / "stick" / "opvolger.wijkraad")
    hands.push("Schrijf de kopie")
    assert "opvolger ondertekening van de raad.p12" in hands.said(hands.page())
    hands.push("Bekijk wat er weggaat")
    hands.push("Verwijder van deze computer")
    hands.qtbot.waitUntil(lambda: isinstance(hands.desktop.window, StartWindow))
    done = hands.seen(DoneDialog)
    assert done is not None and "Het dossier is van deze computer af" in hands.said(done)
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is done.main_button)
    hands.press("Enter")
    assert hands.seen(DoneDialog) is None
    assert files(tmp_path) == [
        "home/preferences.json",
        "raad/brief.txt",
        "raad/wim.p12",
        "stick/opvolger ondertekening van de raad.p12",
        "stick/opvolger.wijkraad",
    ]
    assert not (tmp_path / "raad" / "Back-ups van wijk").exists()
    opened = workspaces.open_(tmp_path / "stick" / "opvolger.wijkraad", WORDS)
    opened.close()
