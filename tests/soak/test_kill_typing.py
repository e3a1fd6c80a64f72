"""Of what is typed in the window less than a second is lost when the program is killed, and the file stays sound."""

from __future__ import annotations

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db import check, unsaved
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.council import service
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings import service as meeting_service

from . import report

SEED = 20261123
LOST_MOST, LOST_BESIDE_OTHER_TESTS = 1.0, 5.0
"""In seconds; two processors shared with other tests may give a program nothing for a while."""
TYPIST = """
import sys
from itertools import count
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from wijkraad_app import bootstrap
bootstrap.load_slices()
from wijkraad_app.bootstrap.window import Desktop, make_application
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences

qt = make_application(sys.argv[:1], Preferences())
desktop = Desktop(Preferences())
desktop.show(workspaces.open_(Path(sys.argv[1]), "wachtzin"))
{place}
numbers = count(int(sys.argv[3]))

def typing():
    edit = place()
    if edit is None:
        return
    if not edit.hasFocus():
        edit.setFocus()
        return
    number = next(numbers)
    QTest.keyClicks(edit, f"{number} ")
    if number % 7 == 0 and {ends}:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    print(number, flush=True)

timer = QTimer(interval=5)
timer.timeout.connect(typing)
timer.start()
qt.exec()
"""

NOTES = """
from wijkraad_app.features.council.ui.person_record import PersonRecord
desktop.app.navigate(EntityRef("person", UUID(sys.argv[2])))

def place():
    records = desktop.window.findChildren(PersonRecord)
    return records[0].notes.text if records and records[0].notes.isVisible() else None
"""
MEETING = """
from PySide6.QtWidgets import QAbstractButton
from wijkraad_app.features.meetings.ui.live.capture_edit import CaptureEdit
desktop.app.navigate(EntityRef("meeting", UUID(sys.argv[2])))

def place():
    lines = [one for one in desktop.window.findChildren(CaptureEdit) if one.isVisible()]
    if lines:
        return lines[0]
    alone = [one for one in desktop.window.findChildren(QAbstractButton) if one.text() == "Alleen ik zie het"]
    if alone:
        QTest.mouseClick(alone[0], Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(desktop.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
"""


@dataclass(frozen=True, slots=True)
class Typing:
    """Where numbers are typed: how the program gets there, whether Enter ends lines, what then is in the dossier."""

    place: str
    lines: bool
    make: Callable[[LocalWorkspace], UUID]
    read: Callable[[LocalWorkspace, UUID], str]
    clear: Callable[[LocalWorkspace, UUID], object]

    @property
    def script(self) -> str:
        return TYPIST.replace("{place}", self.place).replace("{ends}", str(self.lines))


def _card_notes(opened: LocalWorkspace, person: UUID) -> str:
    card = opened.read(council.person_card, person)
    assert card is not None
    return card.notes


def _running_meeting(opened: LocalWorkspace) -> UUID:
    opened.do(service.set_up_council, name="Wijkraad")  # else the first steps lie over the window
    made = opened.do(meeting_service.add_meeting, title="Wijkraad")
    opened.do(meeting_service.add_item, meeting=made, title="Verkeer")
    opened.do(meeting_service.start_meeting, id=made)
    return made


def _captured(opened: LocalWorkspace, meeting: UUID) -> str:
    """The notes, and the line that was half typed; never both hold the same line."""
    view = opened.read(meetings.meeting_view, meeting)
    half = opened.read(unsaved.kept, meeting.hex)
    assert view is not None
    return view.items[0].notes + " " + (json.loads(half)["text"] if half else "")


def _forget(opened: LocalWorkspace, meeting: UUID) -> None:
    view = opened.read(meetings.meeting_view, meeting)
    assert view is not None
    opened.do(meeting_service.update_item, id=view.items[0].id, notes="")
    opened.do(unsaved.keep, key=meeting.hex, text="")


IN_NOTES = Typing(
    NOTES,
    lines=False,
    make=lambda opened: opened.do(service.add_person, name="Marijke van Duin"),
    read=_card_notes,
    clear=lambda opened, person: opened.do(service.update_person, person=person, notes=""),
)
IN_MEETING = Typing(MEETING, lines=True, make=_running_meeting, read=_captured, clear=_forget)


def typed_and_killed(
    typing: Typing, path: Path, record: UUID, first: int, after: float, lost: float
) -> tuple[int, int]:
    """Type numbers from ``first`` on and kill the program ``after`` seconds after the first of them.

    Returns the last number typed more than ``lost`` seconds before, and the last one typed at all.
    """
    command = [sys.executable, "-c", typing.script, str(path), str(record), str(first)]
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


def kill_loop(typing: Typing, path: Path, times: int, lost: float) -> int:
    """Kill a typing window ``times`` times; each time all but the last ``lost`` seconds is there, in a sound file."""
    bootstrap.load_slices()
    made = workspaces.create(path, "wachtzin")
    record = typing.make(made)
    made.close()
    chance, last = random.Random(SEED), 0
    for _number in range(times):
        safe, typed = typed_and_killed(typing, path, record, last + 1, chance.uniform(0.0, 3.0), lost)
        opened = workspaces.open_(path, "wachtzin")
        kept = [int(word) for word in typing.read(opened, record).split() if word.isdigit()]
        assert kept == [*range(last + 1, last + 1 + len(kept))]
        assert safe <= last + len(kept) <= typed + 1
        assert opened.read(check.problems) == []
        typing.clear(opened, record)
        opened.close()
        last = max(typed, last)
    return last


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
@pytest.mark.parametrize("typing", [IN_NOTES, IN_MEETING], ids=["notes", "a meeting"])
def test_less_than_a_second_of_typing_is_lost(typing: Typing, tmp_path: Path) -> None:
    kill_loop(typing, tmp_path / "a.wijkraad", 1, LOST_BESIDE_OTHER_TESTS)


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("typing", "where"), [(IN_NOTES, "notes"), (IN_MEETING, "a meeting")])
def test_two_hundred_kills_while_typing(typing: Typing, where: str, tmp_path: Path) -> None:
    typed = kill_loop(typing, tmp_path / "a.wijkraad", 200, LOST_MOST)
    report.write(
        f"kill -9 while typing in {where}", kills=200, words_typed=typed, lost_most_seconds=LOST_MOST, seed=SEED
    )
