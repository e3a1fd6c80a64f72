"""Putting right what a merge left: every verb is a visible new step."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.db import erasure, loose_ends
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.erasure import NOT_UNDONE, Erased
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.search.queries import title
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef

from .rules import KEPT

__all__ = ["bring_back", "erase_again", "let_earlier_go", "remove_stray"]


@verb(label=N_("Put “{title}” back"))
def bring_back(uow: UnitOfWork, *, kind: str, id: UUID) -> None:
    """A removed record again, with all that went in the same step. `UserError` ``same`` when it is there."""
    row = _row(uow, kind, id)
    if not row.deleted:
        raise UserError(_("It is like that now."), code="same")
    uow.describe(title=title(row))
    for one in (row, *loose_ends.removed_with(uow.session, row)):
        one.deleted = False


@verb(label=N_("Remove “{title}”"))
def remove_stray(uow: UnitOfWork, *, kind: str, id: UUID) -> None:
    """A record whose place is gone, with what is below it. `UserError` ``kept`` for what isn't removed by hand."""
    row = uow.get(journaled_models()[kind], id)
    leaving = [row, *loose_ends.below(uow.session, row)]
    if any(one.__kind__ in KEPT for one in leaving):
        raise UserError(_("A letter or an adopted text stays. Put back what it belongs to."), code="kept")
    uow.describe(title=title(row))
    for one in leaving:
        uow.remove(one)


@verb(label=N_("Erase once more what was erased on two computers"), undo=NOT_UNDONE)
def erase_again(uow: UnitOfWork, *, kind: str, id: UUID) -> Erased:
    """What two erasures took out of a record, that each of them put back. `UserError` ``nothing_found`` when none
    crossed there, ``changed_since`` when a person has to look."""
    return erasure.erase_again(uow, EntityRef(kind, id), _crossed(uow, kind, id))


@verb(label=N_("Let earlier versions go"), undo=NOT_UNDONE)
def let_earlier_go(uow: UnitOfWork, *, kind: str, id: UUID, field: str = "") -> Erased:
    """Keep a text as it is now and nothing of before; without ``field`` all in which two erasures crossed."""
    ref = EntityRef(kind, _row(uow, kind, id).id)
    if field:
        late = (one for one in loose_ends.late_edits(uow.session) if one.ref == ref and one.field == field)
        if next(late, None) is None:
            raise _nothing()
        return erasure.forget_earlier(uow, ref, (field,))
    names = erasure.fields_of(uow.session, (kind, id), _crossed(uow, kind, id))
    return erasure.forget_earlier(uow, ref, names)


def _crossed(uow: UnitOfWork, kind: str, id: UUID) -> tuple[str, ...]:
    wanted = EntityRef(kind, id)
    found = (one.erasures for one in loose_ends.crossed_erasures(uow.session) if one.ref == wanted)
    ids = next(found, None)
    if ids is None:
        raise _nothing()
    return ids


def _nothing() -> UserError:
    return UserError(_("There is nothing left to put right here."), code="nothing_found")


def _row(uow: UnitOfWork, kind: str, id: UUID) -> Journaled:
    row = uow.session.get(journaled_models()[kind], id)
    if row is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return row
