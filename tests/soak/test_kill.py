"""Nothing acknowledged is lost when the program is killed at any moment, and the file stays sound."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.signals import queries

from . import report

SEED = 20261123
WRITER = """
import sys
from pathlib import Path
from wijkraad_app import bootstrap
bootstrap.load_slices()
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.signals import service
workspace = workspaces.open_(Path(sys.argv[1]), "wachtzin")
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    made = workspace.do(service.add_signal, title=f"Signaal {number}", text="Te hard rijden " * 40)
    workspace.do(service.update_signal, id=made, text="Te hard rijden bij de school " * 40)
    print(number, flush=True)
    number += 1
"""


def killed_once(path: Path, first: int, after: float) -> int:
    """Write from number ``first`` on and kill the writer ``after`` seconds; returns the last number it confirmed."""
    command = [sys.executable, "-c", WRITER, str(path), str(first)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
    time.sleep(after)  # the moment itself is what is tested
    os.kill(writer.pid, signal.SIGKILL)
    confirmed = [int(line) for line in writer.stdout.read().split("\n") if line.strip().isdigit()]
    writer.wait()
    return confirmed[-1] if confirmed else first - 1


def kill_loop(path: Path, times: int) -> int:
    """Kill ``times`` times; after each the file opens, is sound and holds all that was confirmed."""
    bootstrap.load_slices()
    workspaces.create(path, "wachtzin").close()
    chance, last = random.Random(SEED), -1
    for _number in range(times):
        last = max(last, killed_once(path, last + 1, chance.uniform(0.0, 0.4)))
        opened = workspaces.open_(path, "wachtzin")
        titles = {row.title for row in opened.read(lambda s: queries.signal_rows(s, queries.signal_ids(s)))}
        assert {f"Signaal {number}" for number in range(last + 1)} <= titles
        assert opened.read(check.problems) == []
        last = max([last, *(int(title.split()[1]) for title in titles)])
        opened.close()
    return last + 1


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
def test_nothing_confirmed_is_lost_when_killed(tmp_path: Path) -> None:
    kill_loop(tmp_path / "a.wijkraad", 3)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_kills(tmp_path: Path) -> None:
    kept = kill_loop(tmp_path / "a.wijkraad", 200)
    report.write("kill -9 while writing", kills=200, signals_kept=kept, lost_after_confirmation=0, seed=SEED)
