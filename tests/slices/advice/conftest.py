"""A small ward on a fixed Monday."""

from __future__ import annotations

from datetime import datetime

import pytest

from wijkraad_app.db.workspace import LocalWorkspace

from .world import World, build


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return build(workspace)
