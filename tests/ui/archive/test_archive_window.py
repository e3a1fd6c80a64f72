"""Making a year archive by keys; the zip is read back with json alone."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.slices.today.world import fill
from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from tests.ui.today.desk import Chosen
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.archive.feature import FEATURE
from wijkraad_app.features.archive.ui.section import ArchiveSection
from wijkraad_app.features.settings.feature import FEATURE as SETTINGS
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.section_page import SectionPage
from wijkraad_app.ui.widgets.choices import CheckBox

PHONE = "06-12345678"


class Desk(WindowDesk):
    chosen: Chosen

    @property
    def section(self) -> ArchiveSection:
        page = self.window.page()
        assert isinstance(page, SectionPage) and isinstance(page.section, ArchiveSection)
        return page.section


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace, monday: datetime, open_window: OpenWindow
) -> Iterator[Desk]:
    with threads.allowed_here():
        fill(workspace)
        workspace.do(signals.add_signal, text="Bel mij.", contact={"name": "Jan", "phone": PHONE})
    chosen = Chosen()
    app, window = open_window([FEATURE, SETTINGS], "archive", chooser=chosen)
    made = Desk(qtbot, app, window, workspace)
    made.chosen = chosen
    made.settle()
    yield made
    made.settle()


def contacts(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        rows = json.loads(archive.read("json/signal_contact.json"))
    return [row["phone"] for row in rows]


def test_an_archive_is_made_without_contact_data(desk: Desk, tmp_path: Path) -> None:
    assert accessibility.unnamed(desk.window) == []
    desk.chosen.saves = [tmp_path / "jaar"]
    desk.tab_to(desk.section.make)
    desk.press(KEY.Key_Space)
    assert contacts(tmp_path / "jaar.zip") == []
    assert desk.window.toast_widget.text().startswith("Archief gemaakt: jaar.zip, ")
    assert desk.chosen.suggested[0].endswith("Archief wijk 2026.zip")


def test_contact_data_go_along_only_when_asked_for_and_said_plainly(desk: Desk, tmp_path: Path) -> None:
    desk.tab_to(desk.section.findChild(CheckBox))
    assert not desk.section.warning.isVisible()
    desk.press(KEY.Key_Space)
    assert desk.section.warning.isVisible()
    desk.chosen.saves = [tmp_path / "jaar.zip"]
    desk.tab_to(desk.section.make)
    desk.press(KEY.Key_Return)
    assert contacts(tmp_path / "jaar.zip") == [PHONE]


def test_a_year_is_chosen(desk: Desk, tmp_path: Path) -> None:
    assert [desk.section.period.box.itemText(at) for at in range(desk.section.period.box.count())] == ["Alles", "2026"]
    desk.tab_to(desk.section.period.box)
    desk.press(KEY.Key_Down)
    desk.chosen.saves = [tmp_path / "a.zip"]
    desk.tab_to(desk.section.make)
    desk.press(KEY.Key_Space)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "Periode: 2026" in archive.read("README.md").decode()


def test_choosing_no_place_makes_nothing_and_a_wrong_place_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.tab_to(desk.section.make)
    desk.press(KEY.Key_Space)
    desk.chosen.saves = [tmp_path / "nergens" / "a.zip"]
    desk.press(KEY.Key_Space)
    assert "Kies een andere map" in desk.window.toast_widget.text()
    assert list(tmp_path.glob("*.zip")) == []


def test_the_palette_leads_to_it(desk: Desk) -> None:
    desk.press(KEY.Key_Comma, MOD.ControlModifier)
    desk.command("Maak een jaararchief")
    assert desk.section.isVisible()
