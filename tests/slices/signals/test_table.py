"""The list of signals: 100,000 of them come in order without being sorted or read."""

from __future__ import annotations

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.signals import queries


def plan(session: Session) -> str:
    """How SQLite finds the ids of the list as it is sorted at first."""
    asked: list[str] = []
    connection = session.connection()

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(connection, "before_cursor_execute", hear)
    queries.signal_ids(session)
    event.remove(connection, "before_cursor_execute", hear)
    (statement,) = asked
    return "; ".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))


def test_the_newest_first_come_from_an_index_alone(workspace: LocalWorkspace) -> None:
    assert workspace.read(plan) == "SCAN signal USING COVERING INDEX ix_signal_newest"
