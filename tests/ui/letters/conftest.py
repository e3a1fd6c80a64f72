"""A window on an advice that was adopted by mail, with a key for the chair and one for the secretary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, Hands, WindowDesk
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.advice.feature import FEATURE as ADVICE
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import flow
from wijkraad_app.features.letters.feature import FEATURES
from wijkraad_app.features.letters.ui.page import LettersPage
from wijkraad_app.features.letters.ui.verify import VerifyView
from wijkraad_app.features.settings.feature import FEATURE as SETTINGS
from wijkraad_app.kernel import threads

__all__ = ["KEY", "MOD", "WORDS", "Desk", "Files", "Hands", "OpenDesk"]
WORDS = "wachtzin van de sleutel"


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
class Desk(WindowDesk):
    """The main window on the dossier."""

    files: Files
    keys: dict[str, Path]
    advice: UUID

    @property
    def page(self) -> LettersPage:
        page = self.window.page()
        assert isinstance(page, LettersPage)
        return page

    @property
    def view(self) -> VerifyView:
        found = self.window.page().view  # type: ignore[union-attr]
        assert isinstance(found, VerifyView)
        return found

    def first_row(self) -> list[str]:
        """What the first row of the list says."""
        item = self.page.list.items()[0]
        return [item.title, item.state.text if item.state else "", item.right]


OpenDesk = Callable[..., Desk]


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
) -> OpenDesk:
    """Opens the window on letters, after the test prepared the dossier."""

    def make(page: str = "letters") -> Desk:
        files = Files()
        app, window = open_window((*FEATURES, ADVICE, SETTINGS), page, chooser=files)
        made = Desk(qtbot, app, window, workspace, files, keys, advice)
        made.settle()
        return made

    return make


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()
