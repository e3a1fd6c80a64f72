"""Each way a file comes into the window, with every wrong file: one sentence, nothing stored, still at work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import wrong_files
from tests.slices.test_wrong_input_headless import is_one_sentence, stored
from tests.ui.conftest import OpenWindow
from tests.ui.council.conftest import desk as council_desk
from tests.ui.desk import KEY, MOD, WindowDesk, forget_message
from tests.ui.meetings.conftest import desk as meetings_desk
from tests.ui.settings.test_settings import section
from wijkraad_app.bootstrap.window import features
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.advice.ui.earlier import EarlierSheet
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings.ui.paste import PasteSheet
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.inputs import Field

__all__ = ["council_desk", "meetings_desk"]


class GivesFile:
    """Stands in for the file dialogs."""

    def __init__(self) -> None:
        self.path = Path()

    def open_file(self, *_about: object) -> Path | None:
        return self.path

    def open_files(self, *_about: object) -> list[Path]:
        return [self.path]

    def save_file(self, *_about: object) -> Path | None:
        return None

    def folder(self, *_about: object) -> Path | None:
        return None


def told(desk: WindowDesk) -> list[str]:
    """The message at the bottom, or else what stands under a field or in a bar inside a dialog."""
    toast = desk.window.toast_widget
    notes = [one.note_text() for one in desk.window.findChildren(Field) if one.isVisible() and one.pending]
    bars = [one.text() for dialog in desk.dialogs() for one in dialog.findChildren(Banner) if one.isVisible()]
    return [*([toast.text()] if toast.isVisible() else []), *notes, *bars]


def feed(desk: WindowDesk, name: str, act: Callable[[Path], object], folder: Path, fitting: Iterable[str] = ()) -> None:
    """Give each wrong file in turn; what is said must be one sentence, and the dossier the same."""
    before = desk.read(stored)
    kinds = {**wrong_files.EVERYWHERE, **wrong_files.OTHER_KINDS}
    for kind in kinds.keys() - set(fitting):
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        kinds[kind](place / name)
        forget_message(desk.window)
        act(place / name)
        desk.settle()
        said = told(desk)
        assert said, f"nothing is said of {kind}"
        for sentence in said:
            is_one_sentence(sentence)
        assert desk.read(stored) == before, kind
        focus = QApplication.focusWidget()
        assert focus is not None and focus.isVisible() and focus.window() is desk.window, kind


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: Any) -> WindowDesk:
    """All pages, surveys in front, on a council with one advice that was sent."""
    workspace.do(council.set_up_council, name="De Singels", preset="binnenstad")
    made = workspace.do(advice.add_advice, title="Veilig oversteken")
    workspace.do(advice.add_recommendation, advice=made, text="Leg een zebrapad aan.")
    workspace.do(advice.adopt, advice=made, by_mail=True)
    shown = WindowDesk(qtbot, *open_window(features(), "surveys", chooser=GivesFile()), workspace)
    shown.settle()
    return shown


def chooses(desk: WindowDesk, then: Callable[[], object]) -> Callable[[Path], object]:
    chooser = GivesFile()
    desk.app.chooser = chooser

    def act(path: Path) -> None:
        chooser.path = path
        then()

    return act


def test_a_survey_by_key_and_by_drop(desk: WindowDesk, tmp_path: Path) -> None:
    page = desk.window.page()
    assert page is not None
    keys = MOD.ControlModifier | MOD.ShiftModifier
    by_key = chooses(desk, lambda: desk.press(KEY.Key_I, keys, on=desk.window))
    feed(desk, "antwoorden.csv", by_key, tmp_path / "a", ["workbook"])
    feed(desk, "antwoorden.xlsx", lambda path: desk.drop(page, path), tmp_path / "b", ["workbook"])


def test_an_agenda_file(meetings_desk: Any, tmp_path: Path) -> None:
    desk = meetings_desk
    desk.click(desk.button("Agenda plakken"))
    sheet = desk.dialog(PasteSheet)
    act = chooses(desk, lambda: desk.click(desk.button("Liever een bestand openen", sheet)))
    for name in ("agenda.txt", "agenda.json"):
        feed(desk, name, act, tmp_path / name, ["HTML", "nested JSON"] if name.endswith("txt") else [])
    dropped = tmp_path / "agenda.eml"
    dropped.write_bytes(b"Subject: Agenda\r\n\r\n1. Opening\r\n2. Groenplan\r\n3. Sluiting\r\n")
    desk.drop(sheet, dropped)
    assert "3 punten" in sheet.found.plain() and not sheet.text.note_text()
    desk.press(KEY.Key_Escape)
    assert not sheet.isVisible()


def test_an_annex_and_minutes_made_elsewhere(meetings_desk: Any, tmp_path: Path) -> None:
    desk = meetings_desk
    desk.to_new_item()
    desk.enter("Groen")
    desk.to_item("Groen")
    act = chooses(desk, lambda: desk.click(desk.button("Bijlage toevoegen")))
    anything = {*wrong_files.EVERYWHERE, *wrong_files.OTHER_KINDS} - {"missing", "a folder", "unreadable", "empty"}
    feed(desk, "bijlage", act, tmp_path, anything)


def test_a_logo(council_desk: Any, tmp_path: Path) -> None:
    form = section(council_desk, "house")
    act = chooses(council_desk, lambda: council_desk.click(form.choose_logo))
    feed(council_desk, "logo.png", act, tmp_path, ["png"])


def test_a_list_of_earlier_advice_from_a_file(desk: WindowDesk, tmp_path: Path) -> None:
    desk.rail("Adviezen")
    desk.menu("Eerder verzonden advies toevoegen")
    sheet = desk.dialog(EarlierSheet)
    act = chooses(desk, lambda: desk.click(sheet.file))
    harmless = ["empty", "HTML", "nested JSON", "pdf cut off"]
    feed(desk, "lijst.csv", act, tmp_path, [*harmless, "gzip"])


def test_a_backup_to_restore(desk: WindowDesk, tmp_path: Path) -> None:
    def restore() -> None:
        if desk.dialogs():
            desk.press(KEY.Key_Escape)
        desk.command("Back-up terugzetten")

    feed(desk, "kopie.wijkraad", chooses(desk, restore), tmp_path, ["noise", "NULs", "nested JSON"])


def test_a_file_with_an_advice_that_was_sent(desk: WindowDesk, tmp_path: Path) -> None:
    desk.do(advice.register_earlier, title="Meer bomen", sent_on=date(2026, 3, 3))
    desk.command("Meer bomen")
    act = chooses(desk, lambda: desk.menu("Verzonden bestand toevoegen…"))
    feed(desk, "brief.pdf", act, tmp_path, ["pdf", "png"])
