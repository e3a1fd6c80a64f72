"""Into a dossier by passphrase, paper or keyring; another passphrase; the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest

from tests.unit.db.test_journal import add, seen
from tests.unit.db.test_rekey import Kept, code
from wijkraad_app.cli import main as command_line
from wijkraad_app.db import device, recovery, remembered
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.access import flow
from wijkraad_app.pdf import conformance, preview

PASSPHRASE = "vier woorden zijn sterk"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[LocalWorkspace]:
    opened = workspaces.create(tmp_path / "wijk.wijkraad", PASSPHRASE)
    opened.do(add, title="Fietsen")
    yield opened
    opened.close()


def key_of(workspace: LocalWorkspace) -> bytes:
    assert workspace.dossier.key is not None
    return bytes(bytearray(workspace.dossier.key))


def test_the_sheet_conforms_and_holds_all_groups(locked: LocalWorkspace) -> None:
    sheet = flow.recovery_sheet(locked)
    assert conformance.problems(sheet) == ()
    words = preview.page_text(sheet, 0)
    assert preview.page_count(sheet) == 1
    assert all(group in words for group in recovery.groups(key_of(locked)))
    assert "wijk.wijkraad" in words


def test_the_sheet_is_a_file_for_its_owner_alone(locked: LocalWorkspace, tmp_path: Path) -> None:
    made = flow.write_recovery_sheet(locked, tmp_path / "blad.pdf")
    assert made.stat().st_mode & 0o777 == 0o600


def test_the_qr_code_holds_the_same_key(locked: LocalWorkspace) -> None:
    from wijkraad_app.features.access.documents import Sheet, recovery_document
    from wijkraad_app.kernel import clock
    from wijkraad_app.pdf.blocks import Figure

    groups = recovery.groups(key_of(locked))
    document = recovery_document(Sheet("a.wijkraad", "", groups, None, clock.now()))
    figure = next(block for block in document.blocks if isinstance(block, Figure))
    code_of: Any = figure.draw
    assert recovery.read(code_of.content) == key_of(locked)
    drawing = figure.draw(500)
    assert drawing.width == drawing.height == 130


def test_without_a_passphrase_there_is_no_sheet(workspace: LocalWorkspace) -> None:
    assert code(flow.recovery_sheet, workspace) == code(flow.remember, workspace) == "not_encrypted"


def test_the_key_on_paper_opens_and_a_wrong_one_is_said(locked: LocalWorkspace) -> None:
    typed = " ".join(recovery.groups(key_of(locked))).lower()
    locked.close()
    flow.open_dossier(locked.path, recovery_key=typed).close()
    assert code(flow.open_dossier, locked.path, recovery_key=typed[:-1] + "?") == "recovery_typo"
    other = " ".join(recovery.groups(bytes(range(32))))
    assert code(flow.open_dossier, locked.path, recovery_key=other) == "wrong_recovery_key"


def test_a_remembered_dossier_opens_without_asking_until_it_is_forgotten(kept: Kept, locked: LocalWorkspace) -> None:
    assert not flow.is_remembered(locked)
    flow.remember(locked)
    assert flow.is_remembered(locked)
    locked.close()
    again = flow.open_dossier(locked.path)
    assert len(again.read(seen)) == 1
    flow.forget(again)
    again.close()
    assert kept.kept == {}
    assert code(flow.open_dossier, locked.path) == "passphrase_needed"


def test_what_is_remembered_follows_a_new_passphrase(kept: Kept, locked: LocalWorkspace) -> None:
    flow.remember(locked)
    copy = flow.change_passphrase(locked, "een heel andere wachtzin")
    locked.close()
    assert len(kept.kept) == 1
    flow.open_dossier(locked.path).close()
    assert code(flow.open_dossier, copy) == "passphrase_needed"
    flow.open_dossier(copy, PASSPHRASE).close()


def test_a_key_that_no_longer_fits_is_no_obstacle(kept: Kept, locked: LocalWorkspace) -> None:
    remembered.remember(locked.dossier.salt, bytes(32))
    locked.close()
    assert code(flow.open_dossier, locked.path) == "passphrase_needed"


def test_keys_can_be_removed_from_this_computer(kept: Kept, locked: LocalWorkspace) -> None:
    flow.remember(locked)
    salt = locked.dossier.salt
    locked.close()
    assert device.load(locked.dossier.id, locked.path) is not None
    flow.forget_keys(locked.dossier.id, locked.path, salt)
    assert device.load(locked.dossier.id, locked.path) is None
    assert kept.kept == {}


def test_the_command_line_changes_and_prints(
    locked: LocalWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> int:
        return command_line.run(command_line.parse([*words, "-d", str(locked.path)]))

    paper = tmp_path / "sleutel.txt"
    paper.write_text(" ".join(recovery.groups(key_of(locked))))
    locked.close()
    monkeypatch.setenv("WIJKRAAD_NEW_PASSPHRASE", "nieuw en beter")
    assert run("passphrase", "change", "--recovery-key-file", str(paper)) == 0
    monkeypatch.setenv("WIJKRAAD_PASSPHRASE", PASSPHRASE)
    assert run("check") == 1
    monkeypatch.setenv("WIJKRAAD_PASSPHRASE", "nieuw en beter")
    assert run("check") == 0
    assert run("passphrase", "sheet", str(tmp_path / "blad.pdf")) == 0
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    assert run("passphrase", "change", "--none") == 0
    assert workspaces.open_(locked.path, write=False).encrypted is False
