"""Verbs of the items that someone wants on an agenda some time."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import AgendaItem, Meeting, ProposedItem
from ..rules import words
from ..rules.checks import item_minutes, one_of, some_text
from ..rules.ordering import keys_with_room
from ..rules.subjects import SUBJECTS
from .items import add_item, last_of_substance


class ProposedFields(TypedDict, total=False):
    """What can be changed about a proposed item, each by itself."""

    kind: str
    purpose: str
    minutes: int | None
    introducer: str
    public: bool
    explanation: str
    proposed_by: str
    wished: date | None


@verb(label=N_("Propose item “{title}”"))
def add_proposed(
    uow: UnitOfWork,
    *,
    title: str = "",
    subject_kind: str = "",
    subject: UUID | None = None,
    **fields: Unpack[ProposedFields],
) -> UUID:
    """Keep an item for a later agenda; about a record it takes that one's title. Returns its id."""
    handler = SUBJECTS.get(subject_kind) if subject_kind else None
    named = title.strip() or (handler.title(uow.session, subject) if handler and subject else "")
    uow.describe(title=named)
    query = select(ProposedItem.position).where(ProposedItem.deleted.is_(False)).order_by(ProposedItem.position.desc())
    last = [key for key in (uow.session.scalar(query.limit(1)),) if key]
    values = {"title": _titled(named), "subject_kind": subject_kind, "subject": subject, **_valid(fields)}
    position = keys_with_room(last, len(last))[1]
    return uow.add(ProposedItem(position=position, **checked(ProposedItem, values))).id


def _titled(title: str) -> str:
    return some_text(title, _("A proposed item needs a title. Type one."))


def _valid(fields: ProposedFields) -> ProposedFields:
    if "kind" in fields:
        one_of(fields["kind"], words.ITEM_KINDS)
    if "minutes" in fields:
        item_minutes(fields["minutes"])
    return fields


@verb(label=N_("Change proposed item “{title}”"))
def update_proposed(
    uow: UnitOfWork, *, id: UUID, title: str | None = None, **fields: Unpack[ProposedFields]
) -> None:  # fmt: skip
    """Change what is proposed."""
    row = uow.get(ProposedItem, id)
    uow.describe(title=row.title)
    if title is not None:
        uow.update(row, **checked(ProposedItem, {"title": _titled(title)}))
    uow.update(row, **checked(ProposedItem, _valid(fields)))


@verb(label=N_("Drop proposed item “{title}”"))
def drop_proposed(uow: UnitOfWork, *, id: UUID) -> None:
    """It won't come on an agenda; it stays to be found, and can be taken up again."""
    row = uow.get(ProposedItem, id)
    uow.describe(title=row.title)
    if row.state == "dropped":
        raise UserError(_("This item was dropped already."), code="dropped")
    row.state = "dropped"


@verb(label=N_("Take up proposed item “{title}” again"))
def reopen_proposed(uow: UnitOfWork, *, id: UUID) -> None:
    """It waits for an agenda again, also when it was placed before (the item stays where it is)."""
    row = uow.get(ProposedItem, id)
    uow.describe(title=row.title)
    row.state, row.item = "open", None


@verb(label=N_("Put “{title}” on the agenda"))
def place_proposed(uow: UnitOfWork, *, id: UUID, meeting: UUID, after: UUID | None = None) -> UUID:
    """Make it an item of a meeting, after item ``after`` or before the closing ones; returns the item's id.

    `UserError` when it is on an agenda already, or that meeting is over.
    """
    row, target = uow.get(ProposedItem, id), uow.get(Meeting, meeting)
    uow.describe(title=row.title)
    if row.state == "placed" and _still_there(uow, row):
        raise UserError(_("This item is on an agenda already."), code="placed")
    if target.status == "closed":
        raise UserError(_("That meeting is over. Choose one that is still to come."), code="closed")
    made = add_item(
        uow,
        meeting=meeting,
        title=row.title,
        after=after or last_of_substance(uow, meeting),
        kind=row.kind,
        purpose=row.purpose,
        minutes=row.minutes,
        introducer=row.introducer or row.proposed_by,
        public=row.public and target.public,
        explanation=row.explanation,
    )
    item = uow.get(AgendaItem, made)
    item.continues, item.subject_kind, item.subject = row.id, row.subject_kind, row.subject
    row.state, row.item = "placed", made
    return made


def _still_there(uow: UnitOfWork, row: ProposedItem) -> bool:
    item = uow.session.get(AgendaItem, row.item) if row.item else None
    return item is not None and not item.deleted


@verb(label=N_("Remove proposed item “{title}”"))
def remove_proposed(uow: UnitOfWork, *, id: UUID) -> None:
    """Take it from the list for good; an item made of it stays."""
    row = uow.get(ProposedItem, id)
    uow.describe(title=row.title)
    uow.remove(row)
