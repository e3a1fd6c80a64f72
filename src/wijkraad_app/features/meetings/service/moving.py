"""An item goes from one meeting to another, with all that belongs to it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Action, AgendaItem, Decision, Meeting
from .items import put_last_of_substance, with_children


@verb(label=N_("Move “{title}” to {meeting}"))
def move_to_meeting(uow: UnitOfWork, *, id: UUID, meeting: UUID) -> None:
    """Take an item with its sub-items and annexes to another meeting, before its closing items.

    `UserError` when that meeting is over, or something was decided or agreed at the item already: then it is
    deferred, not moved.
    """
    row, target = uow.get(AgendaItem, id), uow.get(Meeting, meeting)
    uow.describe(title=row.title, meeting=target.title)
    if row.meeting == meeting:
        return
    if target.status == "closed":
        raise UserError(_("That meeting is over. Choose one that is still to come."), code="closed")
    gone = with_children(uow, row)
    if _spoken_of(uow, gone):
        message = _("Something was decided or noted at “{title}”. It stays with its meeting.")
        raise UserError(message.format(title=row.title), code="in_use")
    for one in gone:
        uow.get(AgendaItem, one).meeting = meeting
    row.start = None
    put_last_of_substance(uow, row)


def _spoken_of(uow: UnitOfWork, items: tuple[UUID, ...]) -> bool:
    for model in (Decision, Action):
        if uow.session.scalar(select(model.id).where(model.item.in_(items), model.deleted.is_(False)).limit(1)):
            return True
    rows = [uow.get(AgendaItem, one) for one in items]
    return any(row.began is not None or row.notes.strip() or row.closed_notes.strip() for row in rows)
