"""Verbs of stepping aside: a member with a personal interest in an item doesn't vote on it."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.kernel.ids import derived_id

from ..model import AgendaItem, Aside


@verb(label=N_("{name} steps aside"))
def step_aside(uow: UnitOfWork, *, item: UUID, person: UUID, reason: str = "") -> UUID:
    """A member takes no part in the vote on an item (Gemeentewet, art. 28); returns the id of the record."""
    at, someone = uow.get(AgendaItem, item), uow.get(Person, person)
    uow.describe(name=someone.name)
    # The same id on every computer: two secretaries who record it make one row.
    row_id = derived_id(at.id, "aside", someone.id)
    row = uow.session.get(Aside, row_id) or uow.add(Aside(id=row_id, item=at.id, person=someone.id))
    uow.update(row, deleted=False, **checked(Aside, {"reason": reason.strip()}))
    return row.id


@verb(label=N_("{name} takes part again"))
def take_part_again(uow: UnitOfWork, *, id: UUID) -> None:
    """The member votes on the item after all."""
    row = uow.get(Aside, id)
    uow.describe(name=uow.get(Person, row.person).name)
    uow.remove(row)
