"""Names records, changes and computers in the sentences of a check: what it is called, which kind, when."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _

from ..base import Journaled, journaled_models
from ..fold import fold
from ..hybrid_clock import milliseconds
from ..journal import ERASURE_KIND, LABEL_KIND
from ..steps import steps_of
from ..tables import ChangeItem, Device

_LONGEST = 80


def moment(reading: int) -> str:
    """ "23 november 2026, 13.00 uur": when a clock reading was, as people here read it."""
    at = datetime.fromtimestamp(milliseconds(reading) / 1000, UTC).astimezone(clock.local_now().tzinfo)
    return f"{dates.long_date(at.date())}, {dates.clock_time(at.time())}"


def called(kind: str) -> str:
    """What a record of this kind is called."""
    model = journaled_models().get(kind)
    return _(model.__called__) if model is not None else kind


def record(session: Session, kind: str, row_id: UUID) -> str:
    """ "“Noorderhof” (conversation)"; of a missing row by what the journal says."""
    model = journaled_models().get(kind)
    row = session.get(model, row_id) if model is not None else None
    if row is not None:
        return of_row(row)
    try:
        steps = steps_of(session, kind, [row_id])[row_id] if model is not None else []
        title = fold(steps).values().get(model.__title__, "") if model is not None else ""
    except (ValueError, LookupError, TypeError):
        title = ""
    return _named(title, kind)


def of_row(row: Journaled) -> str:
    """ "“Noorderhof” (conversation)"."""
    return _named(getattr(row, row.__title__), row.__kind__)


def _named(title: object, kind: str) -> str:
    text = " ".join(str(title or "").split())[:_LONGEST]
    return f"“{text}” ({called(kind)})" if text else called(kind)


def records(session: Session, device: UUID, seq: int) -> str:
    """What a changeset touched: the first record and how many more."""
    query = select(ChangeItem.kind, ChangeItem.row_id).where(ChangeItem.device == device, ChangeItem.seq == seq)
    found = session.execute(query.where(ChangeItem.kind.not_in([LABEL_KIND, ERASURE_KIND])).order_by(ChangeItem.number))
    rows = list(dict.fromkeys((kind, row_id) for kind, row_id in found))
    if not rows:
        return _("no record")
    first = record(session, *rows[0])
    return first if len(rows) == 1 else _("{first} and {count} more").format(first=first, count=len(rows) - 1)


def computer(session: Session, device: UUID) -> str:
    """The name of a computer; the beginning of its id when it is unknown."""
    row = session.get(Device, device)
    return row.name if row is not None else str(device)[:8]
