"""The schema's revisions. A migration never rewrites the journal and never writes changesets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

HEAD = "0006"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")


def upgrade(engine: Engine, target: str = "head", *, applied: Callable[[], None] = lambda: None) -> None:
    """Bring the tables of an open file to a revision, in one transaction; ``applied`` is called after each revision.

    Foreign keys are off while tables are rebuilt: rebuilding a parent with a cascade would delete its children.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys = OFF")
        if raw.execute("PRAGMA foreign_keys").fetchone()[0]:
            raise AssertionError("foreign keys must be off while migrating")
        config.attributes["applied"] = lambda **_facts: applied()
        config.attributes["connection"] = connection.execution_options(write=True)
        try:
            command.upgrade(config, target)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
