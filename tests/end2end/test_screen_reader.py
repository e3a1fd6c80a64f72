"""A real client of the accessibility bus (AT-SPI) on the main thread of work, where its tools are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel.preferences import Preferences

PAGES = (
    *("Vandaag", "Vergaderingen", "Enquêtes", "Gesprekken", "Signalen", "Adviezen", "Brieven", "Mensen"),
    "Instellingen",
)
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"


def _why_not() -> str:
    """What is missing for it, "" when nothing is."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is the bus of Linux"
    tools = ("Xvfb", "dbus-run-session", "xdotool")
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if not any(Path(one).exists() for one in LAUNCHERS):
        missing.append("at-spi2-core")
    has = Path(SYSTEM_PYTHON).exists() and not subprocess.run(
        [SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False
    ).returncode  # fmt: skip
    if not has:
        missing.append("python3-pyatspi")
    return f"not installed: {', '.join(missing)}" if missing else ""


@pytest.fixture(scope="module")
def heard(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the client got of each page."""
    if reason := _why_not():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("reader")
    home, runtime = folder / "home", folder / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    dossier = Path(shutil.copy(example_path, folder))
    _choose_person(dossier, home)
    launcher = next(one for one in LAUNCHERS if Path(one).exists())
    display = f":{90 + os.getpid() % 400}"
    environment = {
        **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "WIJKRAAD_HOME": str(home), "WIJKRAAD_NOW": "2026-11-23T12:00:00+00:00", "XDG_RUNTIME_DIR": str(runtime),
    }  # fmt: skip
    script = Path(__file__).with_name("screen_reader.py")
    program = Path(sys.executable).with_name("wijkraad")
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, script, launcher, display, program, dossier, *PAGES]
    done = subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    line = next((one for one in done.stdout.splitlines() if one.startswith("RESULT ")), "")
    assert line, done.stdout[-2000:] + done.stderr[-4000:]
    result: dict[str, Any] = json.loads(line.removeprefix("RESULT "))
    return result


def _choose_person(dossier: Path, home: Path) -> None:
    opened = workspaces.open_(dossier)
    person = opened.read(council.who_works)[0][0].hex
    preferences = Preferences(home / "preferences.json")
    for key, value in ((f"person {opened.dossier.id.hex}", person), ("language", "nl"), ("theme", "light")):
        preferences.set(key, value)
    opened.close()


@pytest.mark.timeout(260)
def test_every_control_has_a_name_on_the_bus(heard: dict[str, Any]) -> None:
    assert "De Singels" in heard["title"]
    unnamed = {page: found["unnamed"] for page, found in heard["pages"].items() if found["unnamed"]}
    assert unnamed == {}
    assert min(found["focusable"] for found in heard["pages"].values()) > 12


def test_the_rail_says_which_page_is_in_front(heard: dict[str, Any]) -> None:
    assert [page for page, found in heard["pages"].items() if not found["selected"]] == []


def test_every_press_of_tab_is_heard(heard: dict[str, Any]) -> None:
    silent = {page: found["tabbed"] for page, found in heard["pages"].items() if not all(found["tabbed"])}
    assert silent == {}
    assert min(len(set(found["tabbed"])) for found in heard["pages"].values()) >= 4


def test_choices_say_what_they_are_about(heard: dict[str, Any]) -> None:
    assert {page: found["unlabelled"] for page, found in heard["pages"].items() if found["unlabelled"]} == {}


def test_arrows_in_a_list_or_table_are_heard(heard: dict[str, Any]) -> None:
    walked = {page: found["walked"] for page, found in heard["pages"].items() if found["walked"] is not None}
    assert {"Vergaderingen", "Adviezen", "Brieven", "Signalen"} <= set(walked)
    assert [page for page, names in walked.items() if not any(name.strip() for name in names)] == []


def test_rows_of_lists_and_cells_of_tables_are_read(heard: dict[str, Any]) -> None:
    pages = heard["pages"]
    assert any("gepland" in row for row in pages["Vergaderingen"]["rows"])
    assert any("Molendijk" in row for row in pages["Adviezen"]["rows"])
    assert all(cell.strip() for cell in pages["Signalen"]["cells"]) and pages["Signalen"]["cells"]


def test_text_and_caret_of_fields_are_read(heard: dict[str, Any]) -> None:
    fields = {name: text for name, text, _caret in heard["pages"]["Vergaderingen"]["texts"]}
    assert fields["Titel"] == "Wijkraad"
    assert any(text.startswith("58%") for _name, text, _caret in heard["pages"]["Adviezen"]["texts"])
    assert heard["typing"] == {"heard": "lamp", "stands": "lamp", "caret": 2}
