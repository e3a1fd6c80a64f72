"""Of what is typed in the window less than a second is lost when the program is killed, and the file stays sound."""

from __future__ import annotations

import os
import random
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council import queries, service

from . import report

SEED = 20261123
LOST_MOST, LOST_BESIDE_OTHER_TESTS = 1.0, 5.0
"""In seconds; two processors shared with other tests may give a program nothing for a while."""
TYPIST = """
import sys
from itertools import count
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from wijkraad_app import bootstrap
bootstrap.load_slices()
from wijkraad_app.bootstrap.window import Desktop, make_application
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council.ui.person_record import PersonRecord
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences

qt = make_application(sys.argv[:1], Preferences())
desktop = Desktop(Preferences())
desktop.show(workspaces.open_(Path(sys.argv[1]), "wachtzin"))
desktop.app.navigate(EntityRef("person", UUID(sys.argv[2])))
numbers = count(int(sys.argv[3]))

def typing():
    records = desktop.window.findChildren(PersonRecord)
    notes = records[0].notes if records else None
    if notes is None or not notes.isVisible():
        return
    if not notes.text.hasFocus():
        notes.setFocus()
        return
    number = next(numbers)
    QTest.keyClicks(notes.text, f"{number} ")
    print(number, flush=True)

timer = QTimer(interval=5)
timer.timeout.connect(typing)
timer.start()
qt.exec()
"""


def typed_and_killed(path: Path, person: UUID, first: int, after: float, lost: float) -> tuple[int, int]:
    """Type numbers from ``first`` on and kill the program ``after`` seconds after the first of them.

    Returns the last number typed more than ``lost`` seconds before, and the last one typed at all.
    """
    command = [sys.executable, "-c", TYPIST, str(path), str(person), str(first)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert program.stdout is not None
    os.set_blocking(program.stdout.fileno(), False)
    seen: list[tuple[float, int]] = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(program.stdout, selectors.EVENT_READ)
        rest, end = b"", time.monotonic() + 60
        while time.monotonic() < end:
            waiting.select(max(0.0, end - time.monotonic()))
            *lines, rest = (rest + (program.stdout.read() or b"")).split(b"\n")
            if lines and not seen:
                end = time.monotonic() + after
            seen += [(time.monotonic(), int(line)) for line in lines]
            assert program.poll() is None, "the program ended by itself"
    assert seen, "nothing was typed in a minute"
    os.kill(program.pid, signal.SIGKILL)
    killed = time.monotonic()
    program.wait()
    safe = [number for when, number in seen if when < killed - lost]
    return (safe[-1] if safe else first - 1), seen[-1][1]


def kill_loop(path: Path, times: int, lost: float) -> int:
    """Kill a typing window ``times`` times; each time all but the last ``lost`` seconds is there, in a sound file."""
    bootstrap.load_slices()
    made = workspaces.create(path, "wachtzin")
    person = made.do(service.add_person, name="Marijke van Duin")
    made.close()
    chance, last = random.Random(SEED), 0
    for _number in range(times):
        safe, typed = typed_and_killed(path, person, last + 1, chance.uniform(0.0, 3.0), lost)
        opened = workspaces.open_(path, "wachtzin")
        card = opened.read(queries.person_card, person)
        assert card is not None
        kept = [int(word) for word in card.notes.split() if word.isdigit()]
        assert kept == [*range(last + 1, last + 1 + len(kept))]
        assert safe <= last + len(kept) <= typed + 1
        assert opened.read(check.problems) == []
        opened.do(service.update_person, person=person, notes="")
        opened.close()
        last = max(typed, last)
    return last


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
def test_less_than_a_second_of_typing_is_lost(tmp_path: Path) -> None:
    kill_loop(tmp_path / "a.wijkraad", 1, LOST_BESIDE_OTHER_TESTS)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_two_hundred_kills_while_typing(tmp_path: Path) -> None:
    typed = kill_loop(tmp_path / "a.wijkraad", 200, LOST_MOST)
    report.write("kill -9 while typing", kills=200, words_typed=typed, lost_most_seconds=LOST_MOST, seed=SEED)
