"""Putting a record back as it was once, through the verbs of its own slice: what they refuse stays refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import inspect

from wijkraad_app.db import history as journal
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.canonical import to_json
from wijkraad_app.db.fold import from_fields
from wijkraad_app.db.history import At
from wijkraad_app.db.hybrid_clock import milliseconds
from wijkraad_app.db.tables import Changeset
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .queries import title
from .rules.restoring import FIELDS

__all__ = ["put_back"]

Fields = Mapping[str, Any]
_SECTIONS: tuple[Literal["occasion", "findings", "considerations"], ...] = ("occasion", "findings", "considerations")


def _advice(uow: UnitOfWork, id: UUID, fields: Fields) -> None:
    rest = dict(fields)
    for section in _SECTIONS:
        if section in rest:
            advice.update_section(uow, id=id, section=section, text=rest.pop(section))
    for name, value in rest.items():
        advice.update_advice(uow, id=id, **{name: value})


def _conversation(uow: UnitOfWork, id: UUID, fields: Fields) -> None:
    rest = dict(fields)
    text = rest.pop("text", None)
    if text is not None:
        conversations.correct_text(uow, id=id, text=text)
    if rest:
        conversations.update_conversation(uow, id=id, **rest)


_WRITERS: dict[str, Callable[[UnitOfWork, UUID, Fields], object]] = {
    "action": lambda uow, id, fields: meetings.update_action(uow, id=id, **fields),
    "advice": _advice,
    "conversation": _conversation,
    "decision": lambda uow, id, fields: meetings.update_decision(uow, id=id, **fields),
    "item": lambda uow, id, fields: meetings.update_item(uow, id=id, **fields),
    "meeting": lambda uow, id, fields: meetings.update_meeting(uow, id=id, **fields),
    "organisation": lambda uow, id, fields: council.update_organisation(uow, organisation=id, **fields),
    "person": lambda uow, id, fields: council.update_person(uow, person=id, **fields),
    "question": lambda uow, id, fields: surveys.update_question(uow, question=id, **fields),
    "promise": lambda uow, id, fields: advice.update_promise(uow, id=id, **fields),
    "quote": lambda uow, id, fields: conversations.update_quote(uow, id=id, **fields),
    "recommendation": lambda uow, id, fields: advice.update_recommendation(uow, id=id, **fields),
    "signal": lambda uow, id, fields: signals.update_signal(uow, id=id, **fields),
    "survey": lambda uow, id, fields: surveys.update_survey(uow, survey=id, **fields),
}


@verb(label=N_("Put “{title}” back as it was on {moment}"))
def put_back(uow: UnitOfWork, *, kind: str, id: UUID, at: At) -> None:
    """Texts and facts of a record as they were just after the step ``at``, as one new step.

    `UserError` ``not_restorable`` for what isn't put back this way, ``erased`` when it isn't known any more,
    ``same`` when nothing would change; else as the record's own verb refuses.
    """
    if kind not in _WRITERS:
        raise UserError(_("This can’t be put back in this way."), code="not_restorable")
    row = uow.get(journaled_models()[kind], id)
    changeset = uow.session.get(Changeset, (at.device, at.seq))
    then = journal.state(uow.session, kind, id, at)
    if changeset is None or not then:
        raise UserError(_("How it was then isn’t known any more: it was erased."), code="erased")
    uow.describe(title=title(row), moment=_moment(changeset.clock))
    wanted = {name: then[name] for name in FIELDS[kind] if name in then and then[name] != to_json(getattr(row, name))}
    if not wanted:
        raise UserError(_("It is like that now."), code="same")
    columns = inspect(type(row)).columns
    _WRITERS[kind](uow, id, {name: value for name, value in from_fields(type(row), wanted).items() if name in columns})


def _moment(reading: int) -> str:
    here = datetime.fromtimestamp(milliseconds(reading) / 1000, UTC).astimezone(clock.local_now().tzinfo)
    return f"{dates.short_date(here.date())}, {dates.clock_time(here.time())}"
