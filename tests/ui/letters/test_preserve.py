"""Proof for later, in the window: what was reached is shown, a silent server can be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.timeserver import TimeServer, time_server
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.letters.ui.preserve import PreserveDialog
from wijkraad_app.features.letters.ui.timestamps import SigningSection
from wijkraad_app.features.settings.ui.page import SettingsPage
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.labels import Label

from .conftest import KEY, MOD, WORDS, Desk


@pytest.fixture
def server(monday: object) -> Iterator[TimeServer]:
    with time_server() as running:
        yield running


def a_letter(workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], url: str | None) -> None:
    with threads.allowed_here():
        letter = flow.make_letter(workspace, advice)
        for name in ("chair", "secretary"):
            flow.sign_letter(workspace, letter, name, keys[name], WORDS, url)


def preserve(desk: Desk) -> PreserveDialog:
    """By the button of the record."""
    button = desk.page.record.buttons["preserve"]
    desk.qtbot.waitUntil(lambda: button.isEnabled())
    desk.tab_to(button)
    desk.press(KEY.Key_Space)
    return desk.dialog(PreserveDialog)


def facts(desk: Desk) -> list[str]:
    return [one.plain() for one in desk.page.record.findChildren(Label) if one.isVisible()]


def test_the_letter_is_sealed_and_its_level_is_shown(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], server: TimeServer, open_desk: Callable[[], Desk]
) -> None:
    a_letter(workspace, advice, keys, server.address)
    desk = open_desk()
    desk.app.preferences.set("timestamp_server", server.address)
    dialog = preserve(desk)
    assert "ondertekend, met tijdstempel (B-T)" in facts(desk)
    assert "127.0.0.1 verzegelt de brief" in dialog.about.plain()
    assert accessibility.unnamed(desk.window) == []
    desk.write("fout")
    desk.press(KEY.Key_Return)
    assert dialog.passphrase.note_text() and desk.dialogs() == [dialog]
    desk.write(WORDS)
    desk.press(KEY.Key_Return)
    assert desk.dialogs() == []
    assert desk.toast() == "Het bewijs zit in de brief. Die is nu: ondertekend, en verzegeld voor het archief (B-LTA)."
    desk.qtbot.waitUntil(lambda: "ondertekend, en verzegeld voor het archief (B-LTA)" in facts(desk))
    button = desk.page.record.buttons["preserve"]
    assert not button.isEnabled() and "al verzegeld" in button.toolTip()
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    desk.qtbot.waitUntil(lambda: "ondertekend, met tijdstempel (B-T)" in facts(desk))


def test_a_silent_server_can_be_left_out_and_missing_timestamps_are_told(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], open_desk: Callable[[], Desk]
) -> None:
    a_letter(workspace, advice, keys, None)
    desk = open_desk()
    desk.app.preferences.set("timestamp_server", "http://127.0.0.1:9/klok")
    dialog = preserve(desk)
    assert any("hebben geen tijdstempel" in one.text() for one in dialog.findChildren(Banner))
    desk.write(WORDS)
    desk.press(KEY.Key_Return)
    assert dialog.problem.isVisible() and dialog.main_button is not None
    assert dialog.main_button.text() == "Bewijs toevoegen zonder zegel"
    desk.press(KEY.Key_Return)
    assert desk.dialogs() == [] and "zonder tijdstempel (B-B)" in desk.toast()
    assert desk.read(queries.letter_of, desk.advice) is not None


def test_before_everyone_signed_there_is_nothing_to_prove(desk: Desk) -> None:
    button = desk.page.record.buttons["preserve"]
    assert not button.isEnabled() and "die iedereen digitaal heeft ondertekend" in button.toolTip()


def test_the_address_of_a_server_stands_among_the_settings_too(desk: Desk) -> None:
    desk.press(KEY.Key_Comma, MOD.ControlModifier)
    page = desk.window.page()
    assert isinstance(page, SettingsPage)
    desk.find_row(page.list, "Ondertekenen")
    section = page.content
    assert isinstance(section, SigningSection)
    desk.tab_to(section.server.line)
    desk.write("klok.example")
    desk.press(KEY.Key_Tab)
    assert "http" in section.server.note_text() and not desk.app.preferences.get("timestamp_server")
    desk.tab_to(section.server.line)
    desk.replace("https://klok.example/tsa")
    desk.press(KEY.Key_Tab)
    assert desk.app.preferences.get("timestamp_server") == "https://klok.example/tsa"
