"""A window on an advice that was adopted by mail, with a key for the chair and one for the secretary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import flow
from wijkraad_app.features.letters.feature import FEATURES
from wijkraad_app.features.letters.ui.page import LettersPage
from wijkraad_app.features.letters.ui.verify import VerifyView
from wijkraad_app.kernel import threads
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.dialog import Dialog

WORDS = "wachtzin van de sleutel"
KEY, MOD = Qt.Key, Qt.KeyboardModifier
D = TypeVar("D", bound=QWidget)


@dataclass
class Files:
    """Stands in for the file dialogs: gives what was laid ready, in that order."""

    ready: list[Path] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    many: list[Path] = field(default_factory=list)

    def open_file(self, *_about: Any) -> Path | None:
        return self.ready.pop(0) if self.ready else None

    def open_files(self, *_about: Any) -> list[Path]:
        chosen, self.many = self.many, []
        return chosen or [self.ready.pop(0)]

    def save_file(self, _parent: Any, _title: str, _types: Any, suggested: str) -> Path | None:
        self.suggested.append(Path(suggested).name)
        return self.ready.pop(0) if self.ready else None

    def folder(self, *_about: Any) -> Path | None:
        return None


@dataclass
class Hands:
    """Keys, mouse and drops on one window."""

    qtbot: QtBot
    app: App
    window: QWidget
    files: Files

    def settle(self) -> None:
        for _again in range(4):
            self.app.tasks.settle()
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def drop(self, target: QWidget, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(QPoint(10, 10)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, MOD.NoModifier
        )
        target.dropEvent(event)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind that is open."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, f"no {kind.__name__}"
        return found[-1]

    def dialogs(self) -> list[Dialog]:
        return [one for one in self.window.findChildren(Dialog) if one.isVisible()]


@dataclass
class Desk(Hands):
    """The main window on the dossier."""

    workspace: LocalWorkspace
    keys: dict[str, Path]
    advice: UUID

    @property
    def page(self) -> LettersPage:
        page = self.window.page()  # type: ignore[attr-defined]
        assert isinstance(page, LettersPage)
        return page

    @property
    def view(self) -> VerifyView:
        found = self.window.page().view  # type: ignore[attr-defined]
        assert isinstance(found, VerifyView)
        return found

    def toast(self) -> str:
        return str(self.window.toast_widget.text())  # type: ignore[attr-defined]

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.read(query, *args)

    def first_row(self) -> list[str]:
        """What the first row of the list says."""
        item = self.page.list.items()[0]
        return [item.title, item.state.text if item.state else "", item.right]


@pytest.fixture
def advice(workspace: LocalWorkspace, monday: datetime) -> UUID:
    members = [NewMember("Ans Verhoeven", "chair"), NewMember("Marijke van Duin", "secretary")]
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam", members=members)
    made = workspace.do(advices.add_advice, title="Veilig oversteken")
    workspace.do(advices.update_section, id=made, section="occasion", text="Ouders vragen erom.")
    workspace.do(advices.add_recommendation, advice=made, text="Leg een zebrapad aan.")
    workspace.do(advices.adopt, advice=made, by_mail=True)
    return made


@pytest.fixture
def keys(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> dict[str, Path]:
    made = {"chair": tmp_path / "ans.p12", "secretary": tmp_path / "marijke.p12"}
    flow.issue_key(workspace, "Ans Verhoeven", "voorzitter", made["chair"], WORDS)
    flow.issue_key(workspace, "Marijke van Duin", "secretaris", made["secretary"], WORDS)
    return made


@pytest.fixture
def signed(workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path) -> Path:
    """The letter, signed by both, outside the dossier."""
    with threads.allowed_here():
        letter = flow.make_letter(workspace, advice)
        for name in ("chair", "secretary"):
            flow.sign_letter(workspace, letter, name, keys[name], WORDS)
        return flow.export_letter(workspace, advice, tmp_path / "brief.pdf")


@pytest.fixture
def unsigned(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> Path:
    """The letter as it comes out of the dossier, with room for two signatures."""
    with threads.allowed_here():
        flow.make_letter(workspace, advice)
        return flow.export_letter(workspace, advice, tmp_path / "brief.pdf")


@pytest.fixture
def open_desk(
    qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> Callable[[], Desk]:
    """Opens the window on letters, after the test prepared the dossier."""

    def make() -> Desk:
        files = Files()
        app, window = open_window(FEATURES, "letters", chooser=files)
        made = Desk(qtbot, app, window, files, workspace, keys, advice)
        made.settle()
        return made

    return make


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Desk:
    return open_desk()
