"""Erasing as one step of work, and applying known erasures again in an older copy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef, new_id
from wijkraad_app.kernel.workspace import Workspace

from .. import fulltext
from ..base import journaled_models
from ..dossier import damaged
from ..tables import ChangeItem, Meta
from ..unit import UnitOfWork
from ..verbs import Refused, verb
from . import clearing, record, repeating
from .finding import Found, Key
from .record import Part, Record
from .wording import Wanted

NOT_UNDONE = Refused(N_("What was erased is gone for good. Type in again what must stand there."))


@dataclass(frozen=True, slots=True)
class Whole:
    """A record of which the text fields ``names`` go altogether; ``remove``: and the record itself."""

    ref: EntityRef
    names: frozenset[str]
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: id, moment, and how many fields of how many records it cleaned."""

    id: str
    at: datetime
    fields: int
    records: int
    files: int = field(default=0)


def erase(uow: UnitOfWork, found: Found, wanted: Wanted | None, wholes: Iterable[Whole] = ()) -> Erased:
    """Take all that was ``found``, and ``wholes``, out of the dossier in the open unit. For verbs of a service."""
    wholes = tuple(wholes)
    cleaning = clearing.cleaning_of(uow.session, found, wanted) if wanted else clearing.Cleaning()
    entire: dict[Key, frozenset[str]] = {(one.ref.kind, one.ref.id): one.names for one in wholes}
    for one in wholes:
        cleaning.values[one.ref.kind, one.ref.id] |= clearing.whole(
            uow.session, one.ref, one.names, stays=not one.remove
        )
        if one.remove:
            cleaning.removed.add((one.ref.kind, one.ref.id))
    return _finish(uow, cleaning, _parts(uow.session, found, wanted, entire))


def erase_again(uow: UnitOfWork, ref: EntityRef, ids: Iterable[str]) -> Erased:
    """Take out of a record what the erasures ``ids``, which crossed there, took out. `UserError` ``changed_since``
    when that can't be known any more."""
    made = repeating.again(uow.session, (ref.kind, ref.id), ids)
    if made is None:
        raise UserError(
            _("This has been changed since the two erasures. Take out by hand what must go."), code="changed_since"
        )
    return _finish(uow, made.cleaning, tuple(made.parts))


def forget_earlier(uow: UnitOfWork, ref: EntityRef, names: Iterable[str]) -> Erased:
    """Keep these fields of a record as they are now, and nothing of what they were before."""
    made = repeating.as_it_is(uow.session, (ref.kind, ref.id), names)
    return _finish(uow, made.cleaning, tuple(made.parts))


def _finish(uow: UnitOfWork, cleaning: clearing.Cleaning, parts: tuple[Part, ...]) -> Erased:
    files = len(cleaning.files)
    cleared = clearing.clear(uow.session, cleaning)
    removed = tuple((kind, row.hex) for kind, row in sorted(cleaning.removed))
    made = Record(new_id().hex, clock.now().isoformat(), record.hexed(cleared.items), parts, removed)
    _record(uow, made, cleared)
    count = sum(len(names) for names in cleaning.values.values())
    return Erased(made.id, clock.now(), count, len(cleaning.values), files)


def _parts(
    session: Session, found: Found, wanted: Wanted | None, entire: Mapping[Key, frozenset[str]]
) -> tuple[Part, ...]:
    others = {key: names - entire.get(key, frozenset()) for key, names in found.fields.items()}
    return (*record.parts_of(session, others, wanted, found), *record.parts_of(session, entire, None, None))


def _record(uow: UnitOfWork, made: Record, cleared: clearing.Cleared) -> None:
    clearing.seal_off(uow.session, UUID(made.id), cleared, record.as_json(made))
    record.note(uow.session, made)
    uow.afterwards(lambda dossier: record.remember(dossier.id, [made]))


@verb(label=N_("Erase again what had been erased before"), undo=NOT_UNDONE)
def apply_again(uow: UnitOfWork, *, id: str) -> None:
    """Take out of an older copy what the list of this computer says was erased."""
    known = next(one for one in record.on_this_computer(_dossier(uow.session)) if one.id == id)
    cleared = clearing.clear(uow.session, record.cleaning_from(uow.session, known))
    items = record.hexed(cleared.items)
    _record(uow, Record(known.id, known.at, items, known.parts, known.removed), cleared)


def _dossier(session: Session) -> UUID:
    """The dossier's id; with a page of a table damaged it may not be found again after opening."""
    fact = session.get(Meta, "id")
    if fact is None:
        raise damaged()
    return UUID(fact.value)


def missing(session: Session) -> tuple[str, ...]:
    """Erasures of this computer's list that a dossier doesn't know of, in their order."""
    there = record.applied(session)
    known = record.on_this_computer(_dossier(session))
    return tuple(one.id for one in sorted(known, key=lambda one: one.at) if one.id not in there)


def catch_up(workspace: Workspace) -> int:
    """Bring a dossier that was just opened in line with the list of this computer, and the list with the dossier.

    How many erasures an older copy still had to come.
    """
    with threads.allowed_here():
        ids = workspace.read(missing)
        for id in ids:
            workspace.do(apply_again, id=id)
        workspace.read(_remember_all)
    return len(ids)


def _remember_all(session: Session) -> None:
    dossier = _dossier(session)
    if record.applied(session) - {one.id for one in record.on_this_computer(dossier)}:
        record.remember(dossier, record.inside(session))


@dataclass(slots=True)
class Enforced:
    """What a merge has to see to after `enforce`: rows to fold anew, files that may have lost their last mention."""

    rows: set[Key] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def enforce(session: Session) -> Enforced:
    """After a merge: make null what the erasures that came in list, and what came in of earlier ones."""
    done = Enforced()
    for one in record.inside(session):
        for device, seq, number in one.items:
            item = session.get(ChangeItem, (UUID(device), seq, number))
            if item is not None and item.content is not None:
                done.rows.add((item.kind, item.row_id))
                done.files |= _digests(item.content)
                item.content = None
        record.note(session, one)
    session.flush()
    return done


def finish(session: Session, done: Enforced) -> None:
    """When the rows are folded anew: files that nothing names any more go, and so do words from the index."""
    clearing.drop_unused(session, done.files)
    if done.rows:
        session.flush()
        models = journaled_models()
        found = (session.get(models[kind], id) for kind, id in done.rows if kind in models)
        fulltext.let_go(session, [row for row in found if row is not None])


def _digests(content: bytes) -> set[str]:
    values = json.loads(content).get("fields", {}).values()
    return {value for value in values if isinstance(value, str) and len(value) == _DIGEST}


_DIGEST = 64
