"""Erasing from the command line: listed first, then gone, and the copies named that still hold it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.unit.db.dossier_bytes import all_bytes
from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.backup import flow as backups
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.search import queries as search

from .command_line import in_process, real_value, value


@pytest.fixture
def made(tmp_path: Path, dossier_path: Path, own_home: None) -> Path:
    workspace = workspaces.open_(dossier_path)
    person = workspace.do(council.add_person, name="Truus Kwakkelstein", phone="030 271 82 81")
    workspace.do(meetings.add_action, text="Truus Kwakkelstein bellen op 0302718281", owner=person)
    workspace.close()
    return dossier_path


def erase(made: Path, *arguments: str, code: int = 0) -> Any:
    return value("-d", made, "erase", *arguments, home=made.parent / "home", code=code)


def test_places_are_listed_and_nothing_is_changed(made: Path) -> None:
    before = made.read_bytes()
    found = erase(made, "--words", "kwakkelstein", "--list")
    assert {"now", "label"} <= {place["where"] for place in found["places"]}
    assert found["count"] == len(found["places"]) and found["letters"] == []
    assert sorted(found["places"][0]) == ["field", "id", "kind", "text", "title", "where"]
    assert made.read_bytes() == before


def test_a_person_is_erased_by_id_and_the_dossier_stays_sound(made: Path) -> None:
    home = made.parent / "home"
    (person,) = value("-d", made, "list", "person", home=home)
    done = real_value("-d", made, "erase", "--person", person["id"], home=home)
    assert sorted(done) == ["backups", "fields", "files", "records"]
    assert b"kwakkel" not in all_bytes(made).lower() and b"2718281" not in all_bytes(made)
    with closing(workspaces.open_(made, write=False)) as workspace:
        assert workspace.read(check.problems) == []
        assert [row.title for row in workspace.read(search.records, "action")] == ["… bellen op …"]


def test_backups_that_still_hold_it_are_named(made: Path) -> None:
    workspace = workspaces.open_(made)
    kept = backups.backup.keep(workspace.dossier).path
    workspace.close()
    assert erase(made, "--words", "Truus Kwakkelstein", "--words", "+31 30 2718281")["backups"] == [str(kept)]
    assert b"kwakkel" not in all_bytes(made).lower() and b"2718281" not in all_bytes(made)


def test_too_little_and_nothing_are_refused(made: Path) -> None:
    assert erase(made, "--words", "Bo", code=1)["error"]["code"] == "too_short"
    assert in_process("-d", made, "erase", home=made.parent / "home").returncode == 2
