"""Verbs of the school holidays that the council listed."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import SchoolHoliday
from ..rules.checks import some_text


class SchoolHolidayFields(TypedDict, total=False):
    """A name and the days from and up to which, both included."""

    name: str
    first_day: date | None
    last_day: date | None


@verb(label=N_("Add school holiday “{name}”"))
def add_school_holiday(uow: UnitOfWork, *, name: str, first_day: date, last_day: date) -> UUID:
    """List a stretch of days, both included. `UserError` without a name, or when it ends before it begins."""
    uow.describe(name=name)
    fields = {"name": _named(name), "first_day": first_day, "last_day": last_day}
    row = SchoolHoliday(**checked(SchoolHoliday, fields))
    _in_order(row)
    return uow.add(row).id


def _named(name: str) -> str:
    return some_text(name, _("A holiday needs a name. Type one."))


def _in_order(row: SchoolHoliday) -> None:
    if row.first_day is not None and row.last_day is not None and row.last_day < row.first_day:
        raise UserError(_("A holiday can't end before it begins. Change one of the days."), code="ends_first")


@verb(label=N_("Change school holiday “{name}”"))
def update_school_holiday(uow: UnitOfWork, *, id: UUID, **fields: Unpack[SchoolHolidayFields]) -> None:
    """Another name or other days."""
    row = uow.get(SchoolHoliday, id)
    uow.describe(name=row.name)
    if "name" in fields:
        fields["name"] = _named(fields["name"])
    uow.update(row, **checked(SchoolHoliday, fields))
    _in_order(row)


@verb(label=N_("Remove school holiday “{name}”"))
def remove_school_holiday(uow: UnitOfWork, *, id: UUID) -> None:
    """Take it from the list."""
    row = uow.get(SchoolHoliday, id)
    uow.describe(name=row.name)
    uow.remove(row)
