"""Garbage is collected on the window's thread only, or widgets would be destroyed on another."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from wijkraad_app.ui import collector
from wijkraad_app.ui.tasks import Tasks


class Ring(QObject):
    """An object that only the collector can free."""

    def __init__(self, freed_on: list[int]) -> None:
        super().__init__()
        self.me = self
        weakref.finalize(self, lambda: freed_on.append(threading.get_ident()))


def churn() -> None:
    """Allocate enough to wake the collector, were it on."""
    keep = [[number] for number in range(50_000)]
    del keep


def test_a_busy_reader_never_frees_what_belongs_to_the_window(qtbot: QtBot) -> None:
    tasks = Tasks()
    assert not gc.isenabled()
    freed: list[int] = []
    for _number in range(50):
        Ring(freed)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(churn) for _number in range(20)]:
            done.result()
    gc.collect()
    assert len(freed) == 50
    assert set(freed) == {threading.get_ident()}
    tasks.shut_down()


def test_nothing_is_collected_before_it_is_due(qtbot: QtBot) -> None:
    collector.install()
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    collector.collect()
    assert gc.get_stats()[2]["collections"] == before


def test_what_is_there_when_all_is_imported_is_not_walked_through_again(qtbot: QtBot) -> None:
    collector.install()
    before = gc.get_freeze_count()
    collector.wait()
    kept = [[number] for number in range(1_000)]
    collector.settle()
    assert gc.get_freeze_count() > before + len(kept) - 100
    assert not any(one is kept[0] for one in gc.get_objects())
