"""A window on an advice that was adopted by mail, with a key for the chair and one for the secretary."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, Hands, WindowDesk
from wijkraad_app.db import workspace as workspaces
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
from wijkraad_app.kernel import clock, threads

__all__ = ["KEY", "MOD", "WORDS", "Desk", "Files", "Hands", "OpenDesk"]
WORDS = "wachtzin van de sleutel"
KEYS = (("Ans Verhoeven", "voorzitter", "ans.p12"), ("Marijke van Duin", "secretaris", "marijke.p12"))
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class Files:
    """Stands in for the file dialogs: gives what was laid ready, in that order."""

    ready: list[Path] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    many: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def open_file(self, *_about: Any) -> Path | None:
        return self.ready.pop(0) if self.ready else None

    def open_files(self, *_about: Any) -> list[Path]:
        chosen, self.many = self.many, []
        return chosen or [self.ready.pop(0)]

    def save_file(self, _parent: Any, _title: str, _types: Any, suggested: str) -> Path | None:
        self.suggested.append(Path(suggested).name)
        return self.ready.pop(0) if self.ready else None

    def folder(self, *_about: Any) -> Path | None:
        return self.folders.pop(0) if self.folders else None


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
        found = getattr(self.window.page(), "view", None)
        assert isinstance(found, VerifyView)
        return found

    def first_row(self) -> list[str]:
        """What the first row of the list says."""
        item = self.page.list.items()[0]
        return [item.title, item.state.text if item.state else "", item.right]


OpenDesk = Callable[..., Desk]


@dataclass(frozen=True)
class Prepared:
    """A dossier with an advice adopted by mail and its home with an authority and two keys, made once and copied."""

    dossier: Path
    home: Path
    keys: Path
    advice: UUID


@pytest.fixture(scope="session")
def prepared(empty_dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("letters")
    dossier, home, keys = folder / "wijk.wijkraad", folder / "home", folder / "keys"
    home.mkdir()
    keys.mkdir()
    shutil.copy(empty_dossier, dossier)
    with pytest.MonkeyPatch.context() as patch, threads.allowed_here(), clock.fixed(MONDAY):
        patch.setenv("WIJKRAAD_HOME", str(home))
        workspace = workspaces.open_(dossier)
        advice = _adopted(workspace)
        for who, role, file in KEYS:
            flow.issue_key(workspace, who, role, keys / file, WORDS)
        workspace.close()
    return Prepared(dossier, home, keys, advice)


def _adopted(workspace: LocalWorkspace) -> UUID:
    members = [NewMember("Ans Verhoeven", "chair"), NewMember("Marijke van Duin", "secretary")]
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam", members=members)
    made: UUID = workspace.do(advices.add_advice, title="Veilig oversteken")
    workspace.do(advices.update_section, id=made, section="occasion", text="Ouders vragen erom.")
    workspace.do(advices.add_recommendation, advice=made, text="Leg een zebrapad aan.")
    workspace.do(advices.adopt, advice=made, by_mail=True)
    return made


@pytest.fixture
def dossier_path(prepared: Prepared, own_home: None, tmp_path: Path) -> Path:
    """In place of an empty one."""
    shutil.copytree(prepared.home, tmp_path / "home", dirs_exist_ok=True)
    return Path(shutil.copy(prepared.dossier, tmp_path / "wijk.wijkraad"))


@pytest.fixture
def advice(prepared: Prepared, monday: datetime) -> UUID:
    return prepared.advice


@pytest.fixture
def keys(prepared: Prepared, tmp_path: Path) -> dict[str, Path]:
    for _who, _role, file in KEYS:
        shutil.copy(prepared.keys / file, tmp_path / file)
    return {"chair": tmp_path / "ans.p12", "secretary": tmp_path / "marijke.p12"}


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
