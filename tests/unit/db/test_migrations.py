"""Real dossiers of every earlier revision come to today's with data and children intact.

They were kept with ``packaging/old_dossier.py``, by the code of their time.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from wijkraad_app import bootstrap
from wijkraad_app.db import check, dossier, exchange, fold, migrations
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import Base, journaled_models
from wijkraad_app.db.engine import key_pragma, make_engine, raw_key
from wijkraad_app.db.tables import Meta
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.signals import queries as signals
from wijkraad_app.features.signals import service
from wijkraad_app.kernel import jobs
from wijkraad_app.kernel.errors import UserError

from .replicas import all_rows, judge_search, judge_texts, workspace_at

KEPT = Path(__file__).parents[2] / "files" / "dossiers"
REVISIONS = sorted(file.name.split(".")[0] for file in KEPT.glob("*.wijkraad.xz"))
every_revision = pytest.mark.parametrize("revision", [one for one in REVISIONS if one != migrations.HEAD])


@pytest.fixture
def old(revision: str, tmp_path: Path) -> Path:
    """A dossier of that revision."""
    return unpacked(revision, tmp_path / "oud.wijkraad")


def unpacked(revision: str, file: Path) -> Path:
    """The kept dossier of a revision, put at ``file``."""
    bootstrap.load_slices()
    file.write_bytes(lzma.decompress((KEPT / f"{revision}.wijkraad.xz").read_bytes()))
    return file


def told(revision: str) -> Any:
    return json.loads(lzma.decompress((KEPT / f"{revision}.json.xz").read_bytes()))


def encrypted(plain: Path, target: Path, passphrase: str) -> Path:
    """The same dossier behind a passphrase."""
    salt = b"0123456789abcdef"
    target.touch()
    key = raw_key(passphrase, salt)
    connection = dbapi.connect(str(target))
    connection.execute(key_pragma(key, salt))
    connection.execute("CREATE TABLE made (x)")
    connection.execute("DROP TABLE made")
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('main', 'plain')")
    connection.close()
    return target


def revision_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def test_a_dossier_of_every_earlier_revision_is_kept() -> None:
    """Before you add a revision: ``python packaging/old_dossier.py``."""
    assert set(migrations.KNOWN) - {migrations.HEAD} <= set(REVISIONS)


@every_revision
def test_every_row_is_what_it_was_and_what_is_new_is_empty(revision: str, old: Path) -> None:
    before = told(revision)
    empty = {kind: fold.defaults(model) for kind, model in journaled_models().items()}
    with workspace_at(old) as workspace:
        assert revision_of(workspace.dossier.engine) == migrations.HEAD
        now = workspace.read(rows_by_id)
        for kind, rows in before["rows"].items():
            for id, row in rows.items():
                assert now[kind][id] == empty[kind] | row
        assert {kind: len(rows) for kind, rows in now.items()} == {
            kind: len(before["rows"].get(kind, ())) for kind in now
        }
        counts = {name: workspace.read(counted, name) for name in before["counts"]}
        assert counts == before["counts"]


def rows_by_id(session: Session) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {kind: {} for kind in journaled_models()}
    for kind, rows in all_rows(session).items():
        names = [attribute.key for attribute in journaled_models()[kind].__mapper__.column_attrs]
        for row in rows:
            values = dict(zip(names, row, strict=True))
            found[kind][values["id"]] = values
    return found


def counted(session: Session, table: str) -> int:
    return session.execute(text(f"SELECT count(*) FROM {table}")).scalar() or 0


def titles(session: Session) -> set[str]:
    return {row.title for row in signals.signal_rows(session, signals.signal_ids(session))}


@every_revision
def test_the_migrated_dossier_is_sound_searched_and_worked_on(revision: str, old: Path) -> None:
    with workspace_at(old) as workspace:
        assert workspace.read(check.problems) == []
        workspace.read(judge_search)
        workspace.read(judge_texts)
        before = workspace.read(titles)
        assert "Losse tegel" in before
        assert "Dubbel gemeld" not in before
        workspace.do(service.add_signal, title="Nieuw", text="Vandaag gemeld.")
        assert workspace.read(titles) == {*before, "Nieuw"}
        workspace.undo()
        assert workspace.read(titles) == before
        assert workspace.read(check.problems) == []


@every_revision
def test_the_tables_are_those_of_the_models(revision: str, old: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def known(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in Base.metadata.tables

    with workspace_at(old) as workspace, workspace.dossier.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": known})
        assert compare_metadata(context, Base.metadata) == []


@every_revision
def test_its_journal_folded_today_gives_the_rows_that_alembic_gives(
    revision: str, old: Path, workspace: LocalWorkspace
) -> None:
    """A new copy that hears of everything, beside the old file brought up to date."""
    with workspace_at(old) as migrated:
        everything = migrated.read(exchange.changesets_since, {})
        with workspace.dossier.engine.execution_options(write=True).begin() as connection:
            id = migrated.read(exchange.dossier_of).hex
            connection.execute(Meta.__table__.update().where(Meta.key == "id").values(value=id))
        received = workspace.receive(everything)
        assert received.refused == []
        assert workspace.read(all_rows) == migrated.read(all_rows)
        assert workspace.read(check.problems) == []
        workspace.read(judge_search)


@every_revision
def test_a_backup_of_the_old_file_is_kept_beside_it(revision: str, old: Path) -> None:
    before = old.read_bytes()
    with workspace_at(old):
        pass
    (backup,) = [file for file in old.parent.glob(f"*{revision}*.wijkraad") if file != old]
    engine = make_engine(backup, None, b"")
    assert revision_of(engine) == revision
    engine.dispose()
    assert len(backup.read_bytes()) == len(before)


def test_an_earlier_backup_is_never_overwritten(tmp_path: Path) -> None:
    for _time in range(2):
        with workspace_at(unpacked("0001", tmp_path / "oud.wijkraad")):
            pass
    assert sorted(file.name for file in tmp_path.glob("*.wijkraad")) == [
        "oud 0001 (2).wijkraad",
        "oud 0001.wijkraad",
        "oud.wijkraad",
    ]


def test_what_is_being_done_is_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with jobs.heard_by(lambda *step: told.append(step)), workspace_at(unpacked("0001", tmp_path / "oud.wijkraad")):
        pass
    revisions = len(migrations.KNOWN)
    assert [(done, total) for done, total, _words in told] == [(number, revisions) for number in range(revisions + 1)]
    assert told[0][2] == "Een back-up maken voordat het dossier wordt bijgewerkt"
    assert {words for _done, _total, words in told[1:]} == {"Het dossier wordt bijgewerkt"}


@every_revision
def test_an_encrypted_one_keeps_its_passphrase_and_so_does_its_backup(revision: str, old: Path, tmp_path: Path) -> None:
    closed = encrypted(old, tmp_path / "geheim.wijkraad", "wachtzin")
    opened = workspaces.open_(closed, "wachtzin")
    assert opened.read(check.problems) == []
    opened.close()
    (backup,) = [file for file in tmp_path.glob(f"geheim*{revision}*.wijkraad") if file != closed]
    with pytest.raises(UserError) as refused:
        dossier.open_(backup, "wachtzin", write=False)
    assert refused.value.code == "older"
    with pytest.raises(UserError) as refused:
        dossier.open_(backup, "anders", write=False)
    assert refused.value.code == "wrong_passphrase"


@every_revision
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    revision: str, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "upgrade", fails_at_the_end)
    with pytest.raises(ZeroDivisionError):
        workspaces.open_(old)
    monkeypatch.undo()
    engine = make_engine(old, None, b"")
    assert revision_of(engine) == revision
    engine.dispose()
    with workspace_at(old) as workspace:
        assert workspace.read(check.problems) == []


_upgrade = migrations.upgrade


def fails_at_the_end(engine: Engine, target: str = "head", **options: Any) -> None:
    from alembic.runtime.environment import EnvironmentContext

    run = EnvironmentContext.run_migrations
    with pytest.MonkeyPatch.context() as patch:

        def then_fail(self: EnvironmentContext, **kw: Any) -> None:
            run(self, **kw)
            raise ZeroDivisionError

        patch.setattr(EnvironmentContext, "run_migrations", then_fail)
        _upgrade(engine, target, **options)


@every_revision
def test_for_reading_only_an_older_one_is_refused_and_unchanged(revision: str, old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(UserError) as refused:
        dossier.open_(old, write=False)
    assert refused.value.code == "older"
    assert old.read_bytes() == before
