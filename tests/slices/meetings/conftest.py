"""A council with members, and a meeting to work on."""

from __future__ import annotations

from datetime import datetime

import pytest

from wijkraad_app.db.workspace import LocalWorkspace

from .world import World, make_world


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return make_world(workspace)
