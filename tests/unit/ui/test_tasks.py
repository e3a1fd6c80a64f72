import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.ui.app import App
from wijkraad_app.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    return Tasks()


def test_results_arrive_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen = QObject(), []
    with qtbot.waitSignal(tasks.idle):
        tasks.read(
            owner,
            lambda _job: threading.current_thread().name,
            lambda name: seen.append((name, threading.current_thread() is threading.main_thread())),
        )
    assert seen[0][0].startswith("reader")
    assert seen[0][1]


def test_the_newest_of_several_searches_wins(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen, gate = QObject(), [], threading.Event()

    def slow(_job: object) -> str:
        gate.wait(5)
        return "old"

    with qtbot.waitSignal(tasks.idle):
        tasks.read(owner, slow, seen.append, latest="search")
        tasks.read(owner, lambda _job: "new", seen.append, latest="search")
        gate.set()
    assert seen == ["new"]


def test_nothing_is_delivered_to_an_owner_that_has_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen, gate = QWidget(), [], threading.Event()
    with qtbot.waitSignal(tasks.idle):
        tasks.read(owner, lambda _job: gate.wait(5), seen.append)
        owner.deleteLater()
        qtbot.waitUntil(lambda: not _alive(owner))
        gate.set()
    assert seen == []


def _alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return isValid(widget)


def test_a_failed_write_is_told_even_when_its_owner_has_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, told, gate = QWidget(), [], threading.Event()

    def work(_job: object) -> None:
        gate.wait(5)
        raise UserError("Dat gaat niet.")

    with qtbot.waitSignal(tasks.idle):
        tasks.write(owner, work, failed=told.append)
        owner.deleteLater()
        qtbot.waitUntil(lambda: not _alive(owner))
        gate.set()
    assert [str(error) for error in told] == ["Dat gaat niet."]


def test_writes_happen_in_the_order_asked(tasks: Tasks, qtbot: QtBot) -> None:
    owner, order = QObject(), []
    with qtbot.waitSignal(tasks.idle):
        for n in range(50):
            tasks.write(owner, lambda _job, n=n: order.append(n))
    assert order == list(range(50))


def test_a_cancelled_read_is_silent(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen, gate = QObject(), [], threading.Event()

    def work(job: object) -> None:
        gate.wait(5)
        job.step(1)  # type: ignore[attr-defined]

    with qtbot.waitSignal(tasks.idle):
        job = tasks.read(owner, work, seen.append, failed=seen.append)
        job.cancel()
        gate.set()
    assert seen == []


def test_the_window_may_not_wait_for_the_dossier(app: App) -> None:
    with pytest.raises(RuntimeError):
        app.workspace.read(lambda _session: 1)
    with threads.allowed_here():
        assert app.workspace.read(lambda _session: 1) == 1


def test_a_users_error_is_told_in_its_own_words(app: App) -> None:
    def refuse(_uow: object) -> None:
        raise UserError("31 februari bestaat niet. Kies een andere dag.")

    app.do(app, refuse)
    app.tasks.settle()
    assert app.shell.toasts == ["31 februari bestaat niet. Kies een andere dag."]


@pytest.mark.expects_log
def test_a_bug_is_told_kindly_and_its_report_kept(app: App, caplog: pytest.LogCaptureFixture) -> None:
    app.do(app, lambda _uow: 1 / 0)
    app.tasks.settle()
    assert "ZeroDivisionError" in app.shell.problems[0]
    assert "unexpected" in caplog.text


def test_changes_reach_the_windows_thread(app: App, qtbot: QtBot) -> None:
    threads_seen = []
    app.changes.connect(
        lambda _changes: threads_seen.append(threading.current_thread() is threading.main_thread()),
        Qt.ConnectionType.DirectConnection,
    )
    with qtbot.waitSignal(app.changes):
        app.do(app, lambda _uow: None)
    assert threads_seen == [True]


def test_ten_thousand_void_calls_lose_no_reference_to_none(qapp: object) -> None:
    widget = QWidget()
    gc.collect()
    before = sys.getrefcount(None)
    for _n in range(10_000):
        widget.update()
        widget.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < 500
