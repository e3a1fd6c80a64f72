"""Verbs of minutes on their way: sent for comment; and corrections once they are adopted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, retired, verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import AgendaItem, Decision, Erratum, Meeting
from ..rules import words
from ..rules.checks import some_text
from .adoption import freeze

retired(
    "meetings.correct_minutes",
    label=N_("Correct the minutes of {title}"),
    undo=Refused(N_("Adopted minutes stay as they are. Add a correction instead.")),
)


@verb(label=N_("Send the minutes of {title} for comment"))
def send_minutes(uow: UnitOfWork, *, meeting: UUID, day: date | None = None) -> UUID:
    """Keep what went out for comment, and when; returns the snapshot's id. Nothing is sent by this.

    Sent again, later changes are compared with the last time. Refused once adopted, or without minutes.
    """
    row = uow.get(Meeting, meeting)
    uow.describe(title=words.meeting_name(row.title, row.day))
    if row.minutes_state == "adopted":
        raise UserError(_("These minutes are adopted already."), code="adopted")
    if row.minutes_state == "none":
        raise UserError(_("There are no minutes yet. Hold the meeting first."), code="no_minutes")
    kept = freeze(uow, row, "sent", None)
    row.minutes_state = "sent"
    row.minutes_sent_on = day or clock.today(row.zone)
    return kept


@verb(label=N_("Add a correction to the minutes of {title}"))
def add_erratum(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    text: str,
    item: UUID | None = None,
    day: date | None = None,
    reason: str = "",
    decision: UUID | None = None,
) -> UUID:
    """What should have been written in adopted minutes; the adopted text stays and this is shown with it.

    ``decision`` is the one that corrects. `UserError` before adoption, without a text, or with an item of another
    meeting.
    """
    row = uow.get(Meeting, meeting)
    uow.describe(title=words.meeting_name(row.title, row.day))
    if row.minutes_state != "adopted":
        raise UserError(_("These minutes aren't adopted yet. Change the draft itself."), code="not_adopted")
    said = some_text(text, _("Type what has to be corrected."))
    if item is not None and uow.get(AgendaItem, item).meeting != row.id:
        raise UserError(_("That item is of another meeting. Choose one of this agenda."), code="other_meeting")
    if decision is not None:
        uow.get(Decision, decision)
    fields = checked(Erratum, {"text": said, "reason": reason.strip()})
    made = Erratum(meeting=row.id, item=item, day=day or clock.today(row.zone), decision=decision, **fields)
    return uow.add(made).id
