"""Desks with an empty dossier and with a council."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import service
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress

from .desk import Desk, open_desk

MEMBERS = (
    NewMember("Marijke van Duin", "chair", "marijke@singels.example", start=date(2024, 1, 1)),
    NewMember("Kees Brouwer", "secretary"),
    NewMember("Anna Bos"),
)


@pytest.fixture
def empty_desk(qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace, monday: datetime) -> Iterator[Desk]:
    dress(qapp, Preferences())
    desk = open_desk(qtbot, workspace, Preferences(), "people")
    yield desk
    desk.settle()
    desk.app.shut_down()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace, monday: datetime) -> Iterator[Desk]:
    dress(qapp, Preferences())
    workspace.do(service.set_up_council, name="De Singels", preset="binnenstad", members=MEMBERS)
    workspace.do(service.add_person, name="Fatima Haddad", function="wijkmanager")
    workspace.do(service.add_organisation, name="De Brug", sort="school")
    made = open_desk(qtbot, workspace, Preferences(), "people")
    yield made
    made.settle()
    made.app.shut_down()
