"""Verbs of agenda items: add, change, move, remove, annexes, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import takewhile
from typing import Literal, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Action, AgendaItem, Annex, Aside, Decision, Meeting, Speaker
from ..rules import words
from ..rules.checks import item_minutes, one_of, some_text
from ..rules.numbering import DEEPEST
from ..rules.ordering import keys_with_room
from ..rules.proposals import with_note
from ..rules.subjects import SUBJECTS
from .decisions import remove_decision

Direction = Literal["up", "down", "in", "out"]


class ItemFields(TypedDict, total=False):
    """What can be changed about an agenda item, each by itself."""

    kind: str
    minutes: int | None
    start: time | None
    introducer: str
    public: bool
    explanation: str
    notes: str
    purpose: str
    asked: str
    closed_notes: str


@verb(label=N_("Add agenda item “{title}”"))
def add_item(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    title: str,
    parent: UUID | None = None,
    after: UUID | None = None,
    **fields: Unpack[ItemFields],
) -> UUID:
    """A new item after item ``after`` on its level, else as the last one under ``parent`` (None: at the top).

    One that comes on the agenda while the meeting runs is marked so.
    """
    uow.describe(title=title)
    held = uow.get(Meeting, meeting)
    if after is not None:
        parent = uow.get(AgendaItem, after).parent
    row = AgendaItem(
        **checked(AgendaItem, _valid({**_defaults(held), **fields})),
        meeting=held.id,
        title=checked(AgendaItem, {"title": _titled(title)})["title"],
        added_at=clock.local_minute(held.zone) if held.status == "running" else None,
    )
    _put(uow, row, parent, after)
    return uow.add(row).id


def _defaults(meeting: Meeting) -> ItemFields:
    return {"public": meeting.public}


def _titled(title: str) -> str:
    return some_text(title, _("An agenda item needs a title. Type one."))


def _valid(fields: ItemFields) -> ItemFields:
    if "kind" in fields:
        one_of(fields["kind"], words.ITEM_KINDS)
    if "minutes" in fields:
        item_minutes(fields["minutes"])
    return fields


def _put(uow: UnitOfWork, row: AgendaItem, parent: UUID | None, after: UUID | None) -> None:
    """Give ``row`` its parent and its key after sibling ``after``; None is the end."""
    beside = [one for one in queries.siblings(uow.session, row.meeting, parent) if one.id != row.id]
    places = [at + 1 for at, one in enumerate(beside) if one.id == after]
    _put_at(row, parent, beside, places[0] if places else len(beside))


def _put_at(row: AgendaItem, parent: UUID | None, beside: list[AgendaItem], at: int) -> None:
    keys, own = keys_with_room([one.position for one in beside], at)
    for one, key in zip(beside, keys, strict=True):
        one.position = key
    row.parent, row.position = parent, own


@verb(label=N_("Change agenda item “{title}”"))
def update_item(uow: UnitOfWork, *, id: UUID, title: str | None = None, **fields: Unpack[ItemFields]) -> None:
    """Change fields of an item. `UserError` for an empty title, an unknown kind or impossible minutes."""
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    if title is not None:
        uow.update(row, **checked(AgendaItem, {"title": _titled(title)}))
    uow.update(row, **checked(AgendaItem, _valid(fields)))


@verb(label=N_("Move agenda item “{title}”"))
def move_item(uow: UnitOfWork, *, id: UUID, direction: Direction) -> None:
    """Up or down among its siblings, in (below the item before it) or out (after its parent).

    At the edge nothing happens. `UserError` when it would come too deep.
    """
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    beside = queries.siblings(uow.session, row.meeting, row.parent)
    at = next(place for place, one in enumerate(beside) if one.id == id)
    others = [one for one in beside if one.id != id]
    if direction == "up" and at > 0:
        _put_at(row, row.parent, others, at - 1)
    elif direction == "down" and at < len(others):
        _put_at(row, row.parent, others, at + 1)
    elif direction == "in" and at > 0:
        _refuse_too_deep(uow, row)
        _put(uow, row, beside[at - 1].id, None)
    elif direction == "out" and row.parent is not None:
        _put(uow, row, uow.get(AgendaItem, row.parent).parent, row.parent)


def _refuse_too_deep(uow: UnitOfWork, row: AgendaItem) -> None:
    tree = queries.item_tree(uow.session, row.meeting)
    level = next(level for one, level in tree if one.id == row.id)
    if level + _height(tree, row.id) >= DEEPEST:
        raise UserError(_("An agenda has three levels at most. Move this item out first."), code="too_deep")


def _height(tree: Sequence[tuple[AgendaItem, int]], id: UUID) -> int:
    """How many levels of sub-items an item has."""
    at, level = next((place, level) for place, (one, level) in enumerate(tree) if one.id == id)
    below = takewhile(lambda deeper: deeper > level, (deeper for _one, deeper in tree[at + 1 :]))
    return max(below, default=level) - level


@verb(label=N_("Move agenda item “{title}”"))
def place_item(uow: UnitOfWork, *, id: UUID, after: UUID | None, below: bool = False) -> None:
    """Put an item right after another one, on that one's level; None: at the very top of the agenda.

    ``below``: as the first sub-item of that one. `UserError` when it would stand below itself or too deep.
    """
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    if after == id:
        return
    if after is None:
        beside = [one for one in queries.siblings(uow.session, row.meeting, None) if one.id != id]
        _put_at(row, None, beside, 0)
        return
    target = uow.get(AgendaItem, after)
    if after in with_children(uow, row):
        raise UserError(_("An item can't stand below itself. Choose another place."), code="inside_itself")
    tree = queries.item_tree(uow.session, row.meeting)
    if _height(tree, id) + next(level for one, level in tree if one.id == after) + below > DEEPEST:
        raise UserError(_("An agenda has three levels at most. Move this item out first."), code="too_deep")
    if below:
        beside = [one for one in queries.siblings(uow.session, row.meeting, after) if one.id != id]
        _put_at(row, after, beside, 0)
    else:
        _put(uow, row, target.parent, after)


@verb(label=N_("Remove agenda item “{title}”"))
def remove_item(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove an item with its sub-items, annexes, decisions and actions."""
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    gone = list(with_children(uow, row))
    for model in (Annex, Action, Aside):
        for child in uow.session.scalars(select(model).where(model.item.in_(gone), model.deleted.is_(False))):
            uow.remove(child)
    for row_id in uow.session.scalars(select(Decision.id).where(Decision.item.in_(gone), Decision.deleted.is_(False))):
        remove_decision(uow, id=row_id)
    for speaker in uow.session.scalars(select(Speaker).where(Speaker.item.in_(gone))):
        speaker.item = None
    for item in gone:
        uow.remove(uow.get(AgendaItem, item))


def with_children(uow: UnitOfWork, row: AgendaItem) -> tuple[UUID, ...]:
    """An item and all below it."""
    found = [row.id]
    for item, _level in queries.item_tree(uow.session, row.meeting):
        if item.parent in found and item.id not in found:
            found.append(item.id)
    return tuple(found)


@verb(label=N_("Put “{title}” on the agenda"))
def put_on_agenda(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    subject_kind: str,
    subject: UUID,
    version: UUID | None = None,
    item: UUID | None = None,
    title: str = "",
    kind: str = "decide",
) -> UUID:
    """Make a record the subject of ``item``, or of a new item before the closing ones; returns the item's id.

    ``version`` is the snapshot that goes with the agenda. Without a title the record's own is taken.
    """
    handler = SUBJECTS.get(subject_kind)
    named = title.strip() or (handler.title(uow.session, subject) if handler else "")
    uow.describe(title=named)
    if item is None:
        item = add_item(uow, meeting=meeting, title=named, kind=kind, after=last_of_substance(uow, meeting))
    row = uow.get(AgendaItem, item)
    uow.update(row, **checked(AgendaItem, {"subject_kind": subject_kind, "subject": subject, "version": version}))
    return row.id


def last_of_substance(uow: UnitOfWork, meeting: UUID) -> UUID | None:
    """The last item at the top that isn't procedure: new business comes before any other business and closing."""
    top = queries.siblings(uow.session, meeting, None)
    found = [row.id for row in top if row.kind not in ("procedure", "break")]
    return found[-1] if found else None


def put_last_of_substance(uow: UnitOfWork, row: AgendaItem) -> None:
    """Give an item of this meeting its place there, at the top level."""
    row.parent = None
    uow.session.flush()
    top = [one for one in queries.siblings(uow.session, row.meeting, None) if one.id != row.id]
    places = [at + 1 for at, one in enumerate(top) if one.kind not in ("procedure", "break")]
    _put_at(row, None, top, places[-1] if places else len(top))


@verb(label=N_("Note “{text}”"))
def add_note(uow: UnitOfWork, *, item: UUID, text: str, proposal: bool = False) -> None:
    """Add a line to the notes of an item, in a closed part to those that are kept apart; a proposal is marked."""
    row = uow.get(AgendaItem, item)
    line = some_text(text, _("Type what has to be noted first."))
    uow.describe(text=line)
    field = "closed_notes" if uow.get(Meeting, row.meeting).closed_from is not None else "notes"
    notes = with_note(getattr(row, field), line, proposal=proposal)
    uow.update(row, **checked(AgendaItem, {field: notes}))
