"""Records as JSON has them, the files they name, and the replies to surveys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.tables import Blob
from wijkraad_app.features.meetings.model import Meeting
from wijkraad_app.features.signals.model import Signal
from wijkraad_app.features.surveys.rules.canonical import unpack

from ..rules.periods import ALWAYS, PARENTS, own_year
from .schema import fields

Row = dict[str, Any]
Records = Mapping[str, Sequence[Row]]
Reply = list[str]


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies to one survey: a heading per question, and per reply a cell per question."""

    survey: str
    header: tuple[str, ...]
    rows: tuple[Reply, ...]


def records(session: Session, year: int | None = None) -> dict[str, list[Row]]:
    """The live records of every kind, the oldest first; of one year with what belongs to it."""
    every = {kind: _rows(session, model) for kind, model in sorted(journaled_models().items())}
    return every if year is None else _of_year(every, year)


def years(session: Session) -> tuple[int, ...]:
    """The years in which something was, the newest first: those of meetings and signals."""
    days = (Meeting.day, Signal.received)
    found = {int(year) for day in days for year in session.scalars(select(extract("year", day)).distinct()) if year}
    return tuple(sorted(found, reverse=True))


def _rows(session: Session, model: type[Journaled]) -> list[Row]:
    names = fields(model)
    query = select(model).where(model.deleted.is_(False)).order_by(model.created_at, model.id)
    return [{name: _plain(getattr(row, name)) for name in names} for row in session.scalars(query)]


def _plain(value: Any) -> Any:
    """As JSON has it: ids and times as text, instants in UTC."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def _of_year(every: Mapping[str, list[Row]], year: int) -> dict[str, list[Row]]:
    known = {row["id"]: (kind, row) for kind, rows in every.items() for row in rows}
    parents = {kind: _parents(kind) for kind in every}
    seen: dict[str, int | None] = {}

    def year_of(id: str) -> int | None:
        """None for what belongs to every year."""
        if id not in seen:
            kind, row = known[id]
            seen[id] = None if kind in ALWAYS else own_year(kind, row)
            above = next((row[name] for name in parents[kind] if row[name] in known), None)
            if kind not in ALWAYS and above is not None:
                seen[id] = year_of(above) or seen[id]
        return seen[id]

    return {kind: [row for row in rows if year_of(row["id"]) in (None, year)] for kind, rows in every.items()}


def _parents(kind: str) -> tuple[str, ...]:
    columns = journaled_models()[kind].__table__.columns
    needed = tuple(column.name for column in columns if column.info.get("ref") and not column.nullable)
    return (*needed, *PARENTS.get(kind, ()))


# --- files ---------------------------------------------------------------------------------
def file_names(session: Session) -> dict[str, tuple[int, str]]:
    """Size and media type of every file that is kept, by digest."""
    return {row.digest: (row.size, row.media_type) for row in session.scalars(select(Blob))}


def load_file(session: Session, digest: str) -> bytes:
    """Its bytes. `UserError` when it is damaged."""
    return blobs.load(session, digest)


# --- replies -------------------------------------------------------------------------------
def replies(session: Session, found: Records) -> Iterator[Replies]:
    """The replies to each survey among ``found`` that has any, in the order of its questions."""
    for survey in found["survey"]:
        batches = [row for row in found["batch"] if row["survey"] == survey["id"] and row["answers"]]
        if batches:
            yield _replies(session, survey["id"], found, batches)


def _replies(session: Session, survey: str, found: Records, batches: Sequence[Row]) -> Replies:
    questions = sorted((row for row in found["question"] if row["survey"] == survey), key=lambda row: row["position"])
    labels = {row["id"]: row["label"] for row in found["option"]}
    rows: list[Reply] = []
    for batch in batches:
        answers = unpack(blobs.load(session, batch["answers"]))
        columns = {str(question.id): number for number, question in enumerate(answers.questions)}
        for reply in range(answers.replies):
            cells = []
            for question in questions:
                at = columns.get(question["id"])
                options = answers.questions[at].options if at is not None else ()
                value = answers.answers[at][reply] if at is not None else None
                cells.append(_answer(value, [labels.get(str(option), "") for option in options]))
            rows.append(cells)
    header = tuple(" ".join(f"{row['code']} {row['text']}".split()) for row in questions)
    return Replies(survey, header, tuple(rows))


def _answer(value: Any, labels: Sequence[str]) -> str:
    """The words of an answer; "" for none. Several are joined by " | "."""
    if value is None:
        return ""
    if not labels:
        return str(value)
    chosen = value if isinstance(value, list) else [value]
    return " | ".join(labels[one] for one in chosen if isinstance(one, int) and 0 <= one < len(labels))
