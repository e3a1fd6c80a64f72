"""Verbs of promises: what the college said it would do, and whether it did."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.meetings.model import Meeting
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Advice, Promise, Recommendation
from ..rules.promises import DROPPED, KEPT, OPEN


class PromiseFields(TypedDict, total=False):
    """Where it was made, by whom, when, and by when it has to be kept. ``page`` is that of the answer."""

    advice: UUID | None
    meeting: UUID | None
    recommendation: UUID | None
    made_by: str
    made_on: date | None
    due: date | None
    page: str


@verb(label=N_("Add promise “{text}”"))
def add_promise(uow: UnitOfWork, *, text: str, **fields: Unpack[PromiseFields]) -> UUID:
    """A promise in the answer to an advice, at a meeting, or elsewhere; made on the day of the answer or meeting
    unless said. `UserError` without a text, or for a recommendation of another advice."""
    uow.describe(text=text)
    row = Promise(text=_said(text))
    _fill(uow, row, fields)
    if row.made_on is None:
        row.made_on = _day_of(uow, row)
    return uow.add(row).id


@verb(label=N_("Change promise “{text}”"))
def update_promise(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[PromiseFields]) -> None:
    """Correct what was promised, by whom, where or by when."""
    row = uow.get(Promise, id)
    uow.describe(text=row.text)
    if text is not None:
        row.text = _said(text)
    _fill(uow, row, fields)


def _said(text: str) -> str:
    if not text.strip():
        raise UserError(_("Type what was promised."), code="empty")
    return str(checked(Promise, {"text": text.strip()})["text"])


def _fill(uow: UnitOfWork, row: Promise, fields: PromiseFields) -> None:
    for name, value in checked(Promise, fields).items():
        setattr(row, name, value)
    if row.advice is not None:
        uow.get(Advice, row.advice)
    if row.meeting is not None:
        uow.get(Meeting, row.meeting)
    if row.recommendation is not None and uow.get(Recommendation, row.recommendation).advice != row.advice:
        raise UserError(_("Choose a recommendation of the same advice."), code="other_advice")


def _day_of(uow: UnitOfWork, row: Promise) -> date:
    answered = uow.get(Advice, row.advice).answered_on if row.advice is not None else None
    held = uow.get(Meeting, row.meeting).day if row.meeting is not None else None
    return answered or held or clock.today()


@verb(label=N_("Promise “{text}” kept"))
def keep_promise(uow: UnitOfWork, *, id: UUID, on: date | None = None) -> None:
    """It was done, on a day (today). `UserError` for a day that is still to come."""
    day = on or clock.today()
    if day > clock.today():
        raise UserError(_("This day is still to come. Choose today or earlier."), code="future")
    _settle(uow, id, KEPT, day)


@verb(label=N_("Promise “{text}” dropped"))
def drop_promise(uow: UnitOfWork, *, id: UUID) -> None:
    """It is no longer expected."""
    _settle(uow, id, DROPPED, None)


@verb(label=N_("Promise “{text}” open again"))
def reopen_promise(uow: UnitOfWork, *, id: UUID) -> None:
    """It still has to be kept."""
    _settle(uow, id, OPEN, None)


def _settle(uow: UnitOfWork, id: UUID, state: str, on: date | None) -> None:
    row = uow.get(Promise, id)
    uow.describe(text=row.text)
    row.state, row.done_on = state, on


@verb(label=N_("Remove promise “{text}”"))
def remove_promise(uow: UnitOfWork, *, id: UUID) -> None:
    """It was never made, or stands twice."""
    row = uow.get(Promise, id)
    uow.describe(text=row.text)
    uow.remove(row)
