"""Desks with an empty dossier and with a council."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import service
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.kernel.preferences import Preferences

from .desk import Desk, open_desk

MEMBERS = (
    NewMember("Marijke van Duin", "chair", "marijke@singels.example", start=date(2024, 1, 1)),
    NewMember("Kees Brouwer", "secretary"),
    NewMember("Anna Bos"),
)


@pytest.fixture
def empty_desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    return open_desk(qtbot, open_window, workspace, Preferences(), "people")


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    workspace.do(service.set_up_council, name="De Singels", preset="binnenstad", members=MEMBERS)
    workspace.do(service.add_person, name="Fatima Haddad", function="wijkmanager")
    workspace.do(service.add_organisation, name="De Brug", sort="school")
    return open_desk(qtbot, open_window, workspace, Preferences(), "people")
