"""Copies made where they belong: beside the dossier and elsewhere, only when something changed."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text, update

from tests.unit.db.dossier_bytes import all_bytes
from wijkraad_app.db import migrations, rekey
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.backup import volumes
from wijkraad_app.db.backup.volumes import Place, Volume
from wijkraad_app.db.engine import PLAIN_HEADER, make_engine
from wijkraad_app.db.tables import ChangeItem
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.backup import flow, queries, rules
from wijkraad_app.features.backup.flow import Choices
from wijkraad_app.features.erasure import service as erasures
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.preferences import Preferences

DAY = timedelta(days=1)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Volume:
    """A stick that is plugged in while its folder exists."""
    root = tmp_path / "media" / "MIJN STICK"
    root.mkdir(parents=True)
    made = Volume(root, "MIJN STICK", "5C2A-1F00")
    monkeypatch.setattr(volumes, "connected", lambda: (made,) if root.is_dir() else ())
    return made


def on(stick: Volume) -> Choices:
    return Choices(elsewhere=volumes.place_of(stick.root, [stick]))


def work(workspace: LocalWorkspace, words: str = "De lantaarn is stuk.") -> None:
    workspace.do(signals.add_signal, text=words)


def held_words(file: Path, words: str) -> bool:
    return words.encode() in all_bytes(file)


def test_nothing_is_copied_while_nothing_changed(workspace: LocalWorkspace, monday: datetime) -> None:
    assert flow.keep(workspace, Choices()).made == ()
    work(workspace)
    assert len(flow.keep(workspace, Choices()).made) == 1
    with clock.fixed(monday + timedelta(minutes=61)):
        assert flow.keep(workspace, Choices()).made == ()
        work(workspace)
        assert len(flow.keep(workspace, Choices()).made) == 1
    assert len(queries.kept(workspace.path)) == 2


def test_the_stick_gets_its_copy_when_it_is_there(workspace: LocalWorkspace, stick: Volume, monday: datetime) -> None:
    work(workspace)
    chosen = on(stick)
    stick.root.rmdir()
    away = flow.keep(workspace, chosen)
    assert away.beside and away.elsewhere is None and not away.problems
    assert flow.state(workspace, chosen).missing and not flow.is_there(chosen)
    stick.root.mkdir()
    came = flow.keep_elsewhere(workspace, chosen)
    assert came.beside is None and came.elsewhere is not None
    assert came.elsewhere.path.is_relative_to(stick.root)
    assert flow.keep_elsewhere(workspace, chosen).made == ()
    seen = flow.state(workspace, chosen)
    assert sorted(copy.place for copy in seen.copies) == ["", "MIJN STICK"]


def test_a_stick_that_can_not_be_written_keeps_no_other_copy_from_being_made(
    workspace: LocalWorkspace, stick: Volume, monday: datetime
) -> None:
    work(workspace)
    (stick.root / f"Back-ups van {workspace.path.stem}").write_text("in the way")
    done = flow.keep(workspace, on(stick))
    assert done.beside is not None and done.elsewhere is None
    assert [problem.code for problem in done.problems] == ["unwritable"]


def test_what_was_chosen_is_remembered_per_dossier(workspace: LocalWorkspace, stick: Volume, monday: datetime) -> None:
    preferences = Preferences()
    assert flow.choices(preferences, workspace) == Choices()
    work(workspace)
    chosen = flow.after(on(stick), flow.keep(workspace, on(stick)))
    flow.choose(preferences, workspace, chosen)
    assert flow.choices(Preferences(), workspace) == chosen
    assert chosen.elsewhere_at == monday
    preferences.set(f"backup {workspace.dossier.id.hex}", {"months": "x", "elsewhere": 3, "elsewhere_at": "x"})
    assert flow.choices(preferences, workspace) == Choices()


def test_old_work_without_a_copy_is_overdue() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert not rules.overdue(None, None, now)
    assert not rules.overdue(None, now - 6 * DAY, now)
    assert rules.overdue(None, now - 8 * DAY, now)
    assert rules.overdue(now - 8 * DAY, now - DAY, now)
    assert not rules.overdue(now - 6 * DAY, now - DAY, now)


def test_a_dossier_is_overdue_until_its_newest_change_has_a_copy(workspace: LocalWorkspace, monday: datetime) -> None:
    work(workspace)
    flow.keep(workspace, Choices())
    work(workspace)
    with clock.fixed(monday + 8 * DAY):
        assert flow.state(workspace, Choices()).overdue
        flow.keep(workspace, Choices())
        assert not flow.state(workspace, Choices()).overdue


def test_copies_that_hold_what_was_erased_are_named_and_written_anew(
    workspace: LocalWorkspace, monday: datetime
) -> None:
    work(workspace, "Bel mij op 06-12345678.")
    work(workspace, "De bank is stuk.")
    before = flow.keep(workspace, Choices()).beside
    assert before is not None and held_words(before.path, "06-12345678")
    with clock.fixed(monday + DAY):
        workspace.do(erasures.erase_words, words=["06-12345678"])
        copies = flow.state(workspace, Choices()).copies
        held = flow.holding(workspace, copies)
        assert [copy.path for copy in held.erased] == [before.path] and not held.unseen
        assert flow.replace_erased(workspace, Choices(), held.erased) == 1
        copies = flow.state(workspace, Choices()).copies
    assert before.path in [copy.path for copy in copies] and len(copies) == 2
    assert flow.holding(workspace, copies) == flow.Holding()
    assert not held_words(before.path, "06-12345678") and held_words(before.path, "De bank is stuk.")
    assert {file.suffix for file in before.path.parent.iterdir()} == {".wijkraad", ".json"}


def test_a_copy_says_since_when_its_passphrase_holds(tmp_path: Path, monday: datetime) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "oude zin")
    work(opened)
    flow.keep(opened, Choices())
    with clock.fixed(monday + 40 * DAY):
        rekey.change(opened.dossier, "nieuwe zin")
    with clock.fixed(monday + 41 * DAY):
        assert flow.keep(opened, Choices()).beside, "nothing changed but the passphrase"
        assert flow.keep(opened, Choices()).beside is None
        newer, older = queries.kept(opened.path)
    assert older.since == monday.date()
    assert newer.since == (monday + 40 * DAY).date()
    with opened.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(update(ChangeItem).values(content=None))
    assert flow.holding(opened, (newer, older)) == flow.Holding(erased=(newer,), unseen=(older,))
    opened.close()
    assert queries.content(older.path, "oude zin").counts == (("signal", 1),)
    assert flow.restore(older.path, tmp_path / "b.wijkraad", "oude zin").exists()


def test_a_backup_of_an_older_version_is_looked_into_and_put_back(tmp_path: Path) -> None:
    old = tmp_path / "oud.wijkraad"
    old.touch()
    engine = make_engine(old, None, PLAIN_HEADER)
    migrations.upgrade(engine, "0001")
    with engine.execution_options(write=True).begin() as connection:
        for key, value in (("library", "wijkraad"), ("id", uuid4().hex)):
            connection.execute(text("INSERT INTO meta (key, value) VALUES (:k, :v)"), {"k": key, "v": value})
    engine.dispose()
    before = old.read_bytes()
    assert queries.content(old, None) == queries.Content("", None)
    workspaces.open_(flow.restore(old, tmp_path / "terug.wijkraad", None)).close()
    assert old.read_bytes() == before
    assert sorted(file.name for file in tmp_path.glob("*.wijkraad")) == ["oud.wijkraad", "terug.wijkraad"]


def test_a_place_that_is_no_stick_needs_its_folder(workspace: LocalWorkspace, tmp_path: Path) -> None:
    chosen = Choices(elsewhere=Place(str(tmp_path / "weg")))
    work(workspace)
    assert flow.keep(workspace, chosen).elsewhere is None
    (tmp_path / "weg").mkdir()
    assert flow.keep(workspace, chosen).elsewhere is not None


def test_what_grew_too_old_while_the_dossier_was_closed_goes_but_the_newest(
    workspace: LocalWorkspace, monday: datetime
) -> None:
    for days in (500, 420, 400):
        with clock.fixed(monday - days * DAY):
            work(workspace)
            flow.keep(workspace, Choices(months=60))
    before = workspace.path.with_name("wijk 0001.wijkraad")
    shutil.copy(workspace.path, before)
    assert queries.kept(workspace.path)[0].path == before
    os.utime(before, (0, (monday - 400 * DAY).timestamp()))
    assert flow.tidy(workspace, Choices()) == 3
    (left,) = queries.kept(workspace.path)
    assert left.at == monday - 400 * DAY


def test_a_copy_from_before_an_update_is_named_when_it_holds_what_was_erased(
    workspace: LocalWorkspace, monday: datetime
) -> None:
    work(workspace, "Bel mij op 06-12345678.")
    before = workspace.path.with_name("wijk 0001.wijkraad")
    flow.create(workspace, before)
    workspace.do(erasures.erase_words, words=["06-12345678"])
    assert [copy.path for copy in flow.holding(workspace, queries.kept(workspace.path)).erased] == [before]


@pytest.mark.parametrize("passphrase", ["juiste paard batterij nietje", None])
def test_a_locked_dossier_is_copied_as_it_lies_and_the_copy_opens(
    tmp_path: Path, stick: Volume, passphrase: str | None
) -> None:
    workspace = workspaces.create(tmp_path / "slot.wijkraad", passphrase)
    work(workspace, "De lantaarn bij het bruggetje")
    workspace.lock()
    chosen = on(stick)
    done = flow.keep(workspace, chosen)
    assert not done.problems and len(done.made) == 2
    assert flow.keep(workspace, chosen).made == ()
    for made in done.made:
        copy = workspaces.open_(made.path, passphrase, write=False)
        assert copy.read(lambda session: session.scalar(text("SELECT text FROM signal"))) == (
            "De lantaarn bij het bruggetje"
        )
        copy.close()
    (noted,) = queries.kept(workspace.path)
    workspace.unlock(passphrase)
    assert noted.newest is not None and (noted.since is None) == (passphrase is None)
    assert flow.keep(workspace, chosen).made == ()
    work(workspace)
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        assert len(flow.keep(workspace, chosen).made) == 2
    workspace.close()


def test_what_another_program_left_beside_a_locked_dossier_is_never_missed(workspace: LocalWorkspace) -> None:
    work(workspace)
    workspace.lock()
    workspace.path.with_name(workspace.path.name + "-wal").write_bytes(b"not in the file yet")
    done = flow.keep(workspace, Choices())
    assert [problem.code for problem in done.problems] == ["busy"] and done.made == ()
    assert queries.kept(workspace.path) == ()
    workspace.path.with_name(workspace.path.name + "-wal").unlink()
    assert len(flow.keep(workspace, Choices()).made) == 1
