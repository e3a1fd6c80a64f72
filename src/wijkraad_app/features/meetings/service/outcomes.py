"""Verbs of actions: who does what before when."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Action
from ..rules import words
from ..rules.checks import one_of, some_text
from .decisions import last_place, meeting_of, noted_at
from .on_now import kept_at


class ActionFields(TypedDict, total=False):
    """Who does an action and when; ``owner_name`` for someone who isn't known by id. ``sort``: action, or question to
    look up; ``progress``: how it stands, or the answer."""

    owner: UUID | None
    owner_name: str
    due: date | None
    sort: str
    progress: str


@verb(label=N_("Add action “{text}”"))
def add_action(
    uow: UnitOfWork,
    *,
    text: str,
    item: UUID | None = None,
    meeting: UUID | None = None,
    **fields: Unpack[ActionFields],
) -> UUID:
    """An action from an item, a meeting, or of itself; a typed owner who is known is linked."""
    uow.describe(text=text)
    said = some_text(text, _("Type what has to be done."))
    item = kept_at(uow, item)
    at = meeting_of(uow, item, meeting)
    row = Action(
        meeting=at.id if at else None,
        item=item,
        position=last_place(uow, at.id if at else None),
        noted=noted_at(uow, item),
        **checked(Action, {"text": said}),
    )
    uow.update(row, **checked(Action, known_owner(uow, fields)))
    return uow.add(row).id


def known_owner(uow: UnitOfWork, fields: ActionFields) -> ActionFields:
    """A name typed becomes the person meant, where that is certain."""
    one_of(fields.get("sort", "action"), words.ACTION_SORTS)
    typed = fields.get("owner_name", "")
    if typed and not fields.get("owner"):
        person = queries.person_named(uow.session, typed, clock.today())
        return {**fields, "owner": person, "owner_name": "" if person else typed.strip()}
    return {**fields, "owner_name": ""} if fields.get("owner") else fields


@verb(label=N_("Change action “{text}”"))
def update_action(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[ActionFields]) -> None:
    """Change what, who or when, or say how it stands."""
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    if text is not None:
        uow.update(row, **checked(Action, {"text": some_text(text, _("Type what has to be done."))}))
    uow.update(row, **checked(Action, known_owner(uow, fields)))


@verb(label=N_("Action “{text}”: {state}"))
def set_action_state(uow: UnitOfWork, *, id: UUID, state: str, on: date | None = None) -> None:
    """Done, dropped, or open again; ``on`` is the day it was done (today)."""
    row = uow.get(Action, id)
    uow.describe(text=row.text, state=_(words.ACTION_STATES[one_of(state, words.ACTION_STATES)]))
    row.status = state
    row.done_on = (on or clock.today()) if state == "done" else None


@verb(label=N_("Finish action “{text}”"))
def finish_action(uow: UnitOfWork, *, id: UUID, on: date | None = None) -> None:
    """Check an action off."""
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    set_action_state(uow, id=id, state="done", on=on)


@verb(label=N_("Remove action “{text}”"))
def remove_action(uow: UnitOfWork, *, id: UUID) -> None:
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    uow.remove(row)
