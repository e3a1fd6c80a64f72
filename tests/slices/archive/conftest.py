"""The example council, built once, with a resident who may be called and one who may not be quoted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace


@pytest.fixture
def example(example_path: Path, tmp_path: Path, monday: datetime) -> Iterator[LocalWorkspace]:
    opened = workspaces.open_(Path(shutil.copy(example_path, tmp_path / "voorbeeld.wijkraad")))
    yield opened
    opened.close()
