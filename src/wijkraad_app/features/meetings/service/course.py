"""Verbs of the course of a meeting: what is on, what goes elsewhere, breaks, the closed part."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import AgendaItem, Attendance, Meeting
from ..rules import words
from ..rules.checks import item_minutes
from ..rules.course import GONE
from ..rules.numbering import DEEPEST
from ..rules.proposals import with_note
from .carry_over import continue_item
from .items import add_item, remove_item, with_children
from .on_now import current_item
from .speakers import silence


# --- what is on -------------------------------------------------------------------------
@verb(label=N_("Begin agenda item “{title}”"))
def begin_item(uow: UnitOfWork, *, id: UUID, at: time | None = None) -> None:
    """The meeting comes to this item now or at a time, and what was on has ended; the first time counts.

    An item that was over, or put off, is taken up again.
    """
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    now = at or clock.local_minute(uow.get(Meeting, row.meeting).zone)
    if row.began is not None and row.ended is None and row.state not in GONE:
        return
    _put_back(uow, row)
    stays = {row.id, *_above(uow, row)}
    for other, _level in queries.item_tree(uow.session, row.meeting):
        if other.began is not None and other.ended is None and other.id not in stays:
            other.ended = now
    row.began, row.ended = row.began or now, None


def _above(uow: UnitOfWork, row: AgendaItem) -> list[UUID]:
    """What it stands under, the nearest first; a merge may have made a circle."""
    found: list[UUID] = []
    while row.parent is not None and row.parent not in found:
        found.append(row.parent)
        above = uow.session.get(AgendaItem, row.parent)
        if above is None:
            break
        row = above
    return found


# --- what goes elsewhere ----------------------------------------------------------------
@verb(label=N_("Defer agenda item “{title}”"))
def defer_item(uow: UnitOfWork, *, id: UUID, to: UUID | None = None) -> None:
    """Put an item off to meeting ``to``, where it comes on the agenda at once, or (None) till later.

    `UserError` when it is off this agenda already, or that meeting is this one or over.
    """
    row = _still_here(uow, id)
    uow.describe(title=row.title)
    if to is not None:
        target = uow.get(Meeting, to)
        if target.id == row.meeting:
            raise UserError(_("That is this meeting. Choose another one, or later."), code="same_meeting")
        if target.status == "closed":
            raise UserError(_("That meeting is over. Choose one that is still to come."), code="closed")
        continue_item(uow, to, row.id)
    _leave(uow, row, "deferred")
    row.deferred_to = to


@verb(label=N_("Merge agenda item “{title}” into “{other}”"))
def merge_item(uow: UnitOfWork, *, id: UUID, into: UUID) -> None:
    """Treat an item together with item ``into`` of the same meeting; what was kept at it stays there.

    `UserError` when it is off this agenda already, or when that is itself, stands below it, or is off the agenda.
    """
    row, target = _still_here(uow, id), _still_here(uow, into)
    uow.describe(title=row.title, other=target.title)
    if target.meeting != row.meeting or target.id in with_children(uow, row):
        raise UserError(_("An item can't be merged into itself or into what stands below it."), code="inside_itself")
    _leave(uow, row, "merged")
    row.merged_into = into


@verb(label=N_("Drop agenda item “{title}”"))
def drop_item(uow: UnitOfWork, *, id: UUID) -> None:
    """Not treated, and not to come back. `UserError` when it is off this agenda already."""
    row = _still_here(uow, id)
    uow.describe(title=row.title)
    _leave(uow, row, "dropped")


@verb(label=N_("Put agenda item “{title}” back"))
def restore_item(uow: UnitOfWork, *, id: UUID) -> None:
    """Back on the agenda after it was deferred, merged or dropped; where it was put off to, it goes again.

    `UserError` when it is on the agenda, or was spoken of elsewhere meanwhile.
    """
    row = uow.get(AgendaItem, id)
    uow.describe(title=row.title)
    if row.state not in GONE:
        raise UserError(_("This item is on the agenda already."), code="not_gone")
    _put_back(uow, row)


def _still_here(uow: UnitOfWork, id: UUID) -> AgendaItem:
    row = uow.get(AgendaItem, id)
    if row.state in GONE:
        message = _("“{title}” is off this agenda already. Put it back first.")
        raise UserError(message.format(title=row.title), code="gone")
    return row


def _leave(uow: UnitOfWork, row: AgendaItem, state: str) -> None:
    """Off the agenda, with what stands below it and isn't over."""
    now = clock.local_minute(uow.get(Meeting, row.meeting).zone)
    for id in with_children(uow, row):
        one = uow.get(AgendaItem, id)
        if one.id == row.id or (one.began is None and one.state not in GONE):
            one.state = state
        if one.began is not None and one.ended is None:
            one.ended = now


def _put_back(uow: UnitOfWork, row: AgendaItem) -> None:
    before = row.state
    if before not in GONE:
        return
    if row.deferred_to is not None:
        _take_from(uow, row)
    for id in with_children(uow, row):
        one = uow.get(AgendaItem, id)
        if one.id == row.id or (one.state == before and one.began is None):
            one.state, one.deferred_to, one.merged_into = "", None, None


def _take_from(uow: UnitOfWork, row: AgendaItem) -> None:
    """The item it became elsewhere goes, while nothing happened to it."""
    query = select(AgendaItem).where(AgendaItem.continues == row.id, AgendaItem.deleted.is_(False))
    for other in uow.session.scalars(query):
        if other.began is not None or other.notes.strip() or other.closed_notes.strip():
            message = _("“{title}” was treated at another meeting meanwhile. Add it here as a new item.")
            raise UserError(message.format(title=row.title), code="in_use")
        remove_item(uow, id=other.id)


# --- breaks -----------------------------------------------------------------------------
@verb(label=N_("Break of {minutes} minutes"))
def begin_break(uow: UnitOfWork, *, meeting: UUID, minutes: int, at: time | None = None) -> UUID:
    """People leave the room for some minutes; what was on goes on afterwards. Returns the id of the break.

    A break that comes next on the agenda is the one that begins. `UserError` when the meeting isn't running, or there
    is a break already.
    """
    held = _running(uow, meeting)
    uow.describe(minutes=minutes)
    on = current_item(uow, held)
    if on is not None and on.kind == "break":
        raise UserError(_("There is a break already. End it first."), code="on_break")
    asked = item_minutes(minutes)
    now = at or clock.local_minute(held.zone)
    row = _break_after(uow, held, on)
    row.minutes, row.began, row.ended = asked, now, None
    silence(uow, held.id)
    return row.id


def _break_after(uow: UnitOfWork, held: Meeting, on: AgendaItem | None) -> AgendaItem:
    top = [row for row in queries.siblings(uow.session, held.id, None) if row.state not in GONE]
    head = ([on.id, *_above(uow, on)][-1]) if on is not None else None
    place = next((at for at, row in enumerate(top) if row.id == head), -1)
    if place + 1 < len(top) and top[place + 1].kind == "break" and top[place + 1].began is None:
        return top[place + 1]
    made = add_item(uow, meeting=held.id, title=_(words.ITEM_KINDS["break"]).capitalize(), kind="break", after=head)
    return uow.get(AgendaItem, made)


@verb(label=N_("End the break"))
def end_break(uow: UnitOfWork, *, meeting: UUID, at: time | None = None) -> None:
    """On with the meeting. `UserError` when there is no break."""
    held = uow.get(Meeting, meeting)
    on = current_item(uow, held)
    if on is None or on.kind != "break":
        raise UserError(_("There is no break now."), code="no_break")
    on.ended = at or clock.local_minute(held.zone)


# --- the closed part --------------------------------------------------------------------
@verb(label=N_("Begin the closed part"))
def begin_closed_part(uow: UnitOfWork, *, meeting: UUID, at: time | None = None) -> UUID:
    """The guests leave, and what is kept from now on is kept apart. Returns the id of the item it is kept at.

    That is the item that is on when it is closed, else a closed one below it, so that its decisions and actions are
    kept apart as well. `UserError` when the meeting isn't running or this part is closed already.
    """
    held = _running(uow, meeting)
    if held.closed_from is not None:
        raise UserError(_("This part is closed already."), code="closed_part")
    on = current_item(uow, held)
    now = at or clock.local_minute(held.zone)
    guests = [row for row in _guests(uow, held) if row.state in words.HERE and row.left is None]
    if on is not None:
        said = _("Closed part from {time}. The guests leave.") if guests else _("Closed part from {time}.")
        _say(on, said.format(time=dates.clock_time(now)))
    item = on if on is not None and not on.public else _closed_item(uow, held, on)
    begin_item(uow, id=item.id, at=now)
    for guest in guests:
        guest.left = now
    held.closed_from = now
    silence(uow, held.id)
    return item.id


def _closed_item(uow: UnitOfWork, held: Meeting, on: AgendaItem | None) -> AgendaItem:
    level = next((level for row, level in queries.item_tree(uow.session, held.id) if on and row.id == on.id), 0)
    below = on is not None and level < DEEPEST and on.kind != "break"
    parent, after = (on.id, None) if on and below else (None, on.id if on else None)
    made = add_item(uow, meeting=held.id, title=_("Closed part"), parent=parent, after=after, public=False)
    return uow.get(AgendaItem, made)


@verb(label=N_("End the closed part"))
def end_closed_part(uow: UnitOfWork, *, meeting: UUID, at: time | None = None) -> None:
    """The guests who left for it come back, and the item it stood under goes on. `UserError` when none is on."""
    held = uow.get(Meeting, meeting)
    if held.closed_from is None:
        raise UserError(_("There is no closed part now."), code="no_closed_part")
    _open_again(uow, held, at or clock.local_minute(held.zone), back=True)


def _open_again(uow: UnitOfWork, held: Meeting, now: time, *, back: bool) -> None:
    guests = [row for row in _guests(uow, held) if row.left == held.closed_from] if back else []
    for guest in guests:
        guest.left = None
    held.closed_from = None
    on = current_item(uow, held)
    if on is None:
        return
    above = [uow.get(AgendaItem, id) for id in _above(uow, on)]
    if not on.public:
        on.ended = now
    told = next((row for row in (on, *above) if row.public), on)
    said = _("Open again at {time}. The guests come back.") if guests else _("Open again at {time}.")
    _say(told, said.format(time=dates.clock_time(now)))


def _guests(uow: UnitOfWork, held: Meeting) -> list[Attendance]:
    """Who is here and isn't a member."""
    found = [row.id for row in queries.attendance_rows(uow.session, held) if row.guest and row.id is not None]
    return [uow.get(Attendance, id) for id in found]


def _say(row: AgendaItem, text: str) -> None:
    """A line in the notes that tells of guests: no more than that they left."""
    row.notes = with_note(row.notes, text)


def _running(uow: UnitOfWork, meeting: UUID) -> Meeting:
    held = uow.get(Meeting, meeting)
    if held.status != "running":
        raise UserError(_("The meeting isn't running. Open it first."), code="not_running")
    return held


def wind_up(uow: UnitOfWork, held: Meeting, now: time) -> None:
    """The meeting ends: whatever is on has ended, the closed part too, and nobody has the floor."""
    if held.closed_from is not None:
        _open_again(uow, held, now, back=False)
    for row, _level in queries.item_tree(uow.session, held.id):
        if row.began is not None and row.ended is None:
            row.ended = now
    silence(uow, held.id, done=True)
