"""Passphrase, recovery sheet, keyring and lock in the settings, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.window_driver import Files, Keyboard
from tests.unit.db.test_rekey import Kept, code
from wijkraad_app.db import recovery
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.engine import SALT_SIZE
from wijkraad_app.kernel import threads
from wijkraad_app.ui.accessibility import unnamed

from .conftest import PASSPHRASE, Begin

NEW = "paars fietst zingend langs"


def to_section(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("Wachtzin en slot")
    keyboard.press("Enter")
    keyboard.wait_for("wie het dossier kan openen")


def close(keyboard: Keyboard) -> None:
    """Close the window; the dossier is free when the copy of closing is made."""
    keyboard.window.close()
    keyboard.wait(lambda: keyboard.desktop.workspace is None)


def choose_new(keyboard: Keyboard, now: str | None, new: str = NEW) -> None:
    if now is not None:
        keyboard.enter("Wachtzin van nu", now)
    keyboard.enter("Nieuwe wachtzin", new)
    keyboard.enter("Nog een keer", new)
    keyboard.press("Enter")


def test_a_new_passphrase_then_its_sheet_then_a_backup(begin: Begin, tmp_path: Path, files: Files) -> None:
    keyboard = begin()
    to_section(keyboard)
    keyboard.push("Wachtzin wijzigen")
    choose_new(keyboard, "niet deze")
    keyboard.wait_for("Dit is niet de wachtzin van dit dossier.")
    choose_new(keyboard, PASSPHRASE)
    keyboard.wait_for("Maak een herstelblad")
    files.lay_ready(tmp_path / "blad.pdf")
    keyboard.push("Bewaren als pdf")
    keyboard.wait(lambda: (tmp_path / "blad.pdf").exists())
    keyboard.press("Esc")
    keyboard.wait_for("Nu een back-up maken?")
    copies, path = tmp_path / "Back-ups van wijk", tmp_path / "wijk.wijkraad"
    (before,) = copies.glob("*.wijkraad")
    with threads.allowed_here():
        workspaces.open_(before, PASSPHRASE, write=False).close()
    keyboard.press("Enter")
    salt = path.read_bytes()[:SALT_SIZE]
    keyboard.wait(lambda: any(copy.read_bytes()[:SALT_SIZE] == salt for copy in copies.glob("*.wijkraad")))
    close(keyboard)
    with threads.allowed_here():
        assert code(workspaces.open_, path, PASSPHRASE) == "wrong_passphrase"
        workspaces.open_(path, NEW).close()
        workspaces.open_(max(copies.glob("*.wijkraad")), NEW, write=False).close()


def test_a_forgotten_passphrase_is_replaced_with_the_key_on_paper(begin: Begin, tmp_path: Path) -> None:
    keyboard = begin()
    workspace = keyboard.desktop.workspace
    assert workspace is not None and workspace.dossier.key is not None
    typed = " ".join(recovery.groups(bytes(bytearray(workspace.dossier.key)))).lower()
    to_section(keyboard)
    keyboard.push("Wachtzin wijzigen")
    choose_new(keyboard, typed)
    keyboard.wait_for("Maak een herstelblad")
    keyboard.press("Esc", "Esc")
    close(keyboard)
    with threads.allowed_here():
        workspaces.open_(tmp_path / "wijk.wijkraad", NEW).close()


def test_a_first_passphrase_and_none_again(begin: Begin, tmp_path: Path) -> None:
    keyboard = begin(None)
    assert "niet versleuteld" in keyboard.window.windowTitle()
    to_section(keyboard)
    assert keyboard.shows("Dit dossier heeft geen wachtzin")
    keyboard.push("Kies een wachtzin")
    choose_new(keyboard, None)
    keyboard.wait_for("Maak een herstelblad")
    keyboard.press("Esc", "Esc")
    keyboard.wait(lambda: "niet versleuteld" not in keyboard.window.windowTitle())
    keyboard.push("Wachtzin weghalen")
    keyboard.enter("Wachtzin van nu", NEW)
    keyboard.push("Wachtzin weghalen")
    keyboard.wait_for("Nu een back-up maken?")
    keyboard.press("Esc")
    keyboard.wait(lambda: "niet versleuteld" in keyboard.window.windowTitle())
    close(keyboard)
    with threads.allowed_here():
        assert not workspaces.open_(tmp_path / "wijk.wijkraad").encrypted


def test_this_computer_remembers_and_forgets(begin: Begin, tmp_path: Path, kept: Kept) -> None:
    keyboard = begin()
    to_section(keyboard)
    keyboard.push("Onthouden op deze computer")
    keyboard.wait(lambda: len(kept.kept) == 1)
    keyboard.push("Onthouden op deze computer")
    keyboard.wait(lambda: not kept.kept)


def test_without_a_keyring_the_section_says_so(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends import fail

    keyboard = begin()
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    to_section(keyboard)
    keyboard.wait(lambda: keyboard.shows("geen veilige plek voor wachtzinnen"))


def test_the_time_of_rest_is_chosen_and_stays(begin: Begin) -> None:
    keyboard = begin()
    to_section(keyboard)
    assert unnamed(keyboard.window) == []
    keyboard.go_to("Op slot na")
    keyboard.press("Right", "Right")
    assert keyboard.desktop.preferences.get("lock_after") == 30
