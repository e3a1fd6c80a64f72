"""The verb of the public version: what is done with words that may name a resident."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Meeting, PrivacyChoice
from ..rules import words
from ..rules.checks import one_of
from ..rules.privacy import CHOICES, ROLE, SORTS, Choice, normal

MOST = 200
"""Signs of one choice; longer stretches are decided in parts."""


@verb(label=N_("Choose about names in the minutes of {title}"))
def choose_privacy(uow: UnitOfWork, *, meeting: UUID, choices: Sequence[Choice]) -> None:
    """Remove, name a role instead, or keep: for each of these words, wherever they stand in these minutes.

    A later choice takes the place of an earlier one. `UserError` for a role without words, or nothing to choose.
    """
    row = uow.get(Meeting, meeting)
    uow.describe(title=words.meeting_name(row.title, row.day))
    if not choices:
        raise UserError(_("There is nothing to choose."), code="empty")
    for choice in choices:
        _choose(uow, row.id, choice)


def _choose(uow: UnitOfWork, meeting: UUID, choice: Choice) -> None:
    said = normal(choice.words)[:MOST]
    one_of(choice.choice, CHOICES)
    one_of(choice.sort, SORTS)
    if choice.choice == ROLE and not choice.instead.strip():
        raise UserError(_("Type the role that stands for it."), code="no_role")
    instead = choice.instead.strip() if choice.choice == ROLE else ""
    fields = checked(PrivacyChoice, {"words": said, "sort": choice.sort, "choice": choice.choice, "instead": instead})
    # No id derived from the words: it would outlive an erasure, and could be guessed back to a name.
    query = select(PrivacyChoice).where(PrivacyChoice.meeting == meeting, PrivacyChoice.words == said)
    row = uow.session.scalars(query.order_by(PrivacyChoice.deleted, PrivacyChoice.created_at.desc())).first()
    if row is None:
        uow.add(PrivacyChoice(meeting=meeting, **fields))
        uow.session.flush()
    else:
        uow.update(row, deleted=False, **fields)
