"""Writes a migration from what the tables have become: ``python packaging/revise.py 0002 "Add series of meetings"``.

``--initial`` writes revision 0001 anew, as long as no dossier in the world has it. Read what it wrote: a rename
looks like a loss. Then add the revision to ``db/migrations/__init__.py``. Before you begin, keep a dossier as it is
now for the tests: ``python packaging/old_dossier.py``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from wijkraad_app import bootstrap
from wijkraad_app.db import migrations
from wijkraad_app.db.fulltext import CREATE

FOLDER = Path(migrations.__file__).parent


def main(arguments: list[str]) -> int:
    initial = arguments == ["--initial"]
    if not initial and len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    bootstrap.load_models()
    revision, message = ("0001", "The first tables") if initial else tuple(arguments)
    versions = FOLDER / "versions"
    if initial:
        for old in versions.glob("r0001*.py"):
            old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db", module=dbapi)
        if not initial:
            migrations.upgrade(engine)
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("path_separator", "os")
        config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            script = command.revision(config, message, autogenerate=True, rev_id=revision)
    assert script is not None and not isinstance(script, list)
    file = Path(script.path)
    text = file.read_text(encoding="utf-8").replace("wijkraad_app.db.base.", "base.")
    if initial:
        text = text.rstrip() + f"\n    op.execute({CREATE!r})\n"
    file.write_text(text, encoding="utf-8")
    print(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
