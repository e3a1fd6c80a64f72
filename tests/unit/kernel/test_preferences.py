"""What this computer remembers: damaged or unwritable, it is never an obstacle."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkraad_app.kernel.preferences import Preferences


def test_a_value_is_there_the_next_time(tmp_path: Path) -> None:
    Preferences(tmp_path / "p.json").set("theme", "dark")
    assert Preferences(tmp_path / "p.json").get("theme") == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_file_is_forgotten(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.json"
    file.write_bytes(content)
    preferences = Preferences(file)
    assert preferences.get("theme", "system") == "system"
    preferences.set("theme", "light")
    assert Preferences(file).get("theme") == "light"


def test_recent_dossiers_are_newest_first_and_only_those_that_exist(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "p.json")
    paths = [tmp_path / f"{number}.wijkraad" for number in range(12)]
    for path in paths:
        path.touch()
        preferences.remember(path)
    paths[11].unlink()
    assert preferences.recent == list(reversed(paths[4:11]))
    preferences.forget(paths[10])
    assert preferences.recent[0] == paths[9]


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    preferences = Preferences(blocked / "p.json")
    preferences.set("theme", "dark")
    assert preferences.get("theme") == "dark"


def test_what_is_dropped_is_gone_from_the_disk_too(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    kept = Preferences(file)
    kept.set("person 1234", "x")
    kept.set("theme", "dark")
    kept.drop("person 1234", "never there")
    assert kept.names() == ("theme",)
    assert "1234" not in file.read_text() and Preferences(file).get("theme") == "dark"
