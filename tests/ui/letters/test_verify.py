"""Any PDF, with and without a dossier: what is said of it, and signing it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.letters import flow
from wijkraad_app.features.letters.ui.file_sign import FileSign
from wijkraad_app.features.letters.ui.key_dialog import KeyDialog
from wijkraad_app.features.letters.ui.verify_trusted import TrustedSheet
from wijkraad_app.features.letters.ui.window import LetterWindow, open_window
from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.pdf import signing
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.widgets.banner import Banner

from .conftest import KEY, MOD, WORDS, Desk, Files, Hands


def changed(path: Path, target: Path) -> Path:
    """The letter with a black bar over it, added behind the last signature."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()), strict=False)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    bar = writer.add_object(generic.StreamObject(stream_data=b"q 0 0 0 rg 150 480 200 12 re f Q"))
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([*old, bar] if isinstance(old, generic.ArrayObject) else [old, bar])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    target.write_bytes(out.getvalue())
    return target


@dataclass
class Alone(Hands):
    """The window without a dossier."""

    window: LetterWindow
    files: Files

    @property
    def verdict(self) -> str:
        return self.window.view.verdict.head

    def checks(self) -> str:
        return " | ".join(one.accessibleName() for one in self.window.view.verdict.findChildren(object) if
                          hasattr(one, "accessibleName"))  # fmt: skip


@pytest.fixture
def alone(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Path], Alone]]:
    made: list[Alone] = []

    def open_(path: Path) -> Alone:
        dress(qapp, Preferences())
        files = Files()
        window = open_window(path, files)
        with qtbot.waitActive(window):
            window.activateWindow()
        made.append(Alone(qtbot, window.letters, window, files))
        made[0].settle()
        return made[0]

    yield open_
    for one in made:
        one.settle()
        one.window.close()


def test_a_whole_letter_is_called_whole_without_any_dossier(alone: Callable[[Path], Alone], signed: Path) -> None:
    hands = alone(signed)
    view = hands.window.view
    assert hands.verdict == "Deze brief is compleet en ongewijzigd"
    assert "Beide handtekeningen kloppen." in view.verdict.words
    assert [line.split(",")[0] for line in view.verdict.signers.texts()] == ["Ans Verhoeven", "Marijke van Duin"]
    assert "zonder certificaat van de raad niet te bewijzen" in hands.checks()
    assert "gekwalificeerd" in hands.checks() and view.verdict.sign is None


def test_the_dossier_knows_its_own_keys(desk: Desk, signed: Path) -> None:
    desk.files.ready.append(signed)
    desk.press(KEY.Key_O, MOD.ControlModifier | MOD.ShiftModifier)
    names = [one.accessibleName() for one in desk.view.verdict.findChildren(object) if hasattr(one, "accessibleName")]
    assert any("De wijkraad kent deze sleutels" in name for name in names)
    desk.press(KEY.Key_Escape)
    assert desk.page.isVisible()


def test_a_changed_letter_is_not_to_be_trusted_and_shows_where(
    alone: Callable[[Path], Alone], signed: Path, tmp_path: Path
) -> None:
    hands = alone(changed(signed, tmp_path / "kopie.pdf"))
    view = hands.window.view
    assert hands.verdict == "Deze brief is gewijzigd na het ondertekenen"
    assert "Inhoud van bladzijde 1 is gewijzigd" in hands.checks() and "kB erbij" in hands.checks()
    assert all(line.endswith("geldt niet meer") for line in view.verdict.signers.texts())
    assert view.paper.badge.text() == "wijziging gemarkeerd" and view.verdict.sign is None
    assert view.verdict.version is not None
    hands.click(view.verdict.version)
    assert view.paper.badge.text() == "zoals ondertekend"
    assert view.verdict.version.text() == "Toon het bestand zoals het nu is"


def test_the_mark_lies_where_the_letter_was_changed(signed: Path, tmp_path: Path) -> None:
    copy = changed(signed, tmp_path / "kopie.pdf")
    wide, high, stride, pixels = flow.page_with_marks(copy.read_bytes(), signed.read_bytes(), 0, 400)
    row = round(high * (1 - 486 / 842))
    at = row * stride
    assert tuple(pixels[at : at + 3]) == (163, 42, 32)
    assert tuple(pixels[:3]) == (255, 255, 255) and wide == 400


@pytest.mark.parametrize("content", [b"geen pdf", b""])
def test_another_sort_of_file_is_refused_in_a_sentence(
    alone: Callable[[Path], Alone], signed: Path, tmp_path: Path, content: bytes
) -> None:
    hands = alone(signed)
    wrong = tmp_path / "foto.pdf"
    wrong.write_bytes(content)
    hands.drop(hands.window.view, wrong)
    assert hands.verdict == "Dit bestand kan niet worden gelezen"
    assert not hands.window.view.report.isEnabled()
    hands.drop(hands.window.view, signed)
    assert hands.verdict == "Deze brief is compleet en ongewijzigd"


def test_several_files_stand_in_a_list_with_their_verdicts(
    alone: Callable[[Path], Alone], signed: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "foto.pdf"
    wrong.write_bytes(b"geen pdf")
    hands = alone(signed)
    hands.drop(hands.window.view, signed, changed(signed, tmp_path / "kopie.pdf"), wrong)
    states = [item.state.text for item in hands.window.view.list.items() if item.state]
    assert states == ["heel en compleet", "niet vertrouwen", "niet te lezen"]
    hands.tab_to(hands.window.view.list)
    hands.press(KEY.Key_Down)
    assert hands.verdict == "Deze brief is gewijzigd na het ondertekenen"


def test_the_chair_signs_without_a_dossier_and_sends_the_file_back(
    alone: Callable[[Path], Alone], unsigned: Path, keys: dict[str, Path], tmp_path: Path
) -> None:
    hands = alone(unsigned)
    before = unsigned.read_bytes()
    assert hands.verdict == "Deze brief is nog niet ondertekend"
    assert "Ans Verhoeven (voorzitter) en Marijke van Duin (secretaris)" in hands.window.view.verdict.words
    hands.press(KEY.Key_Return, MOD.ControlModifier)
    dialog = hands.dialog(FileSign)
    back = tmp_path / "terug.pdf"
    hands.files.ready += [keys["chair"], back]
    hands.press(KEY.Key_Space)
    hands.tab_to(dialog.passphrase.line)
    hands.write("fout")
    hands.press(KEY.Key_Return)
    assert "klopt niet" in dialog.passphrase.note_text() and not back.exists()
    hands.write(WORDS)
    hands.press(KEY.Key_Return)
    assert hands.files.suggested == ["brief ondertekend.pdf"]
    assert hands.window.toast_widget.text() == "Ondertekend. Stuur “terug.pdf” terug."
    assert hands.verdict == "Deze brief is ongewijzigd, maar nog niet compleet"
    assert hands.window.view.verdict.signers.texts()[1] == "Marijke van Duin, secretaris: wacht"
    assert unsigned.read_bytes() == before


def test_an_old_date_is_told_before_signing_without_a_dossier(
    alone: Callable[[Path], Alone], unsigned: Path, tmp_path: Path
) -> None:
    with clock.fixed(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        hands = alone(unsigned)
        hands.press(KEY.Key_Return, MOD.ControlModifier)
        (told,) = [one.text() for one in hands.dialog(FileSign).findChildren(Banner) if one.isVisible()]
    assert told.startswith("De brief heeft als datum 23 november 2026.") and "nieuwe datum" in told


def test_a_letter_cut_back_to_the_chair_is_not_called_complete(
    alone: Callable[[Path], Alone], unsigned: Path, keys: dict[str, Path], tmp_path: Path
) -> None:
    with threads.allowed_here():
        half = tmp_path / "half.pdf"
        signing.sign(unsigned, half, field="chair", key=keys["chair"], passphrase=WORDS)
    hands = alone(half)
    assert hands.verdict == "Deze brief is ongewijzigd, maar nog niet compleet"
    assert "of er later afgeknipt" in hands.window.view.verdict.words


def test_the_fingerprint_is_copied_and_a_report_is_saved(
    alone: Callable[[Path], Alone], signed: Path, tmp_path: Path
) -> None:
    import hashlib

    from wijkraad_app.pdf import preview

    hands = alone(signed)
    hands.click(hands.window.view.verdict.copy)
    assert QGuiApplication.clipboard().text() == hashlib.sha256(signed.read_bytes()).hexdigest()
    report = tmp_path / "rapport.pdf"
    hands.files.ready.append(report)
    hands.press(KEY.Key_E, MOD.ControlModifier)
    text = preview.page_text(report.read_bytes(), 0)
    assert preview.page_count(report.read_bytes()) == 1
    assert "Deze brief is compleet en ongewijzigd" in text and "Marijke van Duin" in text


def test_a_key_is_made_without_a_dossier(alone: Callable[[Path], Alone], unsigned: Path, tmp_path: Path) -> None:
    hands = alone(unsigned)
    hands.menu("Sleutel maken om te ondertekenen")
    dialog = hands.dialog(KeyDialog)
    for field, words in ((dialog.name, "Ans Verhoeven"), (dialog.first, WORDS), (dialog.second, WORDS)):
        hands.tab_to(field.line)
        hands.write(words)
    made = tmp_path / "ans nieuw"
    hands.files.ready.append(made)
    hands.press(KEY.Key_Return)
    assert (tmp_path / "ans nieuw.p12").exists() and hands.dialogs() == []


def test_everything_has_a_name_and_escape_closes_what_is_open(alone: Callable[[Path], Alone], unsigned: Path) -> None:
    hands = alone(unsigned)
    hands.press(KEY.Key_Return, MOD.ControlModifier)
    assert accessibility.unnamed(hands.window) == []
    hands.press(KEY.Key_Escape)
    assert hands.dialogs() == []


def test_the_window_speaks_english(alone: Callable[[Path], Alone], signed: Path) -> None:
    preferences = Preferences()
    preferences.set("language", "en")
    hands = alone(signed)
    assert hands.verdict == "This letter is complete and unchanged"


def test_the_councils_certificate_proves_who_signed_without_a_dossier(
    alone: Callable[[Path], Alone], workspace: LocalWorkspace, signed: Path, tmp_path: Path
) -> None:
    with threads.allowed_here():
        certificate = flow.save_certificate(workspace, tmp_path / "raad.pem")
    hands = alone(signed)
    button = hands.window.view.verdict.certificate
    assert button is not None
    hands.files.ready.append(signed)
    hands.click(button)
    assert "geen certificaat" in hands.window.toast_widget.text()
    hands.files.ready.append(certificate)
    hands.click(button)
    assert "De sleutels horen bij het gekozen certificaat" in hands.checks()
    assert hands.verdict == "Deze brief is compleet en ongewijzigd"
    assert "wordt voortaan vertrouwd op deze computer" in hands.window.toast_widget.text()
    hands.menu("Wie u vertrouwt")
    sheet = hands.dialog(TrustedSheet)
    (row,) = sheet.list.items()
    assert row.title.startswith("Ondertekening") and sheet.less.isEnabled()
    hands.click(sheet.less)
    assert not sheet.list.items() and not sheet.less.isEnabled()
    hands.press(KEY.Key_Escape)
    assert hands.dialogs() == [] and "zonder certificaat van de raad niet te bewijzen" in hands.checks()
    hands.menu("Wie u vertrouwt")
    hands.files.ready.append(certificate)
    hands.click(hands.dialog(TrustedSheet).more)
    assert "De sleutels horen bij het gekozen certificaat" in hands.checks()
    assert accessibility.unnamed(hands.window) == []


def test_several_files_are_chosen_at_once_and_all_judged(
    alone: Callable[[Path], Alone], signed: Path, tmp_path: Path
) -> None:
    hands = alone(signed)
    copy = changed(signed, tmp_path / "kopie.pdf")
    hands.files.many = [signed, copy]
    hands.press(KEY.Key_O, MOD.ControlModifier)
    states = [item.state.text for item in hands.window.view.list.items() if item.state]
    assert states == ["heel en compleet", "niet vertrouwen"]


def test_keys_of_others_are_unknown_and_not_called_wrong(desk: Desk, unsigned: Path, tmp_path: Path) -> None:
    from wijkraad_app.pdf import keys as pdf_keys

    half, whole = tmp_path / "half.pdf", tmp_path / "heel.pdf"
    with threads.allowed_here():
        for name in ("Ans Verhoeven", "Marijke van Duin"):
            pdf_keys.make_key(tmp_path / f"{name}.p12", name=name, role="", passphrase=WORDS)
        signing.sign(unsigned, half, field="chair", key=tmp_path / "Ans Verhoeven.p12", passphrase=WORDS)
        signing.sign(half, whole, field="secretary", key=tmp_path / "Marijke van Duin.p12", passphrase=WORDS)
    desk.files.ready.append(whole)
    desk.press(KEY.Key_O, MOD.ControlModifier | MOD.ShiftModifier)
    assert desk.view.verdict.head == "Deze brief is ongewijzigd, maar wie tekende is hier niet bekend"
    assert all(line.endswith(": geldig") for line in desk.view.verdict.signers.texts())


def test_the_start_window_opens_a_letter_in_its_own_window(qtbot: QtBot, qapp: QApplication, signed: Path) -> None:
    from wijkraad_app.bootstrap.window import Desktop

    preferences = Preferences()
    dress(qapp, preferences)
    files = Files()
    desktop = Desktop(preferences, files)
    start = desktop.start()
    qtbot.addWidget(start)
    with qtbot.waitActive(start):
        start.activateWindow()
    files.ready.append(signed)
    qtbot.mouseClick(start.pdf, Qt.MouseButton.LeftButton)
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, LetterWindow) and one.isVisible())
    window.letters.tasks.settle()
    assert window.view.verdict.head == "Deze brief is compleet en ongewijzigd"
    window.close()
    start.close()
