"""Verbs of comments on draft minutes: added, changed, worked in or declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import AgendaItem, Meeting, MinutesComment
from ..readers.comments import ParsedComment
from ..rules import words
from ..rules.checks import one_of, some_text
from ..rules.minutes import COMMENT_STATES
from ..rules.numbering import numbers
from ..rules.ordering import keys_with_room


@verb(label=N_("Add comments on the minutes of {title}"))
def add_comments(
    uow: UnitOfWork, *, meeting: UUID, comments: Sequence[ParsedComment], received: date | None = None
) -> tuple[UUID, ...]:
    """Comments from a reply, each at its item by number ("" or an unknown one: on all of the minutes).

    `UserError` for an empty text, for none at all, and once the minutes are adopted.
    """
    row = uow.get(Meeting, meeting)
    uow.describe(title=words.meeting_name(row.title, row.day))
    if row.minutes_state == "adopted":
        raise UserError(_("These minutes are adopted already. Add a correction instead."), code="adopted")
    if not comments:
        raise UserError(_("There is no comment yet. Type or paste one."), code="empty")
    tree = queries.item_tree(uow.session, meeting)
    numbered = numbers([(item.kind, level) for item, level in tree])
    places = {number: item.id for (item, _level), number in zip(tree, numbered, strict=True) if number}
    day = received or clock.today(row.zone)
    return tuple(_add(uow, row.id, one, places.get(one.number), day) for one in comments)


def _add(uow: UnitOfWork, meeting: UUID, one: ParsedComment, item: UUID | None, day: date) -> UUID:
    said = some_text(one.text, _("There is no comment yet. Type or paste one."))
    query = select(MinutesComment.position).where(MinutesComment.meeting == meeting)
    last = uow.session.scalar(query.order_by(MinutesComment.position.desc()).limit(1))
    keys = [last] if last else []
    fields = checked(MinutesComment, {"sender": one.sender.strip(), "text": said})
    place = keys_with_room(keys, len(keys))[1]
    made = uow.add(MinutesComment(meeting=meeting, item=item, position=place, received=day, **fields))
    uow.session.flush()
    return made.id


class CommentFields(TypedDict, total=False):
    """What can be changed about a comment; ``item`` None is all of the minutes."""

    item: UUID | None
    sender: str
    text: str


@verb(label=N_("Change a comment of {sender}"))
def update_comment(uow: UnitOfWork, *, id: UUID, **fields: Unpack[CommentFields]) -> None:
    """Correct who said it, what, or at which item."""
    row = uow.get(MinutesComment, id)
    uow.describe(sender=row.sender)
    if fields.get("item") is not None and uow.get(AgendaItem, fields["item"] or id).meeting != row.meeting:
        raise UserError(_("That item is of another meeting. Choose one of this agenda."), code="other_meeting")
    if "text" in fields:
        fields["text"] = some_text(fields["text"], _("There is no comment yet. Type or paste one."))
    uow.update(row, **checked(MinutesComment, fields))


@verb(label=N_("Comment of {sender}: {state}"))
def settle_comment(uow: UnitOfWork, *, id: UUID, state: str, reason: str = "") -> None:
    """Worked in, declined (with why), or open again. `UserError` for declining without a reason."""
    row = uow.get(MinutesComment, id)
    one_of(state, COMMENT_STATES)
    uow.describe(sender=row.sender, state=_(COMMENT_STATES[state]))
    why = some_text(reason, _("Type why this isn't worked in.")) if state == "declined" else ""
    uow.update(row, **checked(MinutesComment, {"state": state, "reason": why}))


@verb(label=N_("Remove a comment of {sender}"))
def remove_comment(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a comment away, for one that came twice or belongs elsewhere."""
    row = uow.get(MinutesComment, id)
    uow.describe(sender=row.sender)
    uow.remove(row)
