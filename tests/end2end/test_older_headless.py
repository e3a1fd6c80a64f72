"""An older dossier from the command line: a backup first, then brought up to date, also by a verb that only reads."""

from __future__ import annotations

from pathlib import Path

from tests.unit.db.test_migrations import unpacked

from .command_line import in_process, value


def test_a_verb_that_reads_brings_it_up_to_date_and_says_so(tmp_path: Path) -> None:
    old, home = unpacked("0001", tmp_path / "oud.wijkraad"), tmp_path / "home"
    done = in_process("-d", old, "check", home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Een back-up maken voordat het dossier wordt bijgewerkt" in done.stderr
    assert "Het dossier wordt bijgewerkt" in done.stderr
    assert [file.name for file in tmp_path.glob("*.wijkraad")] != [old.name]
    assert value("-d", old, "check", home=home) == {"ok": True, "problems": []}
    assert len(list(tmp_path.glob("*.wijkraad"))) == 2
