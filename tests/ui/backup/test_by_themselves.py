"""Copies that are made by themselves, elsewhere too; what was erased; and what Today says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.today.desk import KEY, MOD, Desk
from wijkraad_app.db.backup import volumes
from wijkraad_app.db.backup.volumes import Volume
from wijkraad_app.features.backup import flow
from wijkraad_app.features.backup.ui.section import BackupSection
from wijkraad_app.features.backup.ui.watch import SERVICE, BackupWatch
from wijkraad_app.features.erasure import service as erasures
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import clock, threads
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.dialog import Question
from wijkraad_app.ui.widgets.labels import Elided, Label


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Volume:
    """A stick that is plugged in while its folder exists."""
    made = Volume(tmp_path / "media" / "MIJN STICK", "MIJN STICK", "5C2A-1F00")
    made.root.parent.mkdir()
    monkeypatch.setattr(volumes, "connected", lambda: (made,) if made.root.is_dir() else ())
    return made


def section(desk: Desk) -> BackupSection:
    found: BackupSection = desk.page.section
    return found


def words(desk: Desk) -> str:
    shown = (*desk.page.findChildren(Label), *desk.page.findChildren(Elided))
    return "\n".join(one.plain() for one in shown if one.isVisible())


def copies(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.wijkraad"))


@contextmanager
def hurry(desk: Desk, timer: int) -> Iterator[BackupWatch]:
    """The watch of the window, with half hours (0) or looks for the stick (1) of 30 milliseconds."""
    found: BackupWatch = desk.app.services[SERVICE]
    found._timers[timer].start(30)
    yield found
    found._timers[timer].stop()
    desk.settle()


def away_and_back(desk: Desk) -> None:
    """The page reads what there is each time it comes to front."""
    desk.press(KEY.Key_1, MOD.ControlModifier)
    desk.press(KEY.Key_Left, MOD.AltModifier)


def until(qtbot: QtBot, desk: Desk, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds)
    desk.settle()


def test_the_window_keeps_watch_from_the_start(desk: Desk) -> None:
    found = desk.app.services[SERVICE]
    assert isinstance(found, BackupWatch)
    assert [timer.isActive() for timer in found._timers] == [True, True]


def test_a_copy_is_made_by_itself_once_for_each_change(desk: Desk, qtbot: QtBot, monday: datetime) -> None:
    folder = desk.workspace.path.parent
    with hurry(desk, 0) as made:
        until(qtbot, desk, lambda: len(copies(folder)) == 2)
        first = copies(folder)
        with qtbot.assertNotEmitted(made.kept, wait=150):
            pass
        assert copies(folder) == first
        with clock.fixed(monday + timedelta(hours=2)):
            desk.do(signals.add_signal, text="De bank is stuk.")
            until(qtbot, desk, lambda: len(copies(folder)) == 3)
    assert len(section(desk).copies) == 2, "the page shows it at once"


def test_a_stick_is_chosen_and_gets_its_copy(desk: Desk, stick: Volume) -> None:
    stick.root.mkdir()
    away_and_back(desk)
    desk.click(desk.button("Gebruik “MIJN STICK”"))
    assert len(copies(stick.root)) == 1
    assert "op “MIJN STICK”" in words(desk)
    assert "Laatste kopie: maandag 23 november 2026, 13.00 uur." in words(desk)


def test_a_stick_that_comes_in_gets_its_copy_by_itself(
    desk: Desk, stick: Volume, qtbot: QtBot, monday: datetime
) -> None:
    stick.root.mkdir()
    desk.chosen.folders = [stick.root]
    desk.click(desk.button("Kies een map of stick"))
    (first,) = copies(stick.root)
    away = stick.root.rename(stick.root.with_name("weg"))
    away_and_back(desk)
    assert "Nu niet aangesloten." in words(desk)
    with hurry(desk, 1), clock.fixed(monday + timedelta(days=1)):
        desk.do(signals.add_signal, text="De bank is stuk.")
        away.rename(stick.root)
        until(qtbot, desk, lambda: len(copies(stick.root)) == 2)
        until(qtbot, desk, lambda: desk.toast() == "Back-up gemaakt op “MIJN STICK”")
    assert first in copies(stick.root)


def test_a_place_elsewhere_can_be_given_up(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kluis").mkdir()
    desk.chosen.folders = [tmp_path / "kluis"]
    desk.click(desk.button("Kies een map of stick"))
    assert len(copies(tmp_path / "kluis")) == 1
    desk.click(desk.button("Bewaar geen kopieën meer op “kluis”"))
    assert desk.button("Kies een map of stick").isVisible()
    assert len(copies(tmp_path / "kluis")) == 1


def test_a_place_that_can_not_be_written_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kluis").mkdir()
    (tmp_path / "kluis" / f"Back-ups van {desk.workspace.path.stem}").write_text("in the way")
    desk.chosen.folders = [tmp_path / "kluis"]
    desk.click(desk.button("Kies een map of stick"))
    assert desk.toast() == "De back-up kon niet in “Back-ups van wijk” worden gezet. Kies een andere plek."


def test_the_age_of_copies_is_chosen_and_kept(desk: Desk) -> None:
    desk.tab_to(section(desk).months.box)
    desk.press(KEY.Key_Down)
    assert "2 jaar" in section(desk).months.box.currentText()
    assert flow.choices(desk.app.preferences, desk.workspace).months == 24


def test_copies_with_what_was_erased_are_written_anew_after_one_question(desk: Desk, monday: datetime) -> None:
    desk.do(signals.add_signal, text="Vraag naar Willemijn Kwakkelstein.")
    desk.tab_to(section(desk).make)
    desk.press(KEY.Key_Space)
    with clock.fixed(monday + timedelta(days=1)):
        desk.do(erasures.erase_words, words=["Kwakkelstein"])
        away_and_back(desk)
        assert "1 back-up bevat nog wat is gewist" in words(desk)
        desk.click(desk.button("Vervang"))
        question = desk.dialog(Question)
        desk.click(desk.button("Vervang", question))
        assert desk.toast() == "1 back-up vervangen"
        assert "bevat nog wat is gewist" not in words(desk)
    assert all(b"Kwakkelstein" not in file.read_bytes() for file in copies(desk.workspace.path.parent))


def test_today_says_that_the_last_good_backup_is_old(desk: Desk, monday: datetime) -> None:
    with threads.allowed_here():
        flow.keep(desk.workspace, flow.Choices())
    desk.do(signals.add_signal, text="De bank is stuk.")
    with clock.fixed(monday + timedelta(days=9)):
        desk.press(KEY.Key_1, MOD.ControlModifier)
        banners = [one for one in desk.page.findChildren(Banner) if one.isVisible()]
        assert len(banners) == 1 and banners[0].text().startswith("De laatste goede back-up is 9 dagen oud")
        desk.click(desk.named(QPushButton, "Bekijk back-ups"))
        desk.tab_to(section(desk).make)
        desk.press(KEY.Key_Space)
        desk.press(KEY.Key_1, MOD.ControlModifier)
        assert [one for one in desk.page.findChildren(Banner) if one.isVisible()] == []


def test_a_locked_dossier_gets_its_copy_when_it_is_open_again(desk: Desk, qtbot: QtBot) -> None:
    folder = desk.workspace.path.parent
    with threads.allowed_here():
        desk.workspace.lock()
    with hurry(desk, 0) as watch, hurry(desk, 1), qtbot.assertNotEmitted(watch.kept, wait=150):
        pass
    assert copies(folder) == [desk.workspace.path]
    with threads.allowed_here():
        desk.workspace.unlock()
    with hurry(desk, 1):
        until(qtbot, desk, lambda: len(copies(folder)) == 2)
