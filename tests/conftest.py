"""What all tests share: a home of their own, a dossier made once and copied, a fixed day."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A method that a signal calls and that isn't a named slot makes Qt look in a Python dictionary later, without the
# interpreter's lock: now and then that ends the program. PySide warns of each, and a Qt warning fails a test.
os.environ.setdefault("QT_LOGGING_RULES", "qt.pyside.libpyside.warning=true")

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel import clock, i18n

from . import window_files  # noqa: F401  # opening files on the window's thread raises from now on
from .example_dossier import build_example
from .own_log import own_log


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="do the full count of the long runs")


LONGEST = (
    "test_verbs", "test_screen_reader", "test_headless", "test_walk_pages", "test_every_command", "test_contracts",
    "test_window_thread", "test_lock", "test_seen", "test_tour", "test_letter_versions", "test_page", "test_verify",
)  # fmt: skip
"""Files that take ten seconds and more. They come first, so that two workers end at about the same time."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ranks = {f"{name}.py": rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))
    if not config.getoption("--soak"):
        skip = pytest.mark.skip(reason="a long run: dev.py test --soak")
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(skip)


def pytest_collection_finish() -> None:
    """What is imported by now stays: no collection of garbage looks through it again."""
    gc.collect()
    gc.freeze()


REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees this computer's preferences or keys; all speak Dutch unless they choose."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("WIJKRAAD_HOME", str(home))
    i18n.set_language("nl")
    yield
    i18n.set_language("nl")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error in the log fails the test, unless it says ``@pytest.mark.expects_log``."""
    with own_log():
        yield
    if request.node.get_closest_marker("expects_log") is None:
        loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
        assert [record.getMessage() for record in loud] == []


@pytest.fixture(autouse=True)
def tidy_up() -> Iterator[None]:
    """Windows that the test made go with it, or each next one is dressed together with all of them. Where they
    switched the garbage collector off, it works between tests, on this thread."""
    before = _windows()
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    for window in _windows() - before:
        window.deleteLater()
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if not gc.isenabled():
        from wijkraad_app.ui import collector

        collector.collect()


def _windows() -> set[Any]:
    """All windows there are now that no other one owns."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtWidgets import QApplication

    return {one for one in QApplication.topLevelWidgets() if one.parent() is None}


@pytest.fixture
def monday() -> Iterator[datetime]:
    """Monday 23 November 2026, 13:00 in the Netherlands."""
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    with clock.fixed(moment):
        yield moment


@pytest.fixture(scope="session")
def empty_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new dossier without a passphrase, made once; copy it."""
    bootstrap.load_slices()
    os.environ["WIJKRAAD_HOME"] = str(tmp_path_factory.mktemp("home"))
    path = tmp_path_factory.mktemp("dossier") / "leeg.wijkraad"
    workspaces.create(path, None).close()
    return path


@pytest.fixture(scope="session")
def example_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example council, built once; copy it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKRAAD_HOME", str(tmp_path_factory.mktemp("home")))
        return build_example(tmp_path_factory.mktemp("example"))


@pytest.fixture
def dossier_path(empty_dossier: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_dossier, tmp_path / "wijk.wijkraad"))


@pytest.fixture
def workspace(dossier_path: Path) -> Iterator[LocalWorkspace]:
    """An empty dossier, open for work."""
    opened = workspaces.open_(dossier_path)
    yield opened
    opened.close()


@pytest.fixture
def other(workspace: LocalWorkspace, tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A copy of the dossier on somebody else's computer."""
    workspace.dossier.checkpoint()
    opened = workspaces.open_(Path(shutil.copy(workspace.path, tmp_path / "ander.wijkraad")))
    yield opened
    opened.close()


@pytest.fixture
def reopened(workspace: LocalWorkspace) -> Callable[[], LocalWorkspace]:
    """Close the dossier and open it again, as after a restart."""

    def again() -> LocalWorkspace:
        workspace.close()
        fresh = workspaces.open_(workspace.path)
        workspace.__dict__.update(fresh.__dict__)
        return workspace

    return again


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real files beside the repository; a test that needs them skips where they are missing."""
    if not SHARED.is_dir():
        pytest.skip("the folder with real files is not beside the repository")
    return SHARED
