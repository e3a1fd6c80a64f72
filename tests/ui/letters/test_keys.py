"""The keys that the council made, and the timestamp server, in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from wijkraad_app.features.letters import queries
from wijkraad_app.features.letters.rules import LetterState
from wijkraad_app.features.letters.ui.keys_window import KeysSheet
from wijkraad_app.features.letters.ui.sign_dialog import SignDialog
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.dialog import Question

from .conftest import KEY, MOD, Desk
from .test_page import letter, make, sign


def open_keys(desk: Desk) -> KeysSheet:
    """By the palette."""
    desk.press(KEY.Key_K, MOD.ControlModifier)
    desk.write("sleutels")
    desk.press(KEY.Key_Return)
    return desk.dialog(KeysSheet)


def lines(sheet: KeysSheet) -> list[tuple[str, str, str]]:
    return [(item.title, item.state.text if item.state else "", item.right) for item in sheet.list.items()]


def test_the_keys_tell_whose_they_are_until_when_and_whether_they_count(desk: Desk) -> None:
    sheet = open_keys(desk)
    assert [one[:2] for one in lines(sheet)] == [
        ("Ans Verhoeven, voorzitter", "geldig"),
        ("Marijke van Duin, secretaris", "geldig"),
    ]
    assert all(one[2].startswith("tot en met ") for one in lines(sheet))
    assert accessibility.unnamed(desk.window) == []


def test_a_key_is_revoked_after_its_consequences_were_said(desk: Desk) -> None:
    make(desk)
    sheet = open_keys(desk)
    desk.tab_to(sheet.revoke)
    desk.press(KEY.Key_Space)
    question = desk.dialog(Question)
    assert question.title.plain() == "Sleutel van Ans Verhoeven intrekken?"
    desk.press(KEY.Key_Escape)
    assert [row.revoked_on for row in desk.read(queries.keys)] == [None, None]
    desk.tab_to(sheet.revoke)
    desk.press(KEY.Key_Space)
    button = next(one for one in desk.dialog(Question).findChildren(QPushButton) if one.text() == "Sleutel intrekken")
    desk.click(button)
    assert lines(sheet)[0][1] == "ingetrokken op 23 november 2026" and not sheet.revoke.isEnabled()
    desk.press(KEY.Key_Escape)
    sign(desk, "chair")
    assert "ingetrokken" in desk.dialog(SignDialog).key.note_text() and letter(desk).state is LetterState.READY


def test_the_certificate_is_saved_from_the_keys(desk: Desk, tmp_path: Path) -> None:
    sheet = open_keys(desk)
    target = tmp_path / "raad.pem"
    desk.files.ready.append(target)
    desk.click(sheet.certificate)
    assert target.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")


def test_a_timestamp_server_that_does_not_answer_is_said_and_signing_goes_on_without(desk: Desk) -> None:
    make(desk)
    sheet = open_keys(desk)
    desk.tab_to(sheet.server.line)
    desk.write("tsa.example.nl")
    desk.tab_to(sheet.make)
    desk.settle()
    assert sheet.server.note_text() == "Een adres begint met http:// of https://."
    desk.tab_to(sheet.server.line)
    desk.replace("http://127.0.0.1:9/tsr")
    desk.tab_to(sheet.make)
    desk.settle()
    desk.press(KEY.Key_Escape)
    sign(desk, "chair")
    dialog = desk.dialog(SignDialog)
    assert "tijdstempelserver antwoordt niet" in dialog.problem.text() and letter(desk).state is LetterState.READY
    assert dialog.main_button is not None and dialog.main_button.text() == "Ondertekenen zonder tijdstempel"
    desk.click(dialog.main_button)
    assert letter(desk).state is LetterState.SIGNING
    assert desk.toast().endswith("Er is geen tijdstempel: de tijd komt van deze computer.")
