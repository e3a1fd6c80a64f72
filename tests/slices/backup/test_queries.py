"""Backups on disk: listed, looked into, and put back as a new file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.slices.today.world import fill
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.backup import flow, queries
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.errors import UserError


def kept(workspace: LocalWorkspace) -> Path:
    made = flow.keep(workspace, flow.Choices(), only_changed=False).beside
    assert made is not None
    return made.path


def test_a_kept_backup_is_listed(workspace: LocalWorkspace, monday: datetime) -> None:
    assert queries.kept(workspace.path) == ()
    made = kept(workspace)
    (copy,) = queries.kept(workspace.path)
    assert copy.path == made
    assert made.parent == queries.folder(workspace.path)
    assert not copy.encrypted
    assert copy.size == made.stat().st_size


def test_backups_made_in_another_language_are_listed_too(workspace: LocalWorkspace, monday: datetime) -> None:
    kept(workspace)
    i18n.set_language("en")
    assert len(queries.kept(workspace.path)) == 1


def test_other_files_in_the_folder_are_left_out(workspace: LocalWorkspace, monday: datetime) -> None:
    made = kept(workspace)
    made.with_name("kapot.wijkraad").write_bytes(b"")
    assert [copy.path for copy in queries.kept(workspace.path)] == [made]


def test_what_is_in_a_backup_can_be_seen_first(workspace: LocalWorkspace, monday: datetime) -> None:
    workspace.actor = fill(workspace).marijke
    workspace.do(meetings.add_action, text="Koffie halen", due=date(2026, 12, 1))
    found = queries.content(kept(workspace), None)
    assert found.council == "De Singels"
    assert found.changed is not None
    assert dict(found.counts) == {"meeting": 1, "signal": 2, "advice": 3, "person": 3}
    newest = found.changes[0]
    assert (newest.who, "Koffie halen" in newest.label) == ("Marijke van Duin", True)
    assert len(found.changes) == queries.SHOWN_CHANGES


def test_a_backup_becomes_a_new_dossier(workspace: LocalWorkspace, monday: datetime, tmp_path: Path) -> None:
    fill(workspace)
    source = kept(workspace)
    before = source.read_bytes()
    made = flow.restore(source, tmp_path / "terug.wijkraad", None)
    opened = workspaces.open_(made)
    assert opened.read(council.identity).name == "De Singels"
    opened.close()
    assert source.read_bytes() == before


def test_restoring_never_replaces_a_file(workspace: LocalWorkspace, monday: datetime) -> None:
    made = kept(workspace)
    before = workspace.path.stat().st_size
    with pytest.raises(UserError) as refused:
        flow.restore(made, workspace.path, None)
    assert refused.value.code == "exists"
    assert workspace.path.stat().st_size == before


def test_what_is_no_dossier_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "brief.wijkraad"
    other.write_text("Geachte raad,")
    with pytest.raises(UserError):
        queries.content(queries.look(other).path, None)


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dicht.wijkraad"
    workspaces.create(path, "vier woorden op rij").close()
    assert queries.look(path).encrypted
    with pytest.raises(UserError) as refused:
        queries.content(path, "iets anders")
    assert refused.value.code == "wrong_passphrase"
    assert queries.content(path, "vier woorden op rij").council == ""
