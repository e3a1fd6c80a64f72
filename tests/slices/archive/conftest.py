"""The example council, built once, with a resident who may be called and one who may not be quoted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.example import builder
from wijkraad_app.kernel import clock


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bootstrap.load_slices()
    path = tmp_path_factory.mktemp("example") / "voorbeeld.wijkraad"
    with clock.fixed(datetime(2026, 11, 23, 12, tzinfo=UTC)), pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKRAAD_HOME", str(tmp_path_factory.mktemp("home")))
        workspace = workspaces.create(path, None)
        builder.build(workspace)
        workspace.close()
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path, monday: datetime) -> Iterator[LocalWorkspace]:
    opened = workspaces.open_(Path(shutil.copy(example_file, tmp_path / "voorbeeld.wijkraad")))
    yield opened
    opened.close()
