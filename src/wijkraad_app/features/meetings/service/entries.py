"""Verbs of what was kept at an item: corrected, made into something else, put at another item, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Action, AgendaItem, Annex, Decision, Vote
from ..rules.checks import one_of, some_text
from ..rules.kept import ACTIONS, DECISIONS, KEPT_KINDS, NOTES, Kept, family
from ..rules.ordering import keys_with_room
from ..rules.proposals import moved_up, paragraphs, plain, replaced, with_note
from .annexes import enclose
from .decisions import DecisionFields, add_decision, noted_at, remove_decision, update_decision
from .on_now import kept_at
from .outcomes import ActionFields, add_action, remove_action, update_action

Record = Decision | Action | Annex


class EntryFields(DecisionFields, ActionFields, total=False):
    """What belongs to the kind: votes of a decision; owner and day of an action."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the course of the item something stands: after so many paragraphs, kept then, with that key."""

    noted: int | None
    made: datetime | None = None
    position: str = ""


@verb(label=N_("Document shown “{title}”"))
def show_document(uow: UnitOfWork, *, item: UUID, title: str) -> UUID:
    """A document that was shown at the meeting; its file can come later. Returns the annex's id."""
    item = kept_at(uow, item) or item
    row = uow.get(AgendaItem, item)
    named = some_text(title, _("Type what the document is called."))
    uow.describe(title=named)
    made = enclose(uow, row, title=named, file_name="", file="", kind="")
    shown = uow.get(Annex, made)
    shown.shown, shown.noted = True, noted_at(uow, item)
    return made


@verb(label=N_("Change “{text}”"))
def change_entry(
    uow: UnitOfWork, *, was: Kept, kind: str, text: str, item: UUID | None = None, **fields: Unpack[EntryFields]
) -> None:
    """Another text, another kind or another item for something kept; it keeps its place in the course of the item.

    ``fields`` belong to the new kind. `UserError` when the paragraph isn't there any more, or votes by name would go.
    """
    uow.describe(text=was.text or text)
    one_of(kind, KEPT_KINDS)
    said = some_text(text, _("Type what has to be noted first."))
    to = item or was.item
    if kind in family(was.kind) and was.id is not None:
        _change_record(uow, was.id, kind, to, said, fields)
    elif kind in NOTES and was.kind in NOTES and to == was.item:
        _rewrite(uow, was, said, proposal=kind == "proposal")
    else:
        _refuse_lost_votes(uow, was)
        place = _take_out(uow, was)
        _put_in(uow, kind, to, said, fields, place if to == was.item else _Place(None))


@verb(label=N_("Remove “{text}”"))
def remove_entry(uow: UnitOfWork, *, was: Kept) -> None:
    """Take away what was kept."""
    uow.describe(text=was.text)
    _take_out(uow, was)


def _change_record(uow: UnitOfWork, id: UUID, kind: str, item: UUID, text: str, fields: EntryFields) -> None:
    given: Any = {**fields, "sort": kind}
    if kind in DECISIONS:
        update_decision(uow, id=id, text=text, **given)
    elif kind in ACTIONS:
        update_action(uow, id=id, text=text, **given)
    row = _record(uow, kind, id)
    if isinstance(row, Annex):
        uow.update(row, **checked(Annex, {"title": text}))
    if row.item != item:
        row.item, row.noted = uow.get(AgendaItem, item).id, noted_at(uow, item)


def _record(uow: UnitOfWork, kind: str, id: UUID) -> Record:
    model: type[Record] = Decision if kind in DECISIONS else Action if kind in ACTIONS else Annex
    return uow.get(model, id)


def _field(was: Kept) -> str:
    return "closed_notes" if was.closed else "notes"


def _notes(uow: UnitOfWork, was: Kept) -> tuple[AgendaItem, str]:
    """The item with its notes; `UserError` when the paragraph meant isn't where it was."""
    row = uow.get(AgendaItem, was.item)
    notes: str = getattr(row, _field(was))
    blocks = paragraphs(notes)
    if was.at >= len(blocks) or plain(blocks[was.at]) != was.text:
        raise UserError(_("The notes have changed meanwhile. Choose the line again."), code="notes_changed")
    return row, notes


def _rewrite(uow: UnitOfWork, was: Kept, text: str, *, proposal: bool) -> None:
    row, notes = _notes(uow, was)
    uow.update(row, **{_field(was): replaced(notes, was.at, text, proposal=proposal)})


def _refuse_lost_votes(uow: UnitOfWork, was: Kept) -> None:
    if was.kind not in DECISIONS or was.id is None:
        return
    said = select(Vote.id).where(Vote.decision == was.id, Vote.deleted.is_(False))
    if uow.session.scalar(said.where(Vote.choice.in_(("for", "against", "abstained", "blank"))).limit(1)):
        raise UserError(_("This was voted on by name. It stays a decision."), code="voted_by_name")


def _take_out(uow: UnitOfWork, was: Kept) -> _Place:
    """Remove it, and say where it stood."""
    if was.id is None:
        return _without_paragraph(uow, was)
    row = _record(uow, was.kind, was.id)
    place = _Place(row.noted, row.created_at, "" if isinstance(row, Annex) else row.position)
    if isinstance(row, Decision):
        remove_decision(uow, id=row.id)
    elif isinstance(row, Action):
        remove_action(uow, id=row.id)
    else:
        uow.remove(row)
    return place


def _without_paragraph(uow: UnitOfWork, was: Kept) -> _Place:
    row, notes = _notes(uow, was)
    uow.update(row, **{_field(was): replaced(notes, was.at, None)})
    if was.closed:
        return _Place(None)
    before = [one for one in _records(uow, was.item) if one.noted is not None and one.noted <= was.at]
    after = [one for one in _records(uow, was.item) if one.noted is None or one.noted > was.at]
    for one in after:
        one.noted = None if one.noted is None else one.noted - 1
    return _between(uow, row.meeting, was.at, before, after)


def _records(uow: UnitOfWork, item: UUID) -> list[Record]:
    """Decisions, actions and documents shown at the item, as they were kept."""
    rows: list[Record] = []
    for model in (Decision, Action, Annex):
        query = select(model).where(model.item == item, model.deleted.is_(False))
        rows += uow.session.scalars(query)
    kept = [row for row in rows if not isinstance(row, Annex) or row.shown]
    return sorted(kept, key=lambda row: (row.noted is None, row.noted or 0, row.created_at))


def _between(uow: UnitOfWork, meeting: UUID, noted: int, before: list[Record], after: list[Record]) -> _Place:
    """A moment and a key after the last of ``before`` and before the first of ``after``."""
    first = before[-1].created_at if before else None
    last = after[0].created_at if after else None
    made = first and last and first + (last - first) / 2
    made = made or (last and last - timedelta(seconds=1)) or (first and first + timedelta(milliseconds=1))
    keyed = [row.position for row in before if not isinstance(row, Annex)][-1:]
    if not keyed:
        return _Place(noted, made)
    following: list[str] = []
    for model in (Decision, Action):
        query = select(model.position).where(model.meeting == meeting, model.position > keyed[0])
        following += uow.session.scalars(query.order_by(model.position).limit(1))
    return _Place(noted, made, keys_with_room([*keyed, *sorted(following)[:1]], 1)[1])


def _put_in(uow: UnitOfWork, kind: str, item: UUID, text: str, fields: EntryFields, place: _Place) -> None:
    given: Any = dict(fields)
    if kind in NOTES:
        _insert(uow, item, text, place, proposal=kind == "proposal")
        return
    if kind in DECISIONS:
        row: Record = uow.get(Decision, add_decision(uow, item=item, text=text, **{**given, "sort": kind}))
    elif kind in ACTIONS:
        row = uow.get(Action, add_action(uow, item=item, text=text, **{**given, "sort": kind}))
    else:
        row = uow.get(Annex, show_document(uow, item=item, title=text))
    if place.noted is not None:
        row.noted = place.noted
    row.created_at = place.made or row.created_at
    if place.position and not isinstance(row, Annex):
        row.position = place.position


def _insert(uow: UnitOfWork, item: UUID, text: str, place: _Place, *, proposal: bool) -> None:
    """A paragraph at its place among the notes; what came after it stays after it."""
    row = uow.get(AgendaItem, item)
    blocks = len(paragraphs(row.notes))
    notes = with_note(row.notes, text, proposal=proposal)
    if place.noted is not None and place.noted < blocks and len(paragraphs(notes)) == blocks + 1:
        notes = moved_up(notes, place.noted)
    uow.update(row, **checked(AgendaItem, {"notes": notes}))
    for one in _records(uow, item):
        later = place.made is not None and one.created_at > place.made
        if place.noted is not None and one.noted is not None and (one.noted, later) >= (place.noted, True):
            one.noted += 1
