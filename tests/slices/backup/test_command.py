"""Backups from the command line: one JSON value each, refusals in words."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.slices.today.world import fill
from wijkraad_app.cli import main as command_line
from wijkraad_app.db import recovery
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council import queries as council

WORDS = "vier woorden op rij"


@pytest.fixture
def dossier(tmp_path: Path, monday: datetime, monkeypatch: pytest.MonkeyPatch) -> Path:
    opened = workspaces.create(tmp_path / "wijk.wijkraad", WORDS)
    fill(opened)
    assert opened.dossier.key is not None
    (tmp_path / "blad.txt").write_text("-".join(recovery.groups(opened.dossier.key)))
    opened.close()
    monkeypatch.setenv("WIJKRAAD_PASSPHRASE", WORDS)
    return tmp_path / "wijk.wijkraad"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: object, code: int = 0) -> Any:
        assert command_line.run(command_line.parse([*map(str, words), "--json"])) == code
        return json.loads(capsys.readouterr().out)

    return run


def test_a_round_keeps_a_copy_and_then_none_until_something_changes(dossier: Path, said: Any) -> None:
    (made,) = said("backup", "keep", "-d", dossier)["files"]
    assert said("backup", "keep", "-d", dossier) == {"files": [], "aged": 0}
    (row,) = said("backup", "list", "-d", dossier)
    assert (row["file"], row["encrypted"], row["passphrase"], row["holds_erased"]) == (made, True, "2026-11-23", False)


def test_what_is_in_a_backup_is_shown_and_put_back(dossier: Path, said: Any, tmp_path: Path) -> None:
    made = said("backup", "create", tmp_path / "kopie.wijkraad", "-d", dossier)["file"]
    shown = said("backup", "show", made)
    assert shown["council"] == "De Singels" and shown["counts"]["meeting"] == 1 and len(shown["changes"]) == 5
    back = said("backup", "restore", made, tmp_path / "terug.wijkraad")["file"]
    opened = workspaces.open_(Path(back), WORDS)
    assert opened.read(council.identity).name == "De Singels"
    opened.close()


def test_the_key_on_paper_opens_a_backup_too(
    dossier: Path, said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = said("backup", "create", tmp_path / "kopie.wijkraad", "-d", dossier)["file"]
    monkeypatch.setenv("WIJKRAAD_PASSPHRASE", "vergeten")
    assert said("backup", "show", made, code=1)["error"]["code"] == "wrong_passphrase"
    paper = ("--recovery-key-file", tmp_path / "blad.txt")
    assert said("backup", "show", made, *paper)["council"] == "De Singels"
    assert Path(said("backup", "restore", made, tmp_path / "terug.wijkraad", *paper)["file"]).exists()


def test_a_handover_shows_copies_and_removes_what_it_listed(dossier: Path, said: Any, tmp_path: Path) -> None:
    said("backup", "keep", "-d", dossier)
    shown = said("handover", "show", "-d", dossier)
    assert shown["ok"] and shown["answers"][0]["title"] == "Toekomst van De Schakel"
    (tmp_path / "stick").mkdir()
    copy = said("handover", "copy", tmp_path / "stick" / "opvolger.wijkraad", "-d", dossier)
    assert copy["authority"] is None
    listed = said("handover", "remove", "-d", dossier)
    assert dossier.exists() and str(dossier) in [row["what"] for row in listed]
    gone = said("handover", "remove", "--confirm", "-d", dossier)
    assert {row["what"] for row in listed} - {row["what"] for row in gone} == set()
    assert not dossier.exists() and not (tmp_path / "Back-ups van wijk").exists()
    workspaces.open_(Path(copy["file"]), WORDS).close()


def test_a_dossier_that_is_open_elsewhere_is_not_removed(dossier: Path, said: Any) -> None:
    opened = workspaces.open_(dossier, WORDS)
    assert said("handover", "remove", "--confirm", "-d", dossier, code=1)["error"]["code"] == "in_use"
    opened.close()
    assert dossier.exists()
