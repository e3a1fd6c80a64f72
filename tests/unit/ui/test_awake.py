"""The screen saver is asked over D-Bus and let go again; where there is no bus nothing happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

SCRIPT = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusVirtualObject
from wijkraad_app.ui import awake

app = QCoreApplication([])
bus = QDBusConnection.sessionBus()

class Saver(QDBusVirtualObject):
    who = ""
    def introspect(self, path): return ""
    def handleMessage(self, message, connection):
        self.who = message.service()
        print(message.member(), *message.arguments(), flush=True)
        return True

saver = Saver()
bus.registerService(awake.SERVICE)
bus.registerVirtualObject(awake.PATH, saver)
kept = awake.Awake()
kept.keep()
kept.keep()

def told():
    found = bus.interface().isServiceRegistered(saver.who)
    print("held", found.value() if hasattr(found, "value") else found, flush=True)

def let_go():
    told()
    kept.release()
    QTimer.singleShot(200, end)

def end():
    told()
    app.quit()

QTimer.singleShot(300, let_go)
app.exec()
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no D-Bus here")
def test_the_screen_saver_is_held_off_as_long_as_wanted() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["Inhibit wijkraad Er is een vergadering bezig", "held True", "held False"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_without_a_bus_nothing_happens() -> None:
    script = "from wijkraad_app.ui.awake import Awake\nkept = Awake()\nkept.keep()\nkept.release()\nprint('well')"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    bare["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nergens"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=bare)
    assert done.stdout == "well\n"
