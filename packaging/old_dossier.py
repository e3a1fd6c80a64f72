"""Keeps a dossier of today's revision for the tests of later ones: ``python packaging/old_dossier.py [FOLDER]``.

Run it with the code of the release (``PYTHONPATH=OLD/src`` for an older one). Writes ``REVISION.wijkraad.xz``, a part
of the example with some steps undone, and ``REVISION.json.xz``: what its rows say, as that code reads them.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

UNTIL = date(2026, 3, 31)
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "files" / "dossiers"

TABLES = ("changeset", "change_item", "text_state", "blob", "blob_chunk", "response", "survey_column", "search_entry")


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WIJKRAAD_HOME"] = scratch
        file = Path(scratch) / "oud.wijkraad"
        rows = _made(file)
        revision = _revision()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{revision}.wijkraad.xz").write_bytes(lzma.compress(file.read_bytes(), preset=9))
        told = json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()
        (folder / f"{revision}.json.xz").write_bytes(lzma.compress(told, preset=9))
    print(folder / f"{revision}.wijkraad.xz")
    return 0


def _revision() -> str:
    from wijkraad_app.db import migrations

    return migrations.HEAD


def _made(file: Path) -> dict[str, Any]:
    from wijkraad_app import bootstrap
    from wijkraad_app.db import workspace as workspaces
    from wijkraad_app.example import builder
    from wijkraad_app.features.signals import service as signals
    from wijkraad_app.kernel import clock

    bootstrap.load_slices()
    workspace = workspaces.create(file, None)
    builder.build(workspace, until=UNTIL)
    with clock.fixed(builder.moment(UNTIL, 20)):
        kept = workspace.do(signals.add_signal, title="Losse tegel", text="Bij nummer 12 ligt een tegel los.")
        gone = workspace.do(signals.add_signal, title="Dubbel gemeld", text="Hetzelfde.")
        workspace.do(signals.update_signal, id=kept, text="Bij nummer 12, één stap van de deur, ligt een tegel los.")
        workspace.undo()
        workspace.redo()
        workspace.do(signals.remove_signal, id=gone)
        workspace.undo()
        workspace.redo()
    told: dict[str, Any] = workspace.read(_told)
    workspace.close()
    return told


def _told(session: Session) -> dict[str, Any]:
    from wijkraad_app.db.base import journaled_models
    from wijkraad_app.db.canonical import to_json

    rows: dict[str, Any] = {}
    for kind, model in journaled_models().items():
        names = [attribute.key for attribute in inspect(model).column_attrs]
        found = session.scalars(select(model)).all()
        rows[kind] = {row.id.hex: {name: to_json(getattr(row, name)) for name in names} for row in found}
    counts = {name: session.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in TABLES}
    return {"rows": rows, "counts": counts}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
