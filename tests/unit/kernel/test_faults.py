"""A fault below Python leaves its places in the code, which the next start puts into the log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_log import own_log
from wijkraad_app.kernel import faults, logs

_ENDS = """
import ctypes
from wijkraad_app.kernel import faults, logs
logs.begin()
faults.watch()
def in_the_middle(secret):
    ctypes.string_at(0)
in_the_middle("Zonnebloemgeheim")
"""


@pytest.mark.expects_log
def test_what_a_fault_leaves_is_in_the_log_after_the_next_start() -> None:
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONFAULTHANDLER"}
    ended = subprocess.run([sys.executable, "-c", _ENDS], env=quiet, capture_output=True, check=False)
    assert ended.returncode != 0 and "in_the_middle" in faults.file().read_text()
    with own_log():
        logs.begin()
        faults.watch()
    told = (logs.folder() / "wijkraad.log").read_text()
    assert "the program ended by a fault" in told and "in_the_middle" in told and "Zonnebloemgeheim" not in told
    assert faults.file().read_text() == "", "it is told once"


def test_without_a_fault_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with own_log(), caplog.at_level(logging.INFO):
        logs.begin()
        faults.watch()
        faults.watch()
    assert caplog.text == ""


def test_a_place_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "folder", lambda: tmp_path / "nowhere" / "logs")
    faults.watch()


def test_folders_of_the_computer_and_libraries_are_left_out() -> None:
    left = 'Fatal error\n  File "/home/ans/x/wijkraad_app/ui/a.py", line 3 in run\n\nExtension modules: a (total: 1)'
    assert faults.places(left) == 'Fatal error\n  File "wijkraad_app/ui/a.py", line 3 in run'
