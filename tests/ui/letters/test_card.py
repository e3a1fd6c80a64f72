"""Signing with a card, in the window: library, card, certificate and PIN, by keys; the PIN stays nowhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from tests.softcard import EMPTY, FULL, PIN, SoftCard, soft_card
from wijkraad_app.features.letters import queries
from wijkraad_app.features.letters.rules import LetterState
from wijkraad_app.features.letters.ui.sign_dialog import SignDialog
from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.ui import accessibility

from .conftest import KEY, MOD, Desk


@pytest.fixture
def box() -> SoftCard:
    return soft_card(datetime(2026, 11, 1, tzinfo=UTC))


def open_card(desk: Desk, box: SoftCard) -> SignDialog:
    """Make the letter, open signing, turn to the card, choose the library."""
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    dialog = desk.dialog(SignDialog)
    desk.tab_to(dialog.way)
    desk.press(KEY.Key_Right)
    desk.files.ready.append(box.module)
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Space)
    desk.qtbot.waitUntil(lambda: dialog.card_fields.token.value() is not None)
    return dialog


def to_pin(desk: Desk, dialog: SignDialog, pin: str) -> None:
    desk.tab_to(dialog.card_fields.pin.line)
    desk.write(pin)
    desk.press(KEY.Key_Return)


def choose_owner(desk: Desk, dialog: SignDialog, name: str) -> None:
    box = dialog.card_fields.certificate.box
    desk.tab_to(box)
    for _n in range(box.count()):
        if not box.currentText().startswith(name):
            desk.press(KEY.Key_Down)
    for _n in range(box.count()):
        if not box.currentText().startswith(name):
            desk.press(KEY.Key_Up)


def test_a_letter_is_signed_with_a_card_and_the_pin_is_kept_nowhere(desk: Desk, box: SoftCard) -> None:
    dialog = open_card(desk, box)
    fields = dialog.card_fields
    assert fields.token.box.currentText() == FULL and fields.certificate.box.count() == 3
    assert accessibility.unnamed(desk.window) == []
    choose_owner(desk, dialog, "Ans Verhoeven")
    to_pin(desk, dialog, "999999")
    assert "niet de pincode" in fields.pin.note_text() and fields.pin.value() == ""
    to_pin(desk, dialog, PIN)
    row = desk.read(queries.letter_of, desk.advice)
    assert desk.dialogs() == [] and row.state is LetterState.SIGNING
    assert row.signatures[0].signer == "Ans Verhoeven"
    assert PIN not in "".join(file.read_text(encoding="utf-8") for file in data_folder().rglob("*.json"))
    assert desk.app.preferences.get("card_library") == str(box.module)
    assert box.fingerprints["Ans Verhoeven"] in desk.app.preferences.get("signing_cards", {}).values()


def test_what_is_missing_is_said_under_its_field(desk: Desk, box: SoftCard) -> None:
    dialog = open_card(desk, box)
    fields = dialog.card_fields
    to_pin(desk, dialog, "")
    assert fields.pin.note_text() == "Typ de pincode."
    desk.tab_to(fields.token.box)
    while fields.token.box.currentText() != EMPTY and fields.token.box.currentIndex() < fields.token.box.count() - 1:
        desk.press(KEY.Key_Down)
    if fields.token.box.currentText() != EMPTY:
        desk.press(KEY.Key_Up)
    assert fields.certificate.note_text().startswith("Op deze kaart staat geen certificaat")
    to_pin(desk, dialog, PIN)
    assert desk.dialogs() == [dialog]
    assert [one for one in dialog.findChildren(QPushButton) if one.text() == "Kaarten zoeken"]
    desk.press(KEY.Key_Escape)
    assert not isValid(dialog) or fields.pin.value() == ""


def test_a_file_that_is_no_library_is_refused(desk: Desk, box: SoftCard, tmp_path: object) -> None:
    dialog = open_card(desk, box)
    wrong = desk.keys["chair"]
    desk.files.ready.append(wrong)
    desk.tab_to(dialog.card_fields.module.button)
    desk.press(KEY.Key_Space)
    desk.qtbot.waitUntil(lambda: "niet de bibliotheek" in dialog.card_fields.module.note_text())
    assert dialog.card_fields.token.value() is None
