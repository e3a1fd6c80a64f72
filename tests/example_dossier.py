"""The example council as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wijkraad_app import bootstrap
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.example import builder
from wijkraad_app.kernel import clock, i18n, threads

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def build_example(folder: Path) -> Path:
    """The example council as a dossier without a passphrase."""
    bootstrap.load_slices()
    path = folder / "voorbeeld.wijkraad"
    with clock.fixed(NOW), threads.allowed_here(), i18n.in_language("nl"):
        made = workspaces.create(path, None)
        builder.build(made)
        made.close()
    return path
