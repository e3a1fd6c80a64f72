"""What is open, the copy for the successor, and exactly what leaves this computer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.slices.today.world import World, fill
from tests.walk import merged
from wijkraad_app.db import backup, remembered
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.backup import volumes
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.backup import flow as copies
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.council import service as councils
from wijkraad_app.features.handover import flow, queries
from wijkraad_app.features.handover.rules import Kind
from wijkraad_app.features.letters import flow as letters
from wijkraad_app.features.letters import service as signing
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences, data_folder

WORDS = "vier woorden op rij"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, bytes]:
    """A keyring in memory."""
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(remembered, "recall", kept.get)
    monkeypatch.setattr(remembered, "forget", lambda salt: kept.pop(salt, None) is not None)
    return kept


@pytest.fixture
def world(tmp_path: Path, monday: datetime) -> Iterator[World]:
    (tmp_path / "raad").mkdir()
    opened = workspaces.create(tmp_path / "raad" / "wijk.wijkraad", WORDS)
    yield fill(opened)
    opened.close()


def used(world: World, tmp_path: Path, ring: dict[bytes, bytes]) -> Preferences:
    """A computer on which the dossier has been in use, beside another dossier and files of the user."""
    workspace, preferences = world.workspace, Preferences()
    preferences.remember(workspace.path)
    preferences.set(f"person {workspace.dossier.id.hex}", world.marijke.hex)
    preferences.set(f"visited {workspace.dossier.id.hex}", [])
    preferences.set("theme", "dark")
    assert workspace.dossier.key is not None
    ring[workspace.dossier.salt] = workspace.dossier.key
    ring[b"another"] = b"key"
    key = tmp_path / "marijke.p12"
    letters.issue_key(workspace, "Marijke van Duin", "voorzitter", key, "sleutelzin", person=world.marijke)
    preferences.set("signing_keys", {str(world.marijke): str(key), "x": "y"})
    copies.keep(workspace, copies.Choices())
    (data_folder() / "logs").mkdir()
    (data_folder() / "logs" / "program.log").write_text("started")
    (tmp_path / "raad" / "brief.txt").write_text("of the user")
    (tmp_path / "raad" / "Back-ups van wijk" / "van mij.txt").write_text("of the user")
    other = workspaces.create(tmp_path / "raad" / "ander.wijkraad", None)
    other.do(signals.add_signal, text="Van een andere raad.")
    other.close()
    preferences.remember(other.path)
    return preferences


def files(folder: Path) -> set[str]:
    return {str(Path(at, name).relative_to(folder)) for at, _folders, names in os.walk(folder) for name in names}


def test_what_is_open_is_listed(world: World) -> None:
    found = world.workspace.read(queries.open_matters)
    assert [row.title for row in found.answers] == ["Toekomst van De Schakel", "Groen op de Havenkade", "Nachtbus"]
    assert {row.text for row in found.actions} >= {"Besluitenlijst sturen", "Ooit iets doen"}
    assert found.terms == () and found.keys == ()
    assert world.workspace.read(queries.problems) == ()


def test_promises_that_are_not_kept_yet_are_open(world: World) -> None:
    for text in ("Een drempel", "Verlichting"):
        made = world.workspace.do(advice.add_promise, text=text, due=date(2026, 11, 9))
    world.workspace.do(advice.keep_promise, id=made)
    assert [one.text for one in world.workspace.read(queries.open_matters).promises] == ["Een drempel"]


def test_what_merging_left_is_among_what_is_open(workspace: LocalWorkspace) -> None:
    assert workspace.read(queries.open_matters).merged == ()
    talk = merged.crossed(workspace)
    (left,) = workspace.read(queries.open_matters).merged
    assert left.ref == EntityRef("conversation", talk)


def test_terms_that_end_and_keys_of_who_leaves_are_named(world: World, tmp_path: Path) -> None:
    workspace = world.workspace
    for name, person in (("Marijke van Duin", world.marijke), ("Kees Brouwer", world.kees)):
        letters.issue_key(workspace, name, "voorzitter", tmp_path / f"{name}.p12", "sleutelzin", person=person)
    (held,) = (row for row in workspace.read(council.members) if row.id == world.marijke)
    workspace.do(councils.update_membership, membership=held.membership, end=date(2026, 12, 31))
    found = workspace.read(queries.open_matters)
    assert [(term.name, term.end) for term in found.terms] == [("Marijke van Duin", date(2026, 12, 31))]
    assert [(key.name, key.leaving) for key in found.keys] == [("Marijke van Duin", True), ("Kees Brouwer", False)]
    workspace.do(signing.revoke_key, key=found.leaving[0].id, day=date(2026, 11, 23))
    assert workspace.read(queries.open_matters).leaving == ()


def test_the_copy_opens_and_brings_what_makes_keys(world: World, tmp_path: Path, ring: dict[bytes, bytes]) -> None:
    used(world, tmp_path, ring)
    (tmp_path / "stick").mkdir()
    handed = flow.write_copy(world.workspace, tmp_path / "stick" / "opvolger.wijkraad")
    with backup.opened(handed.file, WORDS) as opened:
        assert opened.id == world.workspace.dossier.id
    assert handed.authority is not None and handed.authority.parent == handed.file.parent
    assert handed.authority.stat().st_mode & 0o777 == 0o600


def test_another_authority_in_that_place_is_never_replaced(
    world: World, tmp_path: Path, ring: dict[bytes, bytes]
) -> None:
    used(world, tmp_path, ring)
    (stick := tmp_path / "stick").mkdir()
    handed = flow.write_copy(world.workspace, stick / "opvolger.wijkraad")
    assert handed.authority is not None
    handed.file.unlink()
    assert flow.write_copy(world.workspace, handed.file).authority == handed.authority
    handed.file.unlink()
    handed.authority.write_bytes(b"van een andere raad")
    with pytest.raises(UserError) as refused:
        flow.write_copy(world.workspace, handed.file)
    assert refused.value.code == "file_exists" and handed.authority.name in refused.value.message
    assert handed.authority.read_bytes() == b"van een andere raad" and not handed.file.exists()


def test_a_place_for_the_copy_that_can_not_be_written_is_said(world: World, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        flow.write_copy(world.workspace, tmp_path / "nergens" / "a.wijkraad")
    assert refused.value.code == "unwritable"
    with pytest.raises(UserError) as refused:
        flow.write_copy(world.workspace, world.workspace.path)
    assert refused.value.code == "same_file"


def test_exactly_what_was_listed_is_removed(world: World, tmp_path: Path, ring: dict[bytes, bytes]) -> None:
    preferences = used(world, tmp_path, ring)
    gone = flow.farewell(world.workspace, preferences)
    assert {one.kind for one in gone.remnants} == set(Kind) - {Kind.ERASED}
    world.workspace.close()
    before = files(tmp_path)
    listed = {str(one.path.relative_to(tmp_path)) for one in gone.remnants if one.path is not None}
    assert flow.remove(gone, preferences) == ()
    assert before - files(tmp_path) == listed & before
    left = sorted(name for name in files(tmp_path) if not name.startswith("home/devices/"))
    assert left == [
        "home/preferences.json",
        "raad/Back-ups van wijk/van mij.txt",
        "raad/ander.wijkraad",
        "raad/brief.txt",
    ]
    assert len(files(tmp_path / "home" / "devices")) == 1, "the other dossier keeps its key"
    assert ring == {b"another": b"key"}
    again = Preferences()
    assert world.workspace.dossier.id.hex not in (tmp_path / "home" / "preferences.json").read_text()
    assert [path.name for path in again.recent] == ["ander.wijkraad"]
    assert (again.get("theme"), again.get("signing_keys")) == ("dark", {"x": "y"})


def test_a_folder_of_backups_that_is_left_empty_goes_too(world: World, ring: dict[bytes, bytes]) -> None:
    made = copies.keep(world.workspace, copies.Choices()).beside
    gone = flow.farewell(world.workspace, Preferences())
    world.workspace.close()
    assert made is not None and flow.remove(gone, Preferences()) == ()
    assert not made.path.parent.exists() and gone.path.parent.exists()


def test_what_can_not_be_removed_is_named(
    world: World, ring: dict[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = flow.farewell(world.workspace, Preferences())
    world.workspace.close()

    def refuse(_file: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    failed = flow.remove(gone, Preferences())
    assert {one.path for one in failed} == {one.path for one in gone.remnants if one.path is not None}


def test_the_list_of_what_was_erased_goes_too(world: World, ring: dict[bytes, bytes]) -> None:
    from wijkraad_app.features.erasure import service as erasures

    world.workspace.do(erasures.erase_words, words=["lantaarn"])
    gone = flow.farewell(world.workspace, Preferences())
    assert [one.kind for one in gone.remnants].count(Kind.ERASED) == 1


def test_a_dossier_without_a_passphrase_is_said_to_be_so(workspace: LocalWorkspace) -> None:
    assert not flow.farewell(workspace, Preferences()).encrypted


def test_a_stick_that_is_not_there_is_named_and_leftovers_of_copies_go(world: World, tmp_path: Path) -> None:
    preferences = Preferences()
    chosen = copies.Choices(elsewhere=volumes.Place("wijkraad", "MIJN STICK", "5C2A-1F00"))
    copies.choose(preferences, world.workspace, chosen)
    made = copies.keep(world.workspace, chosen).beside
    assert made is not None
    left = made.path.with_name(made.path.name + ".part")
    left.write_text("x")
    gone = flow.farewell(world.workspace, preferences)
    assert gone.away == "MIJN STICK"
    assert left in [one.path for one in gone.remnants]
