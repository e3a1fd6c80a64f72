"""Verbs of a meeting itself: plan, change, start, close, remove."""

from __future__ import annotations

from datetime import date, time
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.queries import council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Action, AgendaItem, Annex, Aside, Attendance, Decision, Meeting, Speaker
from ..rules import words
from ..rules.checks import one_of, some_text
from .course import wind_up
from .decisions import remove_decision
from .templates import chosen_template, fill


class MeetingFields(TypedDict, total=False):
    """What can be changed about a meeting, each by itself."""

    title: str
    kind: str
    day: date | None
    start: time | None
    end: time | None
    zone: str
    place: str
    public: bool
    chair: UUID | None
    minute_taker: UUID | None
    introduction: str
    online: str


@verb(label=N_("Add meeting “{title}”"))
def add_meeting(uow: UnitOfWork, *, template: str | None = None, **fields: Unpack[MeetingFields]) -> UUID:
    """A new meeting, empty or with the items of a template; returns its id.

    Without a title it takes the template's; what isn't given is as usual (`queries.usual`). `UserError` for a
    template or kind that isn't there.
    """
    chosen = chosen_template(uow, template)
    kind = one_of(fields.pop("kind", chosen.kind if chosen else "plenary"), words.MEETING_KINDS)
    title = fields.pop("title", "").strip() or (chosen.meeting_title if chosen else _(words.MEETING_KINDS[kind]))
    uow.describe(title=title)
    body = council(uow.session)
    usual = queries.usual(uow.session, kind, fields.get("day"))
    defaults: MeetingFields = {
        "zone": body.zone if body else "Europe/Amsterdam",
        "public": kind != "executive",
        "place": usual.place,
        "chair": usual.chair,
        "minute_taker": usual.minute_taker,
    }
    row = uow.add(Meeting(**checked(Meeting, {**defaults, **fields, "title": title, "kind": kind})))
    if chosen is not None:
        fill(uow, row, chosen.items)
    return row.id


@verb(label=N_("Change meeting “{title}”"))
def update_meeting(uow: UnitOfWork, *, id: UUID, **fields: Unpack[MeetingFields]) -> None:
    """Change fields of a meeting. `UserError` for an empty title or a kind that isn't there."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    if "title" in fields:
        fields["title"] = some_text(fields["title"], _("A meeting needs a title. Type one."))
    if "kind" in fields:
        one_of(fields["kind"], words.MEETING_KINDS)
    uow.update(row, **checked(Meeting, fields))


@verb(label=N_("Remove meeting “{title}”"))
def remove_meeting(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove a meeting with everything recorded at it. Refused once its minutes are adopted."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    if row.minutes_state == "adopted":
        raise UserError(
            _("The minutes of this meeting were adopted. The meeting stays in the dossier."), code="adopted"
        )
    items = uow.session.scalars(select(AgendaItem.id).where(AgendaItem.meeting == id)).all()
    for part in (Annex, Aside):
        for below in uow.session.scalars(select(part).where(part.item.in_(items), part.deleted.is_(False))):
            uow.remove(below)
    for taken in uow.session.scalars(select(Decision.id).where(Decision.meeting == id, Decision.deleted.is_(False))):
        remove_decision(uow, id=taken)
    for model in (AgendaItem, Attendance, Action, Speaker):
        for child in uow.session.scalars(select(model).where(model.meeting == id, model.deleted.is_(False))):
            uow.remove(child)
    uow.remove(row)


@verb(label=N_("Start meeting “{title}”"))
def start_meeting(uow: UnitOfWork, *, id: UUID, at: time | None = None) -> None:
    """Open the meeting now or at a time, with its first item. A meeting that was closed goes on where it was."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    now = at or clock.local_minute(row.zone)
    tree = queries.item_tree(uow.session, id)
    for item, _level in tree:
        if row.closed_at is not None and item.ended == row.closed_at:
            item.ended = None
    row.status, row.closed_at = "running", None
    row.opened_at = row.opened_at or now
    if row.minutes_state == "none":
        row.minutes_state = "draft"
    if tree and not any(item.began for item, _level in tree):
        tree[0][0].began = now


@verb(label=N_("Close meeting “{title}”"))
def close_meeting(uow: UnitOfWork, *, id: UUID, at: time | None = None) -> None:
    """Close a meeting now or at a time; its minutes are a draft from then on. Corrections stay possible."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    if row.status == "closed":
        raise UserError(_("This meeting is closed already."), code="closed")
    row.closed_at = at or clock.local_minute(row.zone)
    wind_up(uow, row, row.closed_at)
    row.status = "closed"
    if row.minutes_state == "none":
        row.minutes_state = "draft"


@verb(label=N_("Attach minutes “{file_name}”"))
def attach_minutes(uow: UnitOfWork, *, id: UUID, file_name: str, data: bytes, media_type: str) -> None:
    """Keep minutes that were made elsewhere as a file; they can be adopted at a next meeting.

    Refused once the minutes are adopted.
    """
    row = uow.get(Meeting, id)
    uow.describe(file_name=file_name)
    if row.minutes_state == "adopted":
        raise UserError(_("The minutes of this meeting were adopted. They stay as they are."), code="adopted")
    digest = uow.store_blob(data, media_type)
    uow.update(row, **checked(Meeting, {"minutes_file": digest, "minutes_file_name": file_name}))
    row.minutes_state = "draft"
    if row.status == "planned":
        row.status = "closed"
