"""The window comes without what its first page doesn't show: heavy parts are imported when they are first asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from wijkraad_app.bootstrap.frame import People
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.kernel.preferences import Preferences

LATER = (
    "alembic", "calamine", "holidays", "keyring", "loro", "numpy", "pikepdf", "pyhanko", "pypdfium2", "python_calamine",
    "reportlab", "segno", "snowballstemmer", "sqlalchemy.dialects.postgresql", "wijkraad_app.features.advice.service",
    "wijkraad_app.features.meetings.readers", "wijkraad_app.features.meetings.service",
    "wijkraad_app.features.search.queries", "wijkraad_app.features.signals.service",
    "wijkraad_app.features.surveys.service", "wijkraad_app.pdf.blocks",
    "wijkraad_app.pdf.letter", "zxcvbn",
)  # fmt: skip
_SHOW = """
import sys
from tests.bench import starting
starting.report = lambda: print("imported", *sorted(sys.modules)) or sys.stdout.flush() or __import__("os")._exit(0)
starting.program(sys.argv[1])
"""


def test_nothing_heavy_is_imported_before_the_window_can_be_used(example_path: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(example_path, tmp_path))
    workspace = workspaces.open_(file)
    home = tmp_path / "home"
    people = People(workspace, Preferences(home / "preferences.json"))
    people.choose(workspace.read(people.choices)[0][0])
    workspace.close()
    given = os.environ | {"WIJKRAAD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _SHOW, str(file)], capture_output=True, text=True, env=given, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    imported = set(next(line for line in done.stdout.splitlines() if line.startswith("imported")).split())
    assert "wijkraad_app.features.today.ui.page" in imported
    assert imported.isdisjoint(LATER)
