"""Nothing writes journaled tables around the journal, and the check that says so is really strict."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db.base import Base, journaled_models

from .journal_lint import writes_around

SOURCE = Path(__file__).resolve().parents[2] / "src" / "wijkraad_app"


@pytest.fixture(scope="module")
def journaled() -> frozenset[str]:
    """Models and tables by name."""
    bootstrap.load_slices()
    models = journaled_models()
    return frozenset(models) | {model.__name__ for model in models.values()}


@pytest.fixture(scope="module")
def derived() -> frozenset[str]:
    """Those that are rebuilt from journaled rows."""
    return frozenset(m.class_.__name__ for m in Base.registry.mappers if m.class_.__table_class__ == "derived")


def test_nothing_writes_journaled_tables_around_the_journal(journaled: frozenset[str], derived: frozenset[str]) -> None:
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).parts
        if "migrations" in parts:
            continue  # brings tables, never rows, to a new shape
        strict = parts[0] in {"features", "example"} or parts[:1] == ("cli",)
        for line, what in writes_around(file.read_text(), journaled, derived, strict=strict):
            found.append(f"{'/'.join(parts)}:{line} {what}")
    assert found == []


BAD = {
    "a Core statement": "from sqlalchemy import update\nsession.execute(update(Signal).values(title='x'))",
    "a Core statement under another name": "from sqlalchemy import insert as put\nsession.execute(put(Signal), rows)",
    "a Core statement of a module": "import sqlalchemy as sa\nsession.execute(sa.delete(Signal))",
    "a statement of a dialect": "from sqlalchemy.dialects.sqlite import insert\nsession.execute(insert(Signal))",
    "a statement on something that can't be seen": "from sqlalchemy import delete\nsession.execute(delete(model))",
    "a statement of a table": "session.execute(Signal.__table__.update().values(title='x'))",
    "a statement of any table": "session.execute(model.__table__.delete())",
    "a query that deletes": "session.query(Signal).filter(Signal.id == id).delete()",
    "a query that updates": "session.query(Signal).update({'title': 'x'})",
    "text": "from sqlalchemy import text\nsession.execute(text('UPDATE signal SET title = 1'))",
    "text under another name": "from sqlalchemy.sql import text as words\nsession.execute(words('SELECT 1'))",
    "text of a module": "import sqlalchemy\nsession.execute(sqlalchemy.text('DELETE FROM signal'))",
    "bulk objects": "uow.session.bulk_save_objects([Signal()])",
    "bulk mappings": "session.bulk_insert_mappings(inspect(Signal), rows)",
    "bulk updates": "session.bulk_update_mappings(mapper, rows)",
    "bulk by its name": "getattr(session, 'bulk_save_objects')(rows)",
    "a row that is really deleted": "uow.session.delete(row)",
    "SQL for the driver": "connection.exec_driver_sql('SELECT 1')",
    "a connection of its own": "engine.raw_connection().cursor().execute('SELECT 1')",
    "a driver": "import sqlite3",
    "a commit of its own": "with Session(engine) as session:\n    session.add(row)\n    session.commit()",
}


@pytest.mark.parametrize("source", BAD.values(), ids=BAD.keys())
def test_each_way_around_the_journal_is_found_in_a_slice(source: str, journaled: frozenset[str]) -> None:
    assert list(writes_around(source, journaled))


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import update\nsession.execute(update(Signal).values(title='x'))",
        "from sqlalchemy import text\nsession.execute(text('UPDATE signal SET title = 1'))",
        "cursor.execute('INSERT OR IGNORE INTO signal (id) VALUES (1)')",
        "cursor.execute('delete from \"signal\"')",
        "session.bulk_insert_mappings(inspect(Signal), rows)",
        "session.query(Signal).delete()",
    ],
)
def test_what_names_a_journaled_table_is_found_anywhere(source: str, journaled: frozenset[str]) -> None:
    assert list(writes_around(source, journaled, strict=False))


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import insert\nsession.execute(insert(Response), rows)",
        "from sqlalchemy import select\nsession.execute(select(Signal))",
        "uow.update(row, title='x')\nknown.update(other)\nlines.insert(0, 'x')",
        "row.title = 'x'\nuow.remove(row)",
    ],
)
def test_what_the_journal_sees_and_derived_tables_are_left_alone(
    source: str, journaled: frozenset[str], derived: frozenset[str]
) -> None:
    assert list(writes_around(source, journaled, derived)) == []
